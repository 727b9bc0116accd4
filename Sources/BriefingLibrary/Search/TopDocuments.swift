/// The best of many documents, found in one pass.
struct TopDocuments {
  struct Entry {
    var score: Double
    var day: UInt32
    var order: UInt32
    var document: Int64
    var fingerprint: UInt64

    /// Higher scores first; among equals the latest, then list order.
    @inline(__always)
    static func isBefore(_ one: Entry, _ other: Entry) -> Bool {
      if one.score != other.score { return one.score > other.score }
      if one.day != other.day { return one.day > other.day }
      if one.order != other.order { return one.order < other.order }
      return one.document < other.document
    }
  }

  private let limit: Int
  /// A heap with the last of the best at its top.
  private var heap: [Entry] = []
  /// Of all that were added.
  private(set) var count = 0

  init(_ limit: Int) { self.limit = max(0, limit) }

  var kept: Int { heap.count }

  @inline(__always)
  mutating func add(_ entry: Entry) {
    count += 1
    if heap.count == limit {
      guard let last = heap.first, Entry.isBefore(entry, last) else { return }
      heap[0] = entry
      sink()
    } else {
      heap.append(entry)
      rise()
    }
  }

  func sorted() -> [Entry] { heap.sorted(by: Entry.isBefore) }

  private mutating func rise() {
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard Entry.isBefore(heap[parent], heap[index]) else { return }
      heap.swapAt(parent, index)
      index = parent
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var last = index
      let (left, right) = (2 * index + 1, 2 * index + 2)
      if left < heap.count, Entry.isBefore(heap[last], heap[left]) { last = left }
      if right < heap.count, Entry.isBefore(heap[last], heap[right]) { last = right }
      if last == index { return }
      heap.swapAt(index, last)
      index = last
    }
  }
}

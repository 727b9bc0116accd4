/// The files of a walk in one piece of memory, to tell the places of some of them in the list.
struct FilePlaces {
  private var bytes: [UInt8] = []
  private var files: [(root: Int, end: Int)] = []

  private typealias Key = (root: Int, sortKey: [UInt8], path: [UInt8])

  mutating func add(_ path: UnsafeBufferPointer<UInt8>, root: Int) {
    bytes.append(contentsOf: path)
    files.append((root, bytes.count))
  }

  /// Puts files of the walk into the order of the list, and tells each its place among all.
  func arrange(_ found: inout [FoundFile]) {
    var keys: [(key: Key, index: Int)] = []
    keys.reserveCapacity(found.count)
    for (index, file) in found.enumerated() {
      keys.append(((file.root, file.path.sortKey, file.path.bytes), index))
    }
    keys.sort { Self.isBefore($0.key, $1.key) }
    var sorted: [FoundFile] = []
    sorted.reserveCapacity(found.count)
    for key in keys { sorted.append(found[key.index]) }
    // How many stand before each: those that are found among them when all are.
    var before = [Int](repeating: 1, count: keys.count + 1)
    if found.count < files.count {
      before = [Int](repeating: 0, count: keys.count + 1)
      var start = 0
      for file in files {
        let path = Array(bytes[start..<file.end])
        start = file.end
        before[Self.place((file.root, PathBytes(path).sortKey, path), in: keys)] += 1
      }
    }
    var place = -1
    for index in sorted.indices {
      place += before[index]
      sorted[index].order = place
    }
    found = sorted
  }

  /// The first of sorted keys that does not stand before `key`.
  private static func place(_ key: Key, in keys: [(key: Key, index: Int)]) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(keys[middle].key, key) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func isBefore(_ left: Key, _ right: Key) -> Bool {
    if left.root != right.root { return left.root < right.root }
    if left.sortKey != right.sortKey { return left.sortKey.lexicographicallyPrecedes(right.sortKey) }
    return left.path.lexicographicallyPrecedes(right.path)
  }
}

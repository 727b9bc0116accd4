import CGumbo

/// The attributes of all elements of a page, without what parsed them, and without those of which the flags of the
/// elements hold all that is asked.
struct HTMLAttributeList {
  private struct Entry {
    /// Where name and value stand, one behind the other.
    var start: Int32
    var nameLength: Int32
    var valueLength: Int32
    /// Whether it is the last of its element.
    var isLast: Bool
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []

  /// Adds those of an element; gives the place of the first, -1 without any.
  mutating func add(_ element: UnsafePointer<GumboNode>) -> Int32 {
    let count = html_attribute_count(element)
    guard count > 0 else { return -1 }
    let first = entries.count
    for index in 0..<count {
      guard let name = html_attribute_name(element, index), let value = html_attribute_value(element, index),
        html_is_flag(name) == 0
      else { continue }
      let (start, nameLength, valueLength) = (
        bytes.count, html_string_length(name), html_string_length(value)
      )
      append(name, nameLength)
      append(value, valueLength)
      entries.append(
        Entry(
          start: Int32(truncatingIfNeeded: start), nameLength: Int32(truncatingIfNeeded: nameLength),
          valueLength: Int32(truncatingIfNeeded: valueLength), isLast: false))
    }
    guard entries.count > first else { return -1 }
    entries[entries.count - 1].isLast = true
    return Int32(truncatingIfNeeded: first)
  }

  private mutating func append(_ text: UnsafePointer<CChar>, _ length: Int) {
    text.withMemoryRebound(to: UInt8.self, capacity: length) {
      bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: length))
    }
  }

  /// The value of the attribute of that name, in small letters, of the element whose first stands at `first`.
  func value(of name: String, from first: Int32) -> String? {
    var index = Int(first)
    while true {
      let entry = entries[index]
      let start = Int(entry.start)
      let end = start + Int(entry.nameLength)
      if name.utf8.elementsEqual(bytes[start..<end]) {
        return String(decoding: bytes[end..<end + Int(entry.valueLength)], as: UTF8.self)
      }
      if entry.isLast { return nil }
      index += 1
    }
  }
}

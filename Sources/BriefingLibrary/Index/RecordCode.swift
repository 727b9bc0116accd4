import BriefingModel

/// Numbers of seven bits a byte, and texts led by their length.
struct CodeWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int) {
    var rest = UInt64(max(0, number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A text that there is has its length and one before it, one that there is not 0.
  mutating func append(_ text: String?) {
    guard var text else { return append(0) }
    text.withUTF8 {
      append($0.count + 1)
      bytes.append(contentsOf: $0)
    }
  }

  mutating func append(_ span: SourceSpan) {
    append(span.firstLine)
    append(span.lastLine - span.firstLine)
    append(span.firstColumn ?? 0)
    append(span.lastColumn ?? 0)
  }
}

/// Reads what a `CodeWriter` wrote. Everything throws `SegmentDamage` where the bytes are not such.
struct CodeReader {
  private let all: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { all = bytes }

  mutating func number() throws -> Int {
    var number = 0
    var shift = 0
    while place < all.count, shift < 56 {
      let byte = all[place]
      place += 1
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    throw SegmentDamage()
  }

  mutating func bytes() throws -> UnsafeRawBufferPointer? {
    let count = try number()
    guard count > 0 else { return nil }
    guard count - 1 <= all.count - place else { throw SegmentDamage() }
    defer { place += count - 1 }
    return UnsafeRawBufferPointer(rebasing: all[place..<(place + count - 1)])
  }

  mutating func text() throws -> String? {
    try bytes().map { String(decoding: $0, as: UTF8.self) }
  }

  mutating func span() throws -> SourceSpan {
    let first = try number()
    let lines = try number()
    let firstColumn = try number()
    let lastColumn = try number()
    return SourceSpan(
      firstLine: first, lastLine: first + lines, firstColumn: firstColumn == 0 ? nil : firstColumn,
      lastColumn: lastColumn == 0 ? nil : lastColumn)
  }

  /// A number of things that follow, each of a byte or more.
  mutating func count() throws -> Int {
    let count = try number()
    guard count <= all.count - place else { throw SegmentDamage() }
    return count
  }

  /// One of the cases of `Value`, by its place among them.
  mutating func member<Value: CaseIterable>(of: Value.Type) throws -> Value
  where Value.AllCases: RandomAccessCollection, Value.AllCases.Index == Int {
    let number = try number()
    guard Value.allCases.indices.contains(number) else { throw SegmentDamage() }
    return Value.allCases[number]
  }
}

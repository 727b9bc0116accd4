/// How tags, attributes, comments and their like are told in the text of a page.
extension HTMLSieve {
  /// The attribute whose name begins at `start`, as the HTML standard has it.
  static func attribute(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (name: UInt64, value: Range<Int>, end: Int) {
    let count = text.count
    var index = start
    var hash = HashedWords<HTMLNames.Kinds>.seed
    while index < count, text[index] > 0x20, text[index] != 0x2F, text[index] != 0x3E,
      text[index] != 0x3D || index == start
    {
      hash = HashedWords<HTMLNames.Kinds>.adding(lowered(text[index]), to: hash)
      index += 1
    }
    let nameEnd = index
    while index < count, text[index] <= 0x20 { index += 1 }
    guard index < count, text[index] == 0x3D else { return (hash, nameEnd..<nameEnd, nameEnd) }
    index += 1
    while index < count, text[index] <= 0x20 { index += 1 }
    guard index < count else { return (hash, count..<count, count) }
    let quote = text[index]
    if quote == 0x22 || quote == 0x27 {
      let valueStart = index + 1
      index = valueStart
      while index < count, text[index] != quote { index += 1 }
      return (hash, valueStart..<index, min(index + 1, count))
    }
    let valueStart = index
    while index < count, text[index] > 0x20, text[index] != 0x3E { index += 1 }
    return (hash, valueStart..<index, index)
  }

  /// The end of a start tag, quotes considered.
  static func tagEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      while index < text.count, text[index] <= 0x20 || text[index] == 0x2F { index += 1 }
      guard index < text.count, text[index] != 0x3E else { break }
      index = attribute(text, from: index).end
    }
    return min(index + 1, text.count)
  }

  static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ words: StaticString) -> Bool {
    let length = words.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    for start in 0...(bytes.count - length) {
      var matched = 0
      while matched < length, lowered(bytes[start + matched]) == words.utf8Start[matched] { matched += 1 }
      if matched == length { return true }
    }
    return false
  }

  // MARK: - Markup that is none

  /// Whether some words of ASCII stand in `text` from `index` on, in this case of letters.
  static func begins(_ words: StaticString, _ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let count = words.utf8CodeUnitCount
    guard index + count <= text.count else { return false }
    return (0..<count).allSatisfy { text[index + $0] == words.utf8Start[$0] }
  }

  /// Behind a comment, document type or marked section.
  static func afterMarkup(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var index = start + 2
    guard index + 1 < text.count, text[index] == 0x2D, text[index + 1] == 0x2D else {
      while index < text.count, text[index] != 0x3E { index += 1 }
      return min(index + 1, text.count)
    }
    index += 2
    if index < text.count, text[index] == 0x3E { return index + 1 }
    while index < text.count {
      if text[index] == 0x3E, text[index - 1] == 0x2D, text[index - 2] == 0x2D { return index + 1 }
      index += 1
    }
    return text.count
  }

  /// The offset of the end tag of an element whose content is no markup.
  ///
  /// In a script a comment may hold a script of its own, whose end tag does not end the outer one.
  static func rawTextEnd(
    _ text: UnsafeBufferPointer<UInt8>, from: Int, name: UInt64
  ) -> Int {
    var index = from
    var isInComment = false
    var isInner = false
    while index + 2 < text.count {
      let byte = text[index]
      if byte == 0x3C {
        if name == HTMLNames.script, text[index + 1] == 0x21, index + 3 < text.count, text[index + 2] == 0x2D,
          text[index + 3] == 0x2D
        {
          isInComment = true
          index += 4
          continue
        }
        if isInComment, !isInner, isLetter(text[index + 1]),
          Self.name(text, from: index + 1).hash == HTMLNames.script
        {
          isInner = true
        } else if text[index + 1] == 0x2F, isLetter(text[index + 2]),
          Self.name(text, from: index + 2).hash == name
        {
          if !isInner { return index }
          isInner = false
        }
      } else if byte == 0x2D, isInComment, text[index + 1] == 0x2D, text[index + 2] == 0x3E {
        isInComment = false
        isInner = false
      }
      index += 1
    }
    return text.count
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  static func name(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (hash: UInt64, end: Int) {
    var index = start
    var hash = HashedWords<HTMLNames.Kinds>.seed
    while index < text.count, text[index] > 0x20, text[index] != 0x3E, text[index] != 0x2F {
      hash = HashedWords<HTMLNames.Kinds>.adding(lowered(text[index]), to: hash)
      index += 1
    }
    return (hash, index)
  }

  static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Of each byte in text: 0 for ink, 1 for a blank, 2 where the run ends, 3 where what follows decides.
  static let sorts: [UInt8] = {
    var sorts = [UInt8](repeating: 0, count: 256)
    for byte in 0..<0x20 { sorts[byte] = 2 }
    for byte in [0x09, 0x0A, 0x20] { sorts[byte] = 1 }
    for byte in [0x26, 0x3C, 0x7F] { sorts[byte] = 2 }
    for byte in [0xC2, 0xEE, 0xEF] + Array(0xF0...0xFF) { sorts[byte] = 3 }
    return sorts
  }()
}

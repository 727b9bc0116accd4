/// The label of `Label: text`.
enum ListLabel {
  /// The part before the first colon, where it reads as a label: at most eight words and sixty
  /// characters, no stop in it, and a blank behind the colon. Nil otherwise.
  static func label(of text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard let colon = colon(in: bytes) else { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[..<colon]), as: UTF8.self).trimmingBlanks()
    }
  }

  /// Where the colon of a label stands.
  private static func colon(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var words = 1
    // Characters before `index`.
    var length = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let width = TextByte.length(byte)
      if byte == 0x3A || isWideColon(bytes, at: index) {
        let next = index + width
        guard length > 0, next < bytes.count, byte != 0x3A || TextByte.whitespace(bytes, at: next) > 0
        else { return nil }
        return index
      }
      if TextByte.whitespace(bytes, at: index) > 0 { words += 1 }
      length += 1
      if length > 60 || words > 9 || byte == 0x3B || byte == 0x21 || byte == 0x3F { return nil }
      if byte == 0x2E, index + 1 < bytes.count, TextByte.whitespace(bytes, at: index + 1) > 0,
        !isAbbreviation(bytes, stop: index)
      {
        return nil
      }
      index += width
    }
    return nil
  }

  /// What follows the label and its colon; the whole text where there is no label.
  static func statement(of text: String, label: String?) -> String {
    guard let label, !label.isEmpty else { return text }
    var copy = text
    let rest = copy.withUTF8 { bytes -> String in
      var index = 0
      while index < bytes.count, bytes[index] != 0x3A, !isWideColon(bytes, at: index) { index += 1 }
      guard index < bytes.count else { return "" }
      let start = index + TextByte.length(bytes[index])
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)...]), as: UTF8.self)
        .trimmingBlanks()
    }
    return rest.isEmpty ? text : rest
  }

  private static func isWideColon(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9A
  }

  /// A dot after one letter (`U.S.`) does not end a sentence.
  private static func isAbbreviation(_ bytes: UnsafeBufferPointer<UInt8>, stop: Int) -> Bool {
    var start = stop
    var count = 0
    while start > 0 {
      var before = start - 1
      while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
      if bytes[before] == 0x2E || TextByte.whitespace(bytes, at: before) > 0 { break }
      count += 1
      if count > 1 { return false }
      start = before
    }
    return true
  }
}

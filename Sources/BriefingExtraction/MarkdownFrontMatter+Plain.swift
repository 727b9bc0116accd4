extension MarkdownFrontMatter {
  /// The entries of front matter that is as plain as most: `key: value` on each line, the value a word or
  /// words, in quotes without escapes, nothing, or words in square brackets. Nil for all else, which is for
  /// the library to read; what this reads, that would read alike.
  static func plainEntries(_ lines: [String]) -> [(key: String, value: String)]? {
    var entries: [(key: String, value: String)] = []
    var keys: [ArraySlice<UInt8>] = []
    for line in lines {
      let bytes = Array(line.utf8)
      guard isPrintable(bytes) else { return nil }
      var end = bytes.count
      while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
      guard end > 0, bytes[0] != UInt8(ascii: "#") else { continue }
      var colon = 0
      while colon < end, isKey(bytes[colon], isFirst: colon == 0) { colon += 1 }
      guard colon > 0, colon < end, bytes[colon] == UInt8(ascii: ":"),
        colon + 1 == end || bytes[colon + 1] == 0x20, !keys.contains(bytes[..<colon])
      else { return nil }
      keys.append(bytes[..<colon])
      let key = String(decoding: bytes[..<colon], as: UTF8.self)
      let value = bytes[(colon + 1)..<end].drop { $0 == 0x20 }
      switch value.first {
      case nil:
        entries.append((key, ""))
      case 0x22, 0x27:
        guard value.count > 1, value.last == value.first else { return nil }
        let inside = value.dropFirst().dropLast()
        let isPlain = inside.allSatisfy { $0 != value.first && ($0 != 0x5C || value.first == 0x27) }
        guard isPlain else { return nil }
        entries.append((key, String(decoding: inside, as: UTF8.self)))
      case UInt8(ascii: "["):
        guard isPlainSequence(value) else { return nil }
      default:
        guard isPlainScalar(value) else { return nil }
        entries.append((key, String(decoding: value, as: UTF8.self)))
      }
    }
    return keys.isEmpty ? nil : entries
  }

  private static func isKey(_ byte: UInt8, isFirst: Bool) -> Bool {
    isLetter(byte) || byte == 0x5F || !isFirst && (byte == 0x2D || isDigit(byte))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether no sign is one that ends a line of YAML or that YAML does not allow.
  private static func isPrintable(_ bytes: [UInt8]) -> Bool {
    for (place, byte) in bytes.enumerated() {
      if byte < 0x20 || byte == 0x7F || byte == 0xEF || byte >= 0xF0 { return false }
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if byte == 0xC2, next < 0xA0 { return false }
      if byte == 0xE2, next == 0x80, place + 2 < bytes.count, bytes[place + 2] | 1 == 0xA9 { return false }
    }
    return true
  }

  /// Whether words without quotes are one value: nothing in them begins a comment or another entry.
  private static func isPlainScalar(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, isLetter(first) || isDigit(first) || first >= 0x80,
      value.last != UInt8(ascii: ":")
    else { return false }
    var previous: UInt8 = 0
    for byte in value {
      if byte == 0x20, previous == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "#"), previous == 0x20 { return false }
      previous = byte
    }
    return true
  }

  /// Whether a value is a list of words: it names nothing.
  private static func isPlainSequence(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count > 2, value.last == UInt8(ascii: "]") else { return false }
    var hasWord = false
    for byte in value.dropFirst().dropLast() {
      if isLetter(byte) || isDigit(byte) || byte == 0x5F {
        hasWord = true
      } else if byte == UInt8(ascii: ",") {
        guard hasWord else { return false }
        hasWord = false
      } else if byte != 0x20 {
        return false
      }
    }
    return hasWord
  }
}

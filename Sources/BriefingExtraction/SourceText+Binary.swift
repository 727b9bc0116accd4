extension SourceText {
  /// Whether a file that begins with `prefix` is no text. A few hundred bytes are enough.
  ///
  /// Binary is what begins as a known kind of binary file does, what holds NUL without a UTF-16 byte
  /// order mark, and what holds more than one control character in ten bytes.
  public static func isBinary(_ prefix: some Collection<UInt8>) -> Bool {
    if prefix.isEmpty || prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF]) {
      return false
    }
    if signatures.contains(where: { prefix.starts(with: $0) }) { return true }
    var controls = 0
    var count = 0
    for byte in prefix {
      count += 1
      switch byte {
      case 0: return true
      // Tab, line ends, form feed, backspace (overprint) and escape (colours) occur in text.
      case 0x08...0x0D, 0x1B: break
      case ..<0x20, 0x7F: controls += 1
      default: break
      }
    }
    return controls * 10 > count
  }

  /// First bytes of binary formats whose beginning need not hold a NUL.
  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), Array("PK\u{3}\u{4}".utf8), Array("PK\u{5}\u{6}".utf8),
    Array("GIF87a".utf8), Array("GIF89a".utf8), Array("BZh".utf8) + [0x31],
    Array("BZh".utf8) + [0x39], Array("Rar!\u{1A}\u{7}".utf8), Array("SQLite format 3\u{0}".utf8),
    Array("OggS\u{0}".utf8), Array("ID3\u{3}".utf8), Array("ID3\u{4}".utf8), Array("RIFF".utf8),
    Array("fLaC\u{0}".utf8), [0x7F, 0x45, 0x4C, 0x46], [0x89, 0x50, 0x4E, 0x47],
    [0xFF, 0xD8, 0xFF], [0x1F, 0x8B, 0x08], [0xFD, 0x37, 0x7A, 0x58, 0x5A],
    [0x28, 0xB5, 0x2F, 0xFD], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0xD0, 0xCF, 0x11, 0xE0],
    [0xCA, 0xFE, 0xBA, 0xBE], [0x4D, 0x5A, 0x90, 0x00],
  ]
}

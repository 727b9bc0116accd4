internal import CUtf8proc

/// How many columns text takes on a terminal.
public enum CellWidth {
  /// Columns of one scalar: 0 for combining marks, 2 for wide ones (East Asian Wide and Fullwidth,
  /// UAX #11, as utf8proc has them), else 1.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
    return Int(utf8proc_charwidth(Int32(bitPattern: scalar.value)))
  }

  /// Columns of one grapheme: those of its first scalar, 2 when a variation selector asks for the
  /// emoji form or when it is a flag.
  public static func columns(of grapheme: Character) -> Int {
    let scalars = grapheme.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x80 { return first.value < 0x20 ? 0 : 1 }
    let width = columns(of: first)
    guard width == 1, scalars.count > 1 else { return width }
    let isFlag = (0x1F1E6...0x1F1FF).contains(first.value)
    let isEmojiForm = scalars.contains { $0.value == 0xFE0F }
    return isFlag || isEmojiForm ? 2 : width
  }

  /// Columns of a whole text without line breaks.
  public static func columns(of text: some StringProtocol) -> Int {
    let utf8 = text.utf8
    // A run of printable ASCII, by far the most common, needs no segmentation.
    if let ascii = utf8.withContiguousStorageIfAvailable({ bytes -> Int? in
      for byte in bytes where byte < 0x20 || byte > 0x7E { return nil }
      return bytes.count
    }), let ascii {
      return ascii
    }
    return text.reduce(0) { $0 + columns(of: $1) }
  }
}

internal import CUtf8proc

/// How many columns text takes on a terminal.
///
/// The widths are those that terminals use: they count scalars, not graphemes, so the parts of a
/// grapheme that take room of their own (the vowel signs of Indic scripts) are counted each.
public enum CellWidth {
  /// How wide characters are that terminals disagree on. Set once, before there are other threads.
  public nonisolated(unsafe) static var ambiguous = AmbiguousWidth.narrow

  /// Columns of one scalar: 0 for combining marks, joiners and the later parts of a Hangul syllable,
  /// 2 for wide ones (East Asian Wide and Fullwidth, UAX #11), else 1.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if ambiguous == .wide, value >= 0xA1, AmbiguousWidth.concerns(value) {
      return AmbiguousWidth.draws(value) ? 1 : 2
    }
    if value < 0x300 { return value < 0x20 ? 0 : 1 }
    switch value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    case 0x3248...0x324F, 0x4DC0...0x4DFF: return 2
    default: break
    }
    let width = Int(utf8proc_charwidth(Int32(bitPattern: value)))
    if width == 0, utf8proc_category(Int32(bitPattern: value)) == UTF8PROC_CATEGORY_MC { return 1 }
    return width
  }

  /// Whether the tables that widths come from know the scalar.
  static func knows(_ scalar: Unicode.Scalar) -> Bool {
    utf8proc_category(Int32(bitPattern: scalar.value)) != UTF8PROC_CATEGORY_CN
  }

  /// Columns of one grapheme.
  public static func columns(of grapheme: Character) -> Int {
    let scalars = grapheme.unicodeScalars
    if let joined = joinedColumns(of: grapheme) { return joined }
    return scalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of a whole text without line breaks.
  public static func columns(of text: some StringProtocol) -> Int {
    PlainScalar.columns(of: text) ?? text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of a grapheme that is one picture, however many scalars it has: a flag, an emoji with a
  /// selector, a modifier or joined ones. Nil for all others.
  static func joinedColumns(of grapheme: Character) -> Int? {
    let scalars = grapheme.unicodeScalars
    guard let first = scalars.first, first.value >= 0x80, scalars.count > 1 else { return nil }
    if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
    guard first.properties.isEmoji else { return nil }
    let isPicture = scalars.dropFirst().contains {
      $0.value == 0xFE0F || $0.value == 0x200D || (0x1F3FB...0x1F3FF).contains($0.value)
    }
    return isPicture ? 2 : nil
  }
}

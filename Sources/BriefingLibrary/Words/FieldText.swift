/// The text of one field of a briefing on its way into the index: pieces with a boundary between
/// them that no phrase crosses.
struct FieldText {
  /// A private-use scalar that is indexed as a word of its own. It also stands in the path of every
  /// briefing, so that it finds them all.
  static let boundary: Unicode.Scalar = "\u{E000}"
  private static let separator = " \u{E000} "

  private(set) var text = ""

  /// Adds a piece; an empty one changes nothing.
  mutating func append(_ piece: String) {
    guard !piece.isEmpty else { return }
    if !text.isEmpty { text += Self.separator }
    text += piece
  }
}

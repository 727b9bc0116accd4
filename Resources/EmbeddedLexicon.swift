/// The word lists and weights that are built into the program, as the bytes of their files.
///
/// Each file says at its head how its lines are read.
public enum EmbeddedLexicon: Sendable, CaseIterable {
  /// Dates, bylines, publications and page furniture.
  case words
  /// What benefits, risks and mitigations are called, and what announces them.
  case terms
  /// What the columns of tables are called.
  case headers
  /// What assessments are about.
  case subjects
  /// Word classes.
  case grammar
  /// Weights of the reader of flattened tables, fitted by `Scripts/fit-flattened`.
  case flattened

  /// The file's contents in UTF-8.
  public var utf8: [UInt8] {
    switch self {
    case .words: PackageResources.words_txt
    case .terms: PackageResources.terms_txt
    case .headers: PackageResources.headers_txt
    case .subjects: PackageResources.subjects_txt
    case .grammar: PackageResources.grammar_txt
    case .flattened: PackageResources.flattened_txt
    }
  }
}

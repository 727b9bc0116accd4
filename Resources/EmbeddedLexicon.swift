internal import CResources

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
  /// Countries, organisations and operations.
  case names
  /// Word classes.
  case grammar
  /// Weights of the reader of flattened tables, fitted by `Scripts/fit-flattened`.
  case flattened
  /// Classes of words that their endings do not tell, sorted.
  case classes
  /// Pairs of words that name one thing, sorted.
  case pairs

  /// The file's contents in UTF-8.
  public var utf8: [UInt8] { Array(bytes) }

  /// The same where it lies in the program, for as long as that runs.
  public var bytes: UnsafeBufferPointer<UInt8> {
    var count = 0
    let bytes = dossier_lexicon(file, &count)
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  private var file: dossier_lexicon_file {
    switch self {
    case .words: DOSSIER_LEXICON_WORDS
    case .terms: DOSSIER_LEXICON_TERMS
    case .headers: DOSSIER_LEXICON_HEADERS
    case .subjects: DOSSIER_LEXICON_SUBJECTS
    case .names: DOSSIER_LEXICON_NAMES
    case .grammar: DOSSIER_LEXICON_GRAMMAR
    case .flattened: DOSSIER_LEXICON_FLATTENED
    case .classes: DOSSIER_LEXICON_CLASSES
    case .pairs: DOSSIER_LEXICON_PAIRS
    }
  }
}

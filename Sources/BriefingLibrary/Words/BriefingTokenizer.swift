import GRDB
import GRDBSQLite

/// Lets SQLite's full-text index divide text by the same `WordScanner` as everything else.
final class BriefingTokenizer: FTS5CustomTokenizer {
  static let name = "dossier"

  private let scanner = WordScanner()

  init(db: Database, arguments: [String]) throws {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization,
    pText: UnsafePointer<CChar>?, nText: CInt, tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    guard let pText, nText > 0 else { return SQLITE_OK }
    var code = SQLITE_OK
    let purpose: WordScanner.Purpose = tokenization.contains(.query) ? .query : .document
    pText.withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { start in
      let text = UnsafeBufferPointer(start: start, count: Int(nText))
      scanner.scan(text, for: purpose) { word in
        code = word.folded.withMemoryRebound(to: CChar.self) { folded in
          tokenCallback(
            context, word.isColocated ? FTS5_TOKEN_COLOCATED : 0, folded.baseAddress,
            CInt(folded.count), CInt(word.range.lowerBound), CInt(word.range.upperBound))
        }
        return code == SQLITE_OK
      }
    }
    return code
  }
}

internal import BriefingModel

extension Table {
  /// How its columns were come by, for tables that do not state them.
  var trustWords: String {
    switch choice {
    case .raw: return "its lines, as its reader chose"
    case .columns(let count): return "\(count) columns, as its reader chose"
    case nil: break
    }
    if rows.isEmpty, confidence == .uncertain { return "columns uncertain, its lines as they stand" }
    guard let score else { return "columns rebuilt, \(confidence.rawValue)" }
    let hundredths = Int((score * 100).rounded())
    let digits = hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
    return "columns rebuilt, \(confidence.rawValue) \(digits)"
  }

  /// The sign before these words: `*` chosen by its reader, `?` uncertain, `~` rebuilt.
  var trustSign: String {
    choice != nil ? "*" : rows.isEmpty && confidence == .uncertain ? "?" : "~"
  }
}

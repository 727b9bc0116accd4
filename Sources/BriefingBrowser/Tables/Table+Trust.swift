internal import BriefingModel

extension Table {
  /// The sign before its name: `*` set by its reader, `?` columns that could not be told, `~` rebuilt
  /// columns, a blank for columns that the file states.
  var sign: String {
    if choice != nil { return "*" }
    if rows.isEmpty, confidence == .uncertain { return "?" }
    return isReconstructed || confidence < .certain ? "~" : " "
  }

  /// How far its columns are to be trusted: `certain 0.97`, `likely 0.86`, `uncertain`, `set by you`.
  var trust: String {
    if choice != nil { return "set by you" }
    guard let score, confidence > .uncertain else { return confidence.rawValue }
    let hundredths = Int((score * 100).rounded())
    let digits = hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
    return "\(confidence.rawValue) \(digits)"
  }

  /// The same in one or two words; empty for columns that the file states.
  var shortTrust: String {
    if choice != nil { return "set by you" }
    return isReconstructed || confidence < .certain ? confidence.rawValue : ""
  }

  /// The same with its sign, for the line above the table's cells; nil for columns that the file states.
  var trustLine: String? {
    switch choice {
    case .raw: return "* lines, set by you"
    case .columns(let count): return "* \(count) columns, set by you"
    case nil: break
    }
    if rows.isEmpty, confidence == .uncertain { return "? columns uncertain" }
    return isReconstructed || confidence < .certain ? "~ rebuilt, \(trust)" : nil
  }

  /// What is said above the table in the text, in words; nil for columns that the file states.
  var trustRemark: String? {
    if choice != nil { return trustLine }
    if rows.isEmpty, confidence == .uncertain { return "? columns uncertain: the lines as they stand" }
    return isReconstructed || confidence < .certain ? "~ columns rebuilt, \(trust)" : nil
  }
}

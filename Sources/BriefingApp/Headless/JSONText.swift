internal import BriefingModel
internal import Foundation

/// Writes values as JSON that is safe to print.
enum JSONText {
  /// `value` with its keys sorted, on one line unless `pretty`.
  static func encode(_ value: some Encodable, pretty: Bool = false) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    // A score that is no number has no form in JSON; it is not a reason to print nothing.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return printable(String(decoding: try encoder.encode(value), as: UTF8.self))
    } catch {
      // Encoding strings and numbers does not fail.
      preconditionFailure("a value of the model could not be encoded: \(error)")
    }
  }

  /// Escapes the scalars that a terminal would obey or hide; JSON only demands that below U+0020.
  /// Beyond ASCII they can stand in strings only, so the value stays the same.
  static func printable(_ json: String) -> String {
    if json.utf8.allSatisfy({ $0 < 0x7F }) { return json }
    var result = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      if scalar.value < 0x7F || !isHidden(scalar) {
        result.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16)
          result.append(
            contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).unicodeScalars)
        }
      }
    }
    return String(result)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }
}

/// A table with the briefing it stands in, as `dossier tables` prints it.
struct TableRecord: Encodable {
  var briefing: Briefing
  var table: Table

  private enum Key: String, CodingKey {
    case path, title, id, form, confidence, reconstructed, setByReader, score, caption, header, rows, rowSpans
    case raw, span
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(briefing.path, forKey: .path)
    try object.encode(briefing.displayTitle, forKey: .title)
    try object.encode(table.id, forKey: .id)
    try object.encode(table.form, forKey: .form)
    try object.encode(table.confidence, forKey: .confidence)
    try object.encode(table.isReconstructed, forKey: .reconstructed)
    try object.encode(table.choice != nil, forKey: .setByReader)
    try object.encode(table.score, forKey: .score)
    try object.encode(table.caption, forKey: .caption)
    try object.encode(table.header, forKey: .header)
    try object.encode(table.rows, forKey: .rows)
    try object.encode(table.rowSpans, forKey: .rowSpans)
    try object.encode(table.raw, forKey: .raw)
    try object.encode(table.span, forKey: .span)
  }
}

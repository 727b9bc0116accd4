/// A briefing as `dossier show --format json` prints it, schema `dossier.briefing/1`.
///
/// The blocks of all sections lie in flat arrays, each in reading order; keys whose value is
/// unknown are null, never missing.
public struct BriefingDocument: Sendable, Encodable {
  public static let schema = "dossier.briefing/1"

  private let briefing: Briefing

  public init(_ briefing: Briefing) {
    self.briefing = briefing
  }

  private enum Key: String, CodingKey {
    case schema, path, format, encoding, title, displayTitle, date, source, headings, paragraphs
    case lists, tables, assessments, notes
    case text, level, span, intro, ordered, items, label, marker
    case id, form, confidence, score, reconstructed, setByReader, caption, header, rows, rowSpans, raw
    case kind, subject, basis, stated, tableId, message
  }

  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(Self.schema, forKey: .schema)
    try object.encode(briefing.path, forKey: .path)
    try object.encode(briefing.format, forKey: .format)
    try object.encode(briefing.encoding, forKey: .encoding)
    try object.encode(briefing.title, forKey: .title)
    try object.encode(briefing.displayTitle, forKey: .displayTitle)
    try object.encode(briefing.date, forKey: .date)
    try object.encode(briefing.source, forKey: .source)
    try Self.array(briefing.headings, .headings, in: &object) { heading, item in
      try item.encode(heading.text, forKey: .text)
      try item.encode(heading.level, forKey: .level)
      try item.encode(heading.span, forKey: .span)
    }
    try Self.array(briefing.paragraphs, .paragraphs, in: &object) { paragraph, item in
      try item.encode(paragraph.content.textInLines, forKey: .text)
      try item.encode(paragraph.span, forKey: .span)
    }
    try Self.array(briefing.lists, .lists, in: &object) { list, item in
      try item.encode(list.intro, forKey: .intro)
      try item.encode(list.ordered, forKey: .ordered)
      try Self.array(list.items, .items, in: &item) { entry, row in
        try row.encode(entry.text, forKey: .text)
        try row.encode(entry.label, forKey: .label)
        try row.encode(entry.marker, forKey: .marker)
        try row.encode(entry.span, forKey: .span)
      }
      try item.encode(list.span, forKey: .span)
    }
    try Self.array(briefing.tables, .tables, in: &object) { table, item in
      try item.encode(table.id, forKey: .id)
      try item.encode(table.form, forKey: .form)
      try item.encode(table.confidence, forKey: .confidence)
      try item.encode(table.score.map { ($0 * 10_000).rounded() / 10_000 }, forKey: .score)
      try item.encode(table.isReconstructed, forKey: .reconstructed)
      try item.encode(table.choice != nil, forKey: .setByReader)
      try item.encode(table.caption, forKey: .caption)
      try item.encode(table.header, forKey: .header)
      try item.encode(table.rows, forKey: .rows)
      try item.encode(table.rowSpans, forKey: .rowSpans)
      try item.encode(table.raw, forKey: .raw)
      try item.encode(table.span, forKey: .span)
    }
    try Self.array(briefing.assessments, .assessments, in: &object) { assessment, item in
      try item.encode(assessment.kind, forKey: .kind)
      try item.encode(assessment.label, forKey: .label)
      try item.encode(assessment.text, forKey: .text)
      try item.encode(assessment.subject, forKey: .subject)
      try item.encode(assessment.basis, forKey: .basis)
      try item.encode(assessment.isStated, forKey: .stated)
      try item.encode(assessment.confidence, forKey: .confidence)
      try item.encode(assessment.tableID, forKey: .tableId)
      try item.encode(assessment.span, forKey: .span)
    }
    try Self.array(briefing.notes, .notes, in: &object) { note, item in
      try item.encode(note.kind, forKey: .kind)
      try item.encode(note.message, forKey: .message)
      try item.encode(note.span, forKey: .span)
    }
  }

  /// Encodes an array of objects, each by `body`.
  private static func array<Value>(
    _ values: [Value], _ key: Key, in object: inout KeyedEncodingContainer<Key>,
    _ body: (Value, inout KeyedEncodingContainer<Key>) throws -> Void
  ) throws {
    var array = object.nestedUnkeyedContainer(forKey: key)
    for value in values {
      var item = array.nestedContainer(keyedBy: Key.self)
      try body(value, &item)
    }
  }
}

import BriefingModel
import Foundation

/// All that the index keeps of one briefing, made beside the writer so that writing only writes.
struct IndexRecord: Sendable {
  var file: FoundFile
  var entry: LibraryEntry
  var format: BriefingFormat
  var title = FieldText()
  var heading = FieldText()
  var body = FieldText()
  var tables = FieldText()
  var benefit = FieldText()
  var risk = FieldText()
  var mitigation = FieldText()
  var source = FieldText()
  var path = FieldText()
  /// JSON arrays; nil when there are none.
  var tablesJSON: Data?
  var assessmentsJSON: Data?

  /// `root` is where the file is; the words of its path do not depend on how it was named.
  init(_ briefing: Briefing, file: FoundFile, in root: LibraryRoot) {
    self.file = file
    format = briefing.format
    let stated = briefing.assessments.filter(\.isStated)
    let tables = briefing.tables
    entry = LibraryEntry(
      id: 0, path: briefing.path, displayTitle: briefing.displayTitle, date: briefing.date,
      source: briefing.source, lineCount: briefing.lineCount, byteCount: Int(file.facts.size),
      sectionCount: briefing.headings.count, tableCount: tables.count,
      benefitCount: stated.count { $0.kind == .benefit },
      riskCount: stated.count { $0.kind == .risk },
      mitigationCount: stated.count { $0.kind == .mitigation })
    title.append(briefing.title ?? "")
    source.append(briefing.source ?? "")
    let stablePath = root.path.lastComponent.appending(file.path.bytes)
    path.append(String(FieldText.boundary) + " " + stablePath.display)
    for section in briefing.sections { add(section) }
    for assessment in briefing.assessments { add(assessment) }
    if !tables.isEmpty { tablesJSON = try? JSONEncoder().encode(tables) }
    if !briefing.assessments.isEmpty {
      assessmentsJSON = try? JSONEncoder().encode(briefing.assessments)
    }
  }

  /// Bytes of text, roughly what the record weighs.
  var weight: Int { Int(file.facts.size) + 1_000 }

  private mutating func add(_ section: Section) {
    if let text = section.heading?.text { heading.append(text) }
    for block in section.blocks {
      switch block {
      case .paragraph(let paragraph): body.append(paragraph.text)
      case .list(let list):
        body.append(list.intro ?? "")
        for item in list.items { body.append(item.text) }
      case .quote(let quote): for paragraph in quote.paragraphs { body.append(paragraph.text) }
      case .code(let code): body.append(code.lines.joined(separator: "\n"))
      case .table(let table): add(table)
      }
    }
  }

  private mutating func add(_ table: Table) {
    tables.append(table.caption ?? "")
    for cell in table.header { tables.append(cell) }
    for row in table.rows {
      for cell in row { tables.append(cell) }
    }
    // A table whose columns are not known is searched by its lines.
    if table.rows.isEmpty { tables.append(table.raw) }
  }

  private mutating func add(_ assessment: Assessment) {
    let text = [assessment.label, assessment.text].compactMap(\.self).joined(separator: ": ")
    switch assessment.kind {
    case .benefit: benefit.append(text)
    case .risk: risk.append(text)
    case .mitigation: mitigation.append(text)
    }
  }
}

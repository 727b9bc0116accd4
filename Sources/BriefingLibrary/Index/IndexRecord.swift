import BriefingExtraction
import BriefingModel
import Foundation

/// All that the index keeps of one briefing, made beside the writer so that writing only writes.
struct IndexRecord: Sendable {
  var file: FoundFile
  var entry: LibraryEntry
  var format: BriefingFormat
  /// Of the decoded text: by it the reader's own data is found again.
  var content: ContentHash
  /// The text that is indexed, piece by piece: no phrase runs from one piece into the next.
  var pieces: [(field: TextField, text: String)] = []
  /// Headings and tables by name; see `BriefingNames`.
  var names: [UInt8] = []
  /// Nil when there are none; see `TableCode`.
  var tables: [UInt8]?
  /// Nil when there are none; see `AssessmentCode`.
  var assessments: [UInt8]?
  var statementFacts: [UInt8]?
  /// The countries, organisations and operations that it names; nil when there are none.
  var things: [UInt8]?

  /// `root` is where the file is; the words of its path do not depend on how it was named.
  init(
    _ opened: OpenedBriefing, file: FoundFile, in root: LibraryRoot, lexicons: Lexicons = .standard
  ) {
    let briefing = opened.briefing
    self.file = file
    content = ContentHash(of: opened.lines.utf8)
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
    add(briefing.title ?? "", to: .title)
    add(briefing.source ?? "", to: .source)
    let stablePath = root.path.lastComponent.appending(file.path.bytes)
    add(stablePath.display, to: .path)
    for name in BriefingCountries.texts(of: opened) { add(name, to: .country) }
    for section in briefing.sections { add(section) }
    for assessment in briefing.assessments { add(assessment) }
    names = BriefingNames.bytes(of: briefing)
    if !tables.isEmpty { self.tables = TableCode.bytes(of: tables) }
    if !briefing.assessments.isEmpty {
      assessments = AssessmentCode.bytes(of: briefing.assessments)
      statementFacts = AssessmentCode.bytes(of: AssessmentCode.facts(of: briefing.assessments))
    }
    addNames(lexicons)
  }

  /// Bytes of text, roughly what the record weighs.
  var weight: Int { Int(file.facts.size) + 1_000 }

  /// What ranking and filters want to know. `order` is the file's place in the list.
  var facts: DocumentFacts {
    var facts = DocumentFacts(day: DocumentFacts.day(entry.date), order: UInt32(clamping: file.order))
    if entry.tableCount > 0 { facts.flags.insert(.hasTable) }
    if entry.statedCount > 0 { facts.flags.insert(.hasMatrix) }
    return facts
  }

  private mutating func add(_ text: String, to field: TextField) {
    if !text.isEmpty { pieces.append((field, text)) }
  }

  /// Names that the text holds: where `country:`, `organisation:` and `operation:` look.
  private mutating func addNames(_ lexicons: Lexicons) {
    let named = NameReader.tally(pieces.compactMap { Self.piece($0.field, $0.text) }, lexicons: lexicons)
    guard !named.isEmpty else { return }
    things = AssessmentCode.bytes(of: named.map { ($0.kind, $0.name) })
    for one in named {
      switch one.kind {
      case .country: add(one.name, to: .country)
      case .organisation: add(one.name, to: .organisation)
      case .operation: add(one.name, to: .operation)
      }
    }
  }

  /// Text in which names are looked for, and whether it is of sentences.
  private static func piece(_ field: TextField, _ text: String) -> (text: String, readsRuns: Bool)? {
    switch field {
    case .body, .tables: (text, true)
    case .title, .heading: (text, false)
    case .source, .benefit, .risk, .mitigation, .path, .country, .organisation, .operation: nil
    }
  }

  private mutating func add(_ section: Section) {
    if let text = section.heading?.text { add(text, to: .heading) }
    for block in section.blocks {
      switch block {
      case .paragraph(let paragraph): add(paragraph.text, to: .body)
      case .list(let list):
        add(list.intro ?? "", to: .body)
        for item in list.items { add(item.text, to: .body) }
      case .quote(let quote): for paragraph in quote.paragraphs { add(paragraph.text, to: .body) }
      case .code(let code): add(code.lines.joined(separator: "\n"), to: .body)
      case .table(let table): add(table)
      }
    }
  }

  private mutating func add(_ table: Table) {
    add(table.caption ?? "", to: .tables)
    for cell in table.header { add(cell, to: .tables) }
    for row in table.rows {
      for cell in row { add(cell, to: .tables) }
    }
    // A table whose columns are not known is searched by its lines.
    if table.rows.isEmpty { add(table.raw, to: .tables) }
  }

  private mutating func add(_ assessment: Assessment) {
    let field: TextField =
      switch assessment.kind {
      case .benefit: .benefit
      case .risk: .risk
      case .mitigation: .mitigation
      }
    add([assessment.label, assessment.text].compactMap(\.self).joined(separator: ": "), to: field)
  }
}

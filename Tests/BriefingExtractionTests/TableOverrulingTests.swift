import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing

@Suite struct TableOverrulingTests {
  /// A seed with five rebuilt tables, and the identities of these.
  private func seed() throws -> (opened: OpenedBriefing, identities: [TableIdentity]) {
    let opened = try Seeds.open(Seeds.names[4])
    return (opened, Table.identities(of: opened.briefing.tables))
  }

  @Test func `without a choice nothing changes`() throws {
    let (opened, _) = try seed()
    #expect(TableOverruling.apply([:], to: opened) == opened)
    let strange = TableIdentity(source: ContentHash(of: [1]), occurrence: 0)
    #expect(TableOverruling.apply([strange: .raw], to: opened) == opened)
  }

  @Test func `another number of columns keeps the words and the place`() throws {
    let (opened, identities) = try seed()
    let found = opened.briefing.tables[1]
    let read = TableOverruling.apply([identities[1]: .columns(3)], to: opened).briefing.tables[1]
    #expect(read.header.count == 3)
    #expect(read.rows.allSatisfy { $0.count == 3 })
    #expect(read.rows.map { $0.joined(separator: " ") } == found.rows.map { $0.joined(separator: " ") })
    #expect(read.id == found.id && read.span == found.span && read.raw == found.raw)
    #expect(read.rowSpans == found.rowSpans)
    #expect(read.choice == .columns(3) && read.score == nil && read.confidence == .likely)
  }

  @Test func `raw lines take the assessments of the table with them, and undoing brings them back`() throws {
    let (opened, identities) = try seed()
    let place = try #require(
      opened.briefing.tables.firstIndex { $0.header == ["Benefits", "Risks"] })
    let id = opened.briefing.tables[place].id
    #expect(opened.briefing.assessments.contains { $0.tableID == id })
    let raw = TableOverruling.apply([identities[place]: .raw], to: opened)
    #expect(raw.briefing.tables[place].rows.isEmpty)
    #expect(raw.briefing.tables[place].confidence == .uncertain)
    #expect(raw.briefing.tables[place].name == "Benefits Risks")
    #expect(!raw.briefing.assessments.contains { $0.tableID == id })
    // All others are as they were.
    #expect(raw.briefing.assessments == opened.briefing.assessments.filter { $0.tableID != id })
    #expect(TableOverruling.apply([:], to: opened).briefing.assessments == opened.briefing.assessments)
  }

  @Test func `the note on the table says what was set and what was found`() throws {
    let (opened, identities) = try seed()
    let changed = TableOverruling.apply([identities[1]: .columns(3), identities[2]: .raw], to: opened)
    #expect(changed.briefing.notes.count == opened.briefing.notes.count)
    let notes = changed.briefing.notes.filter { $0.kind == .overruledTable }
    let before = [1, 2].map { number in
      let table = opened.briefing.tables[number]
      return "it was rebuilt with \(table.columnCount), \(table.confidence.rawValue)."
    }
    #expect(
      notes.map(\.message) == [
        "You set this table to 3 columns; \(before[0])",
        "You set this table to be shown as its lines; \(before[1])",
      ])
    #expect(notes.map(\.span) == [1, 2].map { opened.briefing.tables[$0].span })
    let lines = changed.briefing.notes.map(\.span.firstLine)
    #expect(lines == lines.sorted())
  }

  @Test func `a choice that the lines can not follow is passed over`() throws {
    let (opened, identities) = try seed()
    #expect(TableOverruling.table(opened.briefing.tables[1], as: .columns(8)) == nil)
    #expect(TableOverruling.apply([identities[1]: .columns(8)], to: opened) == opened)
  }

  @Test func `a table that states its columns can be read in one way only`() throws {
    let opened = try Seeds.open(Seeds.names[2])
    let table = opened.briefing.tables[0]
    #expect(TableOverruling.readings(of: table) == [table])
    let identities = Table.identities(of: opened.briefing.tables)
    #expect(TableOverruling.apply([identities[0]: .raw], to: opened) == opened)
  }

  @Test func `all ways to read a table begin with the one that was found`() throws {
    let (opened, _) = try seed()
    let readings = TableOverruling.readings(of: opened.briefing.tables[1])
    #expect(readings[0] == opened.briefing.tables[1])
    #expect(readings.dropFirst().map(\.choice) == [.raw, .columns(2), .columns(3), .columns(4)])
  }

  @Test func `the second of two equal tables can be set alone`() throws {
    let table =
      "Benefits Risks\nEnhanced reach of aid Potential for delay\nStronger local ties Higher costs\n"
    let text = "A title\n\nThe table below shows it:\n\n\(table)\nSome prose stands here.\n\n\(table)"
    let opened = BriefingReader.read(Array(text.utf8), path: "a.txt")
    let tables = opened.briefing.tables
    try #require(tables.count == 2)
    let identities = Table.identities(of: tables)
    let changed = TableOverruling.apply([identities[1]: .raw], to: opened)
    #expect(changed.briefing.tables.map(\.choice) == [nil, .raw])
  }
}

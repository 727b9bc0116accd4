import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct FlattenedTableTests {
  private func names(_ line: String) -> [String]? {
    let header = FlattenedLine(line)
    return FlattenedHeader.ways(header.words, weights: FlattenedLexicon.shared.weights.names).first?
      .names(header)
  }

  @Test(arguments: [
    ("Benefit Description", ["Benefit", "Description"]),
    ("Cartel Response Potential Impact", ["Cartel Response", "Potential Impact"]),
    ("Country Focus Area Action Points", ["Country", "Focus Area", "Action Points"]),
    ("Medida Responsable Plazo", ["Medida", "Responsable", "Plazo"]),
    ("Défi Conséquence Solution proposée", ["Défi", "Conséquence", "Solution proposée"]),
    ("Risk Expected impact Mitigation strategy", ["Risk", "Expected impact", "Mitigation strategy"]),
    ("Risque Impact Mesure préventive", ["Risque", "Impact", "Mesure préventive"]),
    ("Riesgo Impacto Mitigación", ["Riesgo", "Impacto", "Mitigación"]),
    ("Desafío Impacto Cómo abordarlo", ["Desafío", "Impacto", "Cómo abordarlo"]),
    (
      "Project Benefits Risks Best fit / investigation",
      ["Project", "Benefits", "Risks", "Best fit / investigation"]
    ),
  ])
  func `a header line is parted into names`(_ line: String, _ expected: [String]) {
    #expect(names(line) == expected)
  }

  @Test func `the first part of a name with a stroke says what it is`() {
    func sum(_ line: String) -> Double { FlattenedHeader.likeness(FlattenedLine(line).words).sum }
    #expect(sum("Benefits Risks Best fit / investigation") == sum("Benefits Risks Best fit"))
  }

  @Test func `rows are parted together, lower-case cells too`() throws {
    let read = try #require(
      FlattenedTable.read(
        header: "Benefits Risks",
        rows: [
          "Enhanced intelligence on movements Potential for civilian casualties",
          "Stronger operational coordination increased local resentment",
          "Improved resource allocation for the police Risk of escalation in violence",
        ]))
    #expect(read.rows[1] == ["Stronger operational coordination", "increased local resentment"])
    #expect(read.rows[2].first == "Improved resource allocation for the police")
  }

  @Test(arguments: [
    ("Option Advantages Disadvantages", ["Tape Cheap Slow", "Second server Restores fast Same flood"]),
    ("Challenge Effect Solution", ["One two three", "Four five six seven eight 9 ten", "A (b c) d e"]),
    ("Risk Impact", ["alpha beta gamma", "$5 10% 3.5 million"]),
  ])
  func `joined cells are the source line`(_ header: String, _ rows: [String]) throws {
    let read = try #require(FlattenedTable.read(header: header, rows: rows))
    #expect(read.rows.map { $0.joined(separator: " ") } == rows)
    #expect(read.header.joined(separator: " ") == header)
    #expect((0...1).contains(read.probability))
    #expect(read.rows.allSatisfy { $0.count == read.header.count && !$0.contains("") })
  }

  @Test func `a row with too few words for the columns fits none`() {
    #expect(FlattenedTable.read(header: "Benefits Risks", rows: ["One", "Two words"]) == nil)
  }

  @Test func `two tables that touch, and the heading below them, are told apart`() {
    let text = """
      A title of some words

      The harbour has grown for years, and nobody doubts that it will grow further still.

      Benefits Risks
      More jobs at the quay Noise at night
      New roads for the town Loss of beaches
      Challenge Effect Proposed Solution
      Narrow roads Trucks wait for hours Bypass around the centre
      Old cranes Frequent repairs Leasing of newer models
      Outlook
      The council votes in June, and its vote will be close, as all votes on the harbour have been so far.
      """
    let found = PlainTextReader.read(SourceLines(text), path: "a.txt")
    #expect(
      found.tables.map(\.header) == [["Benefits", "Risks"], ["Challenge", "Effect", "Proposed Solution"]])
    #expect(
      found.tables.map(\.span) == [
        SourceSpan(firstLine: 5, lastLine: 7), SourceSpan(firstLine: 8, lastLine: 10),
      ])
    #expect(found.headings.map(\.text) == ["Outlook"])
    #expect(found.tables.allSatisfy { $0.isReconstructed && $0.score != nil })
  }

  @Test(arguments: [
    "Key Benefits\nThe plan saves money for all of the towns on the coast.\nIt also gives the harbour more work.",
    "Risks and Benefits\nMost of the people in the town know of the plan.\nFew of them like it.",
    "Contact\nEnergy Advice Centre\n12 Harbour Road\nPort Town 4512",
  ])
  func `prose and addresses under a short line are no tables`(_ text: String) {
    let found = PlainTextReader.read(
      SourceLines("A title\n\nProse that stands first and ends in a stop.\n\n\(text)\n"), path: "a.txt")
    #expect(found.tables.isEmpty)
  }

  @Test(arguments: [
    (
      "Metric 2023 2024 Change",
      ["Visa applications 12,400 15,900 +28%", "Approvals 8,100 9,700 +20%"],
      ["Approvals", "8,100", "9,700", "+20%"]
    ),
    (
      "Threat Likelihood Impact Mitigation",
      [
        "Phishing campaigns High Stolen credentials Mandatory security training",
        "Ransomware attack Medium Weeks of downtime Offline backups",
        "Insider leak Low Loss of trade secrets Quarterly access reviews",
      ],
      ["Insider leak", "Low", "Loss of trade secrets", "Quarterly access reviews"]
    ),
    (
      "Organization Initiative Funding",
      [
        "World Bank Rural Electrification Fund $350 million",
        "African Union Cross-Border Power Pool $120 million",
        "Green Climate Fund Solar Mini-Grids $75 million",
      ],
      ["Green Climate Fund", "Solar Mini-Grids", "$75 million"]
    ),
    (
      "Riesgo Medida de mitigación",
      [
        "Fraude con tarjetas Autenticación en dos pasos", "Fuga de capitales Control de transferencias",
        "Morosidad creciente Reestructuración de los créditos",
      ],
      ["Morosidad creciente", "Reestructuración de los créditos"]
    ),
  ])
  func `columns of figures, names and phrases are told apart`(
    _ header: String, _ rows: [String], _ last: [String]
  ) throws {
    let read = try #require(FlattenedTable.read(header: header, rows: rows))
    #expect(read.rows.last == last)
  }

  @Test func `rows of a cell that begins in lower case follow the others`() throws {
    let read = try #require(
      FlattenedTable.read(
        header: "Country Focus Area Action Points",
        rows: [
          "United States Intelligence Support Provide drone surveillance and data analysis",
          "Mexico Field Operations Deploy local law enforcement for on-ground action",
          "Both Public Awareness campaigns to educate citizens on reporting and safety",
        ]))
    #expect(
      read.rows[2] == ["Both", "Public Awareness", "campaigns to educate citizens on reporting and safety"])
  }

  private func read(_ block: String) -> Briefing {
    let prose =
      "The harbour has grown for years, and nobody on the coast doubts that it will grow further still."
    return PlainTextReader.read(
      SourceLines("A title of some words\n\n\(prose)\n\n\(block)\n\n\(prose)\n"), path: "a.txt")
  }

  @Test(arguments: [
    "Key Benefits and Risks\nLower bills for families\nMore jobs in the region\nNoise near the plants",
    "Quotes From the Quay\nShift Leader We no longer walk the stacks.\nUnion Steward Nobody asked us.",
    "Timeline of Events\nIn 2019 the first plant opened.\nIn 2020 demand collapsed.\nIn 2022 prices rose.",
    "Song of the River\nThe water runs beneath the town\nAnd carries all our summers down\nAnd nobody knows",
    "Example Code\nint main(void) {\nprintf(\"hello\");\nreturn 0;\n}",
    "Recommendations for Policymakers\nInvest in storage\nSimplify permits\nTrain new technicians",
    "Office Address\nMinistry of Health and Social Care\n39 Victoria Street\nLondon SW1H 0EU",
    "Upcoming Events\nMay 4 Public hearing on the plan\nMay 18 Council vote\nJune 2 Deadline for comments",
    "Risques et défis\nHausse des coûts de construction\nManque de personnel\nOpposition des riverains",
    "Próximos pasos\nPublicar el estudio completo\nConvocar una consulta\nReservar fondos",
  ])
  func `short lines of other kinds are never shown as a certain table`(_ block: String) {
    #expect(!read(block).tables.contains { $0.confidence == .certain })
  }

  @Test func `a table of thousands of rows is read by what some of them show`() throws {
    let names = ["First Harbor", "Union Savings", "Coastal Trust", "Lakeside Mutual", "Delta Credit"]
    let rows = (0..<5000).map { "\(names[$0 % 5]) $\(1 + $0 % 9).\($0 % 10) billion \(2000 + $0 % 25)" }
    let table = try #require(read("Company Revenue Year\n" + rows.joined(separator: "\n")).tables.first)
    #expect(table.rows.count == 5000)
    #expect(table.header == ["Company", "Revenue", "Year"])
    #expect(table.rows[4999] == ["Delta Credit", "$5.9 billion", "2024"])
  }

  @Test func `thousands of short lines that are no table are left alone`() {
    let lines = (0..<3000).map { "Impact and status of item \($0)\nthe plan was seen again" }
    #expect(!read(lines.joined(separator: "\n")).tables.contains { $0.confidence == .certain })
  }

  @Test func `a heading right above paragraphs is no header`() {
    let paragraph =
      "Advanced tools are pivotal for partnerships, and they enhance the capabilities of agencies in finding, "
      + "monitoring and intercepting goods that cross the borders of the region in either direction."
    let found = read("Surveillance Tools and Equipment\n\(paragraph)\n\(paragraph)\n\(paragraph)")
    #expect(found.tables.isEmpty)
  }

  @Test func `weights that are printed are the weights that are read`() {
    let weights = FlattenedLexicon.shared.weights
    let again = FlattenedWeights(utf8: Array(weights.lines.joined(separator: "\n").utf8))
    #expect(again.lines == weights.lines)
    #expect(again.names.contains { $0 != 0 } && again.cells.contains { $0 != 0 })
  }
}

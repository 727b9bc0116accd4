import BriefingModel
import Testing

@Suite struct StatementFoldingTests {
  @Test(arguments: [
    ("Higher costs for farmers in the delta.", "higher cost for the farmers in the delta", true),
    ("Corruption risks", "Corruption risk", true),
    ("Corruption risks", "Corruption risks within security forces", false),
    // Numbers and what turns the meaning are never passed over.
    (
      "A loss of 4,000 jobs in the ports of the north coast",
      "A loss of 3,000 jobs in the ports of the north coast", false
    ),
    (
      "It will lead to more violence in the border towns of the north",
      "It will lead to less violence in the border towns of the north", false
    ),
    (
      "Joint patrols reduce trafficking along the northern coast this year",
      "Joint patrols do not reduce trafficking along the northern coast this year", false
    ),
    ("A loss of 4,000 jobs", "A loss of 4000 jobs", true),
    ("", "", false),
    ("提高成本", "提高成本", true), ("提高成本", "降低成本", false),
  ])
  func `statements are folded for the same words alone`(one: String, other: String, isSame: Bool) {
    #expect((StatementFolding.firsts(of: [one, other]) == [0, 0]) == isSame)
  }

  /// Against comparing every statement with every other.
  @Test func `folding many finds what folding two and two finds`() {
    let words = [
      "port", "cost", "delay", "fuel", "tax", "river", "storm", "guard", "patrol", "wage", "not", "more",
    ]
    var seed: UInt64 = 7
    func next(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let texts = (0..<300).map { _ in
      var left = words
      return (0..<(2 + next(8))).map { _ in left.remove(at: next(left.count)) }.joined(separator: " ")
    }
    let firsts = StatementFolding.firsts(of: texts)
    for place in texts.indices {
      let isFolded = firsts[place] != place
      let others = (0..<place).filter { firsts[$0] == $0 }
      let expected = others.contains { StatementFolding.firsts(of: [texts[$0], texts[place]]) == [0, 0] }
      #expect(isFolded == expected, "\(texts[place])")
    }
  }
}

@Suite struct RiskAnswersTests {
  private func assessment(
    _ kind: AssessmentKind, _ text: String, row: Int? = nil, column: Int? = nil, table: String? = "t1",
    subject: String? = "Cost", basis: AssessmentBasis = .table
  ) -> Assessment {
    Assessment(
      kind: kind, text: text, subject: subject, basis: basis, tableID: row == nil ? nil : table, row: row,
      column: column, span: SourceSpan(line: (row ?? 0) + 1))
  }

  @Test func `a remedy in the row of a risk answers it`() {
    let all = [
      assessment(.risk, "slow", row: 0, column: 1), assessment(.mitigation, "hurry", row: 0, column: 2),
      assessment(.risk, "dear", row: 1, column: 1),
      assessment(.mitigation, "share", row: 1, column: 2, table: "t2"),
      assessment(.risk, "dark", basis: .list), assessment(.risk, "wet", basis: .sentence),
    ]
    let answers = RiskAnswers(all)
    #expect(answers.remedies == [0: [1]])
    #expect(answers.risks == [1: [0]])
    #expect(RiskAnswers.open(all) == [2, 4])
  }

  @Test func `beside benefits only the column right behind a risk answers it`() {
    let apart = [
      assessment(.risk, "slow", row: 0, column: 0), assessment(.benefit, "cheap", row: 0, column: 1),
      assessment(.mitigation, "hurry", row: 0, column: 2),
    ]
    #expect(RiskAnswers(apart).remedies.isEmpty)
    let together = [
      assessment(.benefit, "cheap", row: 0, column: 0), assessment(.risk, "slow", row: 0, column: 1),
      assessment(.mitigation, "hurry", row: 0, column: 2),
    ]
    #expect(RiskAnswers(together).remedies == [1: [2]])
  }

  private func matrix(_ sides: [[Assessment]]) -> CombinedMatrix {
    CombinedMatrix(
      sides.enumerated().map {
        CombinedMatrix.Source(
          entry: LibraryEntry(id: Int64($0.offset), path: "in/\($0.offset)_a.txt", displayTitle: "T"),
          assessments: $0.element)
      })
  }

  @Test func `what two briefings state is one entry with two places`() throws {
    let matrix = matrix([
      [assessment(.risk, "Costs rise", basis: .sentence)],
      [assessment(.risk, "Costs rise.", row: 0, subject: " cost"), assessment(.risk, "Costs fall", row: 1)],
    ])
    let row = try #require(matrix.rows.first)
    #expect(matrix.rows.count == 1 && row.briefingCount == 2)
    let entries = row.entries(.risk)
    #expect(entries.count == 2)
    // What is stated is what is shown, though the inferred one came first.
    #expect(entries[0].isStated)
    #expect(entries[0].statements.map { matrix.place($0) } == ["1:1", "0:1"])
    #expect(row.entries(briefing: 0).map { $0.statements.count } == [1])
    #expect(row.statements(.risk).count == 3)
  }

  @Test func `open risks and remedies named twice`() {
    let matrix = matrix([
      [
        assessment(.risk, "slow", row: 0, column: 1),
        assessment(.mitigation, "Night shifts", row: 0, column: 2),
        assessment(.risk, "dear", row: 1, column: 1),
        assessment(.risk, "wet", subject: "Rain", basis: .sentence),
      ],
      [assessment(.mitigation, "Night shifts", subject: "Work", basis: .list)],
    ])
    #expect(matrix.openRisks.map { $0.risk.first.assessment.text } == ["dear"])
    #expect(matrix.openRisks.first?.mitigations.count == 1)
    #expect(matrix.repeatedRemedies.map { $0.statements.count } == [2])
    #expect(matrix.answeredRisks.map { $0.others.map(\.assessment.text) } == [["Night shifts"]])
    var open = matrix
    open.keepOpenRisks()
    #expect(open.rows.flatMap(\.statements).map(\.assessment.text) == ["dear"])
  }

  @Test(arguments: CombinedMatrix.Order.allCases)
  func `any order keeps all rows, those without a subject last`(order: CombinedMatrix.Order) {
    let matrix = matrix([
      [
        assessment(.risk, "a", subject: nil), assessment(.risk, "b", subject: "Zinc"),
        assessment(.risk, "c", subject: "Alum"), assessment(.benefit, "d", subject: "Alum"),
        assessment(.mitigation, "e", subject: "Zinc"), assessment(.risk, "f", subject: "Alum"),
      ]
    ])
    let sorted = matrix.sorted(by: order).rows.map(\.subject)
    let expected: [String?] =
      switch order {
      case .reading, .mitigations, .briefings, .date, .source: ["Zinc", "Alum", nil]
      case .subject, .statements, .benefits, .risks: ["Alum", "Zinc", nil]
      }
    #expect(sorted == expected)
  }

  @Test func `the newest briefings and the sources by their names come first`() {
    func source(_ id: Int64, _ date: String?, _ name: String?, _ subject: String) -> CombinedMatrix.Source {
      CombinedMatrix.Source(
        entry: LibraryEntry(id: id, path: "\(id).txt", displayTitle: "", date: date, source: name),
        assessments: [
          assessment(.risk, "risk \(id) of rain", subject: subject),
          assessment(.risk, "\(id)", subject: "All"),
        ])
    }
    let matrix = CombinedMatrix([
      source(1, nil, "Post", "A"), source(2, "2026-01-02", nil, "B"), source(3, "2026-02-01", "Echo", "C"),
    ])
    let byDate = matrix.sorted(by: .date)
    #expect(byDate.rows.map(\.subject) == ["All", "C", "B", "A"])
    #expect(byDate.rows[0].entries(.risk).map(\.first.assessment.text) == ["3", "2", "1"])
    let bySource = matrix.sorted(by: .source)
    #expect(bySource.rows.map(\.subject) == ["All", "C", "A", "B"])
    #expect(bySource.rows[0].entries(.risk).map(\.first.assessment.text) == ["3", "1", "2"])
  }
}

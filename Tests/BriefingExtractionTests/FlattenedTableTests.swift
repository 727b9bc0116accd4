import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct FlattenedTableTests {
  private func names(_ line: String) -> [String]? {
    let words = FlattenedWord.words(of: line)
    return FlattenedHeader.ways(words, weights: FlattenedLexicon.shared.weights.names).first?.names(words)
  }

  @Test(arguments: [
    ("Benefit Description", ["Benefit", "Description"]),
    ("Cartel Response Potential Impact", ["Cartel Response", "Potential Impact"]),
    ("Country Focus Area Action Points", ["Country", "Focus Area", "Action Points"]),
    ("Medida Responsable Plazo", ["Medida", "Responsable", "Plazo"]),
    ("Défi Conséquence Solution proposée", ["Défi", "Conséquence", "Solution proposée"]),
    ("Risk Expected impact Mitigation strategy", ["Risk", "Expected impact", "Mitigation strategy"]),
  ])
  func `a header line is parted into names`(_ line: String, _ expected: [String]) {
    #expect(names(line) == expected)
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
}

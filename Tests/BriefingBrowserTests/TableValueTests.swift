import Testing

@testable import BriefingBrowser

/// Cells in order of what they say, not of how they are written.
@Suite struct TableValueTests {
  private func sorted(_ cells: [String], falling: Bool = false) -> [String] {
    TableValue.order(of: cells, falling: falling).map { cells[$0] }
  }

  @Test(
    arguments: [
      ("42", 42.0), ("-3.5", -3.5), ("−7", -7), ("(1,200)", -1200), ("1,234", 1234), ("1,234.5", 1234.5),
      ("1.234,5", 1234.5), ("1.234.567", 1_234_567), ("1,5", 1.5), ("1 234 567", 1_234_567), ("1'000", 1000),
      ("$1.2 million", 1_200_000), ("US$ 3bn", 3e9), ("€40k", 40_000), ("USD 12", 12), ("12 %", 12),
      ("9.5%", 9.5),
      ("~30", 30), ("about 5 days", 5), ("3 GB", 3), (".5", 0.5), ("٣٤", 34), ("10–20", 10), ("+4", 4),
    ] as [(String, Double)])
  func `a number is read as people write it`(text: String, value: Double) {
    #expect(TableValue(text) == .number(value))
  }

  @Test(arguments: [
    ("2026-03-06", 2026_03_06), ("2026-03", 2026_03_00), ("6 March 2026", 2026_03_06),
    ("March 6, 2026", 2026_03_06), ("Mar 2026", 2026_03_00), ("6th of March 2026", 2026_03_06),
    ("6 de marzo de 2026", 2026_03_06), ("6 mars 2026", 2026_03_06), ("06.03.2026", 2026_03_06),
    ("3/6/2026", 2026_03_06), ("25/12/2026", 2026_12_25), ("Q3 2026", 2026_07_00),
    ("2026-03-06 12:30", 2026_03_06),
  ])
  func `a day is read as people write it`(text: String, value: Int) {
    #expect(TableValue(text) == .day(value))
  }

  @Test(arguments: ["", " ", "-", "–", "n/a", "N/A"])
  func `a sign for nothing is nothing`(text: String) {
    #expect(TableValue(text) == .empty)
  }

  @Test(arguments: ["Mexico", "may be", "in 2026", "March of the penguins"])
  func `words are words`(text: String) {
    #expect(TableValue(text) == .words)
  }

  @Test func `numbers are in order of their value, and cells without one stand last either way`() {
    let cells = ["$12 bn", "n/a", "4,500", "$1.2 million", "", "$950,000"]
    #expect(sorted(cells) == ["4,500", "$950,000", "$1.2 million", "$12 bn", "n/a", ""])
    #expect(sorted(cells, falling: true) == ["$12 bn", "$1.2 million", "$950,000", "4,500", "n/a", ""])
  }

  @Test func `sizes are in order of their bytes`() {
    #expect(
      sorted(["500 B", "10 KB", "3 TB", "2 MB", "", "1 GB", "900 KiB"]) == [
        "500 B", "10 KB", "900 KiB", "2 MB", "1 GB", "3 TB", "",
      ])
    // Where nothing counts bytes, B is a billion.
    #expect(sorted(["$2 B", "$900 M"]) == ["$900 M", "$2 B"])
  }

  @Test func `days are in order whatever their form`() {
    let cells = ["6 March 2026", "2025-11-02", "March 2024", "Q3 2025"]
    #expect(sorted(cells) == ["March 2024", "Q3 2025", "2025-11-02", "6 March 2026"])
  }

  @Test func `a column tells which of day and month comes first`() {
    #expect(
      sorted(["03/04/2026", "25/02/2026", "01/12/2025"]) == ["01/12/2025", "25/02/2026", "03/04/2026"])
    #expect(
      sorted(["03/04/2026", "02/25/2026", "12/01/2025"]) == ["12/01/2025", "02/25/2026", "03/04/2026"])
  }

  @Test func `words are in order without regard to case, their numbers by value`() {
    #expect(sorted(["table 10", "Table 9", "apple", "Zebra"]) == ["apple", "Table 9", "table 10", "Zebra"])
  }

  @Test func `a column of words with a number at the head of some is a column of words`() {
    let cells = ["Zulu", "3 boats", "alpha", "bravo", "charlie"]
    #expect(sorted(cells) == ["3 boats", "alpha", "bravo", "charlie", "Zulu"])
  }

  @Test func `equal values stay in the order of the file`() {
    #expect(TableValue.order(of: ["2", "1", "2.0", "1"], falling: false) == [1, 3, 0, 2])
    #expect(TableValue.order(of: ["2", "1", "2.0", "1"], falling: true) == [0, 2, 1, 3])
  }

  @Test func `a long table is put in order at once`() {
    let cells = (0..<20_000).map { String(($0 * 7919) % 20_000) }
    #expect(sorted(cells) == (0..<20_000).map { String($0) })
  }
}

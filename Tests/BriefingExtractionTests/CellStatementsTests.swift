import BriefingExtraction
import BriefingModel
import Testing

/// Cells that state several things, columns under other names, and marks in Markdown and HTML.
@Suite struct CellStatementsTests {
  private func stated(_ text: String, _ name: String) -> [String] {
    BriefingReader.read(Array(text.utf8), path: name).briefing.assessments.filter(\.isStated)
      .map { "\($0.kind.sign) \($0.text)" }
  }

  private let prose =
    "The operators published their accounts in January, and the figures differ from the promises."

  @Test func `each item of a list in a cell is a statement`() {
    let page =
      "<html><body><article><h1>Plan</h1><p>\(prose)</p><table><tr><th>Pros</th><th>Cons</th></tr>"
      + "<tr><td><ul><li>Lower bills</li><li>Quiet nights</li></ul></td>"
      + "<td><div><ul><li>Fire in the hall</li><li>Long repairs</li></ul></div></td></tr></table>"
      + "<p>\(prose)</p></article></body></html>"
    #expect(
      stated(page, "a.html") == ["+ Lower bills", "+ Quiet nights", "- Fire in the hall", "- Long repairs"])
    let table = BriefingReader.read(Array(page.utf8), path: "a.html").briefing.tables.first
    #expect(table?.rows == [["Lower bills Quiet nights", "Fire in the hall Long repairs"]])
  }

  @Test(arguments: [
    "• Lower bills • Quiet nights", "✓ Lower bills ✓ Quiet nights", "1. Lower bills 2. Quiet nights",
    "- Lower bills<br>- Quiet nights", "❌ Lower bills<br>❌ Quiet nights", "(a) Lower bills (b) Quiet nights",
  ])
  func `marks in a cell tell its statements apart`(_ cell: String) {
    let text = "# Plan\n\n\(prose)\n\n| Option | Benefits |\n|---|---|\n| Pump | \(cell) |\n"
    #expect(stated(text, "a.md") == ["+ Lower bills", "+ Quiet nights"])
  }

  @Test(arguments: ["Built in 2024 - 2025 at sea", "- 5 degrees less heat", "Saves 1. time 2. money"])
  func `a cell with a mark in its midst is one statement`(_ cell: String) {
    let text = "# Plan\n\n\(prose)\n\n| Option | Benefits |\n|---|---|\n| Pump | \(cell) |\n"
    #expect(stated(text, "a.md") == ["+ \(cell)"])
  }

  @Test(arguments: [
    ("ID | Risk description | Probability", "R1 | Fuel price rises | 3", ["- Fuel price rises"]),
    ("N.º | Descripción del riesgo | Nivel", "1 | Sube el combustible | 3", ["- Sube el combustible"]),
    ("N° | Description du risque | Niveau", "1 | Hausse du carburant | 3", ["- Hausse du carburant"]),
    ("编号 | 风险描述 | 概率", "1 | 燃料价格上涨 | 3", ["- 燃料价格上涨"]),
    ("الرقم | وصف المخاطر | النسبة", "1 | ارتفاع أسعار الوقود | 3", ["- ارتفاع أسعار الوقود"]),
    ("Risk name | Owner", "Late delivery of parts | Port office", ["- Late delivery of parts"]),
    ("Stakeholder | Gains | Losses", "Ports | New jobs | Old trades", ["+ New jobs", "- Old trades"]),
    ("好处 | 坏处", "电价低 | 噪音大", ["+ 电价低", "- 噪音大"]), ("利 | 弊", "电价低 | 噪音大", ["+ 电价低", "- 噪音大"]),
    ("الخدمة | المزايا | العيوب", "القروض | شروط سهلة | فوائد عالية", ["+ شروط سهلة", "- فوائد عالية"]),
    ("Option | Benefits | Drawbacks", "Bond | Low risk | High fees", ["+ Low risk", "- High fees"]),
    ("Issue | Solution", "Old cables at sea | New cables", ["- Old cables at sea", "= New cables"]),
    ("问题 | 对策", "电缆老化严重 | 更换电缆", ["- 电缆老化严重", "= 更换电缆"]),
    // Nothing answers them, and nothing says that they are risks.
    ("Issue | Owner", "Old cables at sea | Port office", []),
    ("Risk | Probability", "High | 3", []), ("Option | Risks", "Bond | High risk", []),
  ])
  func `the column decides`(_ header: String, _ row: String, _ expected: [String]) {
    let columns = header.split(separator: "|").count
    let rule = Array(repeating: "---", count: columns).joined(separator: "|")
    #expect(stated("# T\n\n\(prose)\n\n| \(header) |\n|\(rule)|\n| \(row) |\n", "a.md") == expected)
  }

  @Test func `the box of a task is a mark`() {
    let text = "# Plan\n\n## Benefits\n\n- [ ] Quiet rooms\n- [x] Less mould\n- [link](a.md) to more\n"
    let found = BriefingReader.read(Array(text.utf8), path: "a.md").briefing
    #expect(found.lists.first?.items.map(\.text) == ["Quiet rooms", "Less mould", "link to more"])
    let plain = BriefingReader.read(
      Array("\(prose)\n\nBenefits:\n\n- [ ] Quiet rooms\n- [x] Less mould\n".utf8), path: "a.txt")
    #expect(plain.briefing.lists.first?.items.map(\.text) == ["Quiet rooms", "Less mould"])
  }

  @Test(arguments: [("✓", "✗"), ("✅", "❌"), ("👍", "👎"), ("+", "−")])
  func `paragraphs with marks of two sides are two lists`(_ good: String, _ bad: String) {
    let page =
      "<html><body><article><h1>Plan</h1><p>\(prose)</p><h2>Advantages</h2><p>\(good) Quiet nights</p><p>\(good) Clean air</p>"
      + "<h2>Disadvantages</h2><p>\(bad) High price</p><p>\(bad) Rare metals</p><p>\(prose)</p></article></body></html>"
    #expect(
      stated(page, "a.html") == ["+ Quiet nights", "+ Clean air", "- High price", "- Rare metals"])
  }

  @Test func `numbers of any form make a list of paragraphs`() {
    for marks in [["1- ", "2- "], ["(i) ", "(ii) "], ["a) ", "b) "], ["١- ", "٢- "], ["(1)", "(2)"]] {
      let page =
        "<html><body><article><h1>Plan</h1><p>\(prose)</p><p>The main risks are:</p><p>\(marks[0])Fire</p>"
        + "<p>\(marks[1])Smoke in the hall</p><p>\(prose)</p></article></body></html>"
      #expect(stated(page, "a.html") == ["- Fire", "- Smoke in the hall"], "\(marks)")
    }
  }
}

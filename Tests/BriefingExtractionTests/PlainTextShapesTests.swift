import BriefingExtraction
import BriefingModel
import Testing

/// Lines as the scrapers leave them.
@Suite struct PlainTextShapesTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private let prose =
    "This is a paragraph of ordinary prose that ends as sentences do, and it is long enough to be one."

  // MARK: Cells on lines of their own

  @Test func `cells that each end in a bar are rows of the period that fits`() {
    let found = read(
      "\(prose)\nSystem|\nInstallation|\nLifetime|\nGas boiler|\n£2,500|\n12 years|\nHeat pump|\n£11,000|\n"
        + "20 years|\nDirect electric|\n£1,800|\n15 years|\n\(prose)")
    #expect(found.tables.map(\.header) == [["System", "Installation", "Lifetime"]])
    #expect(found.tables.first?.form == .trailingPipe)
    #expect(
      found.tables.first?.rows == [
        ["Gas boiler", "£2,500", "12 years"], ["Heat pump", "£11,000", "20 years"],
        ["Direct electric", "£1,800", "15 years"],
      ])
    #expect(found.tables.first?.span == SourceSpan(firstLine: 2, lastLine: 13))
    #expect(found.tables.first?.rowSpans.first == SourceSpan(firstLine: 5, lastLine: 7))
    #expect(found.notes.map(\.kind) == [.reconstructedTable])
  }

  @Test func `cells that each begin with a bar are read alike`() {
    let found = read(
      "\(prose)\n|Term\n|Definition\n|Flow\n|A sequence of actions that does a thing.\n|Scope\n|What a role may do in the system.\n"
    )
    #expect(found.tables.first?.header == ["Term", "Definition"])
    #expect(found.tables.first?.rows.map { $0[0] } == ["Flow", "Scope"])
  }

  @Test func `a bar alone closes the cell above it`() {
    let found = read("\(prose)\nRisk|\nEffect|\nFraud and theft\n|\nLoss of funds|\nDelay|\nHigher cost|\n")
    #expect(found.tables.first?.rows == [["Fraud and theft", "Loss of funds"], ["Delay", "Higher cost"]])
  }

  // MARK: Bullets on lines of their own

  @Test func `a bullet below its item makes a list`() {
    let found = read(
      "\(prose) To qualify, a property must:\nhave a valid certificate\n-\nbe let for two years\n-\nHow to apply\n\(prose)"
    )
    #expect(
      found.lists.map { $0.items.map(\.text) } == [["have a valid certificate", "be let for two years"]])
    #expect(found.lists.first?.intro == "To qualify, a property must:")
    #expect(found.lists.first?.items.first?.span == SourceSpan(firstLine: 2, lastLine: 3))
    #expect(found.headings.map(\.text) == ["How to apply"])
    #expect(found.notes.isEmpty)
  }

  @Test func `a bullet above its item makes a list`() {
    let found = read("\(prose) They are:\n•\nFirst one\n•\nSecond one\n\n\(prose)")
    #expect(found.lists.map { $0.items.map(\.text) } == [["First one", "Second one"]])
  }

  // MARK: Tables with trailing bars

  @Test func `blank lines between rows and marked headings leave a table whole`() {
    let text =
      "# Title here\n\n\(prose)\n\n## Costs\n\nSystem | Cost |\n---|---|\n\nBoiler | 12 |\n\nPump | 14 |\n\n\n## After\n\n\(prose)\n"
    let opened = BriefingReader.read(Array(text.utf8), path: "a.txt").briefing
    #expect(opened.format == .text)
    #expect(opened.headings.map(\.text) == ["Costs", "After"])
    #expect(opened.tables.first?.rows == [["Boiler", "12"], ["Pump", "14"]])
  }

  @Test func `the cells of a row that lost one go to the columns that they are like`() {
    let found = read(
      "\(prose)\nRegión | Cobertura | Centros | Nota |\n---|---|---|---|\nNorte | 78 % | 214 | buena |\n"
        + "Centro | 70 % | 405 | media |\nSur | 62 % | 267 | baja |\nIslas | 40 | buena |\n")
    #expect(found.tables.first?.rows.last == ["Islas", "", "40", "buena"])
    #expect(found.notes.map(\.kind) == [.raggedRow])
  }

  @Test func `a box round a word is no table`() {
    #expect(read("\(prose)\n| Note | |\n|---|---|\n\n\(prose)").tables.isEmpty)
  }

  @Test func `commands with bars are no table`() {
    let found = read("\(prose)\n\nfind . -print0 | cpio -ov\nps aux | pager\n\n\(prose)")
    #expect(found.tables.isEmpty)
  }

  @Test func `an aligned row may be as long as it likes`() {
    let long = String(repeating: "many words in a cell ", count: 20)
    let found = read(
      "\(prose)\n\nTerm      Definition\nFlow      \(long)\nScope     Short one here\n\n\(prose)")
    #expect(found.tables.first?.header == ["Term", "Definition"])
    #expect(found.tables.first?.rows.count == 2)
  }

  @Test func `a listing of commands with comments is no table`() {
    let found = read(
      "\(prose)\n\n$ ln foo bar      # hard link\n$ ln -s foo baz   # symbolic link\n\n\(prose)")
    #expect(found.tables.isEmpty)
  }

  // MARK: Code

  @Test func `lines between fences are code, exactly`() {
    let found = read("\(prose)\n```sh\n  apt-get install | less\nEnd of Terms\n```\n\(prose)")
    let code = found.blocks.compactMap { if case .code(let code) = $0 { code } else { nil } }
    #expect(code.map(\.lines) == [["  apt-get install | less", "End of Terms"]])
    #expect(code.first?.language == "sh")
    #expect(found.headings.isEmpty)
  }

  @Test func `a fence that is never closed hides nothing`() {
    #expect(read("\(prose)\n```\n\(prose)").paragraphs.count == 3)
  }

  // MARK: Lists

  @Test(arguments: [
    ("1、提高稳定性\n2、减少弃风", ["提高稳定性", "减少弃风"]), ("（1）培训\n（2）安全", ["培训", "安全"]),
    ("① One thing\n② Other thing", ["One thing", "Other thing"]),
    ("١- تأخر الأجور\n٢- غياب الرقابة", ["تأخر الأجور", "غياب الرقابة"]),
    (
      "3.Charlotte Jones was third\n4.Nicki Case was fourth",
      ["Charlotte Jones was third", "Nicki Case was fourth"]
    ),
    ("・交通\n・医疗", ["交通", "医疗"]),
  ])
  func `marks of other scripts begin items`(_ text: String, _ items: [String]) {
    #expect(read("\(prose) They are:\n\(text)\n\n\(prose)").lists.first?.items.map(\.text) == items)
  }

  @Test func `a number that falls back ends the list`() {
    let found = read(
      "\(prose) Ask:\n1. Who logs in?\n2. From where?\n3. With what?\n\n2. Prepare\n\n\(prose)")
    #expect(found.lists.map(\.items.count) == [3])
    #expect(found.headings.map(\.text) == ["2. Prepare"])
  }
}

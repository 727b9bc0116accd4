import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import Testing

@testable import BriefingApp

@Suite struct HeadlessMatrixTests {
  private func library() throws -> IndexedLibrary {
    let library = try IndexedLibrary(paths: [seedsFolder], location: .memory)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    return library
  }

  private var folder: [PathBytes] { [PathBytes(seedsFolder)] }

  private func output(
    _ paths: [PathBytes], _ format: Headless.ReportFormat = .text, width: Int = 120,
    options: Headless.MatrixOptions = Headless.MatrixOptions()
  ) throws -> String {
    let context = memoryContext(width: width, library: try library())
    #expect(Headless.matrix(paths, format: format, options: options, in: context) == 0)
    #expect(context.errors.text.isEmpty)
    return context.output.text.replacing(seedsFolder + "/", with: "seeds/")
  }

  // MARK: Goldens

  @Test(arguments: 0..<5) func `the matrix of each seed`(number: Int) throws {
    expectGolden(try output([seed(number)]), "matrix-00\(number)")
  }

  @Test func `the matrix of all seeds`() throws {
    expectGolden(try output(folder), "matrix-seeds")
    var options = Headless.MatrixOptions()
    options.part = .briefings
    options.showsWords = true
    expectGolden(try output(folder, options: options), "matrix-seeds-briefings")
    options = Headless.MatrixOptions()
    options.request.onlyOpenRisks = true
    expectGolden(try output(folder, options: options), "matrix-seeds-open-risks")
    options.request.onlyOpenRisks = false
    options.part = .repeatedRemedies
    expectGolden(try output(folder, options: options), "matrix-seeds-remedies")
    options.part = .counts
    expectGolden(try output(folder, options: options), "matrix-seeds-counts")
    expectGolden(try output(folder, .md), "matrix-seeds-report")
  }

  @Test func `two reports of one event`() throws {
    let context = memoryContext(width: 120)
    #expect(Headless.compare([seed(0), seed(1)], format: .text, in: context) == 0)
    expectGolden(context.output.text.replacing(seedsFolder + "/", with: "seeds/"), "compare-000-001")
  }

  @Test func `what the seeds name`() throws {
    let context = memoryContext()
    let kinds: Set<String> = ["organisation", "operation", "amount", "date", "share", "money"]
    #expect(Headless.named((0..<5).map { seed($0) }, kinds: kinds, format: .text, in: context) == 0)
    expectGolden(context.output.text.replacing(seedsFolder + "/", with: "seeds/"), "named-seeds")
  }

  // MARK: Trust

  /// Every cell can be defended: its words stand in the lines that it names.
  @Test func `the words of each statement stand in its source lines`() throws {
    let library = try library()
    let found = try library.statements(MatrixRequest(), desk: nil, isCancelled: { false })
    var count = 0
    for row in found.matrix.rows {
      for statement in row.statements {
        let lines = try library.open(found.matrix.briefings[statement.briefing].id).lines
        let source = lines.text(statement.assessment.span).filter { $0.isLetter || $0.isNumber }
        for text in [statement.assessment.text, statement.assessment.label].compactMap(\.self) {
          #expect(!text.isEmpty)
          #expect(source.contains(text.filter { $0.isLetter || $0.isNumber }), "\(text)")
        }
        count += 1
      }
    }
    #expect(count == found.statementCount && count > 80)
  }

  @Test func `the index and the files give one matrix`() throws {
    #expect(try output(folder) == output((0..<5).map { seed($0) }))
    #expect(try output(folder, .json) == output((0..<5).map { seed($0) }, .json))
  }

  @Test func `a risk has its remedy, and the words that decided`() throws {
    var options = Headless.MatrixOptions()
    options.request.subject = .named("Legal frameworks")
    options.showsWords = true
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(output(folder, .json, options: options).utf8))
        as? [String: Any])
    let rows = try #require(object["rows"] as? [[String: Any]])
    let risks = try #require(rows.first?["risks"] as? [[String: Any]])
    let prolonged = try #require(risks.first { $0["text"] as? String == "Prolonged prosecution processes" })
    let answers = try #require(prolonged["answers"] as? [[String: Any]])
    #expect(answers.map { $0["text"] as? String } == ["Establishment of standardized bilateral agreements"])
    #expect((prolonged["words"] as? [String])?.contains("prosecution") == true)
  }

  // MARK: Safety

  @Test(arguments: Headless.ReportFormat.allCases)
  func `no report lets a control sequence through`(format: Headless.ReportFormat) throws {
    let attack = "\u{1B}]52;c;c3R\u{7}\u{1B}[7m\u{9B}31m\u{202E}\u{200B}\u{7F}"
    let folder = try TemporaryFolder()
    let paths = try ["Old", "New"].map { word in
      PathBytes(
        try folder.write(
          """
          # \(word) drones \(attack) of Ecuador

          The Department \(attack) of Defense said on January 5, 2025 that they cost 4 million\(attack) dollars.

          | Benefit | Risk | Mitigation |
          |---|---|---|
          | \(word) \(attack) gain | civilian \(attack) harm | oversight \(attack) by law |

          """, to: "\(word)\u{202E}.md"))
    }
    var options = Headless.MatrixOptions()
    options.showsWords = true
    for report in 0..<3 {
      let context = memoryContext()
      let code =
        switch report {
        case 0: Headless.compare(paths, format: format, in: context)
        case 1: Headless.named(paths, format: format, in: context)
        default: Headless.matrix(paths, format: format, options: options, in: context)
        }
      #expect(code == 0 && context.output.text.lowercased().contains("202e"))
      // Lines of CSV end by both.
      #expect(context.output.text.replacing("\r\n", with: "\n").unsafeScalars == [], "\(report)")
    }
  }

  @Test func `a comparison has the same parts in every format`() throws {
    for format in Headless.ReportFormat.allCases {
      let context = memoryContext(width: 120)
      #expect(Headless.compare([seed(0), seed(1)], format: format, in: context) == 0)
      let text = context.output.text
      #expect(text.contains("Ecuador") && text.contains("airstrike"))
      switch format {
      case .json:
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect((object?["briefings"] as? [Any])?.count == 2)
      case .csv: #expect(text.hasPrefix("part,group,path,line,kind,text"))
      case .html: #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains("</html>"))
      case .md: #expect(text.hasPrefix("# Comparison\n") && text.contains("\n## "))
      case .text: break
      }
    }
    let alone = memoryContext()
    #expect(Headless.compare([seed(0)], format: .text, in: alone) == 2)
    #expect(alone.errors.text.hasSuffix(": two briefings are wanted to compare\n"))
  }

  private let hostile = [
    Briefing(
      path: "in/=cmd.txt", format: .text, title: "<script>alert(1)</script> & \"x\"",
      assessments: [
        Assessment(
          kind: .risk, label: "@sum", text: "=HYPERLINK(\"http://x\")", subject: "+1|[a](b)<b>",
          basis: .table,
          span: SourceSpan(line: 2)),
        Assessment(kind: .benefit, text: "-5", subject: "-2", basis: .list, span: SourceSpan(line: 3)),
        Assessment(
          kind: .mitigation, text: "<img src=x onerror=alert(1)>\u{202E}", subject: "\u{A0}=1+1",
          basis: .list,
          span: SourceSpan(line: 4)),
      ])
  ]

  private func written(_ format: Headless.ReportFormat) throws -> String {
    let context = memoryContext()
    try Headless.write(CombinedMatrix(hostile, includeInferred: true), format: format, in: context)
    return context.output.text
  }

  @Test func `no cell of a CSV is a formula`() throws {
    let cells = records(try written(.csv)).dropFirst().joined()
    #expect(cells.contains("'=HYPERLINK(\"http://x\")") && cells.contains("'@sum") && cells.contains("-5"))
    for cell in cells where Double(cell) == nil {
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
      #expect(first.map { !"=+-@".unicodeScalars.contains($0) } ?? true, "\(cell)")
    }
  }

  @Test func `no text is markup in HTML`() throws {
    let html = try written(.html)
    #expect(
      !html.contains("<script") && !html.contains("<img") && !html.contains("<b>")
        && !html.contains("onerror=alert(1)>"))
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;⟨U+202E⟩"))
    #expect(html.contains("default-src 'none'"))
    #expect(html.unsafeScalars.isEmpty)
  }

  @Test func `no text is markup in Markdown`() throws {
    let markdown = try written(.md)
    #expect(markdown.contains("\\<img src=x"))
    #expect(markdown.contains(#"|\[a\](b)\<b\>"#) && !markdown.contains("[a]"))
  }

  @Test func `a query narrows statements as well as briefings`() {
    var options = Headless.MatrixOptions()
    #expect(
      options.narrow(to: #"corruption kind:risk is:stated subject:"legal frameworks" country:Peru"#) == nil)
    #expect(options.request.query == "corruption country:Peru")
    #expect(options.request.kind == .risk)
    #expect(!options.request.includesInferred)
    #expect(options.request.subject == .named("legal frameworks"))
    #expect(options.narrow(to: "kind:benefit")?.contains("one of them at a time") == true)
    var other = Headless.MatrixOptions()
    #expect(other.narrow(to: "kind:foo")?.hasPrefix("kind:foo: kind: knows") == true)
  }
}

import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import TerminalScreen
import Testing

@testable import BriefingApp

@Suite struct HeadlessShowTests {
  @Test(arguments: 0..<5) func `the JSON of a seed is what the schema says`(number: Int) throws {
    let context = memoryContext()
    #expect(Headless.show([seed(number)], format: .json, in: context) == 0)
    let schemaContext = memoryContext()
    #expect(Headless.schema(in: schemaContext) == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(schemaContext.output.text.utf8))
    let value = try JSONSerialization.jsonObject(with: Data(context.output.text.utf8))
    let validator = SchemaValidator(root: try #require(schema as? [String: Any]))
    #expect(validator.faults(of: value) == [])
  }

  @Test func `the schema refuses what it should`() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(Headless.briefingSchema.utf8)) as? [String: Any])
    let context = memoryContext()
    _ = Headless.show([seed(2)], format: .json, in: context)
    var value = try #require(
      try JSONSerialization.jsonObject(with: Data(context.output.text.utf8)) as? [String: Any])
    value["format"] = "pdf"
    value["title"] = nil
    value["tables"] = [["id": 1]]
    value["extra"] = true
    let faults = SchemaValidator(root: root).faults(of: value)
    #expect(faults.contains("$.format: not one of the values"))
    #expect(faults.contains("$: title is missing"))
    #expect(faults.contains("$.tables[0].id: not a string"))
    #expect(faults.contains("$: extra is not known"))
  }

  @Test func `several files give one object a line`() throws {
    let context = memoryContext()
    #expect(Headless.show([seed(0), seed(1)], format: .json, in: context) == 0)
    let lines = context.output.text.split(separator: "\n")
    #expect(lines.count == 2)
    for (line, number) in zip(lines, 0...) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["path"] as? String == seed(number).display)
      #expect(object["schema"] as? String == "dossier.briefing/1")
    }
  }

  @Test func `a link is called one, and a loop of links too`() throws {
    let folder = try TemporaryFolder()
    try folder.write("# A title\n", to: "a.md")
    for (target, name) in [("nowhere", "broken.txt"), ("a.md", "good.txt"), ("loop.txt", "loop.txt")] {
      try #require(symlink(target, folder.path + "/" + name) == 0)
    }
    let context = memoryContext()
    #expect(Headless.show([PathBytes(folder.path)], format: .text, in: context) == 2)
    #expect(
      context.errors.text
        == ["broken", "good", "loop"].map { "dossier: \(folder.path)/\($0).txt: symbolic link\n" }.joined())
    let named = memoryContext()
    #expect(Headless.show([PathBytes(folder.path + "/loop.txt")], format: .text, in: named) == 2)
    #expect(named.errors.text == "dossier: \(folder.path)/loop.txt: symbolic links in a loop\n")
  }

  @Test func `a file that can not be read does not stop the others`() {
    let context = memoryContext()
    let code = Headless.show([PathBytes("/no/such\u{1B}file"), seed(1)], format: .text, in: context)
    #expect(code == 2)
    #expect(context.errors.text == "dossier: /no/such^[file: no such file or directory\n")
    #expect(context.output.text.contains("Esmeraldas"))
  }

  @Test(arguments: [40, 80, 120]) func `text stays within the width and keeps every word`(width: Int) throws {
    for number in 0..<5 {
      let context = memoryContext(width: width)
      #expect(Headless.show([seed(number)], format: .text, in: context) == 0)
      let lines = context.output.text.split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { #expect(CellWidth.columns(of: line) <= width, "\(line)") }
      let shown = Set(context.output.text.split { " \n—-/".contains($0) })
      let paragraphs = try opened(number).paragraphs
      for word in paragraphs.flatMap({ $0.text.split { " —-/".contains($0) } }) where word.count < width / 2 {
        #expect(shown.contains(word))
      }
    }
  }

  private func opened(_ number: Int) throws -> Briefing {
    var briefings: [Briefing] = []
    let code = try Headless.forEachBriefing([seed(number)], in: memoryContext()) { opened in
      briefings.append(opened.briefing)
    }
    #expect(code == 0)
    return try #require(briefings.first)
  }

  private static let hostile = """
    Title \u{1B}]0;owned\u{7} and \u{202E}bidi\u{202C}

    A paragraph with \u{9B}31m colours, a \u{200B}zero width blank and a\u{8} backspace.

    | a\u{1B}[2J | b |
    |---|---|
    | c\u{202E} | "d", \u{7F} |
    """

  @Test(arguments: Headless.Format.allCases)
  func `no format lets a control sequence through`(format: Headless.Format) throws {
    let folder = try TemporaryFolder()
    let path = PathBytes(try folder.write(Self.hostile, to: "evil\u{202E}.txt"))
    for command in 0..<3 {
      let context = memoryContext()
      switch command {
      case 0: _ = Headless.show([path], format: format, in: context)
      case 1: _ = Headless.tables([path], format: format, in: context)
      default: _ = Headless.plain([path], in: context)
      }
      #expect(!context.output.text.isEmpty)
      #expect(context.output.text.unsafeScalars == [])
    }
  }

  @Test(arguments: 0..<4)
  func `no document lets a control sequence through a format`(seed: UInt64) throws {
    var documents = HostileDocuments(seed: seed &+ 50)
    // The two that Persian and pictures need are shown as they are.
    func unsafe(_ text: String) -> [Unicode.Scalar] {
      text.unsafeScalars.filter { $0 != "\u{200C}" && $0 != "\u{200D}" }
    }
    for _ in 0..<25 {
      let folder = try TemporaryFolder()
      let document = documents.next()
      let ending = document.name.split(separator: UInt8(ascii: ".")).last.map {
        String(decoding: $0, as: UTF8.self)
      }
      let file = folder.path + "/a." + (ending ?? "txt")
      try Data(document.bytes).write(to: URL(filePath: file))
      for format in Headless.Format.allCases {
        let context = memoryContext()
        _ = Headless.show([PathBytes(file)], format: format, in: context)
        #expect(unsafe(context.output.text) == [], "\(format) of \(seed)")
      }
      let context = memoryContext()
      _ = Headless.plain([PathBytes(file)], in: context)
      #expect(unsafe(context.output.text) == [])
    }
  }

  @Test func `JSON keeps hidden scalars as escapes`() throws {
    let text = "a\u{202E}b\u{9B}c\u{E0041}é走"
    let json = JSONText.encode(["x": text])
    #expect(json == #"{"x":"a\u202eb\u009bc\udb40\udc41é走"}"#)
    #expect(try JSONDecoder().decode([String: String].self, from: Data(json.utf8)) == ["x": text])
  }

  @Test func `a folder is walked without hidden files, links and other kinds`() throws {
    let folder = try TemporaryFolder()
    try folder.write("First line\n", to: "b.txt")
    try folder.write("# Second\n", to: "a.md")
    try folder.write("x", to: ".hidden.txt")
    try folder.write("x", to: "picture.png")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sub", withIntermediateDirectories: true)
    try folder.write("Third\n", to: "sub/c.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/loop", withDestinationPath: folder.path)
    let names = BriefingFile.candidates([PathBytes(folder.path)]).map {
      String($0.path.display.dropFirst(folder.path.count + 1))
    }
    #expect(names == ["a.md", "b.txt", "loop", "sub/c.txt"])
    // A link within a folder is named, and not followed.
    let context = memoryContext()
    #expect(Headless.show([PathBytes(folder.path)], format: .jsonl, in: context) == 2)
    #expect(context.output.text.split(separator: "\n").count == 3)
    #expect(context.errors.text.contains("loop: symbolic link\n"))
  }

  @Test func `binary files and devices are refused with a reason`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\0\u{1}\u{2}ELF\0\0", to: "x.txt")
    let context = memoryContext()
    #expect(Headless.show([PathBytes(path), PathBytes("/dev/zero")], format: .text, in: context) == 2)
    #expect(
      context.errors.text
        == "dossier: \(path): binary file\ndossier: /dev/zero: not a regular file\n")
  }

  @Test func `plain output lists the briefings and then prints each`() {
    let context = memoryContext()
    #expect(Headless.plain([PathBytes(seedsFolder)], in: context) == 0)
    let text = context.output.text
    #expect(text.hasPrefix("5 briefings\n\n1. "))
    for number in 1...5 { #expect(text.contains("\nBriefing \(number) of 5\n")) }
    #expect(text.unsafeScalars == [])
  }

  @Test func `an empty folder is said to be empty`() throws {
    let folder = try TemporaryFolder()
    let context = memoryContext()
    #expect(Headless.plain([PathBytes(folder.path)], in: context) == 2)
    #expect(context.errors.text == "dossier: \(folder.path): no briefings in this folder\n")
  }

  @Test func `Markdown is escaped where it would read as markup`() {
    #expect(
      MarkdownText.escaped("1. a*b_c [x](y) <z> | # # end") == #"1\. a\*b\_c \[x\](y) \<z\> \| # # end"#)
    #expect(MarkdownText.escaped("- x - y") == #"\- x - y"#)
    #expect(MarkdownText.escaped("in 2026. Then") == "in 2026. Then")
    let text = InlineText(
      "see the report and more",
      marks: [
        InlineMark(kind: .link("https://e.org/a b)"), range: 4..<14),
        InlineMark(kind: .strong, range: 8..<14), InlineMark(kind: .emphasis, range: 19..<23),
      ])
    #expect(MarkdownText.inline(text) == "see [the **report**](https://e.org/a%20b%29) and *more*")
  }

  @Test func `items are printed with the numbers and boxes of their source`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "# Treaty\n\nThe parties agree:\n\n5. fifth clause\n6. [x] sixth clause\n   - [ ] open\n   - plain\n"
        + "\nOther words.\n\n7) seventh\n9) ninth\n",
      to: "a.md")
    let page = try folder.write(
      "<html><body><p>Some words of the clauses, so that it is a page:</p><ol type=a start=2><li>second</ol></body>",
      to: "b.html")
    func printed(_ path: String, _ format: Headless.Format) -> String {
      let context = memoryContext()
      #expect(Headless.show([PathBytes(path)], format: format, in: context) == 0)
      return context.output.text
    }
    let text = printed(file, .text)
    #expect(text.contains("  5. fifth clause\n  6. [x] sixth clause\n    [ ] open\n    • plain\n"))
    #expect(text.contains("  7) seventh\n  9) ninth\n"))
    let markdown = printed(file, .md)
    #expect(markdown.contains("5. fifth clause\n6. [x] sixth clause\n    - [ ] open\n    - plain\n"))
    #expect(markdown.contains("7) seventh\n9) ninth\n"))
    #expect(printed(page, .text).contains("  b. second\n"))
    #expect(printed(page, .md).contains("\n- b. second\n"))
    let object = try JSONSerialization.jsonObject(with: Data(printed(file, .json).utf8)) as? [String: Any]
    let lists = try #require(object?["lists"] as? [[String: Any]])
    let items = lists.flatMap { $0["items"] as? [[String: Any]] ?? [] }
    #expect(items.map { $0["marker"] as? String } == ["5.", "6. [x]", "[ ]", nil, "7)", "9)"])
  }

  @Test func `quotations, lines and what is deleted are printed as such`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "> said\n>\n> - one\n>\n> > nested\n\nJane  \nLondon was ~~$9~~ $10.\n", to: "a.md")
    func printed(_ format: Headless.Format) -> String {
      let context = memoryContext()
      #expect(Headless.show([PathBytes(file)], format: format, in: context) == 0)
      return context.output.text
    }
    #expect(
      printed(.text).contains("\n> said\n\n>   • one\n\n> > nested\n\nJane\nLondon was ~~$9~~ $10.\n"))
    #expect(
      printed(.md).contains("> said\n\n> - one\n\n> > nested\n\nJane\\\nLondon was ~~$9~~ $10.\n"))
    #expect(printed(.json).contains("Jane\\nLondon was $9 $10."))
  }

  @Test func `a list that goes on behind code with an inner item is a list in Markdown`() {
    let span = SourceSpan(line: 1)
    let list = ItemList(
      ordered: true,
      items: [
        ListItem(content: "b", depth: 1, span: span), ListItem(content: "c", depth: 2, span: span),
        ListItem(content: "d", marker: "2.", span: span),
      ], span: span)
    let text = MarkdownText.briefing(
      Briefing(path: "a", format: .markdown, sections: [Section(blocks: [.list(list)])]))
    #expect(text == "- b\n    - c\n2. d\n")
  }

  @Test func `the introduction of a list is not printed twice`() {
    let span = SourceSpan(line: 1)
    let list = ItemList(
      intro: "Key points:", ordered: false, items: [ListItem(content: "one", span: span)], span: span)
    let paragraph = Paragraph(content: "It went well. Key points:", span: span)
    func text(_ blocks: [Block]) throws -> String {
      let context = memoryContext()
      try PlainText(context).write(
        Briefing(path: "x.txt", format: .text, sections: [Section(blocks: blocks)]))
      return context.output.text
    }
    let both = try? text([.paragraph(paragraph), .list(list)])
    #expect(both?.components(separatedBy: "Key points:").count == 2)
    let alone = try? text([.list(list)])
    #expect(alone?.components(separatedBy: "Key points:").count == 2)
  }
}

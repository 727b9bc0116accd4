import BriefingLibrary
import BriefingModel
import Foundation
import Testing

@testable import BriefingApp

@Suite struct HeadlessLibraryTests {
  private let entry = LibraryEntry(
    id: 1, path: "in/a\u{1B}.txt", displayTitle: "A title", date: "2026-03-06", lineCount: 12,
    tableCount: 1, benefitCount: 2, riskCount: 3)

  private var library: GivenLibrary {
    var library = GivenLibrary()
    library.held = [entry]
    library.results = [
      SearchResult(
        entry: entry, score: 2.5,
        lines: FoundLines(
          hits: [SearchHit(line: 5, snippet: "a drone \u{202E}x", marks: [2..<7])], count: 1))
    ]
    library.left = [SkippedFile(path: "in/b.png", reason: "binary file")]
    return library
  }

  private let paths = [PathBytes("in")]

  @Test func `hits print as path, line and text`() {
    let context = memoryContext(library: library)
    #expect(Headless.search("drone", in: paths, format: .text, context: context) == 0)
    #expect(context.output.text == "in/a^[.txt:5: a drone ⟨U+202E⟩x\n")
  }

  @Test func `hits print as JSON`() throws {
    let context = memoryContext(library: library)
    #expect(Headless.search("drone", in: paths, format: .jsonl, context: context) == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(context.output.text.utf8)) as? [String: Any])
    #expect(object["line"] as? Int == 5)
    #expect(object["marks"] as? [[Int]] == [[2, 7]])
    let whole = memoryContext(library: library)
    #expect(Headless.search("drone", in: paths, format: .json, context: whole) == 0)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(whole.output.text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "dossier.search/1")
    #expect(document["matchCount"] as? Int == 1)
  }

  @Test func `nothing found is exit code 1, with near words`() {
    var library = library
    library.results = []
    library.suggestions = ["drone"]
    let context = memoryContext(library: library)
    #expect(Headless.search("drnoe", in: paths, format: .text, context: context) == 1)
    #expect(context.output.text == "")
    #expect(context.errors.text == "dossier: drnoe: nothing found; near words: drone\n")
  }

  @Test func `nothing found is said also without near words`() {
    var library = library
    library.results = []
    let context = memoryContext(library: library)
    #expect(Headless.search("drnoe", in: paths, format: .jsonl, context: context) == 1)
    #expect(context.output.text == "" && context.errors.text == "dossier: drnoe: nothing found\n")
    for query in ["", " \t"] {
      let context = memoryContext(library: library)
      #expect(Headless.search(query, in: paths, format: .text, context: context) == 1)
      #expect(context.errors.text == "dossier: there is nothing to search for in an empty query\n")
    }
  }

  @Test(arguments: [Headless.Format.text, .jsonl])
  func `that there are more than are shown is said`(format: Headless.Format) {
    var library = library
    library.results = (0..<1_200).map { _ in library.results[0] }
    let few = memoryContext(library: library)
    #expect(Headless.search("drone", in: paths, format: format, limit: 50, context: few) == 0)
    #expect(few.errors.text == "dossier: drone: 50 of 1,200 briefings; --limit N for more\n")
    let all = memoryContext(library: library)
    #expect(Headless.search("drone", in: paths, format: format, limit: 1_200, context: all) == 0)
    #expect(all.errors.text == "")
    library.isPartial = true
    let pattern = memoryContext(library: library)
    #expect(Headless.search("/drone/", in: paths, format: format, limit: 50, context: pattern) == 0)
    #expect(pattern.errors.text == "dossier: /drone/: the first 50 briefings; --limit N for more\n")
  }

  @Test func `a query that can not be read is exit code 2`() {
    var library = library
    library.fault = QueryFault(message: "a quotation mark is not closed", offset: 3)
    let context = memoryContext(library: library)
    #expect(Headless.search("abc\"", in: paths, format: .text, context: context) == 2)
    #expect(context.errors.text == "dossier: abc\": a quotation mark is not closed, at column 4\n")
  }

  @Test func `a library that does not open is exit code 2`() {
    for code in [
      Headless.search("x", in: paths, format: .text, context: memoryContext()),
      Headless.index(paths, context: memoryContext()),
      Headless.list(paths, format: .text, context: memoryContext()),
    ] {
      #expect(code == 2)
    }
  }

  @Test func `the index is summed up`() {
    let context = memoryContext(library: library)
    #expect(Headless.index(paths, showsSkipped: true, context: context) == 0)
    #expect(
      context.output.text
        == "1 briefing, 0 new, 1 changed, 2 removed, 1 skipped\nin/b.png: binary file\n")
    let short = memoryContext(library: library)
    #expect(Headless.index(paths, context: short) == 0)
    #expect(
      short.output.text == "1 briefing, 0 new, 1 changed, 2 removed, 1 skipped; --skipped lists them\n")
  }

  @Test func `the list has a line for each briefing`() throws {
    let context = memoryContext(library: library)
    #expect(Headless.list(paths, format: .text, context: context) == 0)
    #expect(context.output.text == "in/a^[.txt: A title (2026-03-06, 1 table, +2 -3 =0)\n")
    let json = memoryContext(library: library)
    #expect(Headless.list(paths, format: .json, context: json) == 0)
    let array = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.text.utf8)) as? [[String: Any]])
    #expect(array[0]["path"] as? String == "in/a\u{1B}.txt")
    #expect(array[0]["risks"] as? Int == 3)
    #expect(array[0]["source"] is NSNull)
  }

  @Test func `the list is narrowed by a search`() {
    var library = library
    library.held.append(LibraryEntry(id: 2, path: "in/c.txt", displayTitle: "Another"))
    let context = memoryContext(library: library)
    #expect(Headless.list(paths, matching: "drone", format: .text, context: context) == 0)
    #expect(context.output.text.hasPrefix("in/a^[.txt: ") && !context.output.text.contains("Another"))
    library.results = []
    #expect(Headless.list(paths, matching: "x", format: .text, context: memoryContext(library: library)) == 1)
    library.fault = QueryFault(message: "no", offset: 0, suggestion: "yes")
    let faulty = memoryContext(library: library)
    #expect(Headless.list(paths, matching: "x", format: .text, context: faulty) == 2)
    #expect(faulty.errors.text == "dossier: x: no, at column 1; perhaps: yes\n")
  }
}

@Suite struct HeadlessOutputTests {
  private func context(descriptor: Int32) -> HeadlessContext {
    var context = memoryContext()
    context.output = OutputSink(descriptor: descriptor)
    return context
  }

  @Test func `a full disk is reported`() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let context = context(descriptor: descriptor)
    #expect(Headless.show([seed(0)], format: .text, in: context) == 2)
    #expect(context.errors.text == "dossier: standard output: No space left on device\n")
  }

  @Test func `a closed pipe ends quietly`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let context = context(descriptor: ends[1])
    #expect(Headless.show([seed(0)], format: .text, in: context) == 0)
    #expect(context.errors.text == "")
  }
}

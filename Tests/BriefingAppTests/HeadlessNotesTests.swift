import BriefingLibrary
import BriefingModel
import Foundation
import Testing

@testable import BriefingApp

/// What a reader noted, printed with its sources.
@Suite struct HeadlessNotesTests {
  private let folder: TemporaryFolder
  private let cache: TemporaryFolder
  private let desk = DatabaseDesk(location: .memory)

  init() throws {
    folder = try TemporaryFolder()
    cache = try TemporaryFolder()
    try folder.write(
      "# Ports\n\nThe first quay is *closed* for\nrepairs.\n\nShips wait outside.\n", to: "a.md")
    try folder.write("# Grain\n\nPrices rose.\n", to: "b.md")
    try folder.write("# Coal\n\nNothing new.\n", to: "c.md")
  }

  private func identity(_ name: String) throws -> BriefingIdentity {
    let path = folder.path + "/" + name
    return BriefingIdentity(
      path: PathBytes(path).resolved, lines: SourceLines(try String(contentsOfFile: path, encoding: .utf8)))
  }

  private func annotation(_ quote: String, _ text: String, line: Int) -> Annotation {
    Annotation(
      anchor: Annotation.Anchor(
        place: ReadingPlace(
          text: ContentHash(of: quote.utf8), occurrence: 0, offset: 0, heading: "Ports", line: line)),
      quote: quote, text: text)
  }

  private func note() throws {
    let ports = try identity("a.md")
    desk.keep(
      annotation("The first quay is closed for repairs.", "Until *when*?\u{1B}[31m", line: 3), seen: nil,
      in: ports)
    desk.keep(annotation("Ships wait outside.", "How many?", line: 6), seen: nil, in: ports)
    desk.set(.tags(["sea", "trade"]), of: ports)
    desk.set(.starred(true), of: try identity("b.md"))
    desk.set(.note("Ask again\nin May."), of: try identity("b.md"))
    desk.set(.read(true), of: try identity("c.md"))
  }

  private func printed(_ format: Headless.Format, query: String? = nil) throws -> (text: String, code: Int32)
  {
    let library = try IndexedLibrary(paths: [folder.path], location: .folder(cache.path))
    let context = memoryContext(library: library, desk: desk)
    let code = Headless.notes([PathBytes(folder.path)], matching: query, format: format, context: context)
    return (context.output.text.replacing(folder.path + "/", with: ""), code)
  }

  @Test func `each note prints with the place that it is about`() throws {
    try note()
    let (text, code) = try printed(.text)
    #expect(code == 0)
    #expect(
      text == """
        a.md:1: Ports · #sea · #trade
        a.md:3: “The first quay is closed for repairs.”: Until *when*?^[[31m
        a.md:6: “Ships wait outside.”: How many?
        b.md:1: Grain · starred
        b.md:1: Ask again in May.

        """)
    #expect(try printed(.text, query: "tag:sea").text.split(separator: "\n").count == 3)
    #expect(try printed(.text, query: "note:many").text.contains("How many?"))
  }

  @Test func `an edited file shows where the words stand now, and which are gone`() throws {
    try note()
    try folder.write("# Ports\n\nNews.\n\nShips wait outside.\n\nThe end.\n", to: "a.md")
    let (text, _) = try printed(.text)
    #expect(text.contains("a.md:3: “The first quay is closed for repairs.” (these words are gone): Until"))
    #expect(text.contains("a.md:5: “Ships wait outside.”: How many?"))
  }

  @Test func `Markdown quotes the words, and what was written is no markup`() throws {
    try note()
    let (text, _) = try printed(.md)
    #expect(text.contains("## Ports\n\na.md · "))
    #expect(text.contains("> The first quay is closed for repairs.\n>\n> — a.md:3, Ports\n"))
    #expect(text.contains("Until \\*when\\*?^\\[\\[31m"))
    #expect(text.contains("Ask again\n\nin May."))
  }

  @Test func `JSON says all of it`() throws {
    try note()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(try printed(.json).text.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "dossier.notes/1")
    let briefings = try #require(object["briefings"] as? [[String: Any]])
    #expect(briefings.map { $0["title"] as? String } == ["Ports", "Grain"])
    #expect(briefings[0]["tags"] as? [String] == ["sea", "trade"])
    let written = try #require(briefings[0]["annotations"] as? [[String: Any]])
    #expect(written.map { $0["line"] as? Int } == [3, 6])
    #expect(briefings[1]["isStarred"] as? Bool == true)
  }

  @Test func `nothing noted is exit code 1`() throws {
    let (text, code) = try printed(.text)
    #expect(text.isEmpty && code == 1)
  }
}

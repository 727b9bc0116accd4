import BriefingModel
import Glibc
import Testing

@testable import BriefingLibrary

/// The tables of all briefings, listed and searched from the index.
struct TableSearchTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write(
      """
      # Ports

      | Port | Cost |
      |---|---|
      | Manta | 12 dollars |
      | Callao | 7 euros |

      Oil is not in a table here.

      | Ship | Flag |
      |---|---|
      | Aurora | Norway |
      """, to: "a.md")
    folder.write("No table, only oil and Manta.\n", to: "b.txt")
    folder.write(
      """
      | Cargo | Origin |
      |---|---|
      | crude oil | Manta |
      | grain | Peru |
      """, to: "c.md")
    return folder
  }

  private func page(_ library: IndexedLibrary, _ request: TablesRequest) throws -> TablesPage {
    try library.tables(request, isCancelled: { false })
  }

  /// `a.md 1 row 2 :10`
  private func names(_ page: TablesPage) -> [String] {
    page.tables.map { listing in
      let row = listing.row.map { " row \($0 + 1)" } ?? ""
      return
        "\(listing.entry.path.split(separator: "/").last ?? "") \(listing.number + 1)\(row) :\(listing.span.firstLine)"
    }
  }

  @Test func `all tables are listed in the order of the list, without reading a file`() throws {
    let folder = folder()
    let library = try folder.library()
    for name in ["a.md", "b.txt", "c.md"] { unlink(folder.file(name)) }
    let page = try page(library, TablesRequest())
    #expect(names(page) == ["a.md 1 :3", "a.md 2 :10", "c.md 1 :1"])
    #expect(page.next == nil && page.briefingCount == 2)
    #expect(page.tables[0].rowCount == 2 && page.tables[0].table.name == "Port, Cost")
    #expect(page.tables.allSatisfy { $0.table.rows.isEmpty && $0.table.raw.isEmpty && $0.hit == nil })
  }

  @Test(arguments: [
    ("manta", ["a.md 1 row 1 :5", "c.md 1 row 1 :3"]), ("cost", ["a.md 1 :3"]), ("oil", ["c.md 1 row 1 :3"]),
    ("MANTA oil", ["c.md 1 row 1 :3"]), ("manta -oil", ["a.md 1 row 1 :5"]),
    ("manta callao", ["a.md 1 row 1 :5"]), ("ship manta", []),
    ("norway OR peru", ["a.md 2 row 1 :12", "c.md 1 row 2 :4"]),
    ("\"7 euros\"", ["a.md 1 row 2 :6"]), ("\"euros 7\"", []), ("path:c", ["c.md 1 :1"]),
    ("title:ports norway", ["a.md 2 row 1 :12"]),
    ("/^\\w+ \\| \\d+/", ["a.md 1 row 1 :5"]), ("manta /oil/", ["c.md 1 row 1 :3"]),
    ("-/oil|aurora/ manta", ["a.md 1 row 1 :5"]),
    ("zebra", []),
  ])
  func `words and patterns are looked for in headers and cells of one table`(query: String, found: [String])
    throws
  {
    let library = try folder().library()
    let page = try page(library, TablesRequest(query: query))
    #expect(names(page).sorted() == found.sorted())
    #expect(page.fault == nil && page.next == nil)
  }

  @Test func `a word that is typed matches by its beginning, and what was found is marked`() throws {
    let library = try folder().library()
    #expect(try page(library, TablesRequest(query: "eur")).tables.isEmpty)
    let page = try page(library, TablesRequest(query: "eur", isTyping: true))
    let hit = try #require(page.tables.first?.hit)
    #expect(hit.line == 6 && hit.snippet == "Callao | 7 euros")
    #expect(hit.marks == [11..<16])
  }

  @Test(arguments: ["/(/", "\"open", "title:"])
  func `what cannot be read is a fault`(query: String) throws {
    let page = try page(try folder().library(), TablesRequest(query: query))
    #expect(page.fault != nil && page.tables.isEmpty)
  }

  @Test func `a pattern that takes too many steps is a fault`() throws {
    let folder = TemporaryFolder()
    folder.write("| A | B |\n|---|---|\n| \(String(repeating: "a", count: 5_000))b | b |\n", to: "a.md")
    let page = try page(try folder.library(), TablesRequest(query: "/(a+)+$/"))
    #expect(page.fault?.message.contains("too many steps") == true)
  }

  @Test(arguments: ["", "common"]) func `pages follow each other without a gap and end`(query: String) throws
  {
    let folder = TemporaryFolder()
    for number in 0..<150 {
      let tables = (0..<number % 3 + 1).map { "| H\(number)x\($0) | B |\n|---|---|\n| common | c |\n" }
      folder.write(tables.joined(separator: "\nText between.\n\n"), to: "\(number).md")
    }
    let library = try folder.library()
    var all: [String] = []
    var start: Int? = 0
    var pages = 0
    while let from = start {
      let page = try page(library, TablesRequest(query: query, start: from, limit: 40))
      #expect(page.tables.count >= 40 || page.next == nil)
      #expect(page.tables.count <= 42)
      all += page.tables.map { "\($0.entry.path) \($0.number)" }
      start = page.next
      pages += 1
      #expect(pages < 20)
    }
    #expect(all.count == 300 && Set(all).count == 300)
    #expect(pages == 8)
  }

  @Test func `a page that was cancelled is empty`() throws {
    let library = try folder().library()
    #expect(try library.tables(TablesRequest(), isCancelled: { true }) == TablesPage())
    #expect(try library.tables(TablesRequest(query: "manta"), isCancelled: { true }).tables.isEmpty)
  }

  @Test func `a document on standard input has tables as well`() throws {
    let bytes = Array("| Port | Cost |\n|---|---|\n| Manta | 12 |\n".utf8)
    let library = try StandardInputLibrary(bytes: bytes)
    #expect(try library.tables(TablesRequest(query: "manta"), isCancelled: { false }).tables.count == 1)
  }

  @Test(arguments: [
    ("ship(s|ment)s?", "two shipments, Ships", [4..<13, 15..<20]), ("x*", "axb", [1..<2]),
    ("é|中", "café 中国", [3..<4, 5..<6]), ("^", "a", []), ("(?<=a)b", "abab", [1..<2, 3..<4]),
  ])
  func `places of a pattern are counted in scalars and do not overlap`(
    source: String, text: String, places: [Range<Int>]
  ) throws {
    #expect(try Pattern(source).ranges(in: text) == places)
    #expect(try Pattern(source).ranges(in: text, limit: 1) == Array(places.prefix(1)))
  }
}

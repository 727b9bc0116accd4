import BriefingLibrary
import BriefingModel
import Glibc
import Testing

/// Each form of the query language against files.
struct QueryFormsTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write(
      """
      ---
      title: Sanctions on oil
      country: [Ecuador, Perú]
      date: 2026-03-06
      ---

      # Measures

      The fleet was sanctioned on 12 March.
      Order No. 4711 was signed in Quito.
      """, to: "a.md")
    folder.write(
      """
      Trade in the Andes

      | Country | Share |
      |---|---|
      | Côte d'Ivoire | 12 |
      | Ecuador | 30 |

      Nothing was SANCTIONED here; Brazil is named in the text alone.
      """, to: "b.txt")
    folder.write(
      """
      <html><head><title>News</title></head><body><article><h1>Harbour news</h1>
      <p>The new <b>sanc</b>tions of the council were met with silence in the harbour town.</p>
      <p>Nobody was hurt, and the owners want to open again in the spring of next year.</p>
      </article></body></html>
      """, to: "c.html")
    return folder
  }

  private func lines(_ library: IndexedLibrary, _ query: String) throws -> [Int] {
    try library.search(query, isTyping: false, limit: 10, isCancelled: { false })
      .results.flatMap(\.hits).map(\.line)
  }

  // MARK: Patterns

  @Test(arguments: [
    ("/sanction(s|ed) on/", ["a.md"]), ("/sanction/", ["a.md", "b.txt", "c.html"]),
    ("/SANCTION/", ["b.txt"]), ("/^order no\\. \\d{4}/", ["a.md"]), ("/\\d{5}/", []),
    ("sanctioned /fleet/", ["a.md"]), ("sanctioned -/fleet/", ["b.txt"]),
    ("-/sanction/", []), ("/named in.*alone\\.$/", ["b.txt"]), ("/c\\p{L}te/", ["b.txt"]),
    ("/sanctions of the council/", ["c.html"]), ("/<b>/", []), ("/fleet/ /quito/", ["a.md"]),
    ("//", []), ("/12\\/30/", []), ("has:table /ecuador/", ["b.txt"]),
  ])
  func `a pattern is looked for in the lines of what the words leave`(
    query: String, names: [String]
  ) throws {
    let folder = folder()
    #expect(try folder.library().found(query) == names)
  }

  @Test func `what a pattern matches is marked on its line`() throws {
    let folder = folder()
    let library = try folder.library()
    let results = try library.search("/no\\. \\d+/", isTyping: false, limit: 5, isCancelled: { false })
    let hit = try #require(results.results.first?.hits.first)
    #expect(hit.line == 10 && results.results.first?.hitCount == 1)
    #expect(hit.marks.map { Array(hit.snippet.unicodeScalars)[$0].map(String.init).joined() } == ["No. 4711"])
    #expect(results.matchCount == 1 && !results.isPartial)
  }

  @Test func `a pattern stops when enough is found, and says that there may be more`() throws {
    let folder = TemporaryFolder()
    for number in 0..<150 { folder.write("Report number \(number).\n", to: "\(number).txt") }
    let library = try folder.library()
    let some = try library.search("/number \\d/", isTyping: false, limit: 3, isCancelled: { false })
    #expect(some.results.count == 3 && some.isPartial)
    let all = try library.search("/number \\d/", isTyping: false, limit: 200, isCancelled: { false })
    #expect(all.results.count == 150 && all.matchCount == 150 && !all.isPartial)
  }

  @Test func `a pattern that cannot be read says where`() throws {
    let folder = folder()
    let library = try folder.library()
    func fault(_ query: String, isTyping: Bool = false) throws -> QueryFault? {
      try library.search(query, isTyping: isTyping, limit: 5, isCancelled: { false }).fault
    }
    let bad = try #require(try fault("oil /a(b/"))
    #expect(bad.offset == 8 && bad.message.hasPrefix("the pattern cannot be read: "))
    let open = try #require(try fault("oil /fleet"))
    #expect(
      open == QueryFault(message: "a pattern is not closed by a slash", offset: 4, suggestion: "oil /fleet/"))
    #expect(try fault("oil /flee(", isTyping: true) == nil)
    #expect(try fault("oil OR /fleet/")?.offset == 7)
  }

  @Test func `a pattern that explodes is a message, soon`() throws {
    let folder = TemporaryFolder()
    folder.write("Intro.\n\n" + String(repeating: "a", count: 5_000) + "b\n", to: "a.txt")
    let library = try folder.library()
    let results = try library.search("/(a+)+$/", isTyping: false, limit: 5, isCancelled: { false })
    #expect(results.fault?.offset == 1)
    #expect(results.fault?.message.contains("too many steps") == true)
    #expect(results.results.isEmpty)
  }

  @Test func `bytes that are no text are no trouble for a pattern`() throws {
    let folder = TemporaryFolder()
    folder.write(
      Array("Wait \u{2028}é ".utf8) + [0xC3, 0x28, 0xFF, 0x0A] + Array("seen\n".utf8), to: Array("a.txt".utf8)
    )
    let library = try folder.library()
    #expect(try library.found("/seen/") == ["a.txt"])
    #expect(try library.found("/wait.*/") == ["a.txt"])
  }

  // MARK: Countries

  @Test(arguments: [
    ("country:Ecuador", ["a.md", "b.txt"]), ("country:peru", ["a.md"]), ("country:brazil", ["b.txt"]),
    ("country:\"Côte d'Ivoire\"", ["b.txt"]), ("country:andes", ["b.txt"]), ("-country:ecuador", ["c.html"]),
  ])
  func `a country is one that front matter, a table, the title or the text names`(
    query: String, names: [String]
  ) throws {
    let folder = folder()
    #expect(try folder.library().found(query) == names)
  }

  // MARK: What the reader noted

  private func note(
    _ mark: ReaderMark, _ name: String, in library: IndexedLibrary, _ desk: any Desk
  ) throws {
    let id = try #require(try library.entries().first { $0.path.hasSuffix(name) }?.id)
    let opened = try library.open(id)
    desk.set(mark, of: BriefingIdentity(path: library.path(of: id), lines: opened.lines))
  }

  private func found(_ query: String, _ library: IndexedLibrary, _ desk: any Desk) throws -> [String] {
    let results = try library.search(query, isTyping: false, limit: 10, desk: desk, isCancelled: { false })
    if let fault = results.fault { throw fault }
    return results.results.map { String($0.entry.path.split(separator: "/").last ?? "") }.sorted()
  }

  @Test func `what was read, starred, tagged and noted is found`() throws {
    let folder = folder()
    let library = try folder.library()
    let desk = DatabaseDesk(location: .memory)
    #expect(try found("is:unread", library, desk) == ["a.md", "b.txt", "c.html"])
    #expect(try found("is:starred", library, desk) == [])
    try note(.read(true), "a.md", in: library, desk)
    try note(.starred(true), "b.txt", in: library, desk)
    try note(.tags(["Energy", "to do"]), "b.txt", in: library, desk)
    try note(.note("Ask María again"), "c.html", in: library, desk)
    #expect(try found("is:read", library, desk) == ["a.md"])
    #expect(try found("is:unread", library, desk) == ["b.txt", "c.html"])
    #expect(try found("-is:unread", library, desk) == ["a.md"])
    #expect(try found("is:starred", library, desk) == ["b.txt"])
    #expect(try found("is:annotated", library, desk) == ["c.html"])
    #expect(try found("tag:energy", library, desk) == ["b.txt"])
    #expect(try found("tag:\"to do\"", library, desk) == ["b.txt"])
    #expect(try found("tag:to", library, desk) == [])
    #expect(try found("tag:ener", library, desk) == [])
    #expect(try found("note:maria", library, desk) == ["c.html"])
    #expect(try found("note:\"again ask\"", library, desk) == [])
    #expect(try found("ecuador is:unread", library, desk) == ["b.txt"])
    try note(.starred(false), "b.txt", in: library, desk)
    try note(.tags([], seen: ["Energy", "to do"]), "b.txt", in: library, desk)
    #expect(try found("is:starred", library, desk) == [] && found("tag:energy", library, desk) == [])
  }

  @Test func `a briefing that changed since it was read says so, and one that moved is the same`() throws {
    let folder = folder()
    let library = try folder.library()
    let desk = DatabaseDesk(location: .memory)
    try note(.read(true), "a.md", in: library, desk)
    try note(.read(true), "b.txt", in: library, desk)
    folder.write("Another text of another length than before.\n", to: "b.txt")
    rename(folder.file("a.md"), folder.file("moved.md"))
    try library.refreshed()
    #expect(try found("is:changed", library, desk) == ["b.txt"])
    #expect(try found("is:read", library, desk) == ["moved.md"])
    let id = try #require(try library.entries().first { $0.path.hasSuffix("b.txt") }?.id)
    #expect(try library.marks(from: desk)[id] == ReaderMarks(isChanged: true))
    try note(.read(true), "b.txt", in: library, desk)
    #expect(try found("is:changed", library, desk) == [])
  }

  @Test func `a place is found by content and path, by content elsewhere, and by path when edited`() throws {
    let folder = folder()
    folder.write("The same words in two files.\n", to: "one.txt")
    folder.write("The same words in two files.\n", to: "two.txt")
    let library = try folder.library()
    let text = ContentHash(of: "The same words in two files.\n".utf8)
    func name(_ place: DeskPlace) throws -> String? {
      let id = try library.id(of: place)
      return try library.entries().first { $0.id == id }.map { String($0.path.suffix(7)) }
    }
    func place(_ path: String?, _ content: ContentHash?) -> DeskPlace {
      DeskPlace(
        paths: path.map { [PathBytes(folder.file($0))] } ?? [], contents: content.map { [$0] } ?? [],
        place: nil)
    }
    #expect(try name(place("two.txt", text)) == "two.txt")
    #expect(try name(place("one.txt", text)) == "one.txt")
    #expect(try name(place("gone.txt", text)) != nil)
    #expect(try name(place("two.txt", ContentHash(of: "other".utf8))) == "two.txt")
    #expect(try name(place("gone.txt", ContentHash(of: "other".utf8))) == nil)
    #expect(library.identity == (try folder.library()).identity)
    #expect(library.identity != nil)
  }

  @Test func `what was noted outlives the program`() throws {
    let folder = folder()
    let library = try folder.library()
    let place = folder.outside("desk")
    try note(.tags(["kept"]), "a.md", in: library, DatabaseDesk(location: .folder(place)))
    DatabaseDesk(location: .folder(place)).keep("tag:kept", as: "mine")
    let desk = DatabaseDesk(location: .folder(place))
    #expect(try found("tag:kept", library, desk) == ["a.md"])
    #expect(desk.searches() == [NamedSearch(name: "mine", query: "tag:kept")])
    desk.keep(nil, as: "mine")
    #expect(desk.searches().isEmpty)
  }

  // MARK: Faults

  @Test(arguments: [
    ("oil \"gas", "oil \"gas\""), ("oil (gas", "oil (gas)"), ("oil)", "oil"), ("oil OR", "oil"),
    ("OR oil", "oil"), ("oil -", nil), ("has:tabel", "has:table"), ("is:unred x", "is:unread x"),
    ("date:2026-3", "date:2026-03"), ("date:2026-3..2026-4-1", "date:2026-03..2026-04-01"),
    ("date:march", nil), ("x title:", "x"), ("x date:2021-02..2020", "x date:2020..2021-02"),
  ])
  func `a fault comes with what may have been meant`(query: String, meant: String?) throws {
    let folder = folder()
    let results = try folder.library().search(query, isTyping: false, limit: 5, isCancelled: { false })
    if meant == nil, results.fault == nil { return }
    #expect(results.fault?.suggestion == meant, "\(results.fault?.message ?? "no fault")")
  }

  @Test func `near words are offered with a fault, and near fields when nothing is found`() throws {
    let folder = folder()
    let library = try folder.library()
    let results = try library.search("harbuor \"news", isTyping: false, limit: 5, isCancelled: { false })
    #expect(results.fault != nil && results.suggestions == ["harbour"])
    let field = try library.search("titel:oil", isTyping: false, limit: 5, isCancelled: { false })
    #expect(field.results.isEmpty && field.suggestions.first == "title:oil")
  }

  // MARK: Lines

  @Test func `the briefings come without lines, which come when they are asked for`() throws {
    let folder = folder()
    let library = try folder.library()
    let request = SearchRequest(query: "sanctioned", isTyping: true)
    let results = try library.search(request, desk: nil, onPartial: { _ in }, isCancelled: { false })
    #expect(results.results.count == 2 && results.results.allSatisfy { $0.lines == nil })
    #expect(results.hitCount == nil)
    let id = try #require(results.results.first { $0.entry.path.hasSuffix("a.md") }?.entry.id)
    #expect(try library.lines(of: id, for: request, isCancelled: { false })?.hits.map(\.line) == [9])
    // The same question is answered from memory; a briefing that changed is another one.
    folder.write("One more line here.\n\nIt was sanctioned.\n", to: "a.md")
    #expect(try library.lines(of: id, for: request, isCancelled: { false })?.hits.map(\.line) == [9])
    try library.refreshed()
    #expect(try library.lines(of: id, for: request, isCancelled: { false })?.hits.map(\.line) == [3])
    #expect(try library.lines(of: 999, for: request, isCancelled: { false }) == nil)
  }
}

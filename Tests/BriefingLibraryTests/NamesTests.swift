import BriefingModel
import BriefingTestSupport
import Testing

@testable import BriefingLibrary

/// Opening by name, and what narrows a search.
struct NamesTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write(
      """
      ---
      title: Café prices in Quito
      date: 2026-03-06
      source: El Universo
      ---

      # Market overview

      Coffee is dear.

      | Bean | Price |
      |---|---|
      | Arabica | 12 |
      """, to: "south/a.md")
    folder.write(
      "---\ntitle: Harbour news\ndate: 2025-11-02\nsource: Post\n---\n\n# Piers\n\nCoffee landed.\n",
      to: "north/b.md")
    folder.write("---\ntitle: Plain tea\ndate: 2026-01-01\n---\n\nNo coffee.\n", to: "north/c.md")
    return folder
  }

  private func names(_ typed: String, _ library: IndexedLibrary) throws -> [NameMatch] {
    try library.names(like: typed, limit: 10, isCancelled: { false })
  }

  @Test func `a name is found by letters in their order, the title first`() throws {
    let folder = folder()
    let library = try folder.library()
    let cafe = try names("cafe", library)
    #expect(cafe.first?.kind == .title && cafe.first?.text == "Café prices in Quito")
    #expect(cafe.first?.marks == [0..<4])
    #expect(try names("quito cafe", library).first?.text == "Café prices in Quito")
    #expect(try names("mkt ovw", library).map(\.text) == ["Market overview"])
    let table = try #require(try names("bean price", library).first { $0.kind == .table })
    #expect(table.line == 11 && table.text == "Bean | Price" && table.entry.displayTitle.hasPrefix("Café"))
    let heading = try #require(try names("piers", library).first)
    #expect(heading.kind == .heading && heading.line == 7 && heading.marks == [0..<5])
    #expect(try names("north/c", library).first?.kind == .path)
    #expect(try names("zzz", library).isEmpty)
    #expect(try names("", library).map(\.text) == ["Harbour news", "Plain tea", "Café prices in Quito"])
  }

  @Test func `names follow what changes, also after they were let go`() throws {
    let folder = folder()
    let library = try folder.library()
    #expect(try names("piers", library).first?.text == "Piers")
    folder.write("---\ntitle: Harbour news\n---\n\n# Quays\n\nCoffee landed again.\n", to: "north/b.md")
    try library.refreshed()
    #expect(try !names("piers", library).contains { $0.text == "Piers" })
    #expect(try names("quays", library).first?.text == "Quays")
    library.forgetNames()
    #expect(try names("quays", library).first?.text == "Quays")
  }

  @Test func `any text finds what holds its letters in order, and marks them`() throws {
    var random = SeededGenerator(seed: 5)
    let folding = NameFolding()
    let letters = Array("abcé -".unicodeScalars)
    func text(_ count: ClosedRange<Int>) -> String {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: count, using: &random) {
        view.append(letters.randomElement(using: &random)!)
      }
      return String(view)
    }
    for _ in 0..<2_000 {
      let (typed, name) = (text(1...4), text(0...12))
      let pattern = FuzzyPattern(typed, folding)
      guard !pattern.isEmpty else { continue }
      let folded = folding.folded(Array(name.utf8))
      let expected = typed.split(separator: " ").allSatisfy { part in
        let part = folding.folded(Array(part.utf8))
        var next = 0
        for byte in folded where next < part.count && byte == part[next] { next += 1 }
        return next == part.count
      }
      folded.withUnsafeBufferPointer { bytes in
        #expect((pattern.score(bytes) != nil) == expected, "\(typed) in \(name)")
        if expected {
          let places = pattern.places(in: bytes)
          #expect(!places.isEmpty && places == places.sorted() && places.allSatisfy(bytes.indices.contains))
          #expect(pattern.mask & FuzzyPattern.mask(of: bytes) == pattern.mask)
        }
      }
    }
  }

  @Test(arguments: ["coffee", "/c.ffee/"])
  func `a search tells what narrows it, and the narrower one finds so many`(query: String) throws {
    let folder = folder()
    let library = try folder.library()
    let facets = try library.facets(
      of: SearchRequest(query: query), desk: nil, isCancelled: { false })
    #expect(
      facets.map { "\($0.query) \($0.count)" } == [
        "has:table 1", "date:2026 2", "date:2025 1", "source:\"El Universo\" 1", "source:\"Post\" 1",
        "path:\"north\" 2", "path:\"south\" 1",
      ])
    for facet in facets {
      #expect(try library.found(query + " " + facet.query).count == facet.count, "\(facet.query)")
    }
  }

  @Test func `what a pattern does not match is not counted`() throws {
    let folder = folder()
    let library = try folder.library()
    #expect(
      try library.facets(
        of: SearchRequest(query: "coffee /zzz/"), desk: nil, isCancelled: { false }
      ).isEmpty)
    #expect(
      try library.facets(
        of: SearchRequest(query: "coffee /(/"), desk: nil, isCancelled: { false }
      ).isEmpty)
  }
}

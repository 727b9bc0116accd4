import BriefingExtraction
import BriefingModel
import Testing

@testable import BriefingLibrary

/// Matrices that the index answers, held to those of reading the files.
@Suite struct LibraryMatrixTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write(
      """
      # Patrols off Ecuador

      | Challenge | Effect | Proposed Solution |
      |---|---|---|
      | Slow talks | Delayed intelligence flow | Liaison officers in each port |
      | Old laws | Prolonged prosecution of smugglers | A treaty of both parliaments |

      Risks include:

      - Corruption within the harbour police
      - Pebble sorting by moonlight
      """, to: "north/a.md")
    folder.write(
      """
      # Harbour news

      The Coast Security Center in Peru and the U.S. Navy met under Operation Martillo.

      Risks include:

      - Corruption within the harbour police.
      - Higher prices of fuel

      Benefits include:

      - Real-time data exchange of both navies
      """, to: "south/b.md")
    folder.write("# Nothing\n\nIt rained in Chile.\n", to: "south/c.md")
    return folder
  }

  /// The same answered without an index.
  private struct PlainLibrary: Library {
    var library: IndexedLibrary
    var name: String { library.name }
    func entries() throws(LibraryError) -> [LibraryEntry] { try library.entries() }
    func skipped() -> [SkippedFile] { [] }
    func refresh(
      onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
    ) throws(LibraryError) {}
    func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing { try library.open(id) }
    func search(
      _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void,
      isCancelled: @Sendable () -> Bool
    ) throws(LibraryError) -> SearchResults {
      try library.search(request, desk: desk, onPartial: onPartial, isCancelled: isCancelled)
    }
    func lines(
      of id: Int64, for request: SearchRequest, isCancelled: @Sendable () -> Bool
    ) throws(LibraryError) -> FoundLines? { nil }
  }

  private func requests() -> [MatrixRequest] {
    [
      MatrixRequest(), MatrixRequest(includesInferred: false), MatrixRequest(kind: .risk),
      MatrixRequest(subject: .named("corruption")), MatrixRequest(subject: .none),
      MatrixRequest(subject: .others(besides: ["Corruption"])), MatrixRequest(query: "country:ecuador"),
      MatrixRequest(query: "path:south", kind: .benefit), MatrixRequest(onlyOpenRisks: true),
      MatrixRequest(query: "/harbo.r police/"),
    ]
  }

  @Test func `the index says what reading all files says`() throws {
    let folder = folder()
    let library = try folder.library()
    let plain = PlainLibrary(library: library)
    for request in requests() {
      let found = try library.statements(request, desk: nil, isCancelled: { false })
      let expected = try plain.statements(request, desk: nil, isCancelled: { false })
      #expect(found.matrix == expected.matrix, "\(request)")
      #expect(found.statementCount == expected.statementCount && found.isWhole)
      if request.subject == .all, request.kind == nil, !request.onlyOpenRisks {
        let counts = try library.counts(request, desk: nil, isCancelled: { false })
        let expectedCounts = try plain.counts(request, desk: nil, isCancelled: { false })
        #expect(Set(counts.rows.map { "\($0)" }) == Set(expectedCounts.rows.map { "\($0)" }))
        #expect(counts.briefingCount == expectedCounts.briefingCount)
      }
    }
    #expect(try library.statements(MatrixRequest(), desk: nil, isCancelled: { false }).statementCount > 6)
  }

  @Test func `what two briefings say is folded, and what is open is found`() throws {
    let folder = folder()
    let library = try folder.library()
    let corruption = try library.statements(
      MatrixRequest(subject: .named("Corruption")), desk: nil, isCancelled: { false }
    ).matrix
    #expect(corruption.rows.map { $0.entries(.risk).map(\.statements.count) } == [[2]])
    let counts = try library.counts(MatrixRequest(), desk: nil, isCancelled: { false })
    let open = counts.rows.reduce(0) { $0 + $1.openRiskCount }
    #expect(open == 4)
    #expect(
      try library.statements(MatrixRequest(onlyOpenRisks: true), desk: nil, isCancelled: { false })
        .statementCount == open)
  }

  @Test func `a limit gives whole briefings and says what is left`() throws {
    let folder = folder()
    let library = try folder.library()
    let some = try library.statements(MatrixRequest(limit: 1), desk: nil, isCancelled: { false })
    #expect(some.sources.map(\.entry.path).count == 1 && !some.isWhole)
    let all = try library.statements(MatrixRequest(), desk: nil, isCancelled: { false })
    #expect(some.statementCount == all.statementCount)
  }

  @Test func `a query that cannot be read is told`() throws {
    let folder = folder()
    let library = try folder.library()
    #expect(
      try library.statements(MatrixRequest(query: "\"a"), desk: nil, isCancelled: { false }).fault != nil)
    #expect(try library.counts(MatrixRequest(query: "has:x"), desk: nil, isCancelled: { false }).fault != nil)
  }

  @Test func `changed and removed files change the matrix`() throws {
    let folder = folder()
    let library = try folder.library()
    folder.write("# Now\n\nRisks include:\n\n- Broken cranes in the docks\n", to: "north/a.md")
    folder.write("", to: "south/b.md")
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let all = try library.statements(MatrixRequest(), desk: nil, isCancelled: { false })
    #expect(all.matrix.rows.flatMap(\.statements).map(\.assessment.text) == ["Broken cranes in the docks"])
    #expect(try library.counts(MatrixRequest(), desk: nil, isCancelled: { false }).statementCount == 1)
  }

  @Test(arguments: [
    ("country:ecuador", ["north/a.md"]), ("country:\"united states\"", ["south/b.md"]),
    ("country:chile", ["south/c.md"]), ("organisation:\"coast security center\"", ["south/b.md"]),
    ("org:center", ["south/b.md"]), ("operation:martillo", ["south/b.md"]), ("operation:absent", []),
  ])
  func `a name in the text finds its briefing`(query: String, paths: [String]) throws {
    let folder = folder()
    let library = try folder.library()
    let found = try library.search(query, isTyping: false, limit: 9, isCancelled: { false })
    #expect(found.results.map { $0.entry.path.replacing(folder.path + "/", with: "") } == paths)
  }

  @Test func `names are counted by briefings, and each narrows to so many`() throws {
    let folder = folder()
    let library = try folder.library()
    let names = try library.names(of: "", most: 8, desk: nil, isCancelled: { false })
    #expect(names.contains(NameCount(kind: .operation, name: "Operation Martillo", briefingCount: 1)))
    for name in names {
      let found = try library.search(name.query, isTyping: false, limit: 9, isCancelled: { false })
      #expect(found.matchCount == name.briefingCount, "\(name)")
    }
    let facets = try library.facets(
      of: SearchRequest(query: "rained OR met"), desk: nil, isCancelled: { false })
    #expect(facets.contains { $0.kind == "country" && $0.label == "Chile" && $0.count == 1 })
    let all = try library.facets(of: SearchRequest(query: ""), desk: nil, isCancelled: { false })
    #expect(all.contains { $0.kind == "country" })
    for facet in all {
      let found = try library.search(facet.query, isTyping: false, limit: 9, isCancelled: { false })
      #expect(found.matchCount == facet.count, "\(facet)")
    }
  }

  @Test func `assessments come out of the index as they went in`() throws {
    let all = [
      Assessment(
        kind: .mitigation, label: "L\u{301}", text: "a\nb 提高", subject: "S", basis: .list,
        confidence: .likely,
        tableID: "t12", row: 0, column: 300,
        span: SourceSpan(firstLine: 70_000, lastLine: 70_002, firstColumn: 1, lastColumn: 200)),
      Assessment(kind: .risk, text: "", basis: .sentence, confidence: .uncertain, span: SourceSpan(line: 1)),
    ]
    let bytes = AssessmentCode.bytes(of: all)
    #expect(try bytes.withUnsafeBytes { try AssessmentCode.assessments(in: $0) } == all)
    for count in 0..<bytes.count {
      #expect(throws: SegmentDamage.self) {
        try bytes[..<count].withUnsafeBytes { try AssessmentCode.assessments(in: $0) }
      }
    }
    let facts = AssessmentCode.facts(of: all)
    var back: [AssessmentCode.Fact] = []
    AssessmentCode.bytes(of: facts).withUnsafeBytes {
      AssessmentCode.forEachFact(in: $0) { fact, _ in back.append(fact) }
    }
    #expect(back == facts)
  }

  @Test func `tables come out of the index as they went in`() throws {
    let all = [
      Table(
        id: "t1", form: .flattened, confidence: .likely, score: 0.1 + 0.2, caption: "",
        header: ["A", "e\u{301}"],
        rows: [["1", ""], ["提高", "a\nb"]], headerSpan: SourceSpan(line: 3),
        rowSpans: [
          SourceSpan(line: 4), SourceSpan(firstLine: 70_000, lastLine: 70_002, firstColumn: 2, lastColumn: 9),
        ],
        raw: "A e\u{301}\n1\n提高 a\nb", span: SourceSpan(firstLine: 3, lastLine: 70_002)),
      Table(
        id: "t300", form: .tabbed, confidence: .uncertain, header: [], rows: [], rowSpans: [], raw: "",
        span: SourceSpan(line: 1)),
    ]
    let bytes = TableCode.bytes(of: all)
    #expect(try bytes.withUnsafeBytes { try TableCode.tables(in: $0) } == all)
    for count in 0..<bytes.count {
      #expect(throws: SegmentDamage.self) {
        try bytes[..<count].withUnsafeBytes { try TableCode.tables(in: $0) }
      }
    }
  }
}

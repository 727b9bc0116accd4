public import BriefingBrowser
internal import BriefingExtraction
public import BriefingModel
public import TerminalScreen

/// The interface with a library in memory: effects are answered at once, so that a test sees what
/// a reader sees when everything has settled.
public struct BrowserDriver {
  public private(set) var state: BrowserState
  /// Effects that were asked for and are not the library's: suspend, redraw, quit.
  public private(set) var otherEffects: [Effect] = []
  /// What was typed and is to be kept.
  public private(set) var typed: [Effect] = []
  private let briefings: [OpenedBriefing]
  /// The lines of the last search.
  private var found: [Int64: FoundLines] = [:]
  /// The results whose lines were asked for by themselves, one request after the other.
  public private(set) var linesAsked: [[Int64]] = []
  /// The searches that were kept.
  public private(set) var searches: [NamedSearch] = []
  /// What the reader noted.
  public private(set) var marks: [Effect] = []
  /// Pages of the tables of all briefings that were asked for.
  public private(set) var tablesAsked: [TablesRequest] = []
  /// What was chosen for tables, by the number of the briefing.
  public private(set) var choices: [Int64: [TableIdentity: TableChoice]] = [:]

  public init(
    _ briefings: [OpenedBriefing], columns: Int, rows: Int, options: BrowserOptions? = nil,
    begins: Bool = true
  ) {
    self.briefings = briefings
    var settings = options ?? BrowserOptions()
    if options == nil { settings.libraryName = "seeds" }
    state = BrowserState(size: Size(columns: columns, rows: rows), options: settings)
    guard begins else { return }
    send(.entries(briefings.indices.map { Self.entry(briefings[$0].briefing, id: Int64($0 + 1)) }))
    send(.started)
  }

  /// The interface over the seeds.
  public static func seeds(columns: Int, rows: Int) throws -> BrowserDriver {
    BrowserDriver(try Seeds.names.map { try Seeds.open($0) }, columns: columns, rows: rows)
  }

  public mutating func press(_ script: String) {
    for key in keys(script) { send(.input(.key(key))) }
  }

  /// Types text as it is, blanks included.
  public mutating func type(_ text: String) {
    for character in text { send(.input(.key(.character(character)))) }
  }

  public mutating func resize(columns: Int, rows: Int) {
    send(.input(.resize(Size(columns: columns, rows: rows))))
  }

  public mutating func send(_ event: Event) {
    for effect in update(&state, event) {
      switch effect {
      case .openBriefing(let id, let generation, _):
        send(.opened(chosen(id), entryID: id, generation: generation))
      case .readTable(let id, let table):
        let tables = briefings[Int(id) - 1].briefing.tables
        send(.readings(TableOverruling.readings(of: tables[table]), entryID: id, table: table))
      case .overrule(let id, let table, let choice):
        let tables = briefings[Int(id) - 1].briefing.tables
        choices[id, default: [:]][Table.identities(of: tables)[table]] = choice
        send(.reread(chosen(id), entryID: id))
      case .search(let query, _, let rows, _, let generation):
        var results = find(query)
        found = Dictionary(
          uniqueKeysWithValues: results.results.map { ($0.entry.id, $0.lines ?? FoundLines()) })
        var filled = 0
        for index in results.results.indices {
          if filled >= rows { results.results[index].lines = nil }
          filled += 1 + results.results[index].hits.count
        }
        send(.results(results, milliseconds: 1, generation: generation))
      case .findLines(let ids, let generation):
        linesAsked.append(ids)
        send(.lines(found.filter { ids.contains($0.key) }, generation: generation))
      case .findPattern(let source, let flow, _, let generation):
        let (found, fault) = Self.matches(of: source, in: flow)
        send(.found(found, fault: fault, generation: generation))
      case .findFacets(_, let generation):
        let facet = SearchFacet(
          kind: "source", label: "El Universo", count: 2, query: "source:\"El Universo\"")
        send(.facets([facet], generation: generation))
      case .findNames(let typed, let generation):
        let matches = briefings.indices.map { Self.entry(briefings[$0].briefing, id: Int64($0 + 1)) }
          .filter { typed.isEmpty || $0.path.contains(typed) }
          .map { NameMatch(entry: $0, kind: .path, text: $0.path) }
        send(.names(matches, generation: generation))
      case .listSearches: send(.searches(searches))
      case .keepSearch(let query, let name):
        searches.removeAll { $0.name == name }
        if let query { searches.append(NamedSearch(name: name, query: query)) }
      case .layMatrix(let request, let generation):
        let statements = self.statements(request)
        send(.matrix(statements.matrix.counted, statements, generation: generation))
      case .listStatements(let request, let generation):
        send(.statements(statements(request), generation: generation))
      case .listTables(let request, let generation):
        tablesAsked.append(request)
        send(.tables(tables(request), start: request.start, generation: generation))
      case .explainSubject(let assessment, _):
        let words = SubjectReader.decision(of: assessment.shownText)?.words ?? []
        send(.remark("\(assessment.subject ?? ""): " + words.joined(separator: ", "), isWarning: false))
      case .compare(let ids, let generation):
        var wanted = ids
        if wanted.count == 1,
          let other = briefings.indices.map({ Int64($0 + 1) }).first(where: { $0 != ids[0] })
        {
          wanted.append(other)
        }
        let compared = wanted.map { chosen($0).briefing }
        let entries = zip(compared, wanted).map { Self.entry($0, id: $1) }
        send(
          .compared(BriefingComparing.comparison(of: compared, entries: entries), generation: generation))
      case .readNames(let id):
        let briefing = chosen(id).briefing
        send(.named(NameReader.names(in: briefing), FigureReader.figures(in: briefing), entryID: id))
      case .findAnchor(let assessment, let id, let generation):
        guard let place = Annotation.Anchor.place(of: assessment, in: chosen(id).briefing) else { break }
        send(.anchor(place.anchor, quote: place.quote, entryID: id, generation: generation))
      case .prefetch, .endPicking, .lookForMarks, .listKept: break
      case .mark, .annotate: marks.append(effect)
      case .listSkipped: send(.skipped([]))
      case .refreshLibrary: break
      case .suspend, .redraw, .quit, .keepPlace, .copy, .export, .keepLetter, .forgetLetter, .useMouse,
        .edit, .compose, .page, .pipe, .pageBriefing, .pipeBriefing, .browse, .showTheme:
        otherEffects.append(effect)
      case .keepTyped: typed.append(effect)
      }
    }
  }

  /// The statements that a request wants; a query is a word that the text must hold.
  private func statements(_ request: MatrixRequest) -> MatrixStatements {
    let sources = briefings.indices.filter { index in
      (request.query.isEmpty
        || !find(request.query).results.filter { $0.entry.id == Int64(index + 1) }.isEmpty)
        && request.entryID ?? Int64(index + 1) == Int64(index + 1)
    }.map { CombinedMatrix.Source(chosen(Int64($0 + 1)).briefing, id: Int64($0 + 1)) }
    return MatrixStatements(sources: sources, request: request)
  }

  /// Where a pattern matches, as Swift's own regular expressions read it.
  private static func matches(of source: String, in flow: Flow) -> (found: [FlowMatch], fault: String?) {
    guard let pattern = try? Regex(source).ignoresCase() else { return ([], "it cannot be read") }
    let found = flow.matches { text, _ in
      text.matches(of: pattern).filter { !$0.range.isEmpty }.map { match in
        let scalars = text.unicodeScalars
        let start = scalars.distance(from: text.startIndex, to: match.range.lowerBound)
        return start..<start + scalars.distance(from: match.range.lowerBound, to: match.range.upperBound)
      }
    }
    return (found, nil)
  }

  /// A page of the tables with a row that holds the words, in any case.
  private func tables(_ request: TablesRequest) -> TablesPage {
    var page = TablesPage()
    let words = request.query.lowercased()
    let holding = briefings.indices.filter { !briefings[$0].briefing.tables.isEmpty }
    page.briefingCount = holding.count
    for (passed, index) in holding.enumerated().dropFirst(request.start) {
      if page.tables.count >= request.limit {
        page.next = passed
        break
      }
      let entry = Self.entry(briefings[index].briefing, id: Int64(index + 1))
      for (number, table) in briefings[index].briefing.tables.enumerated() {
        let row = table.rows.firstIndex { $0.joined(separator: " | ").lowercased().contains(words) }
        if words.isEmpty {
          page.tables.append(TableListing(entry: entry, number: number, table: table))
        } else if let row {
          let hit = SearchHit(
            line: table.rowSpans[row].firstLine, snippet: table.rows[row].joined(separator: " | "),
            marks: [0..<1])
          page.tables.append(TableListing(entry: entry, number: number, table: table, hit: hit, row: row))
        }
      }
    }
    return page
  }

  /// A briefing with its tables read as they were chosen.
  private func chosen(_ id: Int64) -> OpenedBriefing {
    TableOverruling.apply(choices[id] ?? [:], to: briefings[Int(id) - 1])
  }

  public var screen: Screen { view(state) }

  /// What the list knows of a briefing.
  public static func entry(_ briefing: Briefing, id: Int64) -> LibraryEntry {
    func count(_ kind: AssessmentKind) -> Int {
      briefing.assessments.count { $0.kind == kind && $0.isStated }
    }
    return LibraryEntry(
      id: id, path: briefing.path, displayTitle: briefing.displayTitle, date: briefing.date,
      source: briefing.source, lineCount: briefing.lineCount,
      sectionCount: briefing.headings.count, tableCount: briefing.tables.count,
      benefitCount: count(.benefit), riskCount: count(.risk), mitigationCount: count(.mitigation))
  }

  /// Lines that hold all words, in any case: enough of a search to test the pane with.
  private func find(_ query: String) -> SearchResults {
    let words = query.lowercased().split(separator: " ").map(String.init)
    var results: [SearchResult] = []
    for (index, opened) in briefings.enumerated() {
      var hits: [SearchHit] = []
      for number in 1...max(1, opened.lines.count) {
        let line = opened.lines[line: number]
        let lower = line.lowercased()
        guard words.allSatisfy({ lower.contains($0) }) else { continue }
        let marks = words.compactMap { word in
          lower.range(of: word).map { range in
            let start = lower.unicodeScalars.distance(from: lower.startIndex, to: range.lowerBound)
            return start..<start + word.unicodeScalars.count
          }
        }
        hits.append(SearchHit(line: number, snippet: line, marks: marks))
      }
      if !hits.isEmpty {
        results.append(
          SearchResult(
            entry: Self.entry(opened.briefing, id: Int64(index + 1)), score: Double(hits.count),
            lines: FoundLines(hits: Array(hits.prefix(5)), count: hits.count)))
      }
    }
    return SearchResults(query: query, results: results, matchCount: results.count)
  }
}

extension String {
  /// The first place of `needle`, compared by scalars.
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    let pattern = Array(needle.unicodeScalars)
    var index = startIndex
    while index < endIndex {
      if self[index...].unicodeScalars.starts(with: pattern) {
        return index..<unicodeScalars.index(index, offsetBy: pattern.count)
      }
      index = unicodeScalars.index(after: index)
    }
    return nil
  }
}

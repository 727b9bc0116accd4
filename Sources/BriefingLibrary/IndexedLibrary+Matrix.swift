import BriefingExtraction
public import BriefingModel

extension IndexedLibrary {
  public func statements(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixStatements {
    try withStore { store in
      switch try wanted(request.query, store, desk, isCancelled) {
      case .fault(let fault): return MatrixStatements(request: request, fault: fault)
      case .documents(let documents):
        let found = try store.sources(
          request, { documents?.contains($0) ?? true }, overruled: try overruled(store, desk),
          isCancelled: isCancelled)
        return MatrixStatements(
          sources: found?.sources ?? [], request: request, statementCount: found?.count)
      }
    }
  }

  public func counts(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixCounts {
    try withStore { store in
      switch try wanted(request.query, store, desk, isCancelled) {
      case .fault(let fault): return MatrixCounts(fault: fault)
      case .documents(let documents):
        return try store.counts(
          { documents?.contains($0) ?? true }, entryID: request.entryID,
          overruled: try overruled(store, desk),
          subjects: lexicons.subjectNames, isCancelled: isCancelled) ?? MatrixCounts()
      }
    }
  }

  public func names(
    of query: String, most: Int, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameCount] {
    try withStore { store in
      guard case .documents(let documents) = try wanted(query, store, desk, isCancelled) else { return [] }
      return try store.names({ documents?.contains($0) ?? true }, most: most, isCancelled: isCancelled) ?? []
    }
  }

  private enum Wanted {
    /// Nil for all.
    case documents(Set<Int64>?)
    case fault(QueryFault)
  }

  /// The documents that a query finds.
  private func wanted(
    _ text: String, _ store: IndexStore, _ desk: (any Desk)?, _ isCancelled: @Sendable () -> Bool
  ) throws -> Wanted {
    let query: Query
    do {
      query = try QueryParser.parse(text, isTyping: false)
    } catch {
      return .fault(error)
    }
    if query.isEmpty { return .documents(nil) }
    let marked = query.filters.contains(where: \.isOfReader) ? desk?.marks() ?? [] : []
    var found = try store.ranking(query, marked: marked, isCancelled: isCancelled) ?? []
    if !query.patterns.isEmpty {
      let search = PatternSearch(searching: searching(store), patterns: query.patterns)
      found = try search.holding(found, isCancelled: isCancelled) ?? []
    }
    return .documents(Set(found.map(\.document)))
  }

  /// What the briefings assess whose tables their reader has read otherwise; they are read again.
  private func overruled(_ store: IndexStore, _ desk: (any Desk)?) throws -> IndexStore.Overruled {
    guard let desk else { return [:] }
    let marks = desk.overruled()
    guard !marks.isEmpty else { return [:] }
    var overruled: IndexStore.Overruled = [:]
    for id in try store.numbers(of: marks) {
      guard let opened = try? open(id) else { continue }
      let record = desk.record(of: BriefingIdentity(path: path(of: id), lines: opened.lines))
      guard !record.choices.isEmpty else { continue }
      overruled[id] =
        TableOverruling.apply(record.choices, to: opened, lexicons: lexicons).briefing.assessments
    }
    return overruled
  }
}

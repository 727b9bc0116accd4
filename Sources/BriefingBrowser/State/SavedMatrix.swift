internal import BriefingModel

/// The matrix over many briefings as it stood, to be shown so again. Briefings are told by their paths: an index made
/// anew gives them other numbers.
struct SavedMatrix: Sendable, Equatable, Codable {
  /// The statements behind a cell.
  struct Cell: Sendable, Equatable, Codable {
    var request: MatrixRequest
    /// The briefing that the request is about.
    var path: String?
    var title: String
    var cursor: Int
    var top: Int
  }

  struct Pin: Sendable, Equatable, Codable {
    var path: String
    var assessment: Assessment
  }

  /// The search that it is of; nil for all briefings.
  var search: String?
  var showsPinned: Bool
  var filter: String
  var order: String
  var isAcrossBriefings: Bool
  var prefersCounts: Bool
  var showsInferred: Bool
  var showsOpenRisksOnly: Bool
  var firstColumn: Int
  var cursor: Int
  var top: Int
  var cell: Cell?
  var pins: [Pin]
}

extension BrowserState {
  /// The matrix as it stands; nil where neither it is shown nor anything is pinned.
  var savedMatrix: SavedMatrix? {
    guard arrangement.sidePane(showing: .library) != nil || !library.pins.isEmpty else { return nil }
    var search: String?
    if case .search(let query) = library.scope { search = query }
    let cell = library.cell.flatMap { level in
      level.request.map { request in
        SavedMatrix.Cell(
          request: request, path: request.entryID.flatMap { path(of: $0) }, title: level.title,
          cursor: level.cursor, top: level.top)
      }
    }
    return SavedMatrix(
      search: search, showsPinned: library.scope == .pinned, filter: library.filter,
      order: library.order.rawValue, isAcrossBriefings: library.isAcrossBriefings,
      prefersCounts: library.prefersCounts, showsInferred: library.showsInferred,
      showsOpenRisksOnly: library.showsOpenRisksOnly, firstColumn: library.firstColumn,
      cursor: library.whole.cursor, top: library.whole.top, cell: cell,
      pins: library.pins.map { SavedMatrix.Pin(path: $0.entry.path, assessment: $0.assessment) })
  }

  private func path(of id: Int64) -> String? { list.entries.first { $0.id == id }?.path }

  private func entry(at path: String) -> LibraryEntry? { list.entries.first { $0.path == path } }

  /// Shows the matrix as it stood; what it holds is asked for anew.
  mutating func restore(_ saved: SavedMatrix) {
    library.pins = saved.pins.compactMap { pin in
      entry(at: pin.path).map { LibraryMatrixPane.Pin(entry: $0, assessment: pin.assessment) }
    }
    library.scope =
      saved.showsPinned && !library.pins.isEmpty ? .pinned : saved.search.map { .search($0) } ?? .all
    library.filter = saved.filter
    library.order = CombinedMatrix.Order(rawValue: saved.order) ?? .reading
    library.isAcrossBriefings = saved.isAcrossBriefings
    library.prefersCounts = saved.prefersCounts
    library.showsInferred = saved.showsInferred
    library.showsOpenRisksOnly = saved.showsOpenRisksOnly
    library.firstColumn = max(0, saved.firstColumn)
    library.whole.cursor = max(0, saved.cursor)
    library.whole.top = max(0, saved.top)
    library.cell = nil
    if let cell = saved.cell {
      var request = cell.request
      request.entryID = cell.path.flatMap { entry(at: $0)?.id }
      // A cell of a briefing that is gone is none.
      if cell.path == nil || request.entryID != nil {
        var level = LibraryMatrixPane.Level(
          request: request, title: cell.title, cursor: max(0, cell.cursor), top: max(0, cell.top))
        if library.scope == .pinned { level.statements = pinnedStatements(request) }
        library.cell = level
      }
    }
    layOutLibrary()
  }

  /// The paths of the briefings that are compared, where that is shown.
  var savedComparison: [String]? {
    guard arrangement.sidePane(showing: .comparison) != nil else { return nil }
    return comparison.wanted.compactMap { path(of: $0) }
  }

  /// Compares the same briefings again, as far as they are still there.
  mutating func restore(comparing paths: [String]) -> [Effect] {
    guard let pane = arrangement.sidePane(showing: .comparison) else { return [] }
    let ids = paths.compactMap { entry(at: $0)?.id }
    guard ids.count > 1 else {
      arrangement.sides[pane] = .outline
      return []
    }
    comparison = ComparisonPane(wanted: ids, generation: comparison.generation + 1)
    return [.compare(ids, generation: comparison.generation)]
  }
}

public import BriefingModel

/// The matrix over all briefings, over those that a search found, or of what was pinned.
public struct LibraryMatrixPane: Sendable, Equatable {
  public enum Scope: Sendable, Equatable {
    case all
    case search(String)
    case pinned
  }

  /// What is looked at: the whole, or the statements behind one of its cells.
  struct Level: Sendable, Equatable {
    /// Nil for the whole.
    var request: MatrixRequest?
    /// What the cell is called: `Corruption - risk`.
    var title = ""
    var statements: MatrixStatements?
    /// 0-based among the spots of the layout.
    var cursor = 0
    /// First line shown.
    var top = 0
  }

  /// A statement that was pinned.
  public struct Pin: Sendable, Equatable {
    public var entry: LibraryEntry
    public var assessment: Assessment
  }

  public internal(set) var scope = Scope.all
  public internal(set) var counts: MatrixCounts?
  /// The whole as statements; nil until it comes, partial where there are too many.
  public internal(set) var statements: MatrixStatements?
  public internal(set) var showsInferred = true
  /// Briefings across instead of benefits, risks and mitigations.
  public internal(set) var isAcrossBriefings = false
  /// Counts although there is room for statements.
  public internal(set) var prefersCounts = false
  public internal(set) var showsOpenRisksOnly = false
  public internal(set) var order = CombinedMatrix.Order.reading
  /// What it is narrowed to, as it was typed; empty for all.
  public internal(set) var filter = ""
  /// What the index could not read of `query`.
  var askedFault: QueryFault?
  /// First briefing shown across.
  var firstColumn = 0
  var whole = Level()
  /// The cell that was opened; nil while the whole is shown.
  var cell: Level?
  public internal(set) var pins: [Pin] = []
  /// What is drawn; made again when anything above or the width changes.
  var layout: LibraryMatrixLayout?
  /// The newest request; an answer to an older one is dropped.
  var generation = 0
  /// The newest request for the place of a statement in its text.
  var anchorGeneration = 0

  /// Most statements that are laid out as statements.
  static let mostStatements = 400

  var level: Level {
    get { cell ?? whole }
    set { if cell == nil { whole = newValue } else { cell = newValue } }
  }

  /// What the cursor is on.
  var chosen: LibraryMatrixLayout.Spot? {
    guard let layout, layout.spots.indices.contains(level.cursor) else { return nil }
    return layout.spots[level.cursor]
  }

  /// The statement that the cursor is on.
  var chosenStatement: (entry: LibraryEntry, assessment: Assessment)? {
    guard case .entry(let entry, let matrix)? = chosen?.target else { return nil }
    return (matrix.briefings[entry.first.briefing], entry.first.assessment)
  }

  /// What can not be read of the filter, at its place there; nil where all can.
  var fault: QueryFault? {
    guard !filter.isEmpty else { return nil }
    let typed = MatrixFilter(filter)
    if let fault = typed.fault { return fault }
    guard scope != .pinned, var fault = askedFault else { return nil }
    // A search that is laid out stands before what is asked of it.
    let lead = query.unicodeScalars.count - typed.query.unicodeScalars.count
    if typed.query != filter { fault.suggestion = nil }
    fault.offset = typed.place(ofAsked: max(0, fault.offset - lead))
    return fault
  }

  /// The query of what is laid out.
  var query: String {
    let asked = scope == .pinned ? "" : MatrixFilter(filter).query
    guard case .search(let query) = scope else { return asked }
    if asked.isEmpty { return query }
    // Words side by side are all wanted anyway; only alternatives have to be kept together.
    return query.contains(" OR ") ? "(\(query)) \(asked)" : "\(query) \(asked)"
  }
}

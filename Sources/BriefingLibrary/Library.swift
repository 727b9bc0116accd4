public import BriefingExtraction
public import BriefingModel

/// Why a library or one of its files could not be used. One plain phrase, without the path.
public struct LibraryError: Error, Sendable, Equatable {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// The folders opened together, and the index over them.
///
/// Any place to keep the index stands behind this protocol. All calls may block and are made away
/// from the thread that owns the terminal; several may run at once.
public protocol Library: Sendable {
  /// What to call it: the folder's name, or "3 files".
  var name: String { get }

  /// The words by which assessments are read.
  var lexicons: Lexicons { get }

  /// What the index holds now, in list order. Reads no briefing.
  func entries() throws(LibraryError) -> [LibraryEntry]

  /// The first `limit` of the entries, for a list that shows no more yet; all of them for nil.
  func entries(limit: Int?) throws(LibraryError) -> [LibraryEntry]

  /// How many entries there are.
  func count() throws(LibraryError) -> Int

  /// As long as this is the same, so is the list; nil where nothing tells.
  var listStamp: ListStamp? { get }

  /// What a few changes make of the list; nil where all of it had better be read again.
  func patch(for changes: LibraryChanges) -> ListPatch?

  /// All tables of all briefings, in list order. An index answers without reading a file.
  func tables() throws(LibraryError) -> [LibraryTable]

  /// A page of the tables of all briefings, or of those that hold some words: in list order, or the briefings first
  /// that hold them best. An index answers without reading a file.
  func tables(
    _ request: TablesRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> TablesPage

  /// All assessments of all briefings, in list order. An index answers without reading a file.
  func assessments() throws(LibraryError) -> [LibraryAssessment]

  /// Places that were named and cannot be opened; the others are.
  var missing: [SkippedFile] { get }

  /// One plain phrase when the index could not be used as it was: it was damaged, or cannot be kept.
  var openingRemark: String? { get }

  /// Why the library holds nothing; only asked for when it does.
  var emptyRemark: String { get }

  /// Files and folders that were left out, with the reason.
  func skipped() -> [SkippedFile]

  /// The first lines of a briefing whose file is large, to be shown while all of it is read; nil for a file that
  /// is read as soon.
  func beginning(of id: Int64) -> OpenedBriefing?

  /// The same for a library of one large file that the index does not hold yet.
  func beginningOfOnlyFile() -> OpenedBriefing?

  /// Walks the folders, reads what is new or changed, forgets what is gone. `onProgress` is called
  /// from time to time and once at the end. Returns early, keeping what it has, when `isCancelled`
  /// says so.
  func refresh(
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError)

  /// Watches the folders: what changes is read at once, and `onChange` called when the library holds
  /// it. Nil when there is nothing to watch, or no way to.
  func watch(onChange: @escaping @Sendable (LibraryChanges) -> Void) -> (any LibraryWatch)?

  /// Reads the file of a briefing again and extracts it.
  func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing

  /// Where the file of a briefing is, absolute; nil for what is no file.
  func path(of id: Int64) -> PathBytes?

  /// Ranked search: which briefings match, the best first, without their lines. A query that cannot be read
  /// gives results with a fault.
  ///
  /// - Parameters:
  ///   - desk: asked where the query wants what its reader noted.
  ///   - onPartial: called with what is found so far, where that takes a while.
  func search(
    _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults

  /// The lines of a briefing that say why it was found; nil when it is gone. Takes longer than the search, and
  /// is asked for what is seen alone.
  func lines(
    of id: Int64, for request: SearchRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> FoundLines?

  /// What the briefings that a search finds have in common, for narrowing it; the most frequent first in each
  /// kind. Takes longer than the search.
  func facets(
    of request: SearchRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [SearchFacet]

  /// What the briefings assess, as a request wants it. An index answers without reading a file but those whose
  /// tables their reader, whose data `desk` holds, has read otherwise.
  func statements(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixStatements

  /// How many statements there are of each subject: the same, counted. Of the request the briefings matter alone.
  func counts(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixCounts

  /// How many of the briefings that `query` finds, of all for an empty one, name each country, organisation and
  /// operation: of each kind the `most` often named.
  func names(
    of query: String, most: Int, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameCount]

  /// Titles, headings, tables and paths whose letters hold those of `text` in their order, the best first.
  func names(
    like text: String, limit: Int, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameMatch]

  /// No names are asked for any more for now: what was kept for them can go.
  func forgetNames()

  /// What tells the folders and files that were opened together from others; nil for what is gone with the
  /// program.
  var identity: ContentHash? { get }

  /// The number of the briefing that a place is in; nil when the library does not hold it.
  func id(of place: DeskPlace) throws(LibraryError) -> Int64?

  /// What its reader noted about the briefings of the library, by their numbers.
  func marks(from desk: any Desk) throws(LibraryError) -> [Int64: ReaderMarks]
}

/// What a list was made from; the same as long as no briefing came, changed or went.
public struct ListStamp: Sendable, Equatable {
  /// How many entries it has.
  public var count: Int
  /// The greatest number that a state of a briefing has; each gets a new one.
  var newest: Int64
}

/// What to search for.
public struct SearchRequest: Sendable, Equatable, Hashable {
  public var query: String
  /// Whether the last word matches by its beginning, and what is not finished is no fault.
  public var isTyping: Bool
  /// Most briefings wanted.
  public var limit: Int

  public init(query: String, isTyping: Bool = false, limit: Int = 50) {
    self.query = query
    self.isTyping = isTyping
    self.limit = limit
  }

  /// What will be wrong with the query if nothing more is typed; nil when it can be read as it is. Costs no search.
  public var faultWhenFinished: QueryFault? {
    do throws(QueryFault) {
      _ = try QueryParser.parse(query, isTyping: false)
      return nil
    } catch {
      return error
    }
  }
}

/// A table with the briefing that holds it.
public struct LibraryTable: Sendable, Equatable {
  public var entry: LibraryEntry
  public var table: Table

  public init(entry: LibraryEntry, table: Table) {
    self.entry = entry
    self.table = table
  }
}

/// An assessment with the briefing that states it.
public struct LibraryAssessment: Sendable, Equatable {
  public var entry: LibraryEntry
  public var assessment: Assessment

  public init(entry: LibraryEntry, assessment: Assessment) {
    self.entry = entry
    self.assessment = assessment
  }
}

extension Library {
  public func beginning(of id: Int64) -> OpenedBriefing? { nil }

  public func beginningOfOnlyFile() -> OpenedBriefing? { nil }

  public func tables(
    _ request: TablesRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> TablesPage { TablesPage() }

  public var missing: [SkippedFile] { [] }

  public var openingRemark: String? { nil }

  public func watch(
    onChange: @escaping @Sendable (LibraryChanges) -> Void
  ) -> (any LibraryWatch)? { nil }

  public func marks(from desk: any Desk) throws(LibraryError) -> [Int64: ReaderMarks] { [:] }

  public var identity: ContentHash? { nil }

  public func id(of place: DeskPlace) throws(LibraryError) -> Int64? { nil }

  public func facets(
    of request: SearchRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [SearchFacet] { [] }

  public func names(
    like text: String, limit: Int, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameMatch] { [] }

  public func forgetNames() {}

  public func names(
    of query: String, most: Int, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameCount] { [] }

  /// Search with the lines of all results.
  public func search(
    _ query: String, isTyping: Bool, limit: Int, desk: (any Desk)? = nil,
    isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults {
    let request = SearchRequest(query: query, isTyping: isTyping, limit: limit)
    var results = try search(request, desk: desk, onPartial: { _ in }, isCancelled: isCancelled)
    for index in results.results.indices where results.results[index].lines == nil {
      if isCancelled() {
        results.results.removeLast(results.results.count - index)
        break
      }
      results.results[index].lines =
        try lines(of: results.results[index].entry.id, for: request, isCancelled: isCancelled) ?? FoundLines()
    }
    return results
  }

  public func path(of id: Int64) -> PathBytes? { nil }

  public var emptyRemark: String { "no briefings here" }

  public func count() throws(LibraryError) -> Int { try entries().count }

  public var listStamp: ListStamp? { nil }

  public func patch(for changes: LibraryChanges) -> ListPatch? { nil }

  public func entries(limit: Int?) throws(LibraryError) -> [LibraryEntry] {
    let entries = try entries()
    return limit.map { Array(entries.prefix($0)) } ?? entries
  }

  public func tables() throws(LibraryError) -> [LibraryTable] {
    var tables: [LibraryTable] = []
    for entry in try entries() {
      for table in try open(entry.id).briefing.tables {
        tables.append(LibraryTable(entry: entry, table: table))
      }
    }
    return tables
  }

  public func assessments() throws(LibraryError) -> [LibraryAssessment] {
    var assessments: [LibraryAssessment] = []
    for entry in try entries() {
      for assessment in try open(entry.id).briefing.assessments {
        assessments.append(LibraryAssessment(entry: entry, assessment: assessment))
      }
    }
    return assessments
  }
}

extension Library {
  public var lexicons: Lexicons { .standard }
}

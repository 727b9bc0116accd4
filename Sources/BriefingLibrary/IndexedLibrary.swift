public import BriefingModel
public import BriefingExtraction
import Foundation
import GRDB
import Synchronization

/// A library over folders and files, with its index in an SQLite database.
///
///     let library = try IndexedLibrary(paths: ["seeds"])
///     library.entries()                       // what the index knew; reads no briefing
///     try library.refresh(onProgress: …)      // in the background
///     try library.search("oil -gas", isTyping: false, limit: 20, isCancelled: { false })
///
/// Several libraries, in one process or in several, may be open over the same folders: one of them
/// writes and the others follow.
public final class IndexedLibrary: Library {
  /// Makes a briefing of the bytes of a file and the path that it is shown with.
  public typealias Reading = @Sendable (_ bytes: [UInt8], _ path: String) -> OpenedBriefing

  public let name: String

  private struct State {
    /// Nil until something is asked for that the first page of the list does not tell.
    var store: IndexStore?
    /// Where the briefings of the first page are, until the store is open.
    var firstPlaces: [(id: Int64, place: IndexStore.Place)] = []
    var remark: String?
    /// Whether the database's pages have been looked through.
    var isChecked = false
  }

  public let missing: [SkippedFile]
  let reading: Reading
  public let lexicons: Lexicons
  private let location: IndexLocation
  let roots: [LibraryRoot]
  private let state: Mutex<State>
  private let lineCache = LineCache()
  /// There while names are being asked for.
  private let nameIndex = Mutex<NameIndex?>(nil)
  /// One refresh at a time.
  let refreshing = NSLock()

  /// Opens the library over the files and folders at `paths`. Makes as little work as it can: the
  /// index is opened when it is first needed, the folders are only walked by `refresh`.
  ///
  /// - Throws: when none of the paths can be opened.
  public convenience init(
    paths: [String], location: IndexLocation = .userCache, lexicons: Lexicons = .standard
  ) throws(LibraryError) {
    try self.init(pathBytes: paths.map { Array($0.utf8) }, location: location, lexicons: lexicons)
  }

  /// The same for paths that need not be UTF-8.
  public init(
    pathBytes: [[UInt8]], location: IndexLocation = .userCache, lexicons: Lexicons = .standard,
    reading: Reading? = nil
  ) throws(LibraryError) {
    self.lexicons = lexicons
    var roots: [LibraryRoot] = []
    var missing: [SkippedFile] = []
    for bytes in pathBytes {
      let named = PathBytes(bytes)
      do {
        roots.append(try LibraryRoot(named: named))
      } catch {
        missing.append(SkippedFile(path: named.display, reason: error.reason))
      }
    }
    guard !roots.isEmpty else {
      let first = missing.first ?? SkippedFile(path: "", reason: "no such file or directory")
      throw LibraryError(path: first.path, reason: first.reason)
    }
    self.roots = LibraryRoot.distinct(roots)
    self.missing = missing
    self.location = location
    self.reading = reading ?? { BriefingReader.read($0, path: $1, lexicons: lexicons) }
    name = Self.name(of: self.roots)
    state = Mutex(State())
  }

  /// One plain phrase when the index could not be used as it was: it was damaged, or cannot be kept.
  public var openingRemark: String? {
    _ = try? store()
    return state.withLock(\.remark)
  }

  /// The file of the index; nil when it is in memory.
  public var indexPath: String? { (try? store())?.file?.path }

  /// What to say when the library holds nothing.
  public var emptyRemark: String {
    guard roots.count == 1 else { return "no briefings in these places" }
    if roots[0].isFolder { return "no briefings in this folder" }
    return skipped().first?.reason ?? "no briefing in this file"
  }

  public func entries() throws(LibraryError) -> [LibraryEntry] {
    try entries(limit: nil)
  }

  public func entries(limit: Int?) throws(LibraryError) -> [LibraryEntry] {
    if let limit, let entries = firstEntries(limit) { return entries }
    return try withStore { try $0.entries(limit: limit) }
  }

  public func count() throws(LibraryError) -> Int {
    try withStore { try $0.count() }
  }

  public var listStamp: ListStamp? { try? withStore { try $0.listStamp() } }

  public func patch(for changes: LibraryChanges) -> ListPatch? {
    try? withStore { try $0.patch(for: changes) }
  }

  /// The beginning of the list as long as the index was not opened for more; nil when it must be.
  private func firstEntries(_ limit: Int) -> [LibraryEntry]? {
    guard state.withLock({ $0.store == nil }), let folder = location.folder,
      let file = try? IndexFile(for: roots, in: folder, fingerprint: lexicons.fingerprint),
      let page = FirstPage(of: file, roots, limit: limit)
    else { return nil }
    state.withLock { $0.firstPlaces = page.places }
    return page.entries
  }

  public func skipped() -> [SkippedFile] {
    missing + ((try? store().skipped()) ?? [])
  }

  public func tables() throws(LibraryError) -> [LibraryTable] {
    try withStore { try $0.tables() }
  }

  public func tables(
    _ request: TablesRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> TablesPage {
    try withStore { try TableSearch(store: $0).page(request, isCancelled: isCancelled) }
  }

  public func assessments() throws(LibraryError) -> [LibraryAssessment] {
    try withStore { try $0.assessments() }
  }

  public func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing {
    let (path, root) = try locate(id)
    let shown = root.shownPath(of: path).display
    do {
      let content = try FileReading.read(path, in: root)
      defer { FreedMemory.giveBack(after: content.bytes.count) }
      return reading(content.bytes, shown)
    } catch {
      throw LibraryError(path: shown, reason: error.reason)
    }
  }

  /// Where the file of a briefing is.
  func locate(_ id: Int64) throws(LibraryError) -> (path: PathBytes, root: LibraryRoot) {
    var place = state.withLock { $0.firstPlaces.first { $0.id == id }?.place }
    if place == nil { place = try withStore { try $0.place(of: id) } }
    guard let place, roots.indices.contains(place.root) else {
      throw LibraryError(path: name, reason: "no such briefing in the library")
    }
    return (place.path, roots[place.root])
  }

  public func search(
    _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults {
    try withStore { store in
      try searching(store).results(request, desk: desk, onPartial: onPartial, isCancelled: isCancelled)
    }
  }

  public func lines(
    of id: Int64, for request: SearchRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> FoundLines? {
    try withStore { store in
      guard let (match, document) = try store.briefing(id) else { return nil }
      if let known = lineCache.lines(of: document, for: request) { return known }
      let found = searching(store).lines(of: match, request, isCancelled: isCancelled)
      if let found, !isCancelled() { lineCache.keep(found, of: document, for: request) }
      return found
    }
  }

  public var identity: ContentHash? {
    // A path holds no zero byte.
    ContentHash(of: roots.map { $0.path.bytes + [0] }.sorted { $0.lexicographicallyPrecedes($1) }.joined())
  }

  public func id(of place: DeskPlace) throws(LibraryError) -> Int64? {
    try withStore { try $0.id(of: place) }
  }

  public func marks(from desk: any Desk) throws(LibraryError) -> [Int64: ReaderMarks] {
    let marked = desk.marks()
    guard !marked.isEmpty else { return [:] }
    return try withStore { try $0.marks(marked) }
  }

  public func facets(
    of request: SearchRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [SearchFacet] {
    try withStore { try searching($0).facets(of: request, desk: desk, isCancelled: isCancelled) }
  }

  public func names(
    like text: String, limit: Int, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [NameMatch] {
    try withStore { store in
      let newest = try store.newest().document
      var names = nameIndex.withLock { $0?.stamp == newest ? $0 : nil }
      if names == nil {
        names = try NameIndex(store)
        nameIndex.withLock { $0 = names }
      }
      guard let found = names?.find(text, limit: limit, isCancelled: isCancelled) else { return [] }
      return try store.names(found, typed: text)
    }
  }

  public func forgetNames() { nameIndex.withLock { $0 = nil } }

  func searching(_ store: IndexStore) -> Searching {
    Searching(store: store, reading: reading) { place in
      guard store.roots.indices.contains(place.root) else { return nil }
      return try? FileReading.read(
        place.path, in: store.roots[place.root], limit: Searching.mostRead
      ).bytes
    }
  }

  /// The index, opened by the first call.
  func store() throws -> IndexStore {
    try state.withLock { state in
      if let store = state.store { return store }
      let opened = try IndexStore.open(for: roots, at: location, fingerprint: lexicons.fingerprint)
      state.store = opened.store
      state.firstPlaces = []
      if let remark = opened.remark { state.remark = remark }
      return opened.store
    }
  }

  /// Calls `body` with the index. Where the index proves damaged it is made again, empty, for the
  /// next refresh to fill, and `body` is called with the new one.
  func withStore<Value>(_ body: (IndexStore) throws -> Value) throws(LibraryError) -> Value {
    let store: IndexStore
    do {
      store = try self.store()
    } catch let error {
      throw Self.libraryError(error, roots)
    }
    do {
      do {
        return try body(store)
      } catch  where IndexStore.isDamage(error) {
        return try body(remake(store, because: "the index was damaged and is made again"))
      }
    } catch {
      throw Self.libraryError(error, store.roots)
    }
  }

  /// Whether the index is whole: looked at once, by the first refresh.
  func isWhole(_ store: IndexStore) throws -> Bool {
    if state.withLock(\.isChecked) { return true }
    let isWhole = try store.isWhole()
    state.withLock { $0.isChecked = true }
    return isWhole
  }

  /// Puts a new index in the place of `store`, if nobody has done so yet.
  @discardableResult
  func remake(_ store: IndexStore, because remark: String?) throws -> IndexStore {
    try state.withLock { state in
      if state.store === store {
        let made = try store.remade()
        state.store = made
        if let remark { state.remark = remark }
        return made
      }
      return state.store ?? store
    }
  }

  private static func libraryError(_ error: any Error, _ roots: [LibraryRoot]) -> LibraryError {
    let path = roots.first?.named.display ?? ""
    switch error {
    case let error as LibraryError: return error
    case let error as FileFault: return LibraryError(path: path, reason: error.reason)
    case let error as DatabaseError:
      return LibraryError(path: path, reason: IndexStore.phrase(for: error))
    default: return LibraryError(path: path, reason: "the index cannot be used")
    }
  }

  /// The folder's or file's name, or how many there are.
  private static func name(of roots: [LibraryRoot]) -> String {
    guard roots.count > 1 else {
      let name = roots[0].path.lastComponent
      return name.isEmpty ? "/" : name.display
    }
    if roots.allSatisfy(\.isFolder) { return "\(roots.count) folders" }
    if !roots.contains(where: \.isFolder) { return "\(roots.count) files" }
    return "\(roots.count) places"
  }
}

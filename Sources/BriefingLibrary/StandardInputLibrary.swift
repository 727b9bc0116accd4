public import BriefingExtraction
public import BriefingModel

/// A library of one document that lies in memory: what was piped into the program.
public struct StandardInputLibrary: Library {
  public let name: String
  public let lexicons: Lexicons

  private let opened: OpenedBriefing
  private let store: IndexStore

  /// Reads `bytes` as a briefing with `name` for its path.
  public init(
    bytes: [UInt8], name: String = "standard input", lexicons: Lexicons = .standard
  ) throws(LibraryError) {
    self.name = name
    self.lexicons = lexicons
    opened = BriefingReader.read(bytes, path: name, lexicons: lexicons)
    let root = LibraryRoot(named: PathBytes(name), path: PathBytes("-"), isFolder: false)
    let file = FoundFile(
      root: 0, path: PathBytes(""),
      facts: FileFacts(size: Int64(bytes.count), modified: 0, inode: 0))
    do {
      store = try IndexStore.inMemory([root])
      try store.write([.read(IndexRecord(opened, file: file, in: root, lexicons: lexicons))])
    } catch {
      throw LibraryError(path: name, reason: "the document cannot be searched")
    }
  }

  public func entries() throws(LibraryError) -> [LibraryEntry] {
    try answering { try store.entries() }
  }

  public func skipped() -> [SkippedFile] { [] }

  public func refresh(
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) {
    let size = opened.lines.utf8.count
    onProgress(
      IndexProgress(
        filesDone: 1, filesTotal: 1, bytesDone: size, bytesTotal: size, isFinished: true))
  }

  public func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing { opened }

  public func search(
    _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults {
    try answering {
      try searching.results(request, desk: desk, onPartial: onPartial, isCancelled: isCancelled)
    }
  }

  public func tables(
    _ request: TablesRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> TablesPage {
    try answering { try TableSearch(store: store).page(request, isCancelled: isCancelled) }
  }

  public func lines(
    of id: Int64, for request: SearchRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> FoundLines? {
    try answering {
      try store.briefing(id).flatMap { searching.lines(of: $0.match, request, isCancelled: isCancelled) }
    }
  }

  public func marks(from desk: any Desk) throws(LibraryError) -> [Int64: ReaderMarks] {
    try answering { try store.marks(desk.marks()) }
  }

  private var searching: Searching {
    let lexicons = self.lexicons
    let bytes = Array(opened.lines.utf8.prefix(Searching.mostRead))
    return Searching(
      store: store, reading: { BriefingReader.read($0, path: $1, lexicons: lexicons) }, read: { _ in bytes })
  }

  private func answering<Value>(_ body: () throws -> Value) throws(LibraryError) -> Value {
    do {
      return try body()
    } catch {
      throw LibraryError(path: name, reason: "the document cannot be searched")
    }
  }
}

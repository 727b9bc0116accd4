/// What happened to the briefings of a library.
public struct LibraryChanges: Sendable, Equatable {
  /// Numbers of briefings that are new.
  public var came: [Int64]
  /// Numbers of briefings whose files were written.
  public var changed: [Int64]
  /// Numbers of briefings that are there no more.
  public var went: [Int64]

  public init(came: [Int64] = [], changed: [Int64] = [], went: [Int64] = []) {
    self.came = came
    self.changed = changed
    self.went = went
  }

  public var isEmpty: Bool { came.isEmpty && changed.isEmpty && went.isEmpty }
}

/// What a few changes make of the list, so that not all of it has to be read again.
public struct ListPatch: Sendable, Equatable {
  /// An entry that came or changed.
  public struct Placed: Sendable, Equatable {
    /// Its place in the new list, 0-based.
    public var place: Int
    public var entry: LibraryEntry

    public init(place: Int, entry: LibraryEntry) {
      self.place = place
      self.entry = entry
    }
  }

  /// In list order.
  public var placed: [Placed]
  /// Numbers of briefings that are there no more.
  public var went: [Int64]

  public init(placed: [Placed] = [], went: [Int64] = []) {
    self.placed = placed
    self.went = went
  }

  /// The list after the changes, made of the one before them.
  public func applied(to entries: [LibraryEntry]) -> [LibraryEntry] {
    var entries = entries
    // Mostly a file was written that is listed already: it keeps its place.
    if went.isEmpty, placed.allSatisfy({ $0.place < entries.count && entries[$0.place].id == $0.entry.id }) {
      for one in placed { entries[one.place] = one.entry }
      return entries
    }
    let touched = Set(went + placed.map(\.entry.id))
    entries.removeAll { touched.contains($0.id) }
    for one in placed { entries.insert(one.entry, at: min(one.place, entries.count)) }
    return entries
  }
}

/// How far the library has got with reading its folders.
public struct IndexProgress: Sendable, Equatable {
  public var filesDone: Int
  /// Known once the folders have been walked; nil until then.
  public var filesTotal: Int?
  public var bytesDone: Int
  public var bytesTotal: Int?
  /// Files that came or changed since the last time, removed ones counted apart.
  public var changed: Int
  /// Of these, those that are new.
  public var came: Int
  public var removed: Int
  /// Bytes that were read, and the seconds that it took so far; what had not changed was not read.
  public var bytesRead: Int
  public var seconds: Double
  public var isFinished: Bool
  /// Whether another process reads the files; then how many there are to read is not known here.
  public var isElsewhere: Bool
  /// Which briefings these are; told at the end, and only of a library that was there before.
  public var changes: LibraryChanges

  public init(
    filesDone: Int = 0, filesTotal: Int? = nil, bytesDone: Int = 0, bytesTotal: Int? = nil,
    changed: Int = 0, came: Int = 0, removed: Int = 0, bytesRead: Int = 0, seconds: Double = 0,
    isFinished: Bool = false, isElsewhere: Bool = false, changes: LibraryChanges = LibraryChanges()
  ) {
    self.filesDone = filesDone
    self.filesTotal = filesTotal
    self.bytesDone = bytesDone
    self.bytesTotal = bytesTotal
    self.changed = changed
    self.came = came
    self.removed = removed
    self.bytesRead = bytesRead
    self.seconds = seconds
    self.isFinished = isFinished
    self.isElsewhere = isElsewhere
    self.changes = changes
  }

  /// Bytes read in a second; nil as long as it is too early to tell.
  public var rate: Double? {
    seconds >= 0.3 && bytesRead > 0 ? Double(bytesRead) / seconds : nil
  }

  /// How long the rest will take, in seconds; nil as long as it is too early to tell.
  public var secondsLeft: Double? {
    guard let rate, let bytesTotal, seconds >= 1 else { return nil }
    return Double(max(0, bytesTotal - bytesDone)) / rate
  }
}

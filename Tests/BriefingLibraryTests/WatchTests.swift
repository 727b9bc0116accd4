import BriefingExtraction
import BriefingLibrary
import BriefingModel
import Glibc
import Testing

struct WatchTests {
  /// Watches a library and gives its changes one after the other.
  private func watching(
    _ library: IndexedLibrary
  ) throws -> (watch: any LibraryWatch, changes: AsyncStream<LibraryChanges>.Iterator) {
    let (stream, continuation) = AsyncStream.makeStream(of: LibraryChanges.self)
    let watch = try #require(library.watch { continuation.yield($0) })
    return (watch, stream.makeAsyncIterator())
  }

  /// Writes a file anywhere.
  private static func write(_ text: String, at path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    _ = Glibc.write(descriptor, text, text.utf8.count)
    close(descriptor)
  }

  @Test func `what comes, changes and goes is told when it can be found`() async throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("The lazy dog.\n", to: "sub/b.txt")
    let library = try folder.library()
    var (watch, changes) = try watching(library)
    defer { watch.stop() }
    #expect(watch.unwatchedCount == 0)
    var list = try library.entries()

    folder.write("A new hare.\n", to: "sub/c.txt")
    let came = try #require(await changes.next())
    list = try #require(library.patch(for: came)).applied(to: list)
    #expect(try list == library.entries())
    #expect(came.came.count == 1 && came.changed.isEmpty && came.went.isEmpty)
    #expect(try library.found("hare") == ["c.txt"])

    folder.write("The quick wolf and more of it.\n", to: "a.txt")
    let changed = try #require(await changes.next())
    list = try #require(library.patch(for: changed)).applied(to: list)
    #expect(try list == library.entries())
    #expect(changed.changed.count == 1 && changed.came.isEmpty && changed.went.isEmpty)
    #expect(try library.found("wolf") == ["a.txt"] && library.found("fox") == [])

    unlink(folder.file("sub/b.txt"))
    let went = try #require(await changes.next())
    list = try #require(library.patch(for: went)).applied(to: list)
    #expect(try list == library.entries())
    #expect(went.went.count == 1 && went.came.isEmpty && went.changed.isEmpty)
    #expect(try library.found("lazy") == [] && library.names() == ["a.txt", "c.txt"])
  }

  @Test func `a folder that comes is watched too`() async throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    let library = try folder.library()
    var (watch, changes) = try watching(library)
    defer { watch.stop() }
    mkdir(folder.outside("later"), 0o700)
    Self.write("A patient owl.\n", at: folder.outside("later/d.txt"))
    rename(folder.outside("later"), folder.file("later"))
    let came = try #require(await changes.next())
    #expect(came.came.count == 1)
    #expect(try library.found("owl") == ["d.txt"])
    folder.write("A patient heron.\n", to: "later/e.txt")
    let next = try #require(await changes.next())
    #expect(next.came.count == 1)
    #expect(try library.found("heron") == ["e.txt"])
  }

  @Test func `what is written into a folder that came, while it is read, is told too`() async throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    let (late, last) = (folder.file("later/late.txt"), folder.file("last.txt"))
    let library = try IndexedLibrary(
      pathBytes: [Array(folder.path.utf8)], location: .folder(folder.cache)
    ) { bytes, path in
      // The folders have been looked through by then.
      if path.hasSuffix("first.txt") {
        for path in [late, last] { Self.write("A patient heron.\n", at: path) }
      }
      return BriefingReader.read(bytes, path: path)
    }
    try library.refreshed()
    var (watch, changes) = try watching(library)
    defer { watch.stop() }
    mkdir(folder.outside("later"), 0o700)
    Self.write("A patient owl.\n", at: folder.outside("later/first.txt"))
    rename(folder.outside("later"), folder.file("later"))
    while try !library.names().contains("last.txt") { _ = try #require(await changes.next()) }
    #expect(try library.names().sorted() == ["a.txt", "first.txt", "last.txt", "late.txt"])
  }

  @Test func `hidden and binary files are not told of, and a file alone is watched`() async throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    let library = try IndexedLibrary(paths: [folder.file("a.txt")], location: .folder(folder.cache))
    try library.refreshed()
    var (watch, changes) = try watching(library)
    defer { watch.stop() }
    folder.write("Nobody's business.\n", to: "other.txt")
    folder.write("Nothing to see.\n", to: ".hidden.txt")
    folder.write("The quick wolf, at last.\n", to: "a.txt")
    let change = try #require(await changes.next())
    #expect(change.changed.count == 1 && change.came.isEmpty)
    #expect(try library.found("wolf") == ["a.txt"] && library.found("business") == [])
  }
}

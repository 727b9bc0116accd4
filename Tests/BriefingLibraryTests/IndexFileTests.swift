import BriefingLibrary
import BriefingModel
import GRDB
import Glibc
import Synchronization
import Testing

struct IndexFileTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("The quick hare.\n", to: "b.txt")
    return folder
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `the index is kept, for its owner alone`() throws {
    let folder = folder()
    let first = try folder.library()
    let index = try #require(first.indexPath)
    #expect(first.openingRemark == nil)
    #expect(mode(folder.cache) == 0o700)
    for ending in ["", "-wal", "-shm", ".lock"] { #expect(mode(index + ending) == 0o600) }
    let second = try folder.library(refreshed: false)
    #expect(second.indexPath == index && second.openingRemark == nil)
    #expect(try second.names() == ["a.txt", "b.txt"])
    #expect(try second.found("hare") == ["b.txt"])
  }

  @Test func `a chunk of words is read with one page`() throws {
    let folder = TemporaryFolder()
    let words = (0..<60_000).map { "word\($0 % 5_000)" }
    folder.write(words.joined(separator: " ") + ".\n", to: "long.txt")
    let index = try #require(try folder.library().indexPath)
    let database = try DatabaseQueue(path: index)
    let (chunks, overflowing) = try database.read { db in
      let chunks = try Int.fetchOne(db, sql: "SELECT count(*) FROM chunk WHERE length(bytes) > 16000")
      let overflowing = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM dbstat WHERE name = 'chunk' AND pagetype = 'overflow'")
      return (chunks ?? 0, overflowing)
    }
    #expect(chunks > 2 && overflowing == 0)
  }

  @Test func `a folder that others can write in is shut to them before anything in it is read`() throws {
    let folder = folder()
    mkdir(folder.cache, 0o700)
    chmod(folder.cache, 0o777)
    #expect(try folder.library().openingRemark == nil)
    #expect(mode(folder.cache) == 0o700)
    chmod(folder.cache, 0o777)
    #expect(try folder.library(refreshed: false).names() == ["a.txt", "b.txt"])
    #expect(mode(folder.cache) == 0o700)
  }

  @Test func `other roots have another index`() throws {
    let folder = folder()
    let one = try IndexedLibrary(paths: [folder.path], location: .folder(folder.cache))
    let other = try IndexedLibrary(paths: [folder.file("a.txt")], location: .folder(folder.cache))
    #expect(one.indexPath != other.indexPath)
    try other.refreshed()
    #expect(try other.found("quick") == ["a.txt"] && other.name == "a.txt")
  }

  enum Harm: CaseIterable {
    case garbage, empty, truncated, header, link, folder, newer, foreign, writable, pages, journal
  }

  @Test(arguments: Harm.allCases)
  func `an index that cannot be trusted is set aside and made again`(harm: Harm) throws {
    let folder = folder()
    let index = try #require(try folder.library().indexPath)
    func put(_ bytes: [UInt8], at offset: off_t) {
      let descriptor = open(index, O_WRONLY)
      pwrite(descriptor, bytes, bytes.count, offset)
      close(descriptor)
    }
    for ending in ["-wal", "-shm"] { unlink(index + ending) }
    switch harm {
    case .garbage:
      unlink(index)
      let descriptor = open(index, O_WRONLY | O_CREAT, 0o600)
      pwrite(descriptor, [UInt8](repeating: 0x41, count: 9_000), 9_000, 0)
      close(descriptor)
    case .empty: truncate(index, 0)
    case .truncated: truncate(index, 6_000)
    case .header: put(Array("Squirrel".utf8), at: 0)
    case .link:
      rename(index, folder.outside("planted"))
      symlink(folder.outside("planted"), index)
    case .folder:
      unlink(index)
      mkdir(index, 0o700)
    case .newer: put([0, 0, 0x7F, 0], at: 60)
    case .foreign: put([1, 2, 3, 4], at: 68)
    case .writable: chmod(index, 0o666)
    case .journal:
      // What lies there would be played into the index.
      close(open(index + "-wal", O_WRONLY | O_CREAT, 0o600))
      chmod(index + "-wal", 0o666)
    case .pages:
      var status = stat()
      stat(index, &status)
      put([UInt8](repeating: 0xFF, count: Int(status.st_size) - 4_096), at: 4_096)
    }
    let library = try folder.library(refreshed: false)
    _ = try? library.entries()
    _ = try? library.refreshed()
    try library.refreshed()
    #expect(library.openingRemark?.hasPrefix("the index") == true)
    #expect(library.openingRemark?.hasSuffix("and is made again") == true)
    #expect(try library.found("quick") == ["a.txt", "b.txt"])
    #expect(library.indexPath == index && mode(index) == 0o600)
    let again = try folder.library(refreshed: false)
    #expect(again.openingRemark == nil)
    #expect(try again.names() == ["a.txt", "b.txt"])
  }

  @Test func `an earlier version is made again without a word`() throws {
    let folder = folder()
    let index = try #require(try folder.library().indexPath)
    let descriptor = open(index, O_WRONLY)
    pwrite(descriptor, [0, 0, 0, 0] as [UInt8], 4, 60)
    close(descriptor)
    let library = try folder.library()
    #expect(library.openingRemark == nil)
    #expect(try library.found("quick").count == 2)
  }

  @Test func `an index deleted under the library does no harm`() throws {
    let folder = folder()
    let library = try folder.library()
    let index = try #require(library.indexPath)
    for ending in ["", "-wal", "-shm"] { unlink(index + ending) }
    #expect(try library.found("quick").count == 2)
    let next = try folder.library()
    #expect(next.openingRemark == nil)
    #expect(try next.found("quick").count == 2)
  }

  @Test(arguments: ["/dev/null/cache", "/proc/dossier-cache"])
  func `without a place the index is held in memory`(cache: String) throws {
    let folder = folder()
    let library = try IndexedLibrary(paths: [folder.path], location: .folder(cache))
    #expect(library.indexPath == nil)
    #expect(library.openingRemark?.hasPrefix("the index is held in memory: ") == true)
    try library.refreshed()
    #expect(try library.found("quick") == ["a.txt", "b.txt"])
    #expect(try library.refreshed().changed == 0)
  }

  @Test func `two libraries over one folder both end up with everything once`() async throws {
    let folder = TemporaryFolder()
    for number in 0..<400 { folder.write("Some words \(number).\n", to: "\(number).txt") }
    let one = try folder.library(refreshed: false)
    let other = try folder.library(refreshed: false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for library in [one, other, one, other] {
        group.addTask { _ = try library.refreshed() }
        group.addTask {
          for _ in 0..<20 {
            let count = try library.found("words").count
            #expect(count <= 400)
          }
        }
      }
      try await group.waitForAll()
    }
    for library in [one, other] {
      #expect(try library.entries().count == 400)
      #expect(try library.found("words").count == 400)
    }
  }
}

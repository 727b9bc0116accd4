import BriefingExtraction
import BriefingModel
import Glibc
import Synchronization
import Testing

@testable import BriefingLibrary

struct IndexedLibraryTests {
  private static let seeds = #filePath.replacing(
    "/Tests/BriefingLibraryTests/IndexedLibraryTests.swift", with: "/seeds")

  @Test func `files that were named are known when they are named again`() throws {
    let folder = TemporaryFolder()
    folder.write("Fish.\n", to: "a.txt")
    folder.write("Ships.\n", to: "b.txt")
    for names in [["a.txt"], ["a.txt", "b.txt"]] {
      func library() throws -> IndexedLibrary {
        try IndexedLibrary(paths: names.map(folder.file), location: .folder(folder.cache))
      }
      #expect(try library().refreshed().came == names.count)
      let again = try library().refreshed()
      #expect(again.came == 0 && again.changed == 0 && again.removed == 0)
    }
  }

  @Test func `while another process writes, it is followed and said to be another`() throws {
    let folder = TemporaryFolder()
    folder.write("Fish.\n", to: "a.txt")
    let library = try folder.library()
    let index = try #require(library.indexPath)
    let other = WriterLock(path: index + ".lock")
    #expect(other.take())
    let told = Mutex<[IndexProgress]>([])
    try library.refresh(
      onProgress: { step in told.withLock { $0.append(step) } },
      // What the other has to say is told first.
      isCancelled: { told.withLock { !$0.isEmpty } })
    let steps = told.withLock(\.self)
    #expect(steps.allSatisfy(\.isElsewhere) && steps.last?.isFinished == true)
    #expect(steps.map(\.filesDone) == [1, 1])
    other.release()
    #expect(try !library.refreshed().isElsewhere)
  }

  @Test func `the seeds are listed, opened and found`() throws {
    let folder = TemporaryFolder()
    let library = try IndexedLibrary(paths: [Self.seeds], location: .folder(folder.cache))
    #expect(library.name == "seeds")
    #expect(try library.entries().isEmpty)
    let progress = try library.refreshed()
    #expect(progress.filesDone == 5 && progress.filesTotal == 5 && progress.changed == 5)
    #expect(progress.bytesDone == progress.bytesTotal && progress.isFinished)
    let entries = try library.entries()
    #expect(entries.map { $0.path.suffix(24).prefix(3) } == ["000", "001", "002", "003", "004"])
    for entry in entries {
      let opened = try library.open(entry.id)
      #expect(opened.briefing.displayTitle == entry.displayTitle)
      #expect(opened.lines.utf8.count == entry.byteCount && opened.lines.count == entry.lineCount)
      #expect(opened.briefing.path == entry.path)
    }
    let tables = try library.tables()
    #expect(tables.count == entries.reduce(0) { $0 + $1.tableCount })
    #expect(tables.map(\.table) == (try entries.flatMap { try library.open($0.id).briefing.tables }))
    let assessments = try library.assessments()
    #expect(
      assessments.map(\.assessment)
        == (try entries.flatMap { try library.open($0.id).briefing.assessments }))
  }

  @Test func `names sort as people count, folders where they belong`() throws {
    let folder = TemporaryFolder()
    for name in ["b 10.txt", "b 9.txt", "a/z.txt", "a-b.txt", "B 1.md", "c.html"] {
      folder.write("Some words here.\n", to: name)
    }
    let library = try folder.library()
    #expect(try library.names() == ["z.txt", "a-b.txt", "B 1.md", "b 9.txt", "b 10.txt", "c.html"])
    #expect(try library.entries(limit: 2).count == 2)
  }

  @Test func `an unchanged file is not read again`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("Another one.\n", to: "b.txt")
    #expect(try folder.library().names() == ["a.txt", "b.txt"])
    // The content is exchanged behind the back of everything that tells a change.
    var before = stat()
    stat(folder.file("a.txt"), &before)
    let descriptor = open(folder.file("a.txt"), O_WRONLY)
    _ = "The hasty cat.\n".utf8CString.withUnsafeBytes { pwrite(descriptor, $0.baseAddress!, 15, 0) }
    let times = [before.st_atim, before.st_mtim]
    futimens(descriptor, times)
    close(descriptor)
    let library = try folder.library(refreshed: false)
    let progress = try library.refreshed()
    #expect(progress.changed == 0 && progress.removed == 0 && progress.filesDone == 2)
    #expect(try library.found("quick") == ["a.txt"])
    #expect(try library.found("hasty") == [])
  }

  @Test func `a changed file is read again and keeps its number`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("The quick hare.\n", to: "b.txt")
    let library = try folder.library()
    let id = try #require(try library.entries().first?.id)
    folder.write("A slow tortoise, much later.\n", to: "a.txt")
    let progress = try library.refreshed()
    #expect(progress.changed == 1)
    #expect(try library.found("quick") == ["b.txt"])
    #expect(try library.found("tortoise") == ["a.txt"])
    #expect(try library.found("-tortoise") == ["b.txt"])
    #expect(try library.entries().first?.id == id)
    #expect(try library.entries().first?.byteCount == 29)
  }

  @Test func `removed and renamed files are forgotten and found`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("The quick hare.\n", to: "b.txt")
    let library = try folder.library()
    unlink(folder.file("a.txt"))
    rename(folder.file("b.txt"), folder.file("c.txt"))
    let progress = try library.refreshed()
    #expect(progress.removed == 2 && progress.changed == 1)
    #expect(try library.names() == ["c.txt"])
    #expect(try library.found("quick") == ["c.txt"])
    #expect(try library.found("path:b") == [])
    #expect(throws: LibraryError.self) { try library.open(1) }
  }

  @Test func `a file that is gone is named with the reason`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    let library = try folder.library()
    let entry = try #require(try library.entries().first)
    unlink(folder.file("a.txt"))
    #expect(throws: LibraryError(path: entry.path, reason: "no such file or directory")) {
      try library.open(entry.id)
    }
    // Still in the index: found, without lines to show.
    let results = try library.search("quick", isTyping: false, limit: 5, isCancelled: { false })
    #expect(results.results.map(\.hitCount) == [0])
  }

  @Test func `a file that vanishes between walk and reading is no trouble`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "a.txt")
    folder.write("The quick hare.\n", to: "b.txt")
    let library = try folder.library(refreshed: false)
    let calls = Counter()
    let doomed = folder.file("a.txt")
    // The walk asks before each file: at the second, the first has been seen.
    try library.refresh(
      onProgress: { _ in },
      isCancelled: {
        if calls.next() == 2 { unlink(doomed) }
        return false
      })
    #expect(try library.names() == ["b.txt"])
    #expect(library.skipped().map(\.reason) == ["no such file or directory"])
    try library.refreshed()
    #expect(library.skipped() == [])
  }

  @Test func `the words of a path do not depend on how it was named`() throws {
    let folder = TemporaryFolder()
    folder.write("The quick fox.\n", to: "north/a.txt")
    let named = folder.path + "/../briefings/./"
    let library = try IndexedLibrary(paths: [named], location: .folder(folder.cache))
    try library.refreshed()
    #expect(try library.found("path:north") == ["a.txt"])
    #expect(try library.found("path:briefings") == ["a.txt"])
    #expect(try library.found("path:tmp") == [])
    #expect(try library.entries().map(\.path) == [named + "north/a.txt"])
  }

  @Test func `what is no briefing is passed over with a reason`() throws {
    let folder = TemporaryFolder()
    folder.write("Plain words.\n", to: "good.txt")
    folder.write("A note without an ending.\n", to: "README")
    folder.write("x", to: "picture.png")
    folder.write("x", to: "more.tar.gz")
    folder.write([0, 1, 2, 3, 0, 0, 0, 0], to: Array("core".utf8))
    folder.write([0x1F, 0x8B, 8, 0], to: Array("zipped.txt".utf8))
    let tarHead = Array("a.txt".utf8) + [UInt8](repeating: 0, count: 252) + Array("ustar".utf8)
    folder.write(tarHead + [UInt8](repeating: 0x41, count: 4_000), to: Array("archived.txt".utf8))
    folder.write("secret", to: ".hidden.txt")
    folder.write("x", to: ".git/config")
    mkfifo(folder.file("pipe.txt"), 0o600)
    symlink("..", folder.file("loop"))
    symlink("/etc/hostname", folder.file("link.txt"))
    symlink("itself", folder.file("itself"))
    let sparse = open(folder.file("huge.txt"), O_WRONLY | O_CREAT, 0o600)
    ftruncate(sparse, 8 << 30)
    close(sparse)
    let library = try folder.library()
    #expect(try library.names() == ["good.txt", "README"])
    let reasons = Dictionary(
      uniqueKeysWithValues: library.skipped().map {
        (String($0.path.dropFirst(folder.path.count + 1)), $0.reason)
      })
    #expect(
      reasons == [
        "picture.png": "binary file", "more.tar.gz": "compressed file", "core": "binary file",
        "zipped.txt": "compressed file", "archived.txt": "archive", ".hidden.txt": "hidden file",
        ".git": "hidden folder",
        "pipe.txt": "named pipe", "loop": "symbolic link", "link.txt": "symbolic link",
        "itself": "symbolic link", "huge.txt": "larger than 256 MB",
      ])
    // What was judged by its content is not read again either.
    #expect(try library.refreshed().changed == 0)
    #expect(library.skipped().count == reasons.count)
  }

  @Test(.enabled(if: geteuid() != 0, "nothing is unreadable to root"))
  func `an unreadable file or folder is passed over with the reason`() throws {
    let folder = TemporaryFolder()
    folder.write("Plain words.\n", to: "good.txt")
    folder.write("Plain words.\n", to: "locked.txt")
    folder.write("Plain words.\n", to: "closed/inner.txt")
    chmod(folder.file("locked.txt"), 0)
    chmod(folder.file("closed"), 0)
    let library = try folder.library()
    #expect(try library.names() == ["good.txt"])
    #expect(library.skipped().map(\.reason) == ["permission denied", "permission denied"])
  }

  @Test func `names are bytes: twins by normalisation and broken UTF-8 are all there`() throws {
    let folder = TemporaryFolder()
    let names: [[UInt8]] = [
      Array("caf\u{E9}.txt".utf8), Array("cafe\u{301}.txt".utf8), [0x63, 0xE9, 0x2E, 0x74, 0x78, 0x74],
      Array("new\nline.txt".utf8), Array("-x.txt".utf8),
    ]
    for (number, name) in names.enumerated() {
      folder.write(Array("Words number\(number) here.\n".utf8), to: name)
    }
    let library = try folder.library()
    #expect(try library.entries().count == 5)
    for entry in try library.entries() { _ = try library.open(entry.id) }
    for number in names.indices { #expect(try library.found("number\(number)").count == 1) }
  }

  @Test func `a deep tree ends with a reason`() throws {
    let folder = TemporaryFolder()
    var deep = ""
    for _ in 0..<150 { deep += "d/" }
    folder.write("Far down.\n", to: deep + "a.txt")
    folder.write("Near.\n", to: "a.txt")
    let library = try folder.library()
    #expect(try library.found("near") == ["a.txt"])
    #expect(library.skipped().map(\.reason) == ["more than 100 folders deep"])
  }

  @Test func `several roots, one within another, one missing`() throws {
    let folder = TemporaryFolder()
    folder.write("One.\n", to: "x/1.txt")
    folder.write("Two.\n", to: "y/2.txt")
    folder.write("Three.\n", to: "y/in/3.txt")
    let library = try IndexedLibrary(
      paths: [
        folder.file("y"), folder.file("x/1.txt"), folder.file("y/in"), folder.file("y/"),
        folder.file("none"),
      ], location: .folder(folder.cache))
    try library.refreshed()
    #expect(try library.names() == ["2.txt", "3.txt", "1.txt"])
    #expect(
      library.skipped() == [
        SkippedFile(path: folder.file("none"), reason: "no such file or directory")
      ])
    #expect(library.name == "2 places")
  }

  @Test func `no place at all is an error, an empty folder a remark`() throws {
    let folder = TemporaryFolder()
    #expect(
      throws: LibraryError(path: folder.file("none"), reason: "no such file or directory")
    ) { try IndexedLibrary(paths: [folder.file("none")], location: .memory) }
    let library = try folder.library()
    #expect(try library.entries().isEmpty)
    #expect(library.emptyRemark == "no briefings in this folder")
  }

  @Test func `a cancelled refresh keeps what it has and goes on later`() throws {
    let folder = TemporaryFolder()
    for number in 0..<300 { folder.write("Words \(number).\n", to: "\(number).txt") }
    // The files after the fiftieth wait until the refresh was told to end, however fast they are read.
    let reads = Counter()
    let isTold = Mutex(false)
    let limit = ContinuousClock.now + .seconds(60)
    let library = try IndexedLibrary(
      pathBytes: [Array(folder.path.utf8)], location: .folder(folder.cache),
      reading: { bytes, path in
        if reads.next() > 50 {
          while !isTold.withLock(\.self), ContinuousClock.now < limit { usleep(1_000) }
        }
        return BriefingReader.read(bytes, path: path)
      })
    try library.refresh(
      onProgress: { _ in },
      isCancelled: {
        guard reads.current >= 50 else { return false }
        isTold.withLock { $0 = true }
        return true
      })
    let kept = try library.entries().count
    #expect(kept < 300)
    let progress = try library.refreshed()
    #expect(progress.changed == 300 - kept)
    #expect(try library.entries().count == 300)
  }

  @Test func `a library of standard input is read and searched`() throws {
    let text = "Title of it\n\nSome oil was spilled in the bay.\n"
    let library = try StandardInputLibrary(bytes: Array(text.utf8))
    let entry = try #require(try library.entries().first)
    #expect(try library.open(entry.id).lines.count == 3)
    let results = try library.search("oil", isTyping: false, limit: 5, isCancelled: { false })
    #expect(results.results.first?.hits.map(\.line) == [3])
  }
}

private final class Counter: Sendable {
  private let value = Mutex(0)
  var current: Int { value.withLock(\.self) }
  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }

  @Test func `the end of a refresh tells which briefings came, changed and went`() throws {
    let folder = TemporaryFolder()
    for name in ["a", "b", "c"] { folder.write("Words of \(name).\n", to: "\(name).txt") }
    let library = try folder.library(refreshed: false)
    let first = try library.refreshed()
    // Of a library that was never read nothing is news.
    #expect(first.changes.isEmpty && first.came == 3 && first.changed == 3)
    let ids = Dictionary(
      uniqueKeysWithValues: try library.entries().map { (String($0.path.suffix(5)), $0.id) })
    folder.write("Other words of a.\n", to: "a.txt")
    folder.write("Words of d.\n", to: "d.txt")
    unlink(folder.file("b.txt"))
    let second = try library.refreshed()
    let new = try #require(try library.entries().first { $0.path.hasSuffix("d.txt") }?.id)
    #expect(second.changes == LibraryChanges(came: [new], changed: [ids["a.txt"]!], went: [ids["b.txt"]!]))
    #expect(second.came == 1 && second.changed == 2 && second.removed == 1)
    #expect(try library.refreshed().changes.isEmpty)
  }

  @Test func `progress tells how fast it goes and how long it will take`() {
    let progress = IndexProgress(
      filesDone: 10, filesTotal: 40, bytesDone: 30_000_000, bytesTotal: 90_000_000, bytesRead: 20_000_000,
      seconds: 2)
    #expect(progress.rate == 10_000_000 && progress.secondsLeft == 6)
    #expect(IndexProgress(bytesTotal: 10, bytesRead: 5, seconds: 0.1).rate == nil)
    #expect(IndexProgress(bytesRead: 5, seconds: 3).secondsLeft == nil)
  }

  @Test func `a large file has a beginning of whole lines, others have none`() throws {
    let folder = TemporaryFolder()
    let line = "Words of a long report that goes on.\n"
    folder.write("A title\n\n" + String(repeating: line, count: 80_000), to: "large.txt")
    folder.write("Small\n\nWords.\n", to: "small.txt")
    let library = try folder.library()
    for entry in try library.entries() {
      let beginning = library.beginning(of: entry.id)
      #expect((beginning == nil) == entry.path.hasSuffix("small.txt"))
      guard let beginning else { continue }
      let whole = try library.open(entry.id)
      #expect(beginning.lines.count < whole.lines.count / 10)
      #expect(beginning.lines.utf8 == Array(whole.lines.utf8.prefix(beginning.lines.utf8.count)))
      #expect(beginning.briefing.displayTitle == whole.briefing.displayTitle)
    }
    #expect(library.beginningOfOnlyFile() == nil)
    let alone = try IndexedLibrary(paths: [folder.path + "/large.txt"], location: .memory)
    #expect(try alone.entries().isEmpty)
    #expect(alone.beginningOfOnlyFile()?.briefing.displayTitle == "A title")
  }

  @Test func `a large file of one line is not cut within a character`() throws {
    let folder = TemporaryFolder()
    folder.write(String(repeating: "é東 ", count: 500_000), to: "line.txt")
    let alone = try IndexedLibrary(paths: [folder.path + "/line.txt"], location: .memory)
    let beginning = try #require(alone.beginningOfOnlyFile())
    #expect(!String(decoding: beginning.lines.utf8, as: UTF8.self).contains("\u{FFFD}"))
  }
}

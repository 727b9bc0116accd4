import BriefingModel
import Foundation
import GRDB
import Testing

@testable import BriefingLibrary

/// The reader's own data: kept, found again, never lost.
@Suite struct DeskTests {
  private let folder: TemporaryDesk

  init() throws { folder = try TemporaryDesk() }

  private func desk(_ schema: DeskSchema = .current) -> DatabaseDesk {
    DatabaseDesk(location: .folder(folder.path), schema: schema)
  }

  private func briefing(_ text: String, at path: String?) -> BriefingIdentity {
    BriefingIdentity(path: path.map { PathBytes($0) }, lines: SourceLines(text))
  }

  private let table = TableIdentity(source: ContentHash(of: "a b\nc d".utf8), occurrence: 0)
  private let other = TableIdentity(source: ContentHash(of: "a b\nc d".utf8), occurrence: 1)

  // MARK: - What is kept

  @Test func `what was set is there again in the next session`() {
    let text = briefing("one\ntwo\n", at: "/a/b.txt")
    desk().set(.columns(3), of: table, in: text)
    let next = desk()
    #expect(next.record(of: text).choices == [table: .columns(3)])
    next.set(.raw, of: other, in: text)
    next.set(.columns(4), of: table, in: text)
    #expect(desk().record(of: text).choices == [table: .columns(4), other: .raw])
    next.set(nil, of: table, in: text)
    #expect(desk().record(of: text).choices == [other: .raw])
    #expect(next.takeRemark() == nil)
  }

  @Test func `a briefing is found again by its content when its file moved`() {
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    #expect(desk().record(of: briefing("text", at: "/elsewhere/b.txt")).choices == [table: .raw])
    #expect(desk().record(of: briefing("text", at: nil)).choices == [table: .raw])
  }

  @Test func `a briefing is found again by its path when it was edited`() {
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    #expect(desk().record(of: briefing("text, and more", at: "/a.txt")).choices == [table: .raw])
    #expect(desk().record(of: briefing("something else", at: "/b.txt")).choices == [:])
  }

  @Test func `edited first and moved afterwards, with a look in between, it is found`() {
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    _ = desk().record(of: briefing("edited", at: "/a.txt"))
    #expect(desk().record(of: briefing("edited", at: "/b.txt")).choices == [table: .raw])
    // The old text is still the same briefing as well.
    #expect(desk().record(of: briefing("text", at: "/c.txt")).choices == [table: .raw])
  }

  @Test func `another briefing in the place of a known one keeps its own`() {
    desk().set(.raw, of: table, in: briefing("first", at: "/a.txt"))
    desk().set(.columns(2), of: table, in: briefing("second", at: "/b.txt"))
    #expect(desk().record(of: briefing("second", at: "/a.txt")).choices == [table: .columns(2)])
    #expect(desk().record(of: briefing("first", at: "/z.txt")).choices == [table: .raw])
  }

  // MARK: - Annotations

  private func annotation(_ quote: String, _ text: String, line: Int, column: Int? = nil) -> Annotation {
    Annotation(
      anchor: Annotation.Anchor(
        place: ReadingPlace(
          text: ContentHash(of: quote.utf8), occurrence: 0, offset: 7, heading: "Ports", line: line),
        column: column),
      quote: quote, text: text)
  }

  @Test func `what was written about a place is there in the next session, in the order of the lines`() {
    let text = briefing("one\ntwo\n", at: "/a/b.txt")
    let (last, first) = (annotation("two", "Why?", line: 2), annotation("one", "Check\nthis.", line: 1))
    let cell = annotation("two", "Only this cell.", line: 2, column: 1)
    for written in [last, first, cell] { desk().keep(written, seen: nil, in: text) }
    #expect(desk().record(of: text).annotations == [first, last, cell])
    desk().keep(annotation("two", "Because.", line: 2), seen: "Why?", in: text)
    desk().keep(annotation("one", "", line: 1), seen: "Check\nthis.", in: text)
    let next = desk()
    #expect(next.record(of: text).annotations.map(\.text) == ["Because.", "Only this cell."])
    let mark = next.marks().first
    #expect(mark?.annotations.map(\.text) == ["Because.", "Only this cell."])
    #expect(mark?.marks(now: nil).isAnnotated == true)
    #expect(desk().record(of: briefing("else", at: "/else.txt")).annotations == [])
  }

  @Test func `a long quote is cut, what is written about it is not`() {
    let long = String(repeating: "é ", count: 400)
    let kept = annotation(long, long, line: 1)
    desk().keep(kept, seen: nil, in: briefing("text", at: "/a.txt"))
    let read = desk().record(of: briefing("text", at: "/a.txt")).annotations.first
    #expect(read?.quote.unicodeScalars.count == Annotation.longestQuote)
    #expect(read?.text == long)
  }

  @Test func `which lines are new since it was read is known`() {
    let old = briefing("one\n  two\nthree\n", at: "/a.txt")
    #expect(desk().record(of: old).readLines == nil)
    desk().set(.read(true), of: old)
    let edited = SourceLines("one\ntwo\n\nTHREE\nfour\n")
    let record = desk().record(of: BriefingIdentity(path: PathBytes("/a.txt"), lines: edited))
    #expect(record.readLines?.newLines(in: edited) == [4, 5])
    desk().set(.read(false), of: old)
    #expect(desk().record(of: old).readLines == nil)
  }

  @Test func `paths are bytes`() {
    let name = BriefingIdentity(path: PathBytes([0x2F, 0xFF, 0xFE]), lines: SourceLines("a"))
    desk().set(.raw, of: table, in: name)
    let edited = BriefingIdentity(path: PathBytes([0x2F, 0xFF, 0xFE]), lines: SourceLines("b"))
    let alike = BriefingIdentity(path: PathBytes([0x2F, 0xFF, 0xFD]), lines: SourceLines("c"))
    #expect(desk().record(of: edited).choices == [table: .raw])
    #expect(desk().record(of: alike).choices == [:])
  }

  @Test func `a choice of a later version that means nothing here is passed over`() throws {
    let text = briefing("text", at: "/a.txt")
    desk().set(.raw, of: table, in: text)
    let queue = try DatabaseQueue(path: folder.file)
    try queue.write { try $0.execute(sql: "UPDATE overrule SET columns = 99") }
    #expect(desk().record(of: text).choices == [:])
  }

  @Test func `a place is kept, replaced and forgotten, whatever else is kept`() {
    let text = briefing("text", at: "/a.txt")
    var place = ReadingPlace(
      text: ContentHash(of: "é".utf8), occurrence: 2, offset: 17, heading: "Heading", line: 12)
    desk().keep(place, in: text)
    #expect(desk().record(of: briefing("text", at: "/b.txt")) == DeskRecord(place: place))
    desk().set(.raw, of: table, in: text)
    place.line = 13
    desk().keep(place, in: text)
    #expect(desk().record(of: text) == DeskRecord(choices: [table: .raw], place: place))
    desk().keep(nil, in: text)
    #expect(desk().record(of: text) == DeskRecord(choices: [table: .raw]))
  }

  @Test func `a file of the first version is taken along`() throws {
    let text = briefing("text", at: "/a.txt")
    let first = DeskSchema(steps: Array(DeskSchema.current.steps.prefix(1)))
    DatabaseDesk(location: .folder(folder.path), schema: first).set(.columns(4), of: table, in: text)
    #expect(desk().record(of: text).choices == [table: .columns(4)])
    #expect(folder.names.contains("reader.sqlite.version-1"))
  }

  // MARK: - Letters and sessions

  private let folders = ContentHash(of: "/a".utf8)
  private let others = ContentHash(of: "/b".utf8)

  private func place(_ line: Int) -> ReadingPlace {
    ReadingPlace(
      text: ContentHash(of: "\(line)".utf8), occurrence: 1, offset: 5, heading: "Heading", line: line)
  }

  @Test func `letters belong to a set of folders, and are replaced and taken away`() throws {
    let text = briefing("text", at: "/a/b.txt")
    desk().keep(place(3), in: text, as: "a", of: folders)
    desk().keep(place(4), in: text, as: "b", of: folders)
    desk().keep(place(9), in: text, as: "a", of: others)
    desk().keep(place(5), in: text, as: "a", of: folders)
    let letters = desk().letters(of: folders)
    #expect(letters.mapValues(\.place) == ["a": place(5), "b": place(4)])
    #expect(letters["a"]?.paths == [PathBytes("/a/b.txt")])
    #expect(letters["a"]?.contents == [text.content].compactMap(\.self))
    desk().forget("a", of: folders)
    #expect(desk().letters(of: folders).keys.sorted() == ["b"])
    #expect(desk().letters(of: others)["a"]?.place == place(9))
  }

  @Test func `a session takes the place of the one before, texts and all`() {
    let (one, two) = (briefing("one", at: "/a/1"), briefing("two", at: "/a/2"))
    desk().keep(session: "first", texts: [0: (one, place(3)), 7: (two, nil)], of: folders)
    #expect(desk().session(of: folders)?.form == "first")
    #expect(desk().session(of: folders)?.texts[0]?.place == place(3))
    #expect(desk().session(of: folders)?.texts[7]?.paths == [PathBytes("/a/2")])
    #expect(desk().session(of: folders)?.texts[7]?.place == nil)
    #expect(desk().session(of: others) == nil)
    desk().keep(session: "second", texts: [1: (two, place(8))], of: folders)
    #expect(desk().session(of: folders)?.form == "second")
    #expect(desk().session(of: folders)?.texts.keys.sorted() == [1])
  }

  @Test func `nothing is asked of a file that is not there`() {
    #expect(desk().letters(of: folders).isEmpty)
    #expect(desk().session(of: folders) == nil)
    desk().forget("a", of: folders)
    #expect(desk().takeRemark() == nil)
  }

  // MARK: - The file

  @Test func `reading makes no file, writing makes one for the reader alone`() throws {
    #expect(desk().record(of: briefing("text", at: "/a.txt")).choices == [:])
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    #expect(try mode(folder.path) == 0o700)
    #expect(try mode(folder.file) == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.contains(".new-") })
  }

  @Test func `the file says whose it is and of which version`() throws {
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    let queue = try DatabaseQueue(path: folder.file)
    let (id, version, journal) = try queue.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id"), try Int.fetchOne(db, sql: "PRAGMA user_version"),
        try String.fetchOne(db, sql: "PRAGMA journal_mode")
      )
    }
    #expect(id == Int(DeskFile.applicationID))
    #expect(version == Int(DeskSchema.current.version))
    #expect(journal == "wal")
  }

  @Test func `a damaged file is set aside whole and said, and a new one begun`() throws {
    try folder.make()
    let junk = Data("this is no database, but somebody's own words".utf8)
    try junk.write(to: URL(filePath: folder.file))
    let desk = desk()
    let text = briefing("text", at: "/a.txt")
    #expect(desk.record(of: text).choices == [:])
    #expect(desk.isLasting)
    let remark = try #require(desk.takeRemark())
    #expect(remark.hasPrefix("The file of your own data was damaged. It is kept as \(folder.file).damaged-"))
    let aside = try #require(folder.names.first { $0.contains(".damaged-") })
    #expect(try Data(contentsOf: URL(filePath: folder.path + "/" + aside)) == junk)
    desk.set(.raw, of: table, in: text)
    #expect(self.desk().record(of: text).choices == [table: .raw])
    #expect(desk.takeRemark() == nil)
  }

  @Test func `pages that were damaged are noticed as well`() throws {
    let text = briefing("text", at: "/a.txt")
    desk().set(.raw, of: table, in: text)
    try folder.checkpoint()
    let file = try #require(FileHandle(forUpdatingAtPath: folder.file))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 4096))
    try file.close()
    let desk = desk()
    #expect(desk.record(of: text).choices == [:])
    #expect(desk.takeRemark()?.contains("was damaged. It is kept as") == true)
    #expect(folder.names.contains { $0.contains(".damaged-") })
  }

  @Test func `a second damaged file does not replace the first`() throws {
    try folder.make()
    for _ in 0..<2 {
      try Data("junk".utf8).write(to: URL(filePath: folder.file))
      _ = desk().record(of: briefing("text", at: nil))
    }
    #expect(folder.names.count { $0.contains(".damaged-") } == 2)
  }

  @Test func `a file of a later version is left alone, and reading goes on without it`() throws {
    let text = briefing("text", at: "/a.txt")
    let later = DeskSchema(
      steps: DeskSchema.current.steps + [{ try $0.execute(sql: "CREATE TABLE later (x)") }])
    desk(later).set(.columns(5), of: table, in: text)
    try folder.checkpoint()
    let before = try Data(contentsOf: URL(filePath: folder.file))
    let desk = desk()
    #expect(desk.record(of: text).choices == [:])
    #expect(desk.takeRemark()?.contains("was written by a newer dossier, and is left alone") == true)
    desk.set(.raw, of: table, in: text)
    #expect(desk.record(of: text).choices == [table: .raw])
    #expect(desk.takeRemark() == nil)
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == before)
    #expect(self.desk(later).record(of: text).choices == [table: .columns(5)])
  }

  @Test func `before a migration the file is copied, and nothing of it is lost`() throws {
    let text = briefing("text", at: "/a.txt")
    desk().set(.columns(5), of: table, in: text)
    let later = DeskSchema(
      steps: DeskSchema.current.steps + [{ try $0.execute(sql: "CREATE TABLE later (x)") }])
    #expect(desk(later).record(of: text).choices == [table: .columns(5)])
    let number = DeskSchema.current.version
    let copy = try DatabaseQueue(path: folder.file + ".version-\(number)")
    #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT columns FROM overrule") } == 5)
    #expect(try copy.read { try UInt32.fetchOne($0, sql: "PRAGMA user_version") } == number)
    #expect(try mode(folder.file + ".version-\(number)") == 0o600)
    let queue = try DatabaseQueue(path: folder.file)
    #expect(try queue.read { try UInt32.fetchOne($0, sql: "PRAGMA user_version") } == number + 1)
  }

  @Test func `a file that holds more than tables is not opened`() throws {
    desk().set(.raw, of: table, in: briefing("text", at: "/a.txt"))
    let queue = try DatabaseQueue(path: folder.file)
    try queue.write {
      try $0.execute(
        sql: "CREATE TRIGGER t AFTER INSERT ON overrule BEGIN DELETE FROM overrule; END")
    }
    try queue.close()
    let desk = desk()
    #expect(desk.record(of: briefing("text", at: "/a.txt")).choices == [:])
    #expect(desk.takeRemark()?.contains("holds what dossier did not write") == true)
    #expect(!folder.names.contains { $0.contains(".damaged-") })
  }

  @Test func `a link in the place of the file is not followed`() throws {
    try folder.make()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file, withDestinationPath: folder.path + "/target")
    let desk = desk()
    desk.set(.raw, of: table, in: briefing("text", at: nil))
    #expect(desk.takeRemark()?.contains("is a symbolic link") == true)
    #expect(desk.record(of: briefing("text", at: nil)).choices == [table: .raw])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/target"))
  }

  @Test func `a journal that another can write is not played into the file`() throws {
    let text = briefing("text", at: "/a.txt")
    desk().set(.raw, of: table, in: text)
    try folder.checkpoint()
    let kept = try Data(contentsOf: URL(filePath: folder.file))
    try Data("planted".utf8).write(to: URL(filePath: folder.file + "-wal"))
    chmod(folder.file + "-wal", 0o666)
    let desk = desk()
    #expect(desk.record(of: text).choices == [:])
    #expect(desk.takeRemark()?.hasSuffix("reader.sqlite: can be written by others.") == true)
    desk.set(.columns(3), of: table, in: text)
    #expect(desk.record(of: text).choices == [table: .columns(3)])
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == kept)
  }

  @Test func `a folder that others can write in is shut to them, also where the file is there`() throws {
    try folder.make()
    chmod(folder.path, 0o777)
    let text = briefing("text", at: "/a.txt")
    desk().set(.raw, of: table, in: text)
    #expect(try mode(folder.path) == 0o700)
    chmod(folder.path, 0o777)
    #expect(desk().record(of: text).choices == [table: .raw])
    #expect(try mode(folder.path) == 0o700)
  }

  @Test func `where no folder can be made what is set holds for the session, and that is said once`() throws {
    let text = briefing("text", at: "/a.txt")
    let desk = DatabaseDesk(location: .folder("/dev/null/dossier"))
    #expect(desk.record(of: text).choices == [:])
    desk.set(.columns(2), of: table, in: text)
    #expect(desk.record(of: text).choices == [table: .columns(2)])
    #expect(desk.takeRemark()?.hasPrefix("What you set is not kept: /dev/null/dossier/") == true)
    #expect(!desk.isLasting)
    #expect(desk.takeRemark() == nil)
  }

  @Test func `a file that can not be written is still read`() throws {
    let text = briefing("text", at: "/a.txt")
    desk().set(.columns(2), of: table, in: text)
    // The journal is not played into the file, as after a crash.
    let holder = try DatabaseQueue(path: folder.file)
    desk().set(.raw, of: other, in: text)
    try FileManager.default.removeItem(atPath: folder.file + ".lock")
    // A folder in its place: nobody, root included, can lock it.
    try FileManager.default.createDirectory(
      atPath: folder.file + ".lock", withIntermediateDirectories: false)
    let desk = desk()
    #expect(desk.record(of: text).choices == [table: .columns(2), other: .raw])
    #expect(desk.takeRemark()?.hasPrefix("What you set is not kept:") == true)
    desk.set(.columns(3), of: table, in: text)
    #expect(desk.record(of: text).choices == [table: .columns(3), other: .raw])
    try holder.close()
    try FileManager.default.removeItem(atPath: folder.file + ".lock")
    #expect(self.desk().record(of: text).choices == [table: .columns(2), other: .raw])
  }

  // MARK: - Several at once

  @Test func `six sessions that write at once lose nothing`() async throws {
    let path = folder.path
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<6 {
        group.addTask {
          let desk = DatabaseDesk(location: .folder(path))
          for number in 0..<10 {
            let text = BriefingIdentity(
              path: PathBytes("/\(session)-\(number).txt"), lines: SourceLines("text \(session) \(number)"))
            desk.set(
              .columns(2 + number % 7), of: TableIdentity(source: ContentHash(of: [1]), occurrence: session),
              in: text)
          }
        }
      }
    }
    let desk = desk()
    for session in 0..<6 {
      for number in 0..<10 {
        let text = briefing("text \(session) \(number)", at: nil)
        let wanted = TableIdentity(source: ContentHash(of: [1]), occurrence: session)
        #expect(desk.record(of: text).choices == [wanted: .columns(2 + number % 7)])
      }
    }
    #expect(try folder.integrity() == "ok")
    #expect(desk.takeRemark() == nil)
  }

  @Test func `what another session sets is seen at the next look`() {
    let text = briefing("text", at: "/a.txt")
    let (first, second) = (desk(), desk())
    #expect(second.record(of: text).choices == [:])
    first.set(.raw, of: table, in: text)
    #expect(second.record(of: text).choices == [table: .raw])
  }

  @Test func `two sessions that write in one place lose nothing of each other`() {
    let text = briefing("text", at: "/a.txt")
    let (first, second) = (desk(), desk())
    #expect(!first.set(.note("A long careful note."), of: text))
    // The second saw none.
    #expect(second.set(.note("Short."), of: text))
    #expect(second.takeRemark()?.contains("Another session") == true)
    #expect(first.marks().first?.note == "Short.\n\nA long careful note.")
    // Taken away by one who saw only the own: the other's stays.
    #expect(first.set(.note(nil, seen: "A long careful note."), of: text))
    #expect(first.marks().first?.note == "Short.\n\nA long careful note.")
    #expect(!first.set(.note("Settled.", seen: "Short.\n\nA long careful note."), of: text))
    #expect(second.marks().first?.note == "Settled.")

    first.set(.tags(["one"]), of: text)
    #expect(second.set(.tags(["two"]), of: text))
    #expect(first.marks().first?.tags == ["one", "two"])
    second.set(.tags(["three"], seen: ["two"]), of: text)
    #expect(first.marks().first?.tags == ["one", "three"])

    #expect(!first.keep(annotation("two", "Mine.", line: 2), seen: nil, in: text))
    #expect(second.keep(annotation("two", "Yours.", line: 2), seen: nil, in: text))
    #expect(first.record(of: text).annotations.map(\.text) == ["Yours.\n\nMine."])
    #expect(second.keep(annotation("two", "", line: 2), seen: "Yours.", in: text))
    #expect(!second.keep(annotation("two", "", line: 2), seen: "Yours.\n\nMine.", in: text))
    #expect(first.record(of: text).annotations == [])
  }

  @Test func `what another session writes is news once, the own is none`() {
    let text = briefing("text", at: "/a.txt")
    let (first, second) = (desk(), desk())
    first.set(.starred(true), of: text)
    _ = first.isChangedElsewhere()
    _ = second.isChangedElsewhere()
    first.set(.starred(false), of: text)
    #expect(!first.isChangedElsewhere())
    #expect(second.isChangedElsewhere())
    #expect(!second.isChangedElsewhere())
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}

/// A folder for the reader's data that is not there yet, and goes with its owner.
final class TemporaryDesk: Sendable {
  let path: String
  var file: String { path + "/reader.sqlite" }

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/dossier-desk-\(UUID().uuidString)/data"
  }

  deinit {
    try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent())
  }

  func make() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

  /// What SQLite says of the file; `ok` when all is well.
  func integrity() throws -> String? {
    try DatabaseQueue(path: file).read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }

  /// Plays the journal into the file.
  func checkpoint() throws {
    let queue = try DatabaseQueue(path: file)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
  }
}

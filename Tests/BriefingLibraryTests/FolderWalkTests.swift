import BriefingModel
import Testing

@testable import BriefingLibrary

struct FolderWalkTests {
  private static let names = [
    "A/one.txt", "A/three.txt", "a/two.txt", "b 2/x.md", "b 10.txt", "b 9.txt", "b/deep/er/c.html",
    "b/deep.txt", "z.txt",
  ]

  private func walk(
    _ folder: TemporaryFolder, isKnown: @escaping (String, FileFacts) -> Bool = { _, _ in false }
  ) throws -> FolderWalk {
    let root = try LibraryRoot(named: PathBytes(folder.path))
    return FolderWalk(
      [root], isKnown: { isKnown(String(decoding: $1, as: UTF8.self), $2) }, isCancelled: { false })
  }

  @Test func `files come in the order of the list, whatever the order in the folder`() throws {
    let folder = TemporaryFolder()
    for name in Self.names.shuffled() { folder.write("Words.\n", to: name) }
    let files = try walk(folder).files
    #expect(
      files.map(\.path.display) == [
        "A/one.txt", "A/three.txt", "a/two.txt", "b/deep/er/c.html", "b/deep.txt", "b 2/x.md", "b 9.txt",
        "b 10.txt", "z.txt",
      ])
    #expect(files.map(\.order) == Array(0..<9))
    let library = try folder.library()
    #expect(
      try library.entries().map { String($0.path.dropFirst(folder.path.count + 1)) }
        == files.map(\.path.display))
  }

  @Test(arguments: [[], ["z.txt"], ["A/three.txt", "b 2/x.md"], names])
  func `what is not known keeps its place among all`(new: [String]) throws {
    let folder = TemporaryFolder()
    for name in Self.names { folder.write("Words.\n", to: name) }
    let all = try walk(folder).files
    let found = try walk(folder) { path, _ in !new.contains(path) }
    #expect(found.fileCount == Self.names.count && found.byteCount == 7 * Self.names.count)
    #expect(Set(found.files.map(\.path.display)) == Set(new))
    for file in found.files {
      #expect(all[file.order].path == file.path && all[file.order].facts == file.facts)
    }
    #expect(found.files.map(\.order) == found.files.map(\.order).sorted())
  }

  @Test func `a file is known by its root, its path and its facts`() throws {
    let folder = TemporaryFolder()
    for name in ["one/a.txt", "one/b.txt", "two/a.txt", "two/none.txt"] { folder.write("Words.\n", to: name) }
    folder.write([0, 1, 2, 0, 3], to: Array("two/none.txt".utf8))
    let roots = try ["one", "two"].map { try LibraryRoot(named: PathBytes(folder.file($0))) }
    let library = try IndexedLibrary(
      paths: ["one", "two"].map(folder.file), location: .folder(folder.cache))
    try library.refreshed()
    var known = try library.store().knownFiles()
    func meet(_ root: Int, _ path: String, _ facts: FileFacts) -> Bool {
      Array(path.utf8).withUnsafeBufferPointer { known.meet(root: root, path: $0, facts) }
    }
    let files = FolderWalk(roots, isCancelled: { false }).files
    #expect(files.count == 4)
    for file in files where file.path.display != "b.txt" {
      #expect(meet(file.root, file.path.display, file.facts))
    }
    var other = files[0].facts
    other.modified += 1
    #expect(!meet(0, "a.txt", other))
    #expect(!meet(1, "b.txt", files[0].facts) && !meet(0, "none.txt", files[0].facts))
    #expect(!meet(0, "", files[0].facts))
    let missed = known.missed
    #expect(missed.map(\.key) == [IndexStore.FileKey(root: 0, path: PathBytes("b.txt"))])
    #expect(missed.first?.id != nil)
  }

  @Test func `a name is judged by its ending as often as it comes`() {
    let names = [
      "a.txt", "b.TXT", "a.gz", "txt", "gz", "a.", "a.tar.gz", "a.pdf.txt", "a.swiftmodule", "ä.zip", "a.Zip",
    ]
    var kinds = EndingKinds()
    for name in names + names.reversed() + (0..<100).map({ "x.\($0)" }) + names {
      let reason = Array(name.utf8).withUnsafeBufferPointer { kinds.reason($0) }
      #expect(reason == FileKind(name: PathBytes(name)).reason, "\(name)")
    }
  }
}

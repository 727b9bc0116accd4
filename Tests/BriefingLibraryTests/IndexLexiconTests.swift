import BriefingExtraction
import BriefingLibrary
import Glibc
import Testing

@Suite struct IndexLexiconTests {
  @Test func `briefings are read again when the words change`() throws {
    let folder = TemporaryFolder()
    folder.write("# Canal\n\n## Snags\n\n- Narrow locks\n- Low water\n", to: "a.md")
    func risks(_ lexicons: Lexicons) throws -> (count: Int, index: String?) {
      let library = try IndexedLibrary(
        paths: [folder.path], location: .folder(folder.cache), lexicons: lexicons)
      try library.refresh(onProgress: { _ in }, isCancelled: { false })
      return (try library.assessments().count, library.indexPath)
    }
    let (own, faults) = Lexicons.extended(
      by: [Lexicons.Source(name: "own.txt", utf8: Array("[risk]\nsnag, snags\n".utf8))])
    #expect(faults.isEmpty)
    let standard = try risks(.standard)
    #expect(standard.count == 0)
    #expect(try risks(own).count == 2)
    #expect(try risks(own).count == 2)
    // Only the index that was asked for last is kept.
    #expect(standard.index.map { access($0, F_OK) } == -1)
    #expect(try risks(.standard).count == 0)
  }
}

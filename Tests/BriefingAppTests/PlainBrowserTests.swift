import BriefingLibrary
import BriefingTestSupport
import Foundation
import Testing

@testable import BriefingApp

/// The walk line by line.
@Suite struct PlainBrowserTests {
  private func walk(_ lines: String..., folder: String = Seeds.folder, width: Int = 60, ascii: Bool = false)
    throws -> String
  {
    let library = try IndexedLibrary(pathBytes: [Array(folder.utf8)], location: .memory)
    var context = memoryContext()
    context.width = width
    context.ascii = ascii
    var rest = lines[...]
    let code = PlainBrowser(library: library, context: context) { rest.popFirst() }.run()
    #expect(code == 0)
    return context.output.text
  }

  @Test func `a walk through the seeds is as its golden`() throws {
    expectGolden(
      try walk(
        "3", "", "next-section", "tables", "2", "evidence 1", "matrix", "evidence 2", "outline", "3", "back",
        "search drone", "1", "find cartel", "find-next", "notes", "next-briefing", "previous-section", "quit"),
      "plain-walk")
  }

  @Test func `nothing but printable text within the width is written`() throws {
    let output = try walk("1", "", "tables", "1", "matrix", "help", "search surveillance", "notes", width: 40)
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.count <= 42, "\(line)")
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test func `with ASCII alone there is nothing else`() throws {
    let output = try walk("4", "", "", "matrix", ascii: true)
    #expect(output.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 < 0x7F })
  }

  @Test func `what a document says is shown by marks`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Title\n\nred \u{1B}[31mtext \u{202E}x\n", to: "a.txt")
    let output = try walk("1", folder: folder.path)
    #expect(!output.contains("\u{1B}"))
    #expect(!output.contains("\u{202E}"))
    #expect(output.contains("red"))
  }

  @Test(
    arguments: [
      ("frob", "No command is called “frob”. help lists the commands."),
      ("next", "next may be next-section, next-briefing."), ("99", "Choose from 1 to 5."),
      ("outline", "Nothing is open. list says what there is."),
      ("", "Nothing is open. list says what there is."),
      ("back", "This is where you began."), ("find", "Nothing is open. list says what there is."),
      ("search", "search needs words."), ("search qqqzzz", "Not found: qqqzzz"),
      ("open nothing-like-it", "No briefing has “nothing-like-it” in its title."),
    ])
  func `what cannot be done is said`(line: String, answer: String) throws {
    #expect(try walk(line).contains("> \(answer)\n"))
  }

  @Test func `the end of input ends the walk`() throws {
    #expect(try walk().hasSuffix("> \n"))
  }
}

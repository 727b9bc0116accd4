import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import Testing

@testable import BriefingApp

/// The walk line by line.
@Suite struct PlainBrowserTests {
  private func walk(
    _ lines: String..., folder: String = Seeds.folder, width: Int = 60, ascii: Bool = false,
    desk: (any Desk)? = nil, outside: Outside = Outside()
  ) throws -> String {
    let library = try IndexedLibrary(pathBytes: [Array(folder.utf8)], location: .memory)
    var context = memoryContext(desk: desk)
    context.width = width
    context.ascii = ascii
    var rest = lines[...]
    let code = PlainBrowser(library: library, context: context, outside: outside) { rest.popFirst() }.run()
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

  // MARK: - Noting

  @Test func `what is noted is said when the briefing is opened again, and found`() throws {
    let desk = DatabaseDesk(location: .memory)
    let output = try walk(
      "3", "star", "tag energy, ports , energy", "note Ask again.", "line-down", "annotate Who says so?",
      desk: desk)
    for answer in [
      "Star given; search is:starred finds it.", "Tags: energy, ports.", "Noted; search note: finds it.",
      "search is:annotated finds it.",
    ] { #expect(output.contains(answer), "\(answer)") }
    let again = try walk(
      "3", "line-down", "annotate", "search is:starred tag:ports note:again is:annotated is:read", "tag",
      "note",
      desk: desk)
    #expect(again.contains("Starred. Tags: energy, ports. Note: Ask again."))
    #expect(again.contains("» Who says so?"))
    #expect(again.contains("In 1 briefing."))
    let back = try walk("3", "star", "tag -", "note -", "read", "read", desk: desk)
    for answer in ["Star taken.", "Tags taken.", "Note taken back.", "Noted as unread.", "Noted as read."] {
      #expect(back.contains(answer), "\(answer)")
    }
    #expect(try !walk("3", desk: desk).contains("Starred."))
  }

  @Test func `an annotation is changed and taken back where it was written`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try TemporaryFolder()
    try folder.write("# Ports\n\nThe quay is closed.\n\nShips wait.\n", to: "a.md")
    let output = try walk(
      "1", "find quay", "annotate First.", "annotate Second.", "annotate", "find quay", "annotate -",
      "annotate", "annotate -",
      folder: folder.path, desk: desk)
    #expect(output.contains("Written beside line 3"))
    #expect(output.contains("Written here: Second."))
    #expect(output.contains("  » Second.") && !output.contains("» First."))
    #expect(
      output.contains(
        "> Taken back.\n> Nothing is written here. annotate and words writes.\n> Nothing is written"))
  }

  @Test func `a number means nothing of a briefing that is not open any more`() throws {
    let output = try walk("3", "matrix", "next-briefing", "2", "marks")
    #expect(output.contains("> There is nothing to choose.\n"))
    #expect(try walk("3", "list", "next-briefing", "2").contains("> There is nothing to choose.") == false)
  }

  // MARK: - Places

  /// A briefing with a paragraph on each odd line.
  private func longFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = (1...40).map { "Paragraph number \($0) tells of the harbour at length, as the others do." }
    try folder.write("# Ports\n\n" + text.joined(separator: "\n\n") + "\n", to: "a.md")
    return folder
  }

  @Test func `a briefing is read on from where it was left, and from the top when that was the beginning`()
    throws
  {
    let desk = DatabaseDesk(location: .memory)
    let folder = try longFolder()
    _ = try walk("1", "find number 20", folder: folder.path, desk: desk)
    let answers = try walk("1", "top", folder: folder.path, desk: desk).components(separatedBy: "\n> ")
    #expect(answers[1].contains("Ports\nYou left off at line 41; top goes to the beginning.\n"))
    #expect(answers[1].contains("Paragraph number 21 ") && !answers[1].contains("Paragraph number 1 "))
    #expect(answers[2].contains("Paragraph number 1 "))
    #expect(try !walk("1", folder: folder.path, desk: desk).contains("You left off"))
  }

  @Test func `what was inserted above does not move the place where a briefing was left`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try longFolder()
    _ = try walk("1", "line 41", folder: folder.path, desk: desk)
    let left = try walk("1", folder: folder.path, desk: desk)
    let line = try #require(left.firstMatch(of: /You left off at line (\d+);/).flatMap { Int($0.1) })
    let text = try String(contentsOfFile: folder.path + "/a.md", encoding: .utf8)
    try folder.write(text.replacing("# Ports\n", with: "# Ports\n\nNew.\n\nAnd new.\n"), to: "a.md")
    let again = try walk("1", folder: folder.path, desk: desk)
    #expect(again.contains("You left off at line \(line + 4);"))
  }

  @Test func `places with letters are set, listed, gone to and kept`() throws {
    let desk = DatabaseDesk(location: .memory)
    let output = try walk(
      "set-mark a", "1", "find cartel", "set-mark a", "3", "set-mark Q", "go-to-mark b", desk: desk)
    #expect(output.contains("> Nothing is open."))
    #expect(output.contains("go-to-mark a comes back."))
    #expect(output.contains("> set-mark needs a letter from a to z."))
    #expect(output.contains("> Mark b is not set in these folders. marks lists those"))
    let again = try walk("marks", "1", "go-to-mark a", desk: desk)
    #expect(again.contains("> 1. a: "))
    let answers = again.components(separatedBy: "\n> ")
    #expect(answers[2] == answers[3] && answers[2].lowercased().contains("cartel"))
    #expect(try walk("marks").contains("No mark was set yet: set-mark and a letter sets one."))
  }

  @Test func `a table is read as its reader chose in the browser`() throws {
    let desk = DatabaseDesk(location: .memory)
    let found = try walk("5", "tables", "2", desk: desk)
    let library = try IndexedLibrary(pathBytes: [Array(Seeds.folder.utf8)], location: .memory)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let id = try library.entries()[4].id
    let opened = try library.open(id)
    desk.set(
      .raw, of: Table.identities(of: opened.briefing.tables)[1],
      in: BriefingIdentity(path: library.path(of: id), lines: opened.lines))
    let chosen = try walk("5", "tables", "2", desk: desk)
    let words = chosen.split { $0.isWhitespace }.joined(separator: " ")
    #expect(chosen != found && words.contains("* its lines, as its reader chose"))
  }

  @Test func `the editor is started at what was said last, and the file read again`() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Ports\n\nThe quay is closed.\n", to: "a.md")
    let place = try TemporaryFolder()
    let program = try TestProgram.write(
      "printf '%s' \"$1\" > '\(place.path)/line'\nprintf '# Ports\\n\\nThe quay is open.\\n' > \"$2\"",
      to: place.path + "/program")
    var outside = Outside()
    outside.programs = OutsidePrograms(environment: EnvironmentVariables(["VISUAL": program]))
    outside.isSecure = false
    let output = try walk("1", "find quay", "edit", "find quay", folder: folder.path, outside: outside)
    #expect(try String(contentsOfFile: place.path + "/line", encoding: .utf8) == "+3")
    #expect(output.contains("Read again."))
    #expect(output.contains("The quay is open."))
    outside.isSecure = true
    let refused = try walk("1", "edit", "export x.csv", "tables", folder: folder.path, outside: outside)
    #expect(refused.contains("No editor is started: DOSSIER_SECURE is set."))
  }

  @Test func `the matrix of all briefings is said subject by subject, and each statement opens`() throws {
    let all = try walk("all-matrix", "quit", width: 120)
    #expect(all.contains("mitigation, stated: Deployment of multilingual liaison officers"))
    let one = try walk("all-matrix cartel", "1", "quit", width: 120)
    #expect(one.contains("benefit, ") && one.contains(", line "))
    #expect(try walk("all-matrix zzzz", "quit").contains("Nothing is said of them in: zzzz"))
    #expect(try walk("all-matrix (", "quit").contains("parenthesis"))
  }

  @Test func `what a briefing names is said with its sentence`() throws {
    let named = try walk("1", "named", "quit", width: 120)
    #expect(named.contains("country Ecuador, "))
    #expect(try walk("named", "quit").contains("Nothing is open."))
  }

  @Test func `two briefings are compared`() throws {
    let compared = try walk("1", "compare 2", "quit", width: 120)
    #expect(compared.contains("Both name: ") && compared.contains("Ecuador"))
    #expect(try walk("1", "compare 1", "quit").contains("This is the briefing that is open."))
    #expect(try walk("1", "compare zzzz", "quit").contains("compare needs the number"))
  }

  @Test func `a table is said in the order of a column`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Fees\n\n| Boat | Fee |\n|---|---|\n| Ada | 12 |\n| Eva | 7 |\n", to: "a.txt")
    let sorted = try walk(
      "1", "tables 1", "sort-rising fee", "sort-falling 2", "sort-rising 9", folder: folder.path)
    let rows = sorted.split(separator: "\n").filter { $0.contains("Boat: ") }.map { $0.contains("Ada") }
    #expect(rows.suffix(6) == [true, false, false, true, true, false])
    #expect(sorted.contains("A column is wanted: 1 to 2"))
    #expect(try walk("1", "tables 2", folder: folder.path).contains("tables takes a number from 1 to 1."))
  }

  @Test func `the table that was said last is written to a file, once`() throws {
    let place = try TemporaryFolder()
    let file = place.path + "/t.csv"
    var outside = Outside()
    outside.isSecure = false
    let output = try walk(
      "3", "export \(file)", "tables", "1", "export \(file)", "export \(file)", outside: outside)
    #expect(output.contains("No table was said yet"))
    #expect(output.contains("Wrote ") && output.contains("there already,"))
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains(","))
    outside.isSecure = true
    #expect(
      try walk("3", "tables", "1", "export \(file)", outside: outside).contains("DOSSIER_SECURE is set"))
  }

  @Test func `the tables of all briefings are listed, narrowed and opened`() throws {
    let all = try walk("all-tables")
    #expect(all.contains("11 tables."))
    let some = try walk("all-tables civilian casualties", "1", "evidence 1")
    #expect(some.contains("1 table.") && some.contains("civilian"))
    #expect(some.contains("Table ") && some.contains("line "))
    #expect(try walk("all-tables qqzz").contains("No table holds: qqzz"))
  }

  @Test func `a pattern is found between slashes`() throws {
    #expect(try walk("5", "find /cart(el|s)/", "find-next").contains("artel"))
    #expect(try walk("5", "find /cart(/").contains("/cart(/: missing closing parenthesis."))
    #expect(try walk("5", "find /qqzz+/").contains("Not found: /qqzz+/"))
  }

  @Test func `the end of input ends the walk`() throws {
    #expect(try walk().hasSuffix("> \n"))
  }
}

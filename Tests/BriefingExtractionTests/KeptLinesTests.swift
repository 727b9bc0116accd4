import BriefingExtraction
import BriefingModel
import Testing

/// Lines that are no prose and are kept as they stand.
@Suite struct KeptLinesTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private func code(_ briefing: Briefing) -> [[String]] {
    briefing.sections.flatMap(\.blocks).compactMap {
      guard case .code(let code) = $0 else { return nil }
      return code.lines
    }
  }

  // MARK: Logs

  @Test(arguments: [
    "2026-03-02T10:00:0%.123Z INFO  [worker-%] request id=%7 path=/api/v1/items/% status=200 took=%ms",
    "2026/03/02 10:00:0% [notice] worker process % started",
    "10.0.0.% - - [02/Mar/2026:10:00:0% +0100] \"GET /a/% HTTP/1.1\" 200 3%1 \"-\" \"Mozilla/5.0 (X11; Linux)\"",
    "Mar  2 10:00:0% host sshd[10%]: Accepted publickey for root from 10.0.0.% port 400% ssh2",
    "[    %.370000] pci 0000:00:0%.0: BAR %: assigned [mem 0x0000%000-0x0000%fff]",
  ])
  func `the lines of a log are kept, and the first is no title`(_ shape: String) {
    let lines = (1...6).map { shape.replacing("%", with: "\($0)") }
    let found = read(lines.joined(separator: "\n") + "\n")
    #expect(code(found) == [lines])
    #expect(found.title == nil)
    #expect(found.date == nil)
    #expect(found.tables.isEmpty)
  }

  @Test func `what an entry of a log goes on in belongs to it`() {
    let lines = [
      "2026-03-02 10:00:01,123 ERROR It failed", "  at the first step", "2026-03-02 10:00:02,123 INFO Again",
      "2026-03-02 10:00:03,123 INFO Done",
    ]
    #expect(code(read(lines.joined(separator: "\n"))) == [lines])
  }

  @Test func `times before what was said are no log`() {
    let found = read(
      "A talk\n\n10:00:01 Welcome to all of you.\n10:00:05 Thank you.\n10:00:09 Let us begin.\n")
    #expect(code(found).isEmpty)
  }

  // MARK: Drawings and listings

  private let drawing = [
    "       0                   1                   2                   3",
    "       0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1",
    "      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
    "      |          Source Port          |       Destination Port        |",
    "      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
  ]

  @Test func `a drawing is kept whole, its ruler above it too`() {
    let found = read(
      "A packet\n\nIt has this form:\n\n" + drawing.joined(separator: "\n") + "\n\nThat is all.\n")
    #expect(code(found) == [drawing])
    #expect(found.tables.isEmpty)
  }

  @Test func `a grid is a table, and no drawing`() {
    let found = read(
      "A list\n\n+------+-------+\n| Name | Count |\n+------+-------+\n| foo  |    10 |\n+------+-------+\n")
    #expect(found.tables.map(\.header) == [["Name", "Count"]])
    #expect(code(found).isEmpty)
  }

  @Test func `a listing that is set in keeps its lines and their blanks`() {
    let listing = ["   $ wget https://example.com/x.tar.gz", "   $ tar xf x.tar.gz"]
    let found = read("A program\n\nGet it so.\n\n" + listing.joined(separator: "\n") + "\n\nThen read on.\n")
    #expect(code(found) == [listing])
  }

  // MARK: Lines that are set in

  private let wrapped = """
    The committee met on Monday and agreed on the plan to build a new bridge
    over the river, which will cost ten million and take three years. Work
    begins in May, and the road will be closed for as long as it takes to
    lay the foundations on both of the banks.


    """

  @Test func `short lines that are set in are kept in a wrapped text`() {
    let names = ["        Ann Example", "        Bob Example", "        and many others"]
    let found = read(wrapped + names.joined(separator: "\n") + "\n\n" + wrapped)
    #expect(code(found) == [names])
  }

  // MARK: Pages

  @Test func `the ends of pages are left out with a note`() {
    let found = read(
      wrapped + "Example                     Standards Track                    [Page 1]\n\u{0C}\n"
        + "RFC 9999                      A Standard                      March 2026\n\n" + wrapped)
    let texts = found.sections.flatMap(\.blocks).compactMap { block -> String? in
      guard case .paragraph(let paragraph) = block else { return nil }
      return paragraph.text
    }
    #expect(texts.count == 2)
    #expect(found.headings.isEmpty)
    #expect(found.notes.map(\.kind) == [.furniture, .furniture])
  }

  @Test func `a few words at the margin head what is set in below them`() {
    let found = read(
      "LS(1)                     User Commands                     LS(1)\n\nNAME\n       ls - list directory contents\n\n"
        + "SYNOPSIS\n       ls [OPTION]... [FILE]...\n\nDESCRIPTION\n       List information about the files.\n"
    )
    #expect(found.headings.map(\.text) == ["NAME", "SYNOPSIS", "DESCRIPTION"])
  }

  // MARK: Columns

  @Test func `numbers set to the right have a column each, a single blank between`() {
    let found = read(
      "The disks\n\nFilesystem     1K-blocks     Used Available Use% Mounted on\n"
        + "/dev/sda1       41152736 12345678  26683000  32% /\n"
        + "tmpfs             819200     1024    818176   1% /run/user/1000\n")
    #expect(
      found.tables.map(\.header) == [["Filesystem", "1K-blocks", "Used", "Available", "Use%", "Mounted on"]])
    #expect(found.tables.first?.rows.last == ["tmpfs", "819200", "1024", "818176", "1%", "/run/user/1000"])
    #expect(found.tables.first?.confidence == .certain)
  }

  @Test func `a table whose header goes across a border of its rows is not certain`() {
    let found = read(
      "The runs\n\nThe name of the run  Result\nalpha    first        12 ms\nbravo    second       14 ms\ncharl    third        16 ms\n"
    )
    #expect(found.tables.allSatisfy { $0.confidence != .certain })
  }
}

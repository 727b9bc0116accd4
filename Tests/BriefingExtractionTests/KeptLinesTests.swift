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
}

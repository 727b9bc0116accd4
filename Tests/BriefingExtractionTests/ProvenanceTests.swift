import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing

/// Every value of a briefing names the place that it came from, and its words stand there.
@Suite struct ProvenanceTests {
  @Test(arguments: Seeds.names)
  func `the places of a seed are right`(name: String) throws {
    #expect(ProvenanceFaults.find(in: try Seeds.open(name)) == [])
  }

  @Test(arguments: ["\r\n", "\r"])
  func `the places of a seed do not depend on the line endings`(ending: String) throws {
    for name in Seeds.names {
      let text = String(decoding: try Seeds.bytes(name), as: UTF8.self)
      let wanted = BriefingReader.read(Array(text.utf8), path: name)
      let read = BriefingReader.read(Array(text.replacing("\n", with: ending).utf8), path: name)
      #expect(read.briefing == wanted.briefing, "\(name)")
    }
  }

  /// The two signs that a note of glued sentences points to are those that touch in the source.
  @Test func `a note of glued sentences points to the seam`() throws {
    let text = "Kept Together\n\nThe harbour rests in the région.As both follow, the river turns.\n"
    let opened = BriefingReader.read(Array(text.utf8), path: "glued.txt")
    let note = try #require(opened.briefing.notes.first { $0.kind == .gluedSentence })
    #expect(opened.source(note.span) == ".A")
  }

  @Test(arguments: ["", "   ", "\t"])
  func `a date and a title on one line have their own columns`(indent: String) throws {
    let text = "\(indent)date 2026-03-06 Vientos de Otoño en Él Harbour\n\nThe harbour rests in winter.\n"
    let opened = BriefingReader.read(Array(text.utf8), path: "glued.txt")
    let title = try #require(opened.briefing.titleSpan)
    let date = try #require(opened.briefing.dateSpan)
    #expect(opened.source(title) == opened.briefing.title)
    #expect(opened.source(date).contains("2026-03-06"))
    #expect(!opened.source(date).contains("Vientos"))
  }

  /// The check itself finds what is wrong.
  @Test(arguments: 0..<9)
  func `a fault is found`(number: Int) throws {
    let text = """
      # Wood and Water

      Ports keep timber in winter.

      | Name | Number |
      |---|---|
      | Oak | 12 |

      - first item
      - second item
      """
    var opened = BriefingReader.read(Array(text.utf8), path: "sound.md")
    try #require(ProvenanceFaults.find(in: opened) == [])
    try #require(opened.briefing.tables.count == 1 && opened.briefing.lists.count == 1)
    switch number {
    case 0: opened.briefing.titleSpan = SourceSpan(line: 2)
    case 1: opened.briefing.lineCount = 4
    case 2: change(&opened) { if case .paragraph(let value) = $0 { $0 = .paragraph(moved(value)) } }
    case 3: change(&opened) { if case .table(var table) = $0 { table.id = "t9"; $0 = .table(table) } }
    case 4:
      change(&opened) { if case .table(var table) = $0 { table.rows[0][0] = "Ash"; $0 = .table(table) } }
    case 5:
      change(&opened) {
        if case .table(var table) = $0 { table.rowSpans[0] = SourceSpan(line: 9); $0 = .table(table) }
      }
    case 6:
      change(&opened) {
        if case .list(var list) = $0 { list.items[1].span = SourceSpan(line: 99); $0 = .list(list) }
      }
    case 7:
      change(&opened) {
        if case .list(var list) = $0 { list.items[0].span.firstColumn = 40; $0 = .list(list) }
      }
    default:
      opened.briefing.notes = [2, 1].map {
        ExtractionNote(kind: .furniture, message: "x", span: SourceSpan(line: $0))
      }
    }
    #expect(ProvenanceFaults.find(in: opened) != [])
  }

  private func moved(_ paragraph: Paragraph) -> Paragraph {
    Paragraph(content: paragraph.content, span: SourceSpan(line: 7))
  }

  private func change(_ opened: inout OpenedBriefing, _ body: (inout Block) -> Void) {
    for section in opened.briefing.sections.indices {
      for block in opened.briefing.sections[section].blocks.indices {
        body(&opened.briefing.sections[section].blocks[block])
      }
    }
  }
}

extension OpenedBriefing {
  /// The text at a span of one line.
  fileprivate func source(_ span: SourceSpan) -> String {
    let line = Array(lines[line: span.firstLine].unicodeScalars)
    let first = max(0, (span.firstColumn ?? 1) - 1)
    let last = min(line.count, span.lastColumn ?? line.count)
    return first <= last ? String(String.UnicodeScalarView(line[first..<last])) : ""
  }
}

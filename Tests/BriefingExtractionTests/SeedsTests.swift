import BriefingExtraction
import BriefingModel
import Foundation
import Testing

let seedNames = [
  "000_e15e4ea1b1a6bb56", "001_3cbc6066d2084c96", "002_a2de8763a7700bd2", "003_cc6a91dc96c48c2f",
  "004_20d2fb649028d996",
]

/// The lines of a seed and what is read from them.
func seed(_ name: String) throws -> (lines: SourceLines, briefing: Briefing) {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seeds")
  let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).txt")))
  let opened = BriefingReader.read(bytes, path: "seeds/\(name).txt")
  return (opened.lines, opened.briefing)
}

@Suite struct SeedsTests {
  @Test(arguments: seedNames)
  func `a seed reads as its golden says`(_ name: String) throws {
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/\(name).txt")
    let found = dump(try seed(name).briefing)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try found.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("golden rewritten: \(name)")
      return
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    let foundLines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, pair) in zip(foundLines, expectedLines).enumerated() where pair.0 != pair.1 {
      Issue.record("line \(index + 1): found “\(pair.0)”, expected “\(pair.1)”")
      return
    }
    #expect(foundLines.count == expectedLines.count)
  }

  @Test(arguments: seedNames)
  func `every span lies inside the file`(_ name: String) throws {
    let (lines, briefing) = try seed(name)
    for span in spans(of: briefing) {
      #expect(span.firstLine >= 1 && span.firstLine <= span.lastLine && span.lastLine <= lines.count)
      if let column = span.firstColumn {
        #expect(column >= 1 && column <= lines[line: span.firstLine].unicodeScalars.count)
      }
      if let column = span.lastColumn {
        #expect(column >= 1 && column <= lines[line: span.lastLine].unicodeScalars.count)
      }
    }
  }

  @Test(arguments: seedNames)
  func `the source of every value holds its words`(_ name: String) throws {
    let (lines, briefing) = try seed(name)
    func check(_ value: String, _ span: SourceSpan) {
      let source = bare(lines.text(span))
      for word in value.split(separator: " ") where !bare(String(word)).isEmpty {
        #expect(
          source.contains(bare(String(word))), "“\(word)” is not in lines \(span.firstLine)-\(span.lastLine)")
      }
    }
    for heading in briefing.headings { check(heading.text, heading.span) }
    for paragraph in briefing.paragraphs { check(paragraph.text, paragraph.span) }
    for item in briefing.lists.flatMap(\.items) { check(item.text, item.span) }
    for table in briefing.tables {
      for (row, span) in zip(table.rows, table.rowSpans) { for cell in row { check(cell, span) } }
    }
    for assessment in briefing.assessments {
      check(assessment.text, assessment.span)
      if let label = assessment.label { check(label, assessment.span) }
    }
    if let title = briefing.title, let span = briefing.titleSpan { check(title, span) }
  }

  @Test(arguments: seedNames)
  func `the cells of a reconstructed row, joined, are the source line`(_ name: String) throws {
    let (lines, briefing) = try seed(name)
    for table in briefing.tables where table.isReconstructed {
      #expect(table.rows.count == table.rowSpans.count)
      for (row, span) in zip(table.rows, table.rowSpans) {
        #expect(row.joined(separator: " ") == lines[line: span.firstLine])
        #expect(row.count == table.columnCount)
      }
    }
  }

  @Test(arguments: seedNames)
  func `no statement is filed both as a benefit and as a risk`(_ name: String) throws {
    let found = try seed(name).briefing.assessments
    let benefits = Set(found.filter { $0.kind == .benefit }.map(\.text))
    let risks = Set(found.filter { $0.kind == .risk }.map(\.text))
    #expect(benefits.isDisjoint(with: risks))
  }

  @Test(arguments: seedNames)
  func `a text cut anywhere is still read`(_ name: String) throws {
    let bytes = try seed(name).lines.utf8
    for length in stride(from: 0, to: bytes.count, by: 397) {
      let lines = SourceLines(utf8: Array(bytes[..<length]))
      #expect(PlainTextReader.read(lines, path: "cut.txt").lineCount == lines.count)
    }
  }

  /// Letters and digits alone, so that marks and joined blanks do not count.
  private func bare(_ text: String) -> String {
    String(text.filter { $0.isLetter || $0.isNumber })
  }

  private func spans(of briefing: Briefing) -> [SourceSpan] {
    var spans = briefing.blocks.map(\.span) + briefing.headings.map(\.span) + briefing.notes.map(\.span)
    spans += briefing.assessments.map(\.span) + briefing.lists.flatMap { $0.items.map(\.span) }
    spans += briefing.tables.flatMap(\.rowSpans) + briefing.tables.compactMap(\.headerSpan)
    return spans + [briefing.titleSpan, briefing.dateSpan].compactMap { $0 }
  }
}

import BriefingLibrary
import BriefingModel

/// The briefings of a measurement: generated ones, or a folder that was named.
struct Corpus {
  var folder: String
  var bytes: Int
  var queries: QuerySet
  /// Where the index is kept from one run to the next; nil for a new one.
  var keptIndex: String?
  /// How files become briefings; nil for the reader of the program.
  var reading: IndexedLibrary.Reading?

  /// So many generated briefings.
  init(generated count: Int, in place: Workplace) throws {
    (folder, bytes) = try place.library(count)
    queries = QuerySet(Vocabulary().words)
  }

  /// The briefings in a folder, with queries from the manifest beside it.
  init(folder: String) throws {
    self.folder = folder
    bytes = Workplace.size(of: folder)
    queries = try QuerySet(manifest: folder + ".manifest.json")
  }

  func index(in place: Workplace) -> String {
    keptIndex ?? place.folder("search-index")
  }

  /// Each line a paragraph: what the index costs without the extraction.
  static let linesOnly: IndexedLibrary.Reading = { bytes, path in
    let lines = SourceLines(utf8: bytes)
    let blocks = lines.ranges.enumerated().map { number, range in
      Block.paragraph(
        Paragraph(
          content: InlineText(String(decoding: bytes[range], as: UTF8.self)),
          span: SourceSpan(line: number + 1)))
    }
    let briefing = Briefing(
      path: path, format: .text, title: lines.count > 0 ? lines[line: 1] : nil,
      sections: [Section(heading: nil, blocks: blocks)], lineCount: lines.count)
    return OpenedBriefing(briefing: briefing, lines: lines)
  }
}

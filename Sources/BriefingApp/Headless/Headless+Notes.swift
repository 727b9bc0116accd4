public import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

extension Headless {
  /// `dossier notes`: what the reader noted about briefings (stars, tags, notes, annotations), each with the
  /// place that it is about.
  ///
  /// - Parameter query: leaves the briefings that it finds; nil for all.
  public static func notes(
    _ paths: [PathBytes], matching query: String? = nil, format: Format, context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var noted: [NotedBriefing] = []
      var code: Int32
      do throws(LibraryError) {
        guard let opened = try refreshed(paths, matching: query, context) else { return ExitCode.failure }
        let library = opened.library
        code = opened.code
        guard let desk = context.desk else { return ExitCode.nothingFound }
        let marks = try library.marks(from: desk)
        for entry in opened.entries {
          guard let marks = marks[entry.id], marks.hasNotes else { continue }
          let briefing: OpenedBriefing
          do throws(LibraryError) {
            briefing = try library.open(entry.id)
          } catch {
            context.report(error.path, error.reason)
            code = ExitCode.failure
            continue
          }
          let record = desk.record(
            of: BriefingIdentity(path: library.path(of: entry.id), lines: briefing.lines))
          noted.append(NotedBriefing(entry, marks, record.annotations, briefing))
        }
        while let remark = desk.takeRemark() { context.warn(remark) }
      } catch {
        context.report(error.path, error.reason)
        return ExitCode.failure
      }
      switch format {
      case .json, .jsonl, .csv: try context.output.line(JSONText.encode(NotesDocument(noted), pretty: true))
      case .md: try context.output.write(noted.map(\.markdown).joined(separator: "\n"))
      case .text: try write(noted, in: context)
      }
      return noted.isEmpty ? try context.reportNothing("nothing was noted", in: paths, after: code) : code
    }
  }

  private static func write(_ noted: [NotedBriefing], in context: HeadlessContext) throws(OutputFault) {
    for briefing in noted {
      let path = PrintableText.make(briefing.path)
      func line(_ number: Int, _ text: String) throws(OutputFault) {
        try context.output.line("\(path):\(number): " + PrintableText.make(text))
      }
      try line(1, ([briefing.title] + briefing.facts).joined(separator: " · "))
      if let note = briefing.note { try line(1, note) }
      for annotation in briefing.annotations {
        let moved = annotation.isThere ? "" : " (these words are gone)"
        let place = annotation.cellWords.map { $0 + " " } ?? ""
        try line(annotation.line, "\(place)\u{201C}\(annotation.quote)\u{201D}\(moved): \(annotation.text)")
      }
    }
  }
}

/// A briefing with what its reader noted about it.
struct NotedBriefing: Encodable {
  struct Written: Encodable {
    /// 1-based; where its words stand now, or where they stood when they are gone.
    var line: Int
    /// Whether its words still stand in the file.
    var isThere: Bool
    var heading: String
    /// 1-based; nil for a whole paragraph or row.
    var cell: Int?
    /// The name of the cell's column, and the first cell of its row; nil where there is none.
    var column: String?
    var row: String?
    var quote: String
    var text: String

    /// Where a cell stands, in words: `Impact of R-1`.
    var cellWords: String? {
      let words = [column, row.map { "of " + $0 }].compactMap(\.self).joined(separator: " ")
      return words.isEmpty ? nil : words
    }
  }

  var path: String
  var title: String
  var date: String?
  var isStarred: Bool
  var isRead: Bool
  /// Whether it has changed since it was read.
  var isChanged: Bool
  var tags: [String]
  var note: String?
  var annotations: [Written]

  init(_ entry: LibraryEntry, _ marks: ReaderMarks, _ annotations: [Annotation], _ opened: OpenedBriefing) {
    path = entry.path
    title = entry.displayTitle
    date = entry.date
    isStarred = marks.isStarred
    isRead = marks.isRead
    isChanged = marks.isChanged
    tags = marks.tags
    note = marks.note
    self.annotations = annotations.map { annotation in
      let line = annotation.line(in: opened.lines)
      let cell = annotation.anchor.column.map { Self.cell($0, in: opened.briefing, line: line) }
      return Written(
        line: line ?? annotation.anchor.place.line, isThere: line != nil,
        heading: annotation.anchor.place.heading, cell: annotation.anchor.column.map { $0 + 1 },
        column: cell?.column, row: cell?.row,
        quote: annotation.quote.split(separator: "\t").joined(separator: " | "), text: annotation.text)
    }
  }

  /// The name of a 0-based column, and what its row begins with, of the table on a line.
  private static func cell(
    _ column: Int, in briefing: Briefing, line: Int?
  ) -> (column: String?, row: String?) {
    guard let line else { return (nil, nil) }
    for table in briefing.tables {
      guard let row = table.rowSpans.firstIndex(where: { $0.contains(line: line) }),
        table.rows.indices.contains(row)
      else { continue }
      let name = table.header.indices.contains(column) ? table.header[column] : ""
      let first = column > 0 ? table.rows[row].first ?? "" : ""
      return (name.isEmpty ? nil : name, first.isEmpty ? nil : first)
    }
    return (nil, nil)
  }

  /// What is noted in a word or two.
  var facts: [String] {
    [date, isStarred ? "starred" : nil, isChanged ? "changed since it was read" : nil].compactMap(\.self)
      + tags.map { "#" + $0 }
  }

  /// As a section of a Markdown document; each annotation behind the words that it is about.
  var markdown: String {
    var text = "## \(MarkdownText.escaped(title))\n\n"
    text += ([path] + facts).map { MarkdownText.escaped($0) }.joined(separator: " · ") + "\n"
    if let note { text += "\n" + Self.paragraphs(note) + "\n" }
    for annotation in annotations {
      let place = MarkdownText.escaped("\(path):\(annotation.line)")
      let parts = [annotation.cellWords, annotation.heading.isEmpty ? nil : annotation.heading]
      let heading = parts.compactMap(\.self).map { ", " + MarkdownText.escaped($0) }.joined()
      let gone = annotation.isThere ? "" : " *(these words are gone)*"
      text += "\n> \(MarkdownText.escaped(annotation.quote))\n>\n> — \(place)\(heading)\(gone)\n"
      text += "\n" + Self.paragraphs(annotation.text) + "\n"
    }
    return text
  }

  /// Each line of a reader's text by itself.
  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map { MarkdownText.escaped(String($0)) }.joined(separator: "\n\n")
  }
}

/// All that was noted, schema `dossier.notes/1`.
private struct NotesDocument: Encodable {
  var schema = "dossier.notes/1"
  var briefings: [NotedBriefing]

  init(_ briefings: [NotedBriefing]) { self.briefings = briefings }
}

extension ReaderMarks {
  /// Whether there is more than that it was read.
  fileprivate var hasNotes: Bool { isStarred || !tags.isEmpty || isAnnotated }
}

extension Annotation {
  /// The 1-based line where the words that it is about begin now, the nearest to where they stood; nil when they
  /// are gone. Markup between the words does not count.
  func line(in lines: SourceLines) -> Int? {
    let words = quote.split { $0.isWhitespace || $0 == "…" }.prefix(4)
    func holds(_ number: Int) -> Bool {
      let line = lines[line: number]
      var rest = line[...]
      for (place, word) in words.enumerated() {
        guard let found = rest.firstRange(of: word) else {
          // A paragraph may go on in the next line.
          return place > 0 && rest.allSatisfy { !$0.isLetter && !$0.isNumber }
        }
        rest = rest[found.upperBound...]
      }
      return true
    }
    let start = anchor.place.line
    for distance in 0..<max(1, lines.count) {
      for number in Set([start - distance, start + distance]).sorted()
      where (1...max(1, lines.count)).contains(number) && holds(number) { return number }
    }
    return nil
  }
}

/// The format that a briefing's file was read as.
public enum BriefingFormat: String, Sendable, Hashable, Codable, CaseIterable {
  case text
  case markdown
  case html
}

/// One document as it is read: what it states about itself, its sections, and what they assess.
public struct Briefing: Sendable, Equatable, Codable {
  /// The file as the reader named it, for display: any byte that is not UTF-8 shown as U+FFFD.
  public var path: String
  public var format: BriefingFormat
  /// The encoding it was decoded from: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`.
  public var encoding: String
  /// What the document states as its title; nil where it states none.
  public var title: String?
  public var titleSpan: SourceSpan?
  /// ISO day of publication (`2026-03-06`), only if stated.
  public var date: String?
  public var dateSpan: SourceSpan?
  /// The publication that it came from, only if stated.
  public var source: String?
  /// In reading order.
  public var sections: [Section]
  /// In reading order.
  public var assessments: [Assessment]
  /// In order of their first line.
  public var notes: [ExtractionNote]
  /// Number of lines of the file.
  public var lineCount: Int

  public init(
    path: String, format: BriefingFormat, encoding: String = "utf-8", title: String? = nil,
    titleSpan: SourceSpan? = nil, date: String? = nil, dateSpan: SourceSpan? = nil,
    source: String? = nil, sections: [Section] = [], assessments: [Assessment] = [],
    notes: [ExtractionNote] = [], lineCount: Int = 0
  ) {
    self.path = path
    self.format = format
    self.encoding = encoding
    self.title = title
    self.titleSpan = titleSpan
    self.date = date
    self.dateSpan = dateSpan
    self.source = source
    self.sections = sections
    self.assessments = assessments
    self.notes = notes
    self.lineCount = lineCount
  }

  /// What lists show: the title, else the first heading, else the file's name.
  public var displayTitle: String {
    if let title, !title.isEmpty { return title }
    if let heading = headings.first, !heading.text.isEmpty { return heading.text }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// All headings, in reading order.
  public var headings: [Heading] { sections.compactMap(\.heading) }

  /// All blocks, in reading order.
  public var blocks: [Block] { sections.flatMap(\.blocks) }

  /// All tables, in reading order.
  public var tables: [Table] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// All lists, in reading order.
  public var lists: [ItemList] {
    blocks.compactMap { if case .list(let list) = $0 { list } else { nil } }
  }

  /// All paragraphs, in reading order.
  public var paragraphs: [Paragraph] {
    blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
  }

  /// The briefing's own matrix, stated and inferred together.
  public var matrix: Matrix { Matrix(assessments) }
}

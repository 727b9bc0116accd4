/// A paragraph, its sentences parted where the source had glued them together.
public struct Paragraph: Sendable, Equatable, Codable {
  public var content: InlineText
  public var span: SourceSpan

  /// The text without marks.
  public var text: String { content.text }

  public init(content: InlineText, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// One item of a list.
public struct ListItem: Sendable, Equatable, Codable {
  /// The whole text, the label included, the marker (`-`, `•`, `1.`, `[x]`) removed.
  public var content: InlineText
  /// The part before the colon in `Label: text`, when there is one.
  public var label: String?
  /// What stands before it and says more than a bullet, as written: its number (`5.`, `b)`), its box (`[x]`), both,
  /// or a check mark. Nil for a bullet.
  public var marker: String?
  /// Nesting depth, 0 for an item of the list itself.
  public var depth: Int
  public var span: SourceSpan

  /// The text without marks.
  public var text: String { content.text }

  public init(
    content: InlineText, label: String? = nil, marker: String? = nil, depth: Int = 0, span: SourceSpan
  ) {
    self.content = content
    self.label = label
    self.marker = marker
    self.depth = depth
    self.span = span
  }
}

/// A bulleted or numbered list; nested items follow in reading order with their depth.
public struct ItemList: Sendable, Equatable, Codable {
  /// The sentence that introduces the list ("Key concerns include:"), when one stands before it.
  public var intro: String?
  public var ordered: Bool
  public var items: [ListItem]
  public var span: SourceSpan
  /// In how many quotations it stands; nil for what is the author's own.
  public var quoted: Int?

  public init(intro: String? = nil, ordered: Bool, items: [ListItem], span: SourceSpan) {
    self.intro = intro
    self.ordered = ordered
    self.items = items
    self.span = span
  }
}

/// A quotation, kept as its paragraphs. Lists, tables and code of one are blocks of their own, which say that they are
/// quoted.
public struct Quote: Sendable, Equatable, Codable {
  public var paragraphs: [InlineText]
  public var span: SourceSpan
  /// In how many quotations it stands, itself counted; nil for one.
  public var quoted: Int?

  public init(paragraphs: [InlineText], span: SourceSpan, quoted: Int? = nil) {
    self.paragraphs = paragraphs
    self.span = span
    self.quoted = quoted
  }
}

/// Preformatted text: its lines exactly.
public struct CodeBlock: Sendable, Equatable, Codable {
  public var language: String?
  public var lines: [String]
  public var span: SourceSpan
  /// In how many quotations it stands; nil for what is the author's own.
  public var quoted: Int?

  public init(language: String? = nil, lines: [String], span: SourceSpan) {
    self.language = language
    self.lines = lines
    self.span = span
  }
}

/// A piece of a section.
public enum Block: Sendable, Equatable, Codable {
  case paragraph(Paragraph)
  case list(ItemList)
  /// In a box of its own: it is several times as large as a paragraph, and far rarer.
  indirect case table(Table)
  case quote(Quote)
  case code(CodeBlock)

  /// Where the block stands in the source.
  public var span: SourceSpan {
    switch self {
    case .paragraph(let paragraph): paragraph.span
    case .list(let list): list.span
    case .table(let table): table.span
    case .quote(let quote): quote.span
    case .code(let code): code.span
    }
  }
}

extension Block {
  /// In how many quotations the block stands, a quotation itself counted.
  public var quoteDepth: Int {
    switch self {
    case .paragraph: 0
    case .list(let list): list.quoted ?? 0
    case .table(let table): table.quoted ?? 0
    case .quote(let quote): quote.quoted ?? 1
    case .code(let code): code.quoted ?? 0
    }
  }
}

/// A section heading. The title of a briefing is not a heading.
public struct Heading: Sendable, Equatable, Codable {
  public var content: InlineText
  /// 1…6, 1 the outermost.
  public var level: Int
  public var span: SourceSpan

  /// The text without marks.
  public var text: String { content.text }

  public init(content: InlineText, level: Int, span: SourceSpan) {
    self.content = content
    self.level = level
    self.span = span
  }
}

/// A heading with the blocks up to the next heading of any level.
public struct Section: Sendable, Equatable, Codable {
  /// Nil only for what stands before the first heading.
  public var heading: Heading?
  public var blocks: [Block]

  public init(heading: Heading? = nil, blocks: [Block] = []) {
    self.heading = heading
    self.blocks = blocks
  }
}

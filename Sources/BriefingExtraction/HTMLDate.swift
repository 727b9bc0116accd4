import BriefingModel
import CGumbo

/// Finds the day on which a page says that it was published: in its metadata, in its linked data, then
/// in an element near its title that is there to say it. Never in running prose, and never the day of
/// a change.
struct HTMLDate {
  private(set) var day: String?
  private(set) var span: SourceSpan?
  private(set) var notes: [ExtractionNote] = []

  private let content: HTMLContent
  private let lines: SourceLines
  /// The first element that says when the page was changed.
  private var change: (text: String, index: Int)?
  private var tree: HTMLTree { content.tree }

  /// Properties of `meta` elements that state the day, the surest first.
  private static let names = [
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date",
    "publication-date", "publicationdate", "article_date_original", "article.published",
    "article:publicationdate", "published_time", "published", "published_date", "published-date",
    "dc.date.issued", "dcterms.issued", "date.issued", "dc.date.published", "bt:pubdate",
    "rnews:datepublished",
    "citation_publication_date", "citation_online_date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "article.date", "prism.publicationdate", "dc.date", "dc.date.created",
    "dcterms.created", "dcterms.date", "date", "citation_date", "originalpublicationdate", "displaydate",
    "weibo: article:create_at", "apub:time", "og:pubdate", "ptime", "datecreated",
  ]

  init(_ content: HTMLContent, metadata: HTMLMetadata, lines: SourceLines) {
    self.content = content
    self.lines = lines
    for name in Self.names {
      if let entry = metadata.meta[name], let day = Self.machineDay(entry.value) {
        set(day, at: entry.index)
        return
      }
    }
    if findInLinkedData() { return }
    findInText(titleIndex: metadata.titleIndex)
    guard day == nil, notes.isEmpty, let change else { return }
    notes.append(
      ExtractionNote(
        kind: .ambiguousDate,
        message: "The page says when it was changed, not when it was published: \(change.text)",
        span: HTMLSpans.span(of: change.index, in: tree, lines: lines)))
  }

  private mutating func set(_ day: String, at index: Int) {
    self.day = day
    span = HTMLSpans.span(of: index, in: tree, lines: lines)
  }

  // MARK: - Values

  /// The day of a value that is there for machines: `2026-03-06T10:00Z`, `20260306T1000`, or a date in
  /// words.
  static func machineDay(_ value: String) -> String? {
    let value = value.trimmingBlanks()
    guard value.utf8.count < 80 else { return nil }
    if let day = DateReader.isoDay(value) { return day }
    let digits = Array(value.utf8.prefix(9))
    if digits.count >= 8, digits.prefix(8).allSatisfy({ (0x30...0x39).contains($0) }),
      digits.count == 8 || !(0x30...0x39).contains(digits[8])
    {
      let text = String(decoding: digits.prefix(8), as: UTF8.self)
      return DateReader.isoDay("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6))")
    }
    guard let found = DateReader.firstDate(in: value), case .day(let day) = found.reading else { return nil }
    return day
  }

  private mutating func findInLinkedData() -> Bool {
    for index in 0..<tree.count where tree.tag(index) == GUMBO_TAG_SCRIPT {
      guard let kind = tree.attribute("type", of: index), kind.lowercased().contains("ld+json") else {
        continue
      }
      for text in tree.children(index) {
        if let value = Self.publishedValue(tree.text(text)), let day = Self.machineDay(value) {
          set(day, at: index)
          return true
        }
      }
    }
    return false
  }

  /// The value of `"datePublished"` in linked data.
  private static func publishedValue(_ bytes: [UInt8]) -> String? {
    let key = Array("\"datePublished\"".utf8)
    guard let range = bytes.prefix(1 << 20).firstRange(of: key) else { return nil }
    var rest = bytes[range.upperBound...].prefix(120).drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 }
    guard rest.first == 0x22 else { return nil }
    return String(decoding: rest.dropFirst().prefix { $0 != 0x22 }, as: UTF8.self)
  }

  // MARK: - Text

  /// Looks around the title and at the head of the article; then for an element named as the day of
  /// publication behind the article's text.
  private mutating func findInText(titleIndex: Int?) {
    let root = content.root
    if let titleIndex, titleIndex < root {
      let head = headOfTitle(titleIndex)
      if search(head..<min(root, head + 3_000), most: 700) { return }
    }
    // Only what stands before the article's text: its first few paragraphs.
    if search(root..<min(tree.end(root), root + 5_000), most: 700) { return }
    if let titleIndex, titleIndex < root { return }
    if let named = tail().first(where: { tree.nodes[$0].flags.contains(.dated) }) { _ = take(named) }
  }

  /// The element around the title that holds little else: byline and date.
  private func headOfTitle(_ title: Int) -> Int {
    var index = title
    while true {
      let parent = tree.nodes[index].parent
      guard parent > content.pageBody, content.textSize(parent) < content.textSize(title) + 400 else {
        return index
      }
      index = parent
    }
  }

  /// Nodes behind the last paragraph of the article.
  private func tail() -> Range<Int> {
    let end = tree.end(content.root)
    var start = end
    while start > content.root, end - start < 600, content.proseSize(from: start - 1, to: end) == 0 {
      start -= 1
    }
    return start..<end
  }

  private mutating func search(_ range: Range<Int>, most: Int) -> Bool {
    var shown = 0
    var index = range.lowerBound
    while index < range.upperBound, shown < most {
      let node = tree.nodes[index]
      if node.isText {
        shown += Int(node.ink) / 2
        index += 1
        continue
      }
      if content.isInvisible(index) || content.isFurniture(index) {
        keepChange(index)
        index = node.end
        continue
      }
      if take(index) { return true }
      index += 1
    }
    return false
  }

  /// Remembers an element that does nothing but say when the page was changed.
  private mutating func keepChange(_ index: Int) {
    let size = content.textSize(index)
    guard change == nil, size > 0, size <= 80, tree.end(index) - index <= 20 else { return }
    let text = HTMLText.inline(of: index, in: content).text
    if DateReader.isUpdate(text) { change = (text, index) }
  }

  /// Takes the day that the element at `index` states; true when it has said all that can be known.
  private mutating func take(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    let isUpdate = node.flags.contains(.updated) && !node.flags.contains(.dated)
    if isUpdate { return false }
    if node.tag == GUMBO_TAG_TIME || node.flags.contains(.dated) {
      for name in ["datetime", "content", "title"] {
        if let value = tree.attribute(name, of: index), let day = Self.machineDay(value), isAside(index) {
          if isLabelledUpdate(index) { return false }
          set(day, at: index)
          return true
        }
      }
    }
    guard let tag = node.tag, HTMLTags.headingLevel(tag) == nil, content.textSize(index) > 0,
      tree.end(index) - index <= 60, content.textSize(index) <= 160
    else { return false }
    let text = HTMLText.inline(of: index, in: content).text
    if HTMLMetadata.isSentence(text) { return false }
    if change == nil, DateReader.isUpdate(text) { change = (text, index) }
    var found = DateReader.dateline(text)
    if found == nil, node.flags.contains(.dated), text.utf8.count <= 80 {
      found = DateReader.firstDate(in: text)
    }
    guard let found, !isLabelledUpdate(index) else { return false }
    switch found.reading {
    case .day(let day):
      set(day, at: index)
      return true
    case .ambiguous:
      notes.append(
        ExtractionNote(
          kind: .ambiguousDate, message: "Day and month cannot be told apart: \(text)",
          span: HTMLSpans.span(of: index, in: tree, lines: lines)))
      return true
    }
  }

  /// Whether an element, or the words before it on its line, say that its day is that of a change.
  private func isLabelledUpdate(_ index: Int) -> Bool {
    var line = index
    while line > 0, tree.nodes[line].flags.contains(.phrase) { line = tree.nodes[line].parent }
    guard content.textSize(line) <= 160, tree.end(line) - line <= 60 else { return false }
    let text = HTMLText.inline(of: line, in: content).text.lowercased()
    let words = text.split { !$0.isLetter }
    let labels = Lexicon.shared
    guard let update = words.firstIndex(where: { labels.updateLabels.contains(String($0)) }) else {
      return false
    }
    // `Published 3 May, updated 4 May`: the first of the two days.
    guard let first = words.firstIndex(where: { labels.dateLabels.contains(String($0)) }) else {
      return !text[..<(words[update].startIndex)].contains(where: \.isNumber)
    }
    return update < first
  }

  /// Whether a `time` stands in a line of its own, not in a paragraph of text.
  private func isAside(_ index: Int) -> Bool {
    var parent = tree.nodes[index].parent
    while parent > 0, tree.nodes[parent].flags.contains(.phrase) { parent = tree.nodes[parent].parent }
    return parent <= 0 || tree.tag(parent) != GUMBO_TAG_P || content.textSize(parent) <= 160
  }
}

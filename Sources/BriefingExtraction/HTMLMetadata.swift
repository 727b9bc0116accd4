import BriefingModel
import CGumbo

/// What a page says about itself: title, day of publication, publication.
struct HTMLMetadata {
  private(set) var title: String?
  private(set) var titleSpan: SourceSpan?
  /// Index of the heading that is the title.
  private(set) var titleIndex: Int?
  private(set) var date: String?
  private(set) var dateSpan: SourceSpan?
  private(set) var source: String?
  private(set) var notes: [ExtractionNote] = []

  private let content: HTMLContent
  private let lines: SourceLines
  private var tree: HTMLTree { content.tree }
  private var meta: [String: (value: String, index: Int)] = [:]
  private var pageTitle: (text: String, index: Int)?
  private var mainHeadings: [(text: String, index: Int, isInContent: Bool)] = []
  private var firstHeading: Int?

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
    collect()
    findTitle()
    findDate()
  }

  /// Whether two texts are the same up to case, punctuation and blanks.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let left = key(left)
    return !left.isEmpty && left == key(right)
  }

  private static func key(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in text.lowercased().utf8.prefix(2_000) {
      if byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) { bytes.append(byte) }
    }
    return bytes
  }

  private mutating func collect() {
    let rootEnd = tree.end(content.root)
    var furnitureEnd = 0
    for index in 0..<tree.count {
      let node = tree.nodes[index]
      guard let tag = node.tag else { continue }
      switch tag {
      case GUMBO_TAG_META:
        guard let value = tree.attribute("content", of: index), !value.isEmpty else { continue }
        for name in ["property", "name", "itemprop", "http-equiv"] {
          if let key = tree.attribute(name, of: index)?.lowercased(), meta[key] == nil {
            meta[key] = (value, index)
          }
        }
      case GUMBO_TAG_TITLE:
        if pageTitle == nil {
          let text = HTMLText.inline(of: index, in: content).text
          if !text.isEmpty { pageTitle = (text, index) }
        }
      case GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER:
        if index != content.root { furnitureEnd = max(furnitureEnd, node.end) }
      case GUMBO_TAG_H1:
        guard index >= furnitureEnd else { continue }
        let text = HTMLText.withoutAnchorSign(HTMLText.inline(of: index, in: content)).text
        if !text.isEmpty {
          mainHeadings.append((text, index, index > content.root && index < rootEnd))
        }
        if firstHeading == nil, index > content.root { firstHeading = index }
      default:
        if HTMLTags.headingLevel(tag) != nil, firstHeading == nil, index > content.root,
          index >= furnitureEnd
        {
          firstHeading = index
        }
      }
    }
  }

  // MARK: - Title

  private mutating func findTitle() {
    let stated = meta["og:title"] ?? meta["twitter:title"]
    let site = meta["og:site_name"]?.value
    source = site.map { HTMLMetadata.plain($0) }.flatMap { $0.isEmpty ? nil : $0 }
    let inContent = mainHeadings.filter(\.isInContent)
    func isInPageTitle(_ text: String) -> Bool {
      let key = Self.key(text)
      guard key.count >= 2 else { return false }
      return [pageTitle?.text, stated?.value].contains { title in
        title.map { Self.key($0).firstRange(of: key) != nil } ?? false
      }
    }
    // The name of the site in a heading above the article is no title.
    let candidates = inContent.filter { heading in source.map { !Self.isSame($0, heading.text) } ?? true }
    let heading =
      candidates.first { isInPageTitle($0.text) }
      ?? (candidates.first.map { $0.index == firstHeading || candidates.count == 1 } == true
        ? candidates.first : nil)
      ?? mainHeadings.first {
        !$0.isInContent && isInPageTitle($0.text) && $0.text.utf8.count >= 12
      }
    if let heading {
      title = heading.text
      titleIndex = heading.index
      titleSpan = HTMLSpans.span(of: heading.index, in: tree, lines: lines)
      if source == nil, let pageTitle { source = Self.rest(of: pageTitle.text, besides: heading.text) }
      return
    }
    guard let written = stated.map({ (text: Self.plain($0.value), index: $0.index) }) ?? pageTitle,
      !written.text.isEmpty, !Self.emptyTitles.contains(written.text.lowercased())
    else { return }
    let parted = TitleReader.part(written.text)
    title = parted.title
    if source == nil { source = parted.source }
    if source == nil, let pageTitle { source = TitleReader.part(pageTitle.text).source }
    titleSpan = HTMLSpans.span(of: written.index, in: tree, lines: lines)
  }

  /// The publication in `Title – Site` or `Site | Title`, the title being known.
  private static func rest(of pageTitle: String, besides title: String) -> String? {
    let separators: Set<Character> = ["|", "–", "—", "-", "•", "·", "»", "«", ":", " "]
    let lowered = pageTitle.lowercased()
    let key = title.lowercased()
    var rest: Substring
    if lowered.hasPrefix(key) {
      rest = pageTitle.dropFirst(key.count)
    } else if lowered.hasSuffix(key) {
      rest = pageTitle.dropLast(key.count)
    } else {
      return TitleReader.part(pageTitle).source
    }
    guard rest.contains(where: { separators.contains($0) && $0 != " " }) else { return nil }
    rest = rest.drop { separators.contains($0) }
    while let last = rest.last, separators.contains(last) { rest = rest.dropLast() }
    let words = rest.split(separator: " ").count
    return (1...6).contains(words) ? String(rest) : nil
  }

  private static func plain(_ text: String) -> String {
    var builder = MarkupTextBuilder()
    builder.append(text)
    return builder.takeString()
  }

  private static let emptyTitles: Set<String> = [
    "untitled", "untitled document", "document", "new page", "index", "home", "title",
  ]

  // MARK: - Date

  private static let dateNames = [
    "article:published_time", "article:published", "og:article:published_time", "datepublished",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.created",
    "dcterms.date", "citation_publication_date", "citation_date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime",
  ]

  private mutating func findDate() {
    for name in Self.dateNames {
      if let entry = meta[name], let day = Self.day(entry.value) {
        return set(day, at: entry.index)
      }
    }
    for index in 0..<tree.count where tree.tag(index) == GUMBO_TAG_SCRIPT {
      guard tree.attribute("type", of: index) == "application/ld+json" else { continue }
      for text in tree.children(index) {
        if let value = tree.withText(text, Self.publishedValue), let day = DateReader.isoDay(value) {
          return set(day, at: index)
        }
      }
    }
    findDateInText()
  }

  private mutating func set(_ day: String, at index: Int) {
    date = day
    dateSpan = HTMLSpans.span(of: index, in: tree, lines: lines)
  }

  private static func day(_ value: String) -> String? {
    if let day = DateReader.isoDay(value) { return day }
    guard value.utf8.count < 60, let found = DateReader.firstDate(in: value),
      case .day(let day) = found.reading
    else { return nil }
    return day
  }

  /// The value of `"datePublished"` in linked data.
  private static func publishedValue(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let key = Array("\"datePublished\"".utf8)
    guard let range = bytes.prefix(1 << 20).firstRange(of: key) else { return nil }
    let rest = bytes[range.upperBound...].prefix(80)
    guard let open = rest.firstIndex(of: 0x22) else { return nil }
    let value = rest[(open + 1)...].prefix { $0 != 0x22 }
    return String(decoding: value, as: UTF8.self)
  }

  /// A `time` element or a byline near the title.
  private mutating func findDateInText() {
    let start = content.root
    // A head of a few thousand nodes, and bylines of a few dozen: a page may be built to hold more.
    let stop = min(tree.end(start), start + 5_000)
    // Only what stands before the article's text: its first few paragraphs.
    var shown = 0
    var index = start
    var skipped = 0
    while index < stop, shown < 700 {
      let node = tree.nodes[index]
      if index < skipped {
        index = skipped
        continue
      }
      if node.isText {
        shown += tree.withText(index, \.count) / 2
        index += 1
        continue
      }
      if content.isInvisible(index) || content.isFurniture(index) {
        skipped = node.end
        index = node.end
        continue
      }
      if node.tag == GUMBO_TAG_TIME, let value = tree.attribute("datetime", of: index),
        let day = Self.day(value), isAside(index)
      {
        return set(day, at: index)
      }
      if let tag = node.tag, HTMLTags.headingLevel(tag) == nil, content.textSize(index) > 0,
        tree.end(index) - index <= 60, content.textSize(index) <= 160
      {
        let text = HTMLText.inline(of: index, in: content).text
        if !Self.isSentence(text), let found = DateReader.dateline(text) {
          switch found.reading {
          case .day(let day):
            return set(day, at: index)
          case .ambiguous:
            let span = HTMLSpans.span(of: index, in: tree, lines: lines)
            notes.append(
              ExtractionNote(
                kind: .ambiguousDate, message: "Day and month cannot be told apart: \(text)", span: span))
            return
          }
        }
      }
      index += 1
    }
  }

  /// Whether a text is a sentence of some length: its dates are not the day of publication.
  static func isSentence(_ text: String) -> Bool {
    guard let last = text.utf8.last, [0x2E, 0x21, 0x3F].contains(last) else { return false }
    return text.utf8.count { $0 == 0x20 } >= 8
  }

  /// Whether a `time` stands in a line of its own, not in a paragraph of text.
  private func isAside(_ index: Int) -> Bool {
    var parent = tree.nodes[index].parent
    while parent > 0, HTMLTags.isPhrase(tree.tag(parent)) { parent = tree.nodes[parent].parent }
    return parent <= 0 || tree.tag(parent) != GUMBO_TAG_P || content.textSize(parent) <= 160
  }
}

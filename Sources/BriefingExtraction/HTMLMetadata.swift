import BriefingModel
import CGumbo

/// What a page says about itself: its title and the publication that it is from.
struct HTMLMetadata {
  private(set) var title: String?
  private(set) var titleSpan: SourceSpan?
  /// Index of the heading that is the title.
  private(set) var titleIndex: Int?
  private(set) var source: String?
  /// What `meta` elements say, by the lower-case name of the property.
  private(set) var meta: [String: (value: String, index: Int)] = [:]

  private let content: HTMLContent
  private let lines: SourceLines
  private var tree: HTMLTree { content.tree }
  private var pageTitle: (text: String, index: Int)?
  private var mainHeadings: [(text: String, index: Int, isInContent: Bool)] = []
  private var firstHeading: Int?

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
    collect()
    findTitle()
  }

  /// Whether two texts are the same up to case, punctuation and blanks.
  static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right {
      return left.utf8.prefix(2_000).contains { isKept($0) || Letters.isASCIILetter($0) }
    }
    let left = key(left)
    return !left.isEmpty && left == key(right)
  }

  private static func key(_ text: String) -> [UInt8] {
    var text = text
    let plain = text.withUTF8 { bytes -> [UInt8]? in
      var key: [UInt8] = []
      key.reserveCapacity(min(bytes.count, 2_000))
      for byte in bytes.prefix(2_000) {
        if byte >= 0x80 { return nil }
        let lowered = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        if isKept(lowered) { key.append(lowered) }
      }
      return key
    }
    return plain ?? text.lowercased().utf8.prefix(2_000).filter(isKept)
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A
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
    // What the page calls itself, the name of the site left out.
    let pageName = pageTitle.map { TitleReader.part($0.text) }
    let statedName = stated.map { TitleReader.part(Self.plain($0.value)).title }
    var names = [statedName, pageName?.title].compactMap { $0 }.map(Self.key)
    // What the page states as its title and writes as a heading says more than a name that has nothing to do
    // with it: the section's.
    var statedHeading: (text: String, index: Int, isInContent: Bool)?
    if let name = statedName, let key = names.first, !key.isEmpty,
      !names.dropFirst().contains(where: { MarkupBytes.holds(key, $0) || MarkupBytes.holds($0, key) }),
      let index = headingIndex(saying: key)
    {
      statedHeading = (name, index, true)
      names = [key]
    }
    /// How much of the page's own name a heading says, 0…1.
    func share(_ text: String) -> Double {
      let key = Self.key(text)
      guard key.count >= 2 else { return 0 }
      return names.map { name in
        name.isEmpty
          ? 0
          : MarkupBytes.holds(name, key)
            ? Double(key.count) / Double(name.count) : MarkupBytes.holds(key, name) ? 1 : 0
      }.max() ?? 0
    }
    // The name of the site in a heading above the article is no title.
    let sites = [source, pageName?.source].compactMap { $0 }
    let candidates = inContent.filter { heading in !sites.contains { Self.isSame($0, heading.text) } }
    // A word or two that the page's own name does not hold is a rubric.
    func isRubric(_ text: String) -> Bool {
      guard let stated else { return false }
      return share(text) == 0 && text.utf8.count <= 24 && stated.value.utf8.count >= 2 * text.utf8.count
    }
    let heading =
      candidates.first { share($0.text) >= 0.4 }
      ?? mainHeadings.first { !$0.isInContent && share($0.text) >= 0.5 }
      ?? statedHeading
      // Where a page heads every chapter so, its own name says more.
      ?? (names.isEmpty || candidates.count == 1 || stated == nil && candidates.count == 2
        ? candidates.first.flatMap {
          ($0.index == firstHeading || candidates.count == 1 && share($0.text) > 0) && !isRubric($0.text)
            ? $0 : nil
        } : nil)
      ?? (names.isEmpty && candidates.isEmpty && mainHeadings.count == 1 ? mainHeadings.first : nil)
    if let heading {
      title = heading.text
      // Without the site's name, where the heading holds that too.
      if let source, let name = statedName {
        if Self.key(name) + Self.key(source) == Self.key(heading.text) { title = name }
      }
      titleIndex = heading.index
      titleSpan = HTMLSpans.span(of: heading.index, in: tree, lines: lines)
      if source == nil, let pageTitle {
        source = Self.rest(of: pageTitle.text, besides: heading.text)
      }
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

  /// The heading of the article, of any level, that says just this.
  private func headingIndex(saying key: [UInt8]) -> Int? {
    (content.root..<tree.end(content.root)).first { index in
      guard let tag = tree.nodes[index].tag, HTMLTags.headingLevel(tag) != nil else { return false }
      return Self.key(HTMLText.inline(of: index, in: content).text) == key
    }
  }

  /// The publication in `Title – Site` or `Site | Title`, the title being known.
  private static func rest(of pageTitle: String, besides title: String) -> String? {
    let separators = Self.separators
    var rest: Substring
    lazy var lowered = pageTitle.lowercased()
    lazy var key = title.lowercased()
    if pageTitle.hasPrefix(title) {
      rest = pageTitle.dropFirst(title.count)
    } else if lowered.hasPrefix(key) {
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

  private static let separators: Set<Character> = ["|", "–", "—", "-", "•", "·", "»", "«", ":", " "]

  private static func plain(_ text: String) -> String {
    var builder = MarkupTextBuilder()
    builder.append(text)
    return builder.takeString()
  }

  private static let emptyTitles: Set<String> = [
    "untitled", "untitled document", "document", "new page", "index", "home", "title",
  ]

  /// Whether a text is a sentence of some length: its dates are not the day of publication.
  static func isSentence(_ text: String) -> Bool {
    guard let last = text.utf8.last, [0x2E, 0x21, 0x3F].contains(last) else { return false }
    return text.utf8.count { $0 == 0x20 } >= 8
  }
}

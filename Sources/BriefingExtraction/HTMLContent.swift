import BriefingModel
import CGumbo

/// Finds the article in a page: where it begins, and what within it is furniture.
///
/// A page says so itself with `article` or `main`; where it does not, its whole body is read. Within
/// that, elements of navigation go by their tag, role or class, and by the share of their text that
/// is links. An element that holds a third of the article is never furniture, whatever its class.
struct HTMLContent {
  let tree: HTMLTree
  /// Index of the element that holds the article.
  private(set) var root = 0
  /// Index of the page's body.
  private(set) var pageBody = 0
  /// Whether the page itself says where its article is.
  private(set) var isMarked = false

  /// Bytes of text, of text in links, and numbers of elements, before each node.
  private var text: [Int32] = []
  private var linked: [Int32] = []
  private var links: [Int32] = []
  private var tables: [Int32] = []
  private var headings: [Int32] = []

  init(_ tree: HTMLTree) {
    self.tree = tree
    measure()
    chooseRoot()
  }

  /// Bytes of ink in the subtree of `index`.
  func textSize(_ index: Int) -> Int { Int(text[tree.end(index)] - text[index]) }
  /// Bytes of ink outside links in the subtree.
  func plainSize(_ index: Int) -> Int {
    textSize(index) - Int(linked[tree.end(index)] - linked[index])
  }
  func linkCount(_ index: Int) -> Int { Int(links[tree.end(index)] - links[index]) }
  /// Tables within the subtree, an element `table` itself counted.
  func tableCount(_ index: Int) -> Int { Int(tables[tree.end(index)] - tables[index]) }
  func headingCount(_ index: Int) -> Int { Int(headings[tree.end(index)] - headings[index]) }

  private mutating func measure() {
    let count = tree.count
    for keyPath in [\HTMLContent.text, \.linked, \.links, \.tables, \.headings] {
      self[keyPath: keyPath].reserveCapacity(count + 1)
    }
    var counts: (text: Int32, linked: Int32, links: Int32, tables: Int32, headings: Int32) =
      (0, 0, 0, 0, 0)
    var linkEnd = 0
    var hiddenEnd = 0
    for index in 0..<count {
      text.append(counts.text)
      linked.append(counts.linked)
      links.append(counts.links)
      tables.append(counts.tables)
      headings.append(counts.headings)
      if index < hiddenEnd { continue }
      let node = tree.nodes[index]
      if node.isText {
        let ink = tree.withText(index) { bytes in
          bytes.reduce(into: Int32(0)) { if $1 > 0x20 { $0 += 1 } }
        }
        counts.text += ink
        if index < linkEnd { counts.linked += ink }
        continue
      }
      let tag = node.tag
      if node.isForeign || HTMLTags.isNeverShown(tag) || tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE {
        hiddenEnd = node.end
      } else if tag == GUMBO_TAG_A {
        if tree.attribute("href", of: index) != nil {
          counts.links += 1
          linkEnd = max(linkEnd, node.end)
        }
      } else if tag == GUMBO_TAG_TABLE {
        counts.tables += 1
      } else if HTMLTags.headingLevel(tag) != nil {
        counts.headings += 1
      }
    }
    text.append(counts.text)
    linked.append(counts.linked)
    links.append(counts.links)
    tables.append(counts.tables)
    headings.append(counts.headings)
  }

  private mutating func chooseRoot() {
    var body = 0
    var articles: [Int] = []
    var mains: [Int] = []
    var articleEnd = 0
    for index in 0..<tree.count where !tree.nodes[index].isText {
      let tag = tree.tag(index)
      if tag == GUMBO_TAG_BODY { body = index }
      if tag == GUMBO_TAG_MAIN || tree.attribute("role", of: index) == "main" { mains.append(index) }
      if tag == GUMBO_TAG_ARTICLE, index >= articleEnd {
        articles.append(index)
        articleEnd = tree.end(index)
      }
    }
    root = body
    pageBody = body
    let whole = max(1, plainSize(body))
    let bySize = articles.sorted { plainSize($0) > plainSize($1) }
    if let best = bySize.first, plainSize(best) * 10 >= whole * 3,
      bySize.count == 1 || plainSize(bySize[1]) * 3 < plainSize(best)
    {
      (root, isMarked) = (best, true)
    } else if let best = mains.max(by: { plainSize($0) < plainSize($1) }),
      plainSize(best) * 10 >= whole * 3
    {
      (root, isMarked) = (best, true)
    }
  }

  /// Whether an element's content is not part of any text: scripts, controls, what is hidden, the
  /// marks that link a heading to itself.
  func isInvisible(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    if node.isText { return false }
    if node.isForeign || HTMLTags.isNeverShown(node.tag) { return true }
    if tree.attribute("hidden", of: index) != nil { return true }
    if let style = tree.attribute("style", of: index),
      style.utf8.count < 400, style.filter({ $0 != " " }).lowercased().contains("display:none")
    {
      return true
    }
    switch node.tag {
    case GUMBO_TAG_A, GUMBO_TAG_SPAN, GUMBO_TAG_SUP:
      let words = classWords(index)
      return words.contains { Self.selfLinks.contains($0) }
    default:
      return false
    }
  }

  /// Whether a block is navigation or other furniture of the page rather than article.
  func isFurniture(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard let tag = node.tag, index != root, !HTMLTags.isPhrase(tag) else { return false }
    if tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE { return true }
    let whole = plainSize(root)
    // Too much of the article to be beside it.
    guard plainSize(index) * 3 < whole || plainSize(index) == 0 else { return false }
    if tag == GUMBO_TAG_FOOTER { return true }
    if tag == GUMBO_TAG_HEADER, !isMarked, headingCount(index) == 0 { return true }
    switch tree.attribute("role", of: index) {
    case "navigation", "contentinfo", "complementary", "search", "menu", "menubar", "dialog": return true
    case "banner": if headingCount(index) == 0 { return true }
    default: break
    }
    if HTMLTags.headingLevel(tag) != nil || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD { return false }
    if classWords(index).contains(where: { Self.furniture.contains($0) }) { return true }
    return isLinkBlock(index, tag: tag)
  }

  /// Whether a block is little more than links.
  private func isLinkBlock(_ index: Int, tag: GumboTag) -> Bool {
    let size = textSize(index)
    let count = linkCount(index)
    guard count >= 3, plainSize(index) * 5 < size, tableCount(index) == 0 || tag != GUMBO_TAG_TABLE
    else { return false }
    guard
      tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_P
        || tag == GUMBO_TAG_SECTION
    else { return false }
    // A table of contents links into the page itself.
    guard tree.end(index) - index < 4_000 else { return false }
    var inside = 0
    var seen = 0
    for node in index..<tree.end(index) where tree.tag(node) == GUMBO_TAG_A {
      guard let target = tree.attribute("href", of: node) else { continue }
      seen += 1
      if target.hasPrefix("#") { inside += 1 }
      if seen >= 40 { break }
    }
    if inside * 10 >= seen * 9 { return true }
    // Long links are the titles of sources; short ones are a menu.
    return !isMarked && size < count * 24
  }

  /// The words of an element's class, and its id as a whole, in lower case. An id is often made from
  /// a heading (`related-work`), so that its words say nothing.
  func classWords(_ index: Int) -> [Substring] {
    var words: [Substring] = []
    if let value = tree.attribute("class", of: index), value.utf8.count < 400 {
      words = value.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" || $0.isNewline }
    }
    if let value = tree.attribute("id", of: index), value.utf8.count < 40 {
      words.append(Substring(value.lowercased()))
    }
    return words
  }

  private static let selfLinks: Set<Substring> = [
    "headerlink", "editsection", "permalink", "headeranchor",
  ]

  private static let furniture: Set<Substring> = [
    "nav", "navbar", "navigation", "menu", "sidebar", "breadcrumb", "breadcrumbs", "footer", "share",
    "sharing", "sharedaddy", "social", "related", "recommended", "comments", "respond", "cookie",
    "cookies", "consent", "gdpr", "newsletter", "subscribe", "subscription", "advert", "advertisement",
    "ads", "ad", "promo", "sponsored", "pagination", "pager", "toc", "popup", "modal", "masthead",
    "navbox", "catlinks", "printfooter", "noprint", "skip",
  ]
}

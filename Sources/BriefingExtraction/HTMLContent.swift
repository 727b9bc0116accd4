import BriefingModel
import CGumbo

/// Finds the article in a page: where it begins, and what within it is furniture.
///
/// Every measure of a subtree is a difference of two running sums over the flat tree, so that asking
/// costs the same for a page as for a word.
struct HTMLContent {
  let tree: HTMLTree
  /// Index of the element that holds the article.
  private(set) var root = 0
  /// Index of the page's body.
  private(set) var pageBody = 0
  /// Whether the page itself says where its article is.
  private(set) var isMarked = false

  /// Bytes of ink before each node, wherever it stands.
  private var raw: [Int32] = []
  /// What stands before each node and is neither hidden nor beside the article by its tag.
  private var sums: [Sums] = []
  /// What speaks for and against an article's text, before each node.
  private var worth: [Int32] = []
  /// Bytes of ink in paragraphs, before each node.
  private var prose: [Int32] = []

  private struct Sums {
    /// Bytes of ink, and of that in links.
    var text: Int32 = 0
    var linked: Int32 = 0
    /// Numbers of elements.
    var links: Int32 = 0
    var pageLinks: Int32 = 0
    var tables: Int32 = 0
    var headings: Int32 = 0
  }

  /// Whether the tree is a piece of another document, all of which is wanted.
  let isPiece: Bool

  init(_ tree: HTMLTree, isPiece: Bool = false) {
    self.tree = tree
    self.isPiece = isPiece
    measure()
    (root, pageBody) = (firstBody, firstBody)
    if isPiece { return }
    weigh()
    chooseRoot()
  }

  private static func sum(_ sums: [Int32], _ range: Range<Int>) -> Int {
    Int(sums[range.upperBound] - sums[range.lowerBound])
  }
  private func range(_ index: Int) -> Range<Int> { index..<tree.end(index) }

  /// Bytes of ink in the subtree of `index`.
  func textSize(_ index: Int) -> Int { Int(sums[tree.end(index)].text - sums[index].text) }
  private func linkedSize(_ index: Int) -> Int { Int(sums[tree.end(index)].linked - sums[index].linked) }
  /// Bytes of ink outside links in the subtree.
  func plainSize(_ index: Int) -> Int { textSize(index) - linkedSize(index) }
  /// Bytes of ink in the paragraphs of the subtree.
  func proseSize(_ index: Int) -> Int { Self.sum(prose, range(index)) }
  /// Bytes of ink in paragraphs between two nodes.
  func proseSize(from first: Int, to end: Int) -> Int {
    first < end && !prose.isEmpty ? Self.sum(prose, first..<end) : 0
  }
  func linkCount(_ index: Int) -> Int { Int(sums[tree.end(index)].links - sums[index].links) }
  /// Links in the subtree that lead to a place in the page itself.
  func pageLinkCount(_ index: Int) -> Int { Int(sums[tree.end(index)].pageLinks - sums[index].pageLinks) }
  /// Tables within the subtree, an element `table` itself counted.
  func tableCount(_ index: Int) -> Int { Int(sums[tree.end(index)].tables - sums[index].tables) }
  func headingCount(_ index: Int) -> Int { Int(sums[tree.end(index)].headings - sums[index].headings) }

  // MARK: - Measures

  private var firstBody: Int {
    (0..<min(tree.count, 100_000)).first { tree.tag($0) == GUMBO_TAG_BODY } ?? 0
  }

  /// Whether an element is out of sight. One that holds most of the page is not: pages are saved while
  /// a dialog lies over them, or before their scripts have shown them.
  private func isHidden(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    if node.flags.contains(.neverShown) { return true }
    guard node.flags.contains(.hidden), node.tag != GUMBO_TAG_BODY else { return false }
    return Self.sum(raw, range(index)) * 2 < Int(raw.last ?? 0)
  }

  private mutating func measure() {
    let count = tree.count
    raw.reserveCapacity(count + 1)
    var ink: Int32 = 0
    var unseenEnd = 0
    for index in 0..<count {
      raw.append(ink)
      let node = tree.nodes[index]
      if index < unseenEnd { continue }
      if node.flags.contains(.neverShown) { unseenEnd = node.end }
      ink += node.ink
    }
    raw.append(ink)
    sums.reserveCapacity(count + 1)
    var sum = Sums()
    var linkEnd = 0
    unseenEnd = 0
    for index in 0..<count {
      sums.append(sum)
      if index < unseenEnd { continue }
      let node = tree.nodes[index]
      if node.isText {
        sum.text += node.ink
        if index < linkEnd { sum.linked += node.ink }
        continue
      }
      if isHidden(index) || node.tag == GUMBO_TAG_NAV || node.tag == GUMBO_TAG_ASIDE {
        unseenEnd = node.end
      } else if node.flags.contains(.link) {
        sum.links += 1
        if node.flags.contains(.pageLink) { sum.pageLinks += 1 }
        linkEnd = max(linkEnd, node.end)
      } else if node.tag == GUMBO_TAG_TABLE {
        sum.tables += 1
      } else if HTMLTags.headingLevel(node.tag) != nil {
        sum.headings += 1
      }
    }
    sums.append(sum)
  }

  /// Weighs each run of text between block elements: long unlinked runs are prose, cells and items are
  /// half as good, runs of links speak against an article, and so do stray words.
  private mutating func weigh() {
    let count = tree.count
    var worth = [Int32](repeating: 0, count: count + 1)
    var prose = [Int32](repeating: 0, count: count + 1)
    /// The nearest block element around each node.
    var container = [Int32](repeating: 0, count: count)
    var run = (first: -1, container: Int32(-1), ink: Int32(0), linked: Int32(0))
    func end() {
      guard run.ink > 0 else { return }
      let ink = run.ink
      let tag = tree.tag(Int(run.container))
      if run.linked * 2 > ink {
        worth[run.first + 1] = -ink
      } else if HTMLTags.headingLevel(tag) != nil {
        worth[run.first + 1] = 0
      } else if ink >= 60 {
        worth[run.first + 1] = Int32(Int(ink) * Int(ink) / (Int(ink) + 150))
        prose[run.first + 1] = ink
      } else if HTMLTags.isItemOrCell(tag) {
        worth[run.first + 1] = ink * 2 / 5
      } else {
        worth[run.first + 1] = -ink * 3 / 10
      }
      run = (-1, -1, 0, 0)
    }
    var skipEnd = 0
    var linkEnd = 0
    for index in 1..<max(1, count) {
      let node = tree.nodes[index]
      let parent = node.parent
      container[index] =
        tree.nodes[parent].flags.contains(.phrase) ? container[parent] : Int32(parent)
      if index < skipEnd { continue }
      if node.isText {
        guard node.ink > 0 else { continue }
        if container[index] != run.container {
          end()
          run.first = index
          run.container = container[index]
        }
        run.ink += node.ink
        if index < linkEnd { run.linked += node.ink }
      } else if isHidden(index) || isFurniture(index) {
        skipEnd = node.end
      } else if node.flags.contains(.link) {
        linkEnd = max(linkEnd, node.end)
      } else if !node.flags.contains(.phrase), node.tag != GUMBO_TAG_BR {
        end()
      }
    }
    end()
    for index in 0..<count {
      worth[index + 1] += worth[index]
      prose[index + 1] += prose[index]
    }
    self.worth = worth
    self.prose = prose
  }

  // MARK: - The article

  /// A page says where its article is with `article`, `main` or a name such as `entry-content`; where
  /// it does not, or is wrong, it is the element that gathers the most prose with the fewest links.
  private mutating func chooseRoot() {
    var best = root
    var articles: [Int] = []
    var mains: [Int] = []
    var texts: [Int] = []
    var (articleEnd, textEnd) = (0, 0)
    for index in root..<tree.end(root) {
      let node = tree.nodes[index]
      if node.isText || node.flags.contains(.phrase) { continue }
      if HTMLTags.holdsArticles(node.tag) {
        let value = worthOf(index)
        if value > worthOf(best) || value == worthOf(best) && index < tree.end(best) { best = index }
      }
      if node.tag == GUMBO_TAG_MAIN || node.flags.contains(.main) { mains.append(index) }
      if node.tag == GUMBO_TAG_ARTICLE, index >= articleEnd {
        articles.append(index)
        articleEnd = node.end
      }
      if node.flags.contains(.articleText), index >= textEnd {
        texts.append(index)
        textEnd = node.end
      }
    }
    // Of a few words nothing can be weighed but how many they are.
    let isSmall = proseSize(root) < 200
    let most = isSmall ? plainSize(root) : worthOf(best)
    func value(_ index: Int) -> Int { isSmall ? plainSize(index) : worthOf(index) }
    func foremost(_ candidates: [Int], share: Int) -> Int? {
      let byValue = candidates.sorted { value($0) > value($1) }
      guard let first = byValue.first, value(first) * 100 >= most * share,
        byValue.count == 1 || value(byValue[1]) * 3 < value(first)
      else { return nil }
      return first
    }
    if isSmall {
      if let marked = foremost(articles, share: 30) ?? foremost(mains, share: 30) { mark(marked) }
      return
    }
    if let text = foremost(texts, share: 70) {
      mark(text)
    } else if let article = foremost(articles, share: 50) {
      mark(article)
    } else if let main = foremost(mains, share: 50) {
      mark(main)
    }
    if isMarked { narrow() } else { root = best }
  }

  private mutating func mark(_ index: Int) {
    root = index
    isMarked = true
  }

  /// Goes down while one part of what the page marks is nearly all that is worth anything in it and the
  /// rest only speaks against it.
  private mutating func narrow() {
    var best = root
    for index in root..<tree.end(root) where !tree.nodes[index].isText {
      if HTMLTags.holdsArticles(tree.tag(index)), worthOf(index) > worthOf(best) { best = index }
    }
    if proseSize(best) * 100 >= proseSize(root) * 90, tableCount(best) == tableCount(root) { root = best }
  }

  private func worthOf(_ index: Int) -> Int { Self.sum(worth, range(index)) }

  // MARK: - What is left out

  /// Whether an element's content is not part of any text: scripts, controls, what is hidden, the
  /// marks that link a heading to itself.
  func isInvisible(_ index: Int) -> Bool {
    let flags = tree.nodes[index].flags
    if flags.isDisjoint(with: [.neverShown, .hidden, .selfLink]) { return false }
    return flags.contains(.selfLink) || isHidden(index)
  }

  /// Whether a block is navigation or other furniture of the page rather than article. An element that
  /// holds a third of the article is never furniture, whatever its name.
  func isFurniture(_ index: Int) -> Bool {
    if isPiece { return false }
    let node = tree.nodes[index]
    guard let tag = node.tag, !node.flags.contains(.phrase), index != root else { return false }
    if tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_ASIDE { return true }
    let plain = plainSize(index)
    if node.flags.contains(.comments) {
      // Readers may write more than the author did.
      let outside = plainSize(root) - plain
      if outside >= 1_500 || outside * 2 >= plain { return true }
    }
    guard plain * 3 < plainSize(root) || plain == 0 else { return false }
    // Below a quotation stands who said it.
    if tag == GUMBO_TAG_FOOTER { return tree.tag(node.parent) != GUMBO_TAG_BLOCKQUOTE }
    if tag == GUMBO_TAG_FORM { return true }
    if tag == GUMBO_TAG_HEADER, !isMarked, headingCount(index) == 0 { return true }
    if HTMLTags.headingLevel(tag) != nil || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH
    {
      return false
    }
    if !node.flags.isDisjoint(with: [.furniture, .comments]) {
      // What a paragraph of some length is named after is who may read it.
      return tag != GUMBO_TAG_P && tag != GUMBO_TAG_BLOCKQUOTE || plain < 120
    }
    return isLinkBlock(index, tag: tag)
  }

  /// Whether a block is little more than links, to the page itself or in the few words of a menu.
  private func isLinkBlock(_ index: Int, tag: GumboTag) -> Bool {
    switch tag {
    case GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DIV, GUMBO_TAG_P, GUMBO_TAG_SECTION: break
    default: return false
    }
    let count = linkCount(index)
    guard count >= 3 else { return false }
    let size = textSize(index)
    guard plainSize(index) * 5 < size, tableCount(index) == 0 else { return false }
    // A table of contents links into the page itself.
    if pageLinkCount(index) * 10 >= count * 9 { return true }
    // Long links are the titles of sources; short ones are a menu.
    return !isMarked && size < count * 24
  }
}

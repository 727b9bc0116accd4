import BriefingModel

/// Which format a file's text is in: by its content first, by the ending of its name second.
enum FormatDetection {
  /// Looks at the first 64 KiB of `lines` and at the ending of `path`.
  static func format(of lines: SourceLines, path: String) -> BriefingFormat {
    let head = lines.utf8.prefix(64 * 1024)
    let ending = fileExtension(path)
    if beginsAsHTML(head) { return .html }
    switch ending {
    case "html", "htm", "xhtml", "shtml":
      return tagCount(head, atLeast: 1) >= 1 ? .html : .text
    case "md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd":
      return .markdown
    default:
      break
    }
    if firstByte(head) == UInt8(ascii: "<"), tagCount(head, atLeast: 4) >= 4 { return .html }
    return MarkdownEvidence(lines).isMarkdown ? .markdown : .text
  }

  /// The lower-case ending of the file's name without its dot, or an empty string.
  static func fileExtension(_ path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
  }

  private static func firstByte(_ head: ArraySlice<UInt8>) -> UInt8? {
    head.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
  }

  /// Whether the text begins with a document type, `html`, `head` or `body`; comments and an XML
  /// declaration may stand before it.
  private static func beginsAsHTML(_ head: ArraySlice<UInt8>) -> Bool {
    var rest = head
    while true {
      rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
      if rest.starts(with: Array("<!--".utf8)) {
        guard let end = rest.firstRange(of: Array("-->".utf8)) else { return false }
        rest = rest[end.upperBound...]
      } else if rest.starts(with: Array("<?".utf8)) {
        guard let end = rest.firstRange(of: Array("?>".utf8)) else { return false }
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    return ["<!doctype html", "<html", "<head", "<body"].contains { opening in
      let opening = Array(opening.utf8)
      guard rest.count > opening.count else { return false }
      let matches = zip(rest, opening).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      let after = rest[rest.startIndex + opening.count]
      return matches && (after <= 0x20 || after == UInt8(ascii: ">"))
    }
  }

  /// Number of tags of HTML's block elements, counted up to `atLeast`.
  private static func tagCount(_ head: ArraySlice<UInt8>, atLeast: Int) -> Int {
    var count = 0
    var index = head.startIndex
    while count < atLeast, let open = head[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      var name: [UInt8] = []
      var at = index
      if at < head.endIndex, head[at] == UInt8(ascii: "/") { at += 1 }
      while at < head.endIndex, name.count < 12, isWord(head[at]) {
        name.append(head[at] | 0x20)
        at += 1
      }
      if at < head.endIndex, head[at] <= 0x20 || head[at] == 0x3E || head[at] == 0x2F,
        blockTags.contains(String(decoding: name, as: UTF8.self))
      {
        count += 1
      }
    }
    return count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static let blockTags: Set<String> = [
    "html", "head", "body", "title", "meta", "div", "p", "table", "tr", "td", "th", "tbody", "thead",
    "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "main", "header",
    "blockquote", "pre", "br",
  ]
}

/// Signs of Markdown in a text whose name does not say what it is.
///
/// Bullets, pipe tables, `*emphasis*` and dashed rules also occur in scraped text, so that each of
/// them says nothing by itself.
struct MarkdownEvidence {
  private(set) var score = 0

  /// Lines that scrapers write and people who write Markdown do not: `•` bullets, a bar behind each cell
  /// of a rule that opens with none, bullets and cells alone on their lines.
  private(set) var scraped = 0

  /// Three points: front matter, or two headings, or one heading and links or a fence.
  var isMarkdown: Bool { score >= 3 }

  init(_ lines: SourceLines) {
    var headings = 0
    var fences = 0
    var links = 0
    var setext = 0
    var rules = 0
    var strong = 0
    var openFence: UInt8?
    var previousWords = 0
    var isOpen = true
    var pending = false
    var cells = 0
    if MarkdownFrontMatter.range(in: lines) != nil { score += 3 }
    for range in lines.ranges.prefix(2_000) {
      let line = lines.utf8[range].prefix(4_000)
      let text = line.drop { $0 == 0x20 }
      let indent = text.startIndex - line.startIndex
      if Self.isScraped(text, cells: &cells) { scraped += 1 }
      guard let first = text.first, indent < 4 else {
        previousWords = 0
        // `# a` between lines of text is a comment or a prompt; a heading has a blank line at one side.
        if text.isEmpty {
          if pending { headings += 1 }
          isOpen = true
        }
        pending = false
        continue
      }
      let wasOpen = isOpen
      isOpen = false
      pending = false
      if first == 0x60 || first == 0x7E, text.prefix(while: { $0 == first }).count >= 3 {
        if openFence == first {
          openFence = nil
          fences += 1
        } else if openFence == nil {
          openFence = first
        }
        continue
      }
      if openFence != nil { continue }
      if first == UInt8(ascii: "#") {
        let marks = text.prefix { $0 == UInt8(ascii: "#") }
        let rest = text[marks.endIndex...]
        if marks.count <= 6, rest.first == 0x20, rest.contains(where: { $0 > 0x20 }) {
          if wasOpen { headings += 1 } else { pending = true }
          isOpen = wasOpen
        }
      } else if first == UInt8(ascii: "=") || first == UInt8(ascii: "-"), text.count >= 3 {
        let isRule = text.allSatisfy { $0 == first || $0 == 0x20 }
        if isRule, previousWords > 0, previousWords <= 12 { setext += 1 }
      }
      if first == UInt8(ascii: "|") || first == UInt8(ascii: ":") || first == UInt8(ascii: "-") {
        let isRule = text.allSatisfy { [0x20, 0x09, 0x2D, 0x3A, 0x7C].contains($0) }
        if isRule, text.contains(0x7C), text.contains(0x2D) { rules += 1 }
      }
      links += Self.occurrences(of: "](", in: text)
      strong += Self.occurrences(of: "**", in: text) / 2
      previousWords = text.split { $0 == 0x20 || $0 == 0x09 }.count
    }
    score += headings >= 2 ? 3 : headings * 2
    score += fences > 0 ? 2 : 0
    score += min(links, 2)
    score += min(setext, 2)
    score += rules > 0 ? 1 : 0
    score += strong > 1 ? 1 : 0
    // Rules under lines that a scraper left are no more than a table without outer pipes.
    if headings == 0, setext == 0, links == 0, fences == 0 { score = min(score, 2) + frontScore(lines) }
    if scraped > 0, links < 2, fences == 0, frontScore(lines) == 0 { score = min(score, 2) }
  }

  /// Whether a line is one that only scrapers write; `cells` counts those in a row with one bar at an end.
  private static func isScraped(_ line: ArraySlice<UInt8>, cells: inout Int) -> Bool {
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x20 { end -= 1 }
    let text = line[line.startIndex..<end]
    guard let first = text.first, let last = text.last else { return false }
    if first == 0xE2, text.count > 4, text[text.startIndex + 1] == 0x80, text[text.startIndex + 2] == 0xA2 {
      return true
    }
    if text.count == 1, first == 0x2D { return true }
    if last == 0x7C, first != 0x7C {
      if first == 0x2D, text.allSatisfy({ $0 == 0x2D || $0 == 0x7C || $0 == 0x20 || $0 == 0x3A }) {
        return true
      }
      cells = text.count { $0 == 0x7C } == 1 ? cells + 1 : 0
      return cells >= 4
    }
    cells = 0
    return false
  }

  private func frontScore(_ lines: SourceLines) -> Int {
    MarkdownFrontMatter.range(in: lines) == nil ? 0 : 3
  }

  private static func occurrences(of pair: StaticString, in text: ArraySlice<UInt8>) -> Int {
    let first = pair.utf8Start[0]
    let second = pair.utf8Start[1]
    var count = 0
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == first, text[index + 1] == second {
        count += 1
        index += 1
      }
      index += 1
    }
    return count
  }
}

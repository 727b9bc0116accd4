import BriefingModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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
    let hasFront = MarkdownFrontMatter.range(in: lines) != nil
    var survey = Survey()
    lines.utf8.withUnsafeBufferPointer { bytes in
      // Most texts hold neither links nor anything strong.
      survey.hasMarks =
        Survey.holds(0x5D, bytes, 0..<bytes.count) || Survey.holds(0x2A, bytes, 0..<bytes.count)
      for range in lines.ranges.prefix(2_000) {
        survey.read(bytes, range.lowerBound..<min(range.upperBound, range.lowerBound + 4_000))
      }
    }
    scraped = survey.scraped
    if hasFront { score += 3 }
    // A text without any heading of a lower level, and none on its first line, has prompts or comments.
    let headings = survey.deepHeadings > 0 ? survey.headings : min(1, survey.headings)
    score += headings >= 2 ? 3 : headings * 2
    score += survey.fences > 0 ? 2 : 0
    score += min(survey.links, 2)
    score += min(survey.underlined, 2)
    score += survey.rules > 0 ? 1 : 0
    score += survey.strong > 1 ? 1 : 0
    // Rules under lines that a scraper left are no more than a table without outer pipes.
    if headings == 0, survey.underlined == 0, survey.links == 0, survey.fences == 0 {
      score = min(score, 2) + (hasFront ? 3 : 0)
    }
    if survey.links < 2, !hasFront, survey.scrapedRows > 0 || (scraped > 0 && survey.fences == 0) {
      score = min(score, 2)
    }
  }

  /// What the lines have shown so far.
  private struct Survey {
    /// Whether a bracket that closes or an asterisk stands anywhere in the text.
    var hasMarks = true
    var headings = 0
    var deepHeadings = 0
    var fences = 0
    var links = 0
    var underlined = 0
    var rules = 0
    var strong = 0
    var scraped = 0
    /// Those of them that are of tables.
    var scrapedRows = 0
    /// The line above is a rule of a table that opens with a bar.
    private var isBelowRule = false
    private var openFence: UInt8 = 0
    private var previous = 0..<0
    /// Whether a blank line, or nothing, stands above.
    private var isOpen = true
    /// The line above is a heading if a blank line follows.
    private var isPending = false
    private var isFirst = true
    /// Lines of one cell in a row.
    private var cells = 0

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
      var start = line.lowerBound
      var end = line.upperBound
      while start < end, bytes[start] == 0x20 { start += 1 }
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      let before = previous
      previous = 0..<0
      guard start < end else {
        // `# a` between lines of text is a comment or a prompt; a heading has a blank line at one side.
        if isPending { headings += 1 }
        isPending = false
        isOpen = true
        return
      }
      if isScraped(bytes, start, end) { scraped += 1 }
      let wasOpen = isOpen
      isOpen = false
      isPending = false
      guard start - line.lowerBound < 4 else { return }
      let first = bytes[start]
      if first == 0x60 || first == 0x7E, end - start >= 3, bytes[start + 1] == first,
        bytes[start + 2] == first
      {
        if openFence == first {
          openFence = 0
          fences += 1
        } else if openFence == 0 {
          openFence = first
        }
        return
      }
      if openFence != 0 { return }
      let wasFirst = isFirst
      isFirst = false
      var pairs = 0
      var hasBar = false
      var isRule = first == 0x7C || first == 0x3A || first == 0x2D || first == 0x3D
      var isUnderline = (first == 0x3D || first == 0x2D) && end - start >= 3
      var index = start
      var last: UInt8 = 0
      // Most lines are read no further: only these marks are looked for in them.
      if !isRule,
        !hasMarks || !Self.holds(0x5D, bytes, start..<end) && !Self.holds(0x2A, bytes, start..<end)
      {
        index = end
      }
      while index < end {
        let byte = bytes[index]
        if byte == 0x28, last == 0x5D { links += 1 }
        if byte == 0x2A, last == 0x2A {
          pairs += 1
          last = 0
        } else {
          last = byte
        }
        if isRule {
          if byte == 0x7C { hasBar = true }
          isRule =
            byte == 0x7C || byte == 0x2D || byte == 0x3A || byte == 0x20 || byte == 0x09 || byte == 0x3D
          isUnderline = isUnderline && (byte == first || byte == 0x20)
        }
        index += 1
      }
      strong += pairs / 2
      if isRule, hasBar { rules += 1 }
      if isRule, isUnderline {
        let words = Self.words(bytes, before)
        if words > 0, words <= 12 { underlined += 1 }
      }
      if first == 0x23 {
        var marks = start
        while marks < end, bytes[marks] == 0x23 { marks += 1 }
        if marks - start <= 6, marks < end, bytes[marks] == 0x20 {
          if wasOpen { headings += 1 } else { isPending = true }
          if marks - start > 1 || wasFirst { deepHeadings += 1 }
          isOpen = wasOpen
        }
      }
      previous = start..<end
    }

    static func holds(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
      guard let base = bytes.baseAddress else { return false }
      return memchr(base + range.lowerBound, Int32(byte), range.count) != nil
    }

    private static func words(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
      var words = 0
      var wasBlank = true
      for index in range {
        let isBlank = bytes[index] == 0x20 || bytes[index] == 0x09
        if wasBlank, !isBlank { words += 1 }
        wasBlank = isBlank
      }
      return words
    }

    /// Whether a line is one that only scrapers write.
    private mutating func isScraped(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
      let first = bytes[start]
      if first == 0xE2 {
        return end - start > 4 && bytes[start + 1] == 0x80 && bytes[start + 2] == 0xA2
      }
      if first == 0x2D, end - start == 1 { return true }
      let wasBelowRule = isBelowRule
      isBelowRule = first == 0x7C && bytes[start..<end].allSatisfy(Self.isOfRule)
      guard bytes[end - 1] == 0x7C, first != 0x7C else {
        cells = 0
        return false
      }
      // The row right below the rule lost its first bar, as where its first cell was bold.
      if wasBelowRule {
        scrapedRows += 1
        return true
      }
      if first == 0x2D, bytes[start..<end].allSatisfy(Self.isOfRule) {
        scrapedRows += 1
        return true
      }
      cells = bytes[start..<end].count { $0 == 0x7C } == 1 ? cells + 1 : 0
      if cells >= 4 { scrapedRows += 1 }
      return cells >= 4
    }

    private static func isOfRule(_ byte: UInt8) -> Bool {
      byte == 0x2D || byte == 0x7C || byte == 0x20 || byte == 0x3A
    }
  }
}

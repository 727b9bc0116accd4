internal import BriefingModel
internal import TerminalScreen

/// Writes briefings as Markdown (CommonMark with GFM tables).
enum MarkdownText {
  /// A whole briefing, its date and source under the title.
  static func briefing(_ briefing: Briefing) -> String {
    var parts: [String] = []
    if let title = briefing.title { parts.append("# " + escaped(title)) }
    let origin = [briefing.date, briefing.source].compactMap { $0 }
    if !origin.isEmpty { parts.append(escaped(origin.joined(separator: " · "))) }
    // Below the title nothing else is of its level.
    let shift = briefing.title != nil && briefing.headings.contains { $0.level == 1 } ? 1 : 0
    let notes = notes(of: briefing)
    for section in briefing.sections {
      if let heading = section.heading {
        let level = min(6, heading.level + shift)
        parts.append(String(repeating: "#", count: level) + " " + inline(heading.content))
      }
      for (place, block) in section.blocks.enumerated() {
        if case .paragraph(let paragraph) = block {
          parts.append(self.paragraph(paragraph.content, notes: notes))
        } else {
          let text = self.block(block, after: place > 0 ? section.blocks[place - 1] : nil)
          parts.append(quoted(text, depth: min(8, block.quoteDepth)))
        }
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func block(_ block: Block, after previous: Block?) -> String {
    switch block {
    case .paragraph(let paragraph):
      return inline(paragraph.content)
    case .list(let list):
      var lines: [String] = []
      if let intro = list.intro(after: previous) { lines.append(escaped(intro) + "\n") }
      var depth = -1
      for item in list.items {
        // A list that goes on behind code may begin with an inner item, which would be code itself.
        depth = min(8, max(0, item.depth), depth + 1)
        lines.append(String(repeating: "    ", count: depth) + marker(of: item) + inline(item.content))
      }
      return lines.joined(separator: "\n")
    case .table(let table):
      return String(self.table(table).dropLast())
    case .quote(let quote):
      return quote.paragraphs.map(inline).joined(separator: "\n\n")
    case .code(let code):
      return fenced(code.lines, language: code.language)
    }
  }

  /// The lines of a block in quotations.
  private static func quoted(_ text: String, depth: Int) -> String {
    guard depth > 0 else { return text }
    let sign = Array(repeating: ">", count: depth).joined(separator: " ")
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? sign : sign + " " + String($0) }.joined(separator: "\n")
  }

  /// The marker of an item with the blank behind it: its number, `- ` with its box, or `- ` with what Markdown has no
  /// marker for, as text.
  private static func marker(of item: ListItem) -> String {
    guard let marker = item.marker else { return "- " }
    var number = ""
    var rest = marker[...]
    let digits = marker.utf8.prefix { (48...57).contains($0) }.count
    let head = marker.prefix { $0 != " " }
    if (1...9).contains(digits), head.utf8.count == digits + 1, head.last == "." || head.last == ")" {
      number = String(head)
      rest = marker[head.endIndex...].drop { $0 == " " }
    }
    let isBox = ["[ ]", "[x]", "[X]"].contains(rest)
    return (number.isEmpty ? "-" : number) + " "
      + (rest.isEmpty ? "" : (isBox ? String(rest) : escaped(String(rest))) + " ")
  }

  /// A GFM table, or the raw lines of one whose cells are uncertain.
  static func table(_ table: Table) -> String {
    if table.rows.isEmpty, table.confidence == .uncertain {
      let lines = SourceLines(table.raw)
      return "*\(escaped(table.trustSign)) \(table.trustWords)*\n\n"
        + fenced((0..<lines.count).map { lines[line: $0 + 1] }, language: nil) + "\n"
    }
    let columns = max(1, table.columnCount)
    func row(_ cells: [String]) -> String {
      let padded = cells + Array(repeating: "", count: max(0, columns - cells.count))
      return "| " + padded.map(cell).joined(separator: " | ") + " |\n"
    }
    var text = ""
    if let caption = table.caption { text += escaped(caption) + "\n\n" }
    if table.canBeReread { text += "*\(escaped(table.trustSign)) \(table.trustWords)*\n\n" }
    text += row(table.header)
    text += "|" + String(repeating: " --- |", count: columns) + "\n"
    for cells in table.rows { text += row(cells) }
    return text
  }

  /// A cell: on one line, its pipes escaped.
  static func cell(_ text: String) -> String {
    lines(text).map { escaped($0) }.joined(separator: "<br>")
  }

  private static func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  private static func fenced(_ lines: [String], language: String?) -> String {
    // A fence longer than any run of backticks within.
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = String(repeating: "`", count: longest + 1)
    let name = PrintableText.make(language ?? "").filter { $0 != "`" && $0 != " " }
    return ([fence + name] + lines.map { PrintableText.make($0) } + [fence]).joined(separator: "\n")
  }

  /// Text with its marks written again. Where marks overlap without nesting the later ones are left out.
  static func inline(_ text: InlineText) -> String {
    guard !text.marks.isEmpty else { return escaped(text.text) }
    let scalars = Array(text.text.unicodeScalars)
    var result = ""
    var open: [InlineMark] = []
    var at = 0
    func plain(upTo end: Int) {
      guard at < end else { return }
      let piece = String(String.UnicodeScalarView(scalars[at..<end]))
      let isCode = open.contains { $0.kind == .code }
      result += isCode ? PrintableText.make(piece) : escaped(piece)
      at = end
    }
    func close(upTo place: Int) {
      while let last = open.last, last.range.upperBound <= place {
        plain(upTo: last.range.upperBound)
        result += closing(last.kind)
        open.removeLast()
      }
    }
    for mark in text.marks {
      let range = mark.range.clamped(to: 0..<scalars.count)
      close(upTo: range.lowerBound)
      if range.isEmpty { continue }
      if mark.kind == .lineBreak {
        guard open.last?.kind != .code else { continue }
        plain(upTo: range.lowerBound)
        result += "\\\n"
        at = range.upperBound
        continue
      }
      if let outer = open.last, outer.range.upperBound < range.upperBound || outer.kind == .code { continue }
      plain(upTo: range.lowerBound)
      if let number = footnote(mark.kind), open.isEmpty {
        result += "[^\(number)]"
        at = range.upperBound
        continue
      }
      result += opening(mark.kind)
      open.append(InlineMark(kind: mark.kind, range: range))
    }
    close(upTo: scalars.count)
    plain(upTo: scalars.count)
    return result
  }

  /// The number of the footnote that a link leads to; nil for other marks.
  private static func footnote(_ kind: InlineMarkKind) -> Int? {
    guard case .link(let target) = kind, target.hasPrefix("#fn-") else { return nil }
    return Int(target.dropFirst(4))
  }

  /// A paragraph; the text of a footnote that `notes` has begins as such.
  private static func paragraph(_ content: InlineText, notes: Set<Int>) -> String {
    let text = inline(content)
    guard text.hasPrefix("\\["), let end = text.firstRange(of: "\\] "),
      let number = Int(text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound]),
      notes.contains(number)
    else { return text }
    return "[^\(number)]: " + text[end.upperBound...]
  }

  /// The footnotes that the text refers to.
  private static func notes(of briefing: Briefing) -> Set<Int> {
    var notes: Set<Int> = []
    for section in briefing.sections {
      for block in section.blocks {
        let texts: [InlineText] =
          switch block {
          case .paragraph(let paragraph): [paragraph.content]
          case .list(let list): list.items.map(\.content)
          case .quote(let quote): quote.paragraphs
          case .table, .code: []
          }
        for text in texts { notes.formUnion(text.marks.compactMap { footnote($0.kind) }) }
      }
    }
    return notes
  }

  private static func opening(_ kind: InlineMarkKind) -> String {
    switch kind {
    case .emphasis: "*"
    case .strong: "**"
    case .code: "`"
    case .strikethrough: "~~"
    case .lineBreak: ""
    case .link: "["
    }
  }

  private static func closing(_ kind: InlineMarkKind) -> String {
    guard case .link(let target) = kind else { return opening(kind) }
    var safe = ""
    for scalar in PrintableText.make(target).unicodeScalars {
      switch scalar {
      case " ": safe += "%20"
      case "<": safe += "%3C"
      case ">": safe += "%3E"
      case "(": safe += "%28"
      case ")": safe += "%29"
      case "\\": safe += "%5C"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return "](\(safe))"
  }

  /// Printable text in which nothing reads as markup.
  static func escaped(_ text: String) -> String {
    let shown = PrintableText.make(text)
    /// Whether a word ends with the scalar at `place`: `8.5` begins no list.
    func isEnd(_ place: Int) -> Bool {
      shown.unicodeScalars.dropFirst(place + 1).first.map { $0 == " " || $0 == "\n" } ?? true
    }
    var result = ""
    var isStart = true
    var digits = 0
    for (place, scalar) in shown.unicodeScalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~": result += "\\"
      case "&": result += "\\"
      case "#" where isStart, "+" where isStart, "-" where isStart, "=" where isStart: result += "\\"
      // `1.` at the beginning would be a list.
      case "." where digits > 0 && digits == place && isEnd(place), ")" where digits > 0 && digits == place:
        result += "\\"
      default: break
      }
      if scalar != " " { isStart = false }
      if place == digits, ("0"..."9").contains(scalar) { digits += 1 }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

import BriefingModel

/// Takes out of a Markdown text what its site's own programs would have replaced: shortcodes, tags of
/// templates, fences of directives, attribute lists, imports.
///
/// Every line stays where it is, so that lines can be counted on both sides. Code in fences is not
/// touched. A directive's title stays as text, and so does its content.
struct MarkdownDressing {
  /// The text as it is to be parsed, line for line.
  private(set) var text: SourceLines
  private(set) var notes: [ExtractionNote] = []

  private let lines: SourceLines
  private let first: Int
  private var out: [UInt8] = []
  private var taken = 0
  private var firstTaken = 0
  private var fence: (byte: UInt8, count: Int, isDirective: Bool)?
  /// Whether the lines of an admonition follow, four blanks deep.
  private var isIndented = false
  /// How a tag that is open at the end of its line will end.
  private var openTag: [UInt8]?
  private var openTagLines = 0

  /// Looks at `lines` from the 0-based `first` on.
  init(_ lines: SourceLines, from first: Int) {
    self.lines = lines
    self.first = first
    text = lines
    guard first < lines.count, isDressed() else { return }
    out.reserveCapacity(lines.utf8.count + 1)
    out.append(contentsOf: lines.utf8[..<lines.ranges[first].lowerBound])
    for number in first..<lines.count {
      add(number)
      out.append(0x0A)
    }
    guard taken > 0 else { return }
    text = SourceLines(utf8: out)
    notes.append(
      ExtractionNote(
        kind: .furniture,
        message: taken == 1
          ? "A mark for the program that made pages of this text is left out."
          : "\(taken) marks for the program that made pages of this text are left out, the first here.",
        span: SourceSpan(line: firstTaken)))
  }

  /// Whether anything in the text may have to go: one quick look at each line's beginning, and at
  /// each brace and bracket.
  private func isDressed() -> Bool {
    lines.utf8.withUnsafeBufferPointer { bytes in
      let start = lines.ranges[first].lowerBound
      var from = start
      while let brace = MarkupBytes.firstIndex(of: 0x7B, in: bytes, from: from), brace + 1 < bytes.count {
        switch bytes[brace + 1] {
        case 0x7B, 0x25, 0x3A, 0x2E, 0x23, 0x20: return true
        default: from = brace + 1
        }
      }
      from = start
      while let bracket = MarkupBytes.firstIndex(of: 0x5B, in: bytes, from: from), bracket + 1 < bytes.count {
        if bytes[bracket + 1] == 0x5B { return true }
        from = bracket + 1
      }
      return lines.ranges[first...].contains { isDressed(bytes, $0) }
    }
  }

  /// Whether a line begins with what may have to go.
  private func isDressed(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] <= 0x20 { index += 1 }
    guard index < line.upperBound, index + 1 < bytes.count else { return false }
    switch bytes[index] {
    case 0x5B: return bytes[index + 1] | 0x20 == UInt8(ascii: "t")
    case 0x3A, 0x21, 0x3F: return bytes[index + 1] == bytes[index]
    case 0x60, 0x7E: return hasBracedInfo(bytes, index)
    case UInt8(ascii: "i"): return Self.begins(bytes, index, "import ")
    case UInt8(ascii: "e"): return Self.begins(bytes, index, "export ")
    default: return false
    }
  }

  private func hasBracedInfo(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == bytes[start] { index += 1 }
    return index < bytes.count && bytes[index] == 0x7B
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ words: StaticString
  ) -> Bool {
    guard start + words.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<words.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == words.utf8Start[$0] }
  }

  private mutating func take(_ number: Int, count: Int = 1) {
    if taken == 0 { firstTaken = number + 1 }
    taken += count
  }

  // MARK: - Lines

  private mutating func add(_ number: Int) {
    var line = lines.utf8[lines.ranges[number]]
    if isIndented {
      if line.allSatisfy({ $0 <= 0x20 }) { return }
      if line.starts(with: [0x20, 0x20, 0x20, 0x20]) {
        line = line.dropFirst(4)
      } else if line.first == 0x09 {
        line = line.dropFirst()
      } else {
        isIndented = false
      }
    }
    let ink = line.drop { $0 == 0x20 || $0 == 0x09 }
    let indent = ink.startIndex - line.startIndex
    if let fence {
      let marks = ink.prefix { $0 == fence.byte }
      if marks.count >= fence.count, ink.dropFirst(marks.count).allSatisfy({ $0 <= 0x20 }) {
        if !fence.isDirective { out.append(contentsOf: line) }
        self.fence = nil
        return
      }
      if !fence.isDirective {
        out.append(contentsOf: line)
        return
      }
    }
    if let close = openTag {
      take(number, count: 0)
      openTagLines += 1
      if let end = ink.firstRange(of: close) {
        openTag = nil
        out.append(contentsOf: ink[end.upperBound...])
      } else if openTagLines > 12 {
        openTag = nil
      }
      return
    }
    guard let head = ink.first, indent < 12 else {
      out.append(contentsOf: line)
      return
    }
    if head == 0x60 || head == 0x7E, fence == nil {
      let marks = ink.prefix { $0 == head }
      if marks.count >= 3 {
        let info = ink.dropFirst(marks.count).drop { $0 == 0x20 }
        let isDirective = Self.isAdmonition(info)
        fence = (head, marks.count, isDirective)
        if isDirective {
          take(number)
          out.append(contentsOf: info.drop { $0 != 0x7D }.dropFirst().drop { $0 == 0x20 })
        } else {
          out.append(contentsOf: line)
        }
        return
      }
    }
    if replaceWhole(number, ink) { return }
    addWithoutTags(number, line)
  }

  /// Replaces a line that is a mark as a whole by the title it holds, or by nothing.
  private mutating func replaceWhole(_ number: Int, _ ink: ArraySlice<UInt8>) -> Bool {
    let text = ink.prefix(300)
    switch ink.first {
    case 0x3A where text.starts(with: [0x3A, 0x3A, 0x3A]):
      take(number)
      var rest = text.drop { $0 == 0x3A || $0 == 0x20 }
      if rest.first == 0x7B {
        rest = rest.drop { $0 != 0x7D }.dropFirst()
      } else {
        rest = rest.drop { $0 > 0x20 && $0 != 0x5B }
      }
      rest = rest.drop { $0 == 0x20 || $0 == 0x5B }
      if rest.first != 0x7B { out.append(contentsOf: rest.prefix { $0 != 0x5D }) }
      return true
    case 0x21 where text.starts(with: Array("!!! ".utf8)), 0x3F where text.starts(with: Array("???".utf8)):
      let rest = text.dropFirst(3).drop { $0 == 0x20 || $0 == 0x2B }
      guard let first = rest.first, (0x61...0x7A).contains(first | 0x20) else { return false }
      take(number)
      isIndented = true
      if let open = rest.firstIndex(of: 0x22), let close = rest[(open + 1)...].firstIndex(of: 0x22) {
        out.append(contentsOf: rest[(open + 1)..<close])
      }
      return true
    case 0x5B:
      let lowered = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      let bare = lowered.filter { $0 > 0x20 }
      guard ["[toc]", "[[toc]]", "[[_toc_]]"].contains(String(decoding: bare, as: UTF8.self)) else {
        return false
      }
      take(number)
      return true
    case UInt8(ascii: "i") where text.starts(with: Array("import ".utf8)),
      UInt8(ascii: "e") where text.starts(with: Array("export ".utf8)):
      guard Self.isScript(text) else { return false }
      take(number)
      return true
    case 0x7B:
      // A list of attributes alone in its line belongs to the block before it.
      let end = ink.last(where: { $0 > 0x20 })
      guard end == 0x7D, let next = text.dropFirst().first,
        next == 0x3A || next == 0x2E || next == 0x23, ink.count(where: { $0 == 0x7B }) == 1
      else { return false }
      take(number)
      return true
    default:
      return false
    }
  }

  /// `import X from 'y'`, `export const x = …`: a line of a script and not a sentence.
  private static func isScript(_ line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self).trimmingBlanks()
    if text.hasPrefix("import ") {
      let ends = text.hasSuffix("'") || text.hasSuffix("\"") || text.hasSuffix("';") || text.hasSuffix("\";")
      return ends
        && (text.contains(" from '") || text.contains(" from \"") || text.hasPrefix("import '")
          || text.hasPrefix("import \""))
    }
    return ["export const ", "export default ", "export function "].contains(where: { text.hasPrefix($0) })
      && (text.hasSuffix(";") || text.hasSuffix("{") || text.hasSuffix("("))
  }

  private static func isAdmonition(_ info: ArraySlice<UInt8>) -> Bool {
    guard info.first == 0x7B, let close = info.prefix(40).firstIndex(of: 0x7D) else { return false }
    return admonitions.contains(String(decoding: info[(info.startIndex + 1)..<close], as: UTF8.self))
  }

  private static let admonitions: Set<String> = [
    "note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error", "seealso",
    "admonition", "topic", "sidebar", "dropdown", "versionadded", "versionchanged", "epigraph", "margin",
  ]

  // MARK: - Tags within lines

  /// Adds a line without the tags in it: `{% … %}`, `{{< … >}}`, `{: … }`; of `[[page|text]]` the
  /// text.
  private mutating func addWithoutTags(_ number: Int, _ line: ArraySlice<UInt8>) {
    guard line.contains(0x7B) || line.contains(0x5B) else {
      out.append(contentsOf: line)
      return
    }
    var index = line.startIndex
    var inCode = false
    let lastBrace = line.lastIndex(of: 0x7D) ?? line.startIndex - 1
    // Ends that have been looked for in vain: a line of a thousand beginnings is read once.
    var missing: [[UInt8]] = []
    let lastBracket = line.lastIndex(of: 0x5D) ?? line.startIndex - 1
    while index < line.endIndex {
      let byte = line[index]
      if byte == 0x60 { inCode.toggle() }
      let next = index + 1 < line.endIndex ? line[index + 1] : 0
      if !inCode, byte == 0x7B, let close = Self.closing(line, index, lastBrace: lastBrace),
        !missing.contains(close)
      {
        let end = line[index...].firstRange(of: close)
        guard end != nil || ends(close, behind: number) else {
          missing.append(close)
          continue
        }
        take(number)
        if let code = Self.codeFence(line[index..<(end?.upperBound ?? line.endIndex)]) {
          out.append(contentsOf: code)
        }
        guard let end else {
          openTag = close
          openTagLines = 0
          return
        }
        index = end.upperBound
        continue
      }
      if !inCode, byte == 0x5B, next == 0x5B, index < lastBracket, let link = Self.wikiLink(line[index...]) {
        if out.last == 0x21 { out.removeLast() } else { out.append(contentsOf: link.text) }
        take(number)
        index = link.end
        continue
      }
      out.append(byte)
      index += 1
    }
  }

  /// Whether a tag ends in one of the lines that follow.
  private func ends(_ close: [UInt8], behind number: Int) -> Bool {
    lines.ranges[min(number + 1, lines.count)..<min(number + 12, lines.count)].contains { range in
      lines.utf8[range].prefix(1_000).firstRange(of: close) != nil
    }
  }

  /// What ends the tag that begins at `index`; nil where none begins.
  private static func closing(_ line: ArraySlice<UInt8>, _ index: Int, lastBrace: Int) -> [UInt8]? {
    let rest = line[index...].dropFirst()
    guard let next = rest.first else { return nil }
    if next == 0x25 { return [0x25, 0x7D] }
    let third = rest.dropFirst().first
    if next == 0x7B, third == 0x3C { return [0x3E, 0x7D, 0x7D] }
    if next == 0x7B, third == 0x25 { return [0x25, 0x7D, 0x7D] }
    // Attributes stand behind what they are of.
    let before = index > line.startIndex ? line[index - 1] : 0
    if next == 0x3A, index < lastBrace,
      third == 0x20 || third == 0x2E || third == 0x23
        || before == 0x29 || before == 0x2A || before == 0x60
    {
      return [0x7D]
    }
    if before == 0x29 || before == 0x5D, next == 0x2E || next == 0x23 || next == 0x20 && third == 0x2E,
      index < lastBrace
    {
      return [0x7D]
    }
    return nil
  }

  /// The fence that a tag of highlighted code stands for.
  private static func codeFence(_ tag: ArraySlice<UInt8>) -> [UInt8]? {
    let words = String(decoding: tag, as: UTF8.self)
      .split(whereSeparator: { " {}%<>".contains($0) })
    switch words.first {
    case "highlight": return Array("```\(words.count > 1 ? String(words[1]) : "")".utf8)
    case "endhighlight", "/highlight": return Array("```".utf8)
    case "/":
      return words.count > 1 && words[1] == "highlight" ? Array("```".utf8) : nil
    default: return nil
    }
  }

  /// The text of `[[page]]` or `[[page|text]]`, which no destination follows.
  private static func wikiLink(_ line: ArraySlice<UInt8>) -> (text: ArraySlice<UInt8>, end: Int)? {
    guard let close = line.prefix(300).firstRange(of: [0x5D, 0x5D] as [UInt8]) else { return nil }
    if close.upperBound < line.endIndex, [0x28, 0x5D, 0x5B].contains(line[close.upperBound]) { return nil }
    var inside = line[(line.startIndex + 2)..<close.lowerBound]
    guard let first = inside.first, first != 0x5B, first > 0x20, !inside.contains(0x5B) else { return nil }
    // Numbers in double brackets are notes.
    if inside.allSatisfy({ (0x30...0x39).contains($0) }) { return nil }
    if let bar = inside.lastIndex(of: 0x7C) { inside = inside[(bar + 1)...] }
    return (inside, close.upperBound)
  }
}

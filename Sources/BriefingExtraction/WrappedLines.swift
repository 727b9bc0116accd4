import BriefingModel

/// Where a line of a hard-wrapped paragraph goes on in the line right below it, told for each run of lines that
/// touch: a short text has too few of them to say how the whole of it is laid out.
struct WrappedLines {
  /// What stands between a line and the one right below it.
  enum Joint: UInt8 {
    /// Nothing is known: the layout of the whole text decides.
    case open
    /// The sentence goes on: the word that begins the lower line had no room in the upper one.
    case goesOn
    /// The lines stay lines: they are far shorter than those of paragraphs, or set in differently.
    case apart
  }

  /// Bytes of the longest line that is looked at.
  private static let longest = 160
  /// Columns of the narrowest paragraph that its width alone tells from verse and addresses.
  private static let narrowest = 45
  /// Columns by which the first line of a paragraph is set in or out: one that is farther away is centred.
  private static let deepestIndent = 8

  /// Empty where nothing was found out.
  private var joints: [Joint] = []

  init() {}

  /// Looks at all runs of lines; `isWrapped` says that the text as a whole is wrapped.
  init(_ lines: [TextLine], _ utf8: [UInt8], isWrapped: Bool) {
    utf8.withUnsafeBufferPointer { bytes in
      let width = isWrapped ? Self.commonWidth(lines, bytes) : 0
      var index = 0
      while index < lines.count {
        let begins = index
        index += 1
        guard Self.mayBegin(lines[begins]) else { continue }
        while index < lines.count, lines[index].isText, !lines[index].hasTab,
          lines[index].content.count <= Self.longest
        {
          index += 1
        }
        guard index - begins >= 2 else { continue }
        judge(Run(lines, bytes, begins..<index), count: lines.count, textWidth: width)
      }
    }
  }

  /// What stands between a line and the one below it.
  func joint(below index: Int) -> Joint { joints.isEmpty ? .open : joints[index] }

  private static func mayBegin(_ line: TextLine) -> Bool {
    switch line.kind {
    case .text, .item: !line.hasTab && line.content.count <= longest
    default: false
    }
  }

  /// The columns that lines have whose sentence goes on below: nine in ten of them have no more.
  private static func commonWidth(_ lines: [TextLine], _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var counts = [Int](repeating: 0, count: longest + 1)
    var total = 0
    for index in lines.indices.dropLast() where lines[index].isText && lines[index + 1].isText {
      let line = Line(lines[index], bytes)
      guard line.edge <= longest, !line.endsSentence, Line(lines[index + 1], bytes).beginsSmall else {
        continue
      }
      counts[line.edge] += 1
      total += 1
    }
    var seen = 0
    for width in counts.indices {
      seen += counts[width]
      if seen * 10 >= total * 9 { return width }
    }
    return 0
  }

  private mutating func set(_ joint: Joint, _ index: Int, count: Int) {
    if joints.isEmpty { joints = Array(repeating: .open, count: count) }
    joints[index] = joint
  }

  /// Judges each part of a run whose lines begin at one column, but for the first of them.
  private mutating func judge(_ run: Run, count: Int, textWidth: Int) {
    let lines = run.lines
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, end == start + 1 || lines[end].indent == lines[end - 1].indent { end += 1 }
      if end - start >= 2, lines[start].indent != lines[start + 1].indent,
        !run.opens(start, width: max(run.width(start..<end), textWidth - 8), farthest: Self.deepestIndent)
      {
        // The name of an option above what it does.
        if textWidth > 0 { set(.apart, run.first + start, count: count) }
        start += 1
        continue
      }
      if textWidth > 0 {
        judgeWithin(run, start..<end, count: count, textWidth: textWidth)
        if end < lines.count, abs(lines[end].indent - lines[end - 1].indent) >= 2 {
          set(.apart, run.first + end - 1, count: count)
        }
      } else if run.isParagraph(start..<end, narrowest: Self.narrowest) {
        let width = run.width(start..<end) - run.slack(start..<end)
        for line in start..<end - 1 where run.isFull(line, width: width) || run.isSentence {
          set(.goesOn, run.first + line, count: count)
        }
      }
      start = end
    }
  }

  /// Judges lines of a text that is wrapped as a whole: they go on unless most of them are far too short.
  private mutating func judgeWithin(_ run: Run, _ range: Range<Int>, count: Int, textWidth: Int) {
    let joints = range.lowerBound..<range.upperBound - 1
    guard !joints.isEmpty else { return }
    let broken = joints.count { run.isBroken($0, width: textWidth - 14) }
    if broken * 2 > joints.count {
      for line in joints { set(.apart, run.first + line, count: count) }
    } else {
      for line in joints where run.isFull(line, width: textWidth - 14) && !run.isTable(line) {
        set(.goesOn, run.first + line, count: count)
      }
      for line in joints where run.hasTermsAlike(line) { set(.apart, run.first + line, count: count) }
    }
  }

  /// What is looked at of one line.
  private struct Line {
    let indent: Int
    /// The column behind its last character.
    let edge: Int
    /// Characters of its first word.
    let firstWord: Int
    let wordCount: Int
    let beginsSmall: Bool
    let beginsLarge: Bool
    let endsSentence: Bool
    /// Ends in a small letter and a hyphen.
    let endsInHyphen: Bool
    let hasCode: Bool
    let hasGap: Bool
    /// The column of what stands behind the first gap, `-c      If it is there …`; 0 where there is none.
    let hang: Int

    init(_ line: TextLine, _ bytes: UnsafeBufferPointer<UInt8>) {
      let range = line.start..<line.content.upperBound
      indent = line.indent
      wordCount = line.wordCount
      hasCode = line.signs.contains(.code)
      hasGap = line.hasGap
      let isPlain = !line.signs.contains(.beyondASCII)
      edge = indent + (isPlain ? range.count : range.count { bytes[$0] & 0xC0 != 0x80 })
      let word = bytes[range].firstIndex(of: 0x20) ?? range.upperBound
      firstWord = (range.lowerBound..<word).count { bytes[$0] & 0xC0 != 0x80 }
      hang = line.hasGap ? Self.hang(bytes, range).map { line.indent + $0 } ?? 0 : 0
      var letter = range.lowerBound
      // `(so it goes on`
      while letter + 1 < range.upperBound, [0x22, 0x27, 0x28, 0x5B, 0x60].contains(bytes[letter]) {
        letter += 1
      }
      if letter + 3 < range.upperBound, bytes[letter] == 0xE2, bytes[letter + 1] == 0x80 { letter += 3 }
      let first = bytes[letter]
      beginsSmall =
        first >= 0x61 && first <= 0x7A
        || first == 0xC3 && letter + 1 < range.upperBound && bytes[letter + 1] >= 0x9F
      beginsLarge = first >= 0x41 && first <= 0x5A
      var last = range.upperBound - 1
      // `(so it ends.)`
      while last > range.lowerBound, [0x22, 0x27, 0x29, 0x5D].contains(bytes[last]) { last -= 1 }
      endsSentence = [0x2E, 0x21, 0x3F, 0x3A].contains(bytes[last])
      endsInHyphen = Hyphenation.width(at: range.upperBound, in: bytes, from: range.lowerBound) > 0
    }

    /// Bytes before what stands behind three blanks or more.
    private static func hang(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
      var blanks = 0
      for at in range {
        if bytes[at] == 0x20 {
          blanks += 1
        } else {
          if blanks >= 3 { return at - range.lowerBound }
          blanks = 0
        }
      }
      return nil
    }
  }

  /// Lines that touch.
  private struct Run {
    /// Whether a line that begins at another column than those below it is the first of their paragraph.
    func opens(_ line: Int, width: Int, farthest: Int) -> Bool {
      let (first, next) = (lines[line], lines[line + 1])
      guard isFull(line, width: width) else { return false }
      if first.hang > 0, first.hang == next.indent { return true }
      return abs(first.indent - next.indent) <= farthest && first.edge * 3 >= width * 2
    }

    /// Whether two lines each begin with a term, and what is said of both begins at one column.
    func hasTermsAlike(_ line: Int) -> Bool {
      lines[line].hang > 0 && lines[line].hang == lines[line + 1].hang
    }

    let first: Int
    let lines: [Line]
    /// Of each line whether blanks part it as no sentence does.
    private let isSpread: [Bool]

    init(_ lines: [TextLine], _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      first = range.lowerBound
      self.lines = range.map { Line(lines[$0], bytes) }
      isSpread = range.map { lines[$0].hasGap && Self.isSpread(bytes, lines[$0]) }
    }

    /// Three blanks in a row, or two behind something else than a sentence.
    private static func isSpread(_ bytes: UnsafeBufferPointer<UInt8>, _ line: TextLine) -> Bool {
      let range = line.content
      guard range.count > 3 else { return false }
      return (range.lowerBound + 1..<range.upperBound - 1).contains { at in
        bytes[at] == 0x20 && bytes[at + 1] == 0x20
          && (bytes[at - 1] == 0x20 || ![0x2E, 0x21, 0x3F, 0x3A, 0x29, 0x22].contains(bytes[at - 1]))
      }
    }

    func width(_ range: Range<Int>) -> Int { range.reduce(0) { max($0, lines[$1].edge) } }

    /// Hands break lines somewhat early; a few lines must show that they are broken at one width.
    func slack(_ range: Range<Int>) -> Int { range.count >= 4 ? width(range) / 10 : 0 }

    private func isHyphenated(_ line: Int) -> Bool { lines[line].endsInHyphen && lines[line + 1].beginsSmall }

    /// Whether the first word of the next line had no room in this one.
    func isFull(_ line: Int, width: Int) -> Bool {
      isHyphenated(line) || lines[line].edge + 1 + lines[line + 1].firstWord > width
    }

    private func goesOn(_ line: Int) -> Bool {
      isHyphenated(line) || lines[line + 1].beginsSmall && !lines[line].endsSentence
    }

    func isTable(_ line: Int) -> Bool { isSpread[line] && isSpread[line + 1] }

    func isBroken(_ line: Int, width: Int) -> Bool {
      // Names and addresses, one on each line.
      if lines[line].wordCount == 1, lines[line + 1].wordCount == 1 { return true }
      guard !isFull(line, width: width), !lines[line].endsSentence else { return false }
      return !lines[line + 1].beginsSmall || lines[line].wordCount < 4 || lines[line + 1].wordCount < 2
        || lines[line].hasCode || lines[line + 1].hasCode
    }

    /// Two lines that are one sentence and nothing else.
    var isSentence: Bool {
      lines.count == 2 && lines[0].beginsLarge && lines[1].beginsSmall && !lines[0].endsSentence
        && lines[1].endsSentence && lines.allSatisfy { $0.wordCount >= 4 && !$0.hasCode && !$0.hasGap }
    }

    /// Whether lines are those of one paragraph, or of some without blank lines between them.
    func isParagraph(_ range: Range<Int>, narrowest: Int) -> Bool {
      guard range.count >= 2 else { return false }
      if isSentence { return true }
      let width = width(range)
      let joints = range.lowerBound..<range.upperBound - 1
      guard lines[range].count(where: { $0.hasCode }) * 2 <= range.count,
        // Justified lines have gaps, and end at one column.
        joints.allSatisfy({ !isSpread[$0] || lines[$0].edge == width && range.count >= 3 })
      else { return false }
      let least = width - slack(range)
      let full = joints.count { isFull($0, width: least) }
      let going = joints.count { goesOn($0) }
      guard joints.allSatisfy({ isFull($0, width: least) || lines[$0].endsSentence }), going * 2 >= full,
        going >= 1
      else { return false }
      if joints.contains(where: isHyphenated) { return true }
      return width >= narrowest && (range.count >= 4 || lines[range.upperBound - 1].endsSentence)
    }
  }
}

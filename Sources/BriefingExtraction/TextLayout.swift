import BriefingModel

/// How the lines of a text as a whole are laid out: what its scraper or writer did everywhere.
struct TextLayout {
  /// Paragraphs are broken over lines of one width.
  var isWrapped = false
  /// Blank lines stand between the blocks.
  var isSpaced = false
  /// Headings are marked with `#`, so that a short line without marks is none.
  var marksHeadings = false
  /// One heading of the first level is among them, near the head: the title.
  var marksTitle = false
  /// A bullet stands on a line of its own *behind* its item, as one scraper writes.
  var markersFollow = false

  /// Headings end in a full stop, as whole sentences do.
  var stopsHeadings = false

  /// Numbered sentences stand over paragraphs: they are headings.
  var numbersSentences = false

  /// Headings stand at the margin, all else is set in.
  var setsOutHeadings = false

  /// Bytes of the widest line of wrapped text.
  static let wrapWidth = 110

  init() {}

  /// Whether short lines with a full stop stand above long paragraphs all through a text that has no other
  /// headings: the stop of a few words among long paragraphs ends a heading there.
  private static func stopsHeadings(_ lines: [TextLine]) -> Bool {
    var texts = 0
    var stopped = 0
    var isBelowStopped = 0
    for line in lines where line.kind != .blank {
      guard line.kind == .text else {
        if isBelowStopped > 0 { return false }
        continue
      }
      texts += 1
      let isLong = line.wordCount >= 15
      if isLong {
        isBelowStopped = 0
      } else if line.lastByte == 0x2E, line.wordCount <= 9 {
        stopped += 1
        isBelowStopped += 1
        if isBelowStopped > 2 { return false }
      } else if texts > 1 {
        return false
      }
    }
    return stopped >= 3 && isBelowStopped == 0 && stopped * 4 >= texts
  }

  /// Whether a line is a sentence of some words behind a number, with a paragraph below it.
  static func isNumberedSentence(_ index: Int, _ lines: [TextLine]) -> Bool {
    guard case .item(ordered: true) = lines[index].kind, (3...14).contains(lines[index].wordCount),
      lines[index].lastByte == 0x2E
    else { return false }
    let below = lines[(index + 1)...].prefix(3).first { $0.kind != .blank }
    return below.map { $0.isText && $0.wordCount >= 15 } ?? false
  }

  /// Looks at all lines once.
  init(_ parse: PlainTextParse) {
    let lines = parse.lines
    let utf8 = parse.source.utf8
    var written = 0
    var joined = 0
    var whole = 0
    var isBroken = true
    var marked = 0
    var deep = 0
    var top = 0
    var topAt = 0
    var gaps = 0
    var wasBlank = true
    var leading = 0
    var following = 0
    var unsure = 0
    var marker = -1
    var height = 0
    var blocks = 0
    var inBlocks = 0
    var hasSingle = false
    var sentences = 0
    for (index, line) in lines.enumerated() {
      guard line.kind != .blank else {
        wasBlank = true
        continue
      }
      if wasBlank, written > 0 { gaps += 1 }
      wasBlank = false
      written += 1
      switch line.kind {
      case .text:
        let size = line.content.count
        if size > Self.wrapWidth + 40 { isBroken = false }
        if utf8[line.start] == 0x23, let heading = parse.markedHeading(index) {
          marked += 1
          if heading.level > 1 || written == 1 { deep += 1 }
          if heading.level == 1 {
            top += 1
            if top == 1 { topAt = written }
          }
        }
        guard isBroken, size >= 45 else { continue }
        whole += 1
        guard index + 1 < lines.count, lines[index + 1].isText, line.lastByte != 0x2E else { continue }
        let next = utf8[lines[index + 1].start]
        if next >= 0x61, next <= 0x7A || (next >= 0xC3 && next <= 0xC5) {
          joined += 1
        }
      case .marker:
        // Names with what is said of them, all alike, stand below their bullets, where no item is of one line.
        let above = index - marker - 1
        let isBlock =
          marker >= 0 && (2...4).contains(above) && lines[(marker + 1)..<index].allSatisfy(\.isText)
          && lines[marker + 1].wordCount <= 12 && !lines[marker + 1].endsInStop && lines[index - 1].endsInStop
        if isBlock { blocks += above == height ? 2 : 1 }
        if marker >= 0, above == 1 { hasSingle = true }
        height = isBlock ? above : 0
        marker = index
        // An announcement above means that its item comes below.
        let isFirst = index < 2 || lines[index - 2].kind != .marker
        if index == 0 || lines[index - 1].lastByte == 0x3A || lines[index - 1].kind == .blank {
          leading += 2
        } else if lines[index - 1].kind != .marker {
          if isFirst { unsure += 1 }
          if isFirst, isBlock { inBlocks += 1 }
          // One above the item means that it stands above its bullet.
          if isFirst, index > 1, lines[index - 2].lastByte == 0x3A { following += 2 }
        }
        if index + 1 < lines.count, lines[index + 1].kind == .blank || lines[index + 1].kind == .marker {
          following += 1
        }
      case .item(ordered: true): if Self.isNumberedSentence(index, lines) { sentences += 1 }
      default: break
      }
    }
    numbersSentences = sentences >= 2
    isWrapped = isBroken && joined >= 3 && joined * 3 >= whole
    isSpaced = gaps * 5 >= written && gaps >= 4
    // Prompts and comments begin with `#` too, but never with two.
    marksHeadings = marked >= 2 && deep > 0
    marksTitle = marksHeadings && top == 1 && topAt <= 10
    stopsHeadings = !isWrapped && !marksHeadings && Self.stopsHeadings(lines)
    if !hasSingle {
      leading += blocks
      unsure -= inBlocks
    }
    markersFollow = following > leading || (following == 0 && unsure > leading)
  }
}

extension TextLine {
  /// Whether its last byte is that of a full stop, of either width.
  fileprivate var endsInStop: Bool { lastByte == 0x2E || lastByte == 0x82 }
}

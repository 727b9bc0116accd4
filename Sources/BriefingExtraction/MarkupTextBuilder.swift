import BriefingModel

/// Gathers the text of one block of Markdown or HTML: white space collapsed, marks kept.
struct MarkupTextBuilder {
  private var utf8: [UInt8] = []
  private var scalarCount = 0
  /// The white space that comes before the next ink.
  private var owed = Owed.nothing
  /// Raised and lowered text that is open: where it begins, in bytes and scalars.
  private var scripts: [(script: MarkupScript, byte: Int, scalar: Int)] = []

  private enum Owed { case nothing, blank, lineBreak, newLine }

  private var open: [(kind: InlineMarkKind, start: Int)] = []
  private var marks: [InlineMark] = []

  /// Whether nothing but white space has been given.
  var isEmpty: Bool { utf8.isEmpty }

  /// Whether runs are open.
  var hasRuns: Bool { !open.isEmpty }

  /// Whether the text so far ends in a colon.
  var endsInColon: Bool { utf8.last == UInt8(ascii: ":") }

  /// The 0-based scalar of the text at which the next ink will stand.
  var nextScalar: Int { owed != .nothing && !utf8.isEmpty ? scalarCount + 1 : scalarCount }

  /// Number of bytes of the text so far.
  var byteCount: Int { utf8.count }

  /// Appends text whose runs of white space, no-break blanks among them, count as one blank.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        oweBlank()
        index += 1
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
        oweBlank()
        index += 2
      } else {
        payBlank()
        let start = index
        index = endOfRun(bytes, from: index)
        utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      }
    }
  }

  /// The end of the text from `start` on that stays as it is, single blanks between ink included; counts
  /// its scalars.
  private mutating func endOfRun(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let count = bytes.count
    var index = start
    var scalars = 0
    while index < count {
      // Eight bytes at a time, as long as they are ink of ASCII with single blanks in it.
      if index + 8 <= count {
        let plain = Self.plainCount(TextByte.eight(bytes, at: index))
        if plain > 0 {
          index &+= plain
          scalars &+= plain
          continue
        }
      }
      let byte = bytes[index]
      if byte <= 0x20 {
        if byte == 0x20, index + 1 < count {
          let next = bytes[index + 1]
          if next > 0x20, next != 0xC2 {
            scalars &+= 1
            index += 1
            continue
          }
        }
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { break }
      } else if byte == 0xC2, index + 1 < count, bytes[index + 1] == 0xA0 {
        break
      }
      if byte & 0xC0 != 0x80 { scalars &+= 1 }
      index += 1
    }
    scalarCount += scalars
    return index
  }

  /// How many of eight bytes, the first lowest, stay as they are and end in ink: 8, 7, or 0 where it must be
  /// looked at each.
  @inline(__always)
  private static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    // Whatever is above a blank sets its high bit, what is a blank or above it likewise.
    let inks = (word &+ ones &* 0x5F) & high
    let notControls = (word &+ ones &* 0x60) & high
    guard word & high == 0, notControls == high else { return 0 }
    let blanks = inks ^ high
    guard blanks & blanks << 8 == 0 else { return 0 }
    return blanks >> 63 == 0 ? 8 : 7
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Parts what comes from what was, by one blank.
  mutating func appendBlank() { oweBlank() }

  /// What comes begins a line of its own: the blank before it is marked so.
  mutating func appendBreak() { owed = .lineBreak }

  /// Appends a sign right behind the text so far.
  mutating func appendTight(_ sign: String) {
    let white = owed
    owed = .nothing
    append(sign)
    owed = white
  }

  /// Appends preformatted text: its lines stay lines, with the blanks within them.
  mutating func appendLines(_ bytes: UnsafeBufferPointer<UInt8>) {
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if number > 0 { owed = .newLine }
      guard let end = line.lastIndex(where: { $0 > 0x20 }) else { continue }
      payBlank()
      let ink = line[...end]
      utf8.append(contentsOf: ink)
      scalarCount += ink.count { $0 & 0xC0 != 0x80 }
    }
  }

  @inline(__always)
  private mutating func oweBlank() {
    if owed == .nothing { owed = .blank }
  }

  private mutating func payBlank() {
    guard owed != .nothing else { return }
    if !utf8.isEmpty {
      utf8.append(owed == .newLine ? 0x0A : 0x20)
      if owed == .lineBreak, marks.count < Self.mostMarks {
        marks.append(InlineMark(kind: .lineBreak, range: scalarCount..<scalarCount + 1))
      }
      scalarCount += 1
    }
    owed = .nothing
  }

  /// Begins a marked run. Every `open` needs its `close`.
  mutating func open(_ kind: InlineMarkKind) {
    open.append((kind, nextScalar))
  }

  /// Ends the innermost run.
  mutating func close() {
    guard let run = open.popLast() else { return }
    if scalarCount > run.start, marks.count < Self.mostMarks {
      marks.append(InlineMark(kind: run.kind, range: run.start..<scalarCount))
    }
  }

  /// Tens of thousands of marks in one block are not formatting any more.
  private static let mostMarks = 20_000

  /// Begins raised or lowered text. Every one needs its `closeScript`.
  mutating func openScript(_ script: MarkupScript) {
    scripts.append((script, utf8.count, nextScalar))
  }

  /// Ends the innermost raised or lowered text, and writes it as such.
  mutating func closeScript() {
    guard let open = scripts.popLast(), open.byte < utf8.count else { return }
    let start = utf8[open.byte...].firstIndex { $0 != 0x20 && $0 != 0x0A } ?? utf8.count
    guard let form = open.script.form(of: String(decoding: utf8[start...], as: UTF8.self)) else { return }
    utf8.replaceSubrange(start..., with: form.text.utf8)
    guard form.lead > 0 else { return }
    scalarCount += form.lead + form.tail
    for place in marks.indices where marks[place].range.lowerBound >= open.scalar {
      let range = marks[place].range
      marks[place].range = (range.lowerBound + form.lead)..<(range.upperBound + form.lead)
    }
  }

  /// The text so far; the builder is empty again, runs that are open begin anew.
  mutating func take() -> InlineText {
    let kinds = open.isEmpty ? [] : open.map(\.kind)
    while !open.isEmpty { close() }
    if marks.count > 1 {
      marks.sort {
        ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
      }
    }
    let text = InlineText(String(decoding: utf8, as: UTF8.self), marks: marks)
    removeAll()
    for kind in kinds { open(kind) }
    return text
  }

  /// Forgets all; the memory is kept for the next text.
  mutating func removeAll() {
    utf8.removeAll(keepingCapacity: true)
    scalarCount = 0
    owed = .nothing
    if !scripts.isEmpty { scripts = [] }
    if !open.isEmpty { open = [] }
    if !marks.isEmpty { marks = [] }
  }

  /// The plain text so far; the builder is empty again.
  mutating func takeString() -> String {
    let text = String(decoding: utf8, as: UTF8.self)
    removeAll()
    return text
  }
}

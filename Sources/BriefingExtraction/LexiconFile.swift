/// A line of a reader's lexicon that cannot be used.
public struct LexiconFault: Sendable, Equatable, CustomStringConvertible {
  /// The file as messages name it.
  public var file: String
  /// 1-based.
  public var line: Int
  public var message: String

  /// `lexicon.txt:12: unknown section “benfit”`.
  public var description: String { "\(file):\(line): \(message)" }
}

/// The lines of a lexicon: `[section]`, entries parted by commas, and comments. In a reader's file
/// `[!section]` empties the section first, and `!entry` takes one entry out.
struct LexiconFile {
  /// One entry, without blanks at its ends, its `!` and its `*`.
  struct Entry {
    var bytes: UnsafeBufferPointer<UInt8>
    var isStem: Bool
    var isRemoval: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) + (isStem ? "*" : "") }

    /// Why the entry cannot be looked for; nil where it can.
    var fault: String? {
      var index = 0
      while index < bytes.count {
        let blank = TextByte.blank(bytes, at: index)
        guard blank > 0 || TextByte.beginsWord(bytes, at: index) else {
          return "“\(text)” holds a character that stands in no word"
        }
        index += blank > 0 ? blank : TextByte.length(bytes[index])
      }
      if bytes.count > 120 { return "an entry of more than 120 bytes" }
      return PhraseTable.isFindable(bytes, isStem: isStem) ? nil : "“\(text)” is too short"
    }
  }

  /// Calls `section` with each name and whether it is to be emptied, and `line` with each line below
  /// it, until the next; a section that `section` refuses is passed over. `stray` gets lines before any section.
  static func read(
    _ utf8: UnsafeBufferPointer<UInt8>,
    section: (UnsafeBufferPointer<UInt8>, _ empties: Bool, _ line: Int) -> Bool,
    line: (UnsafeBufferPointer<UInt8>, _ line: Int) -> Void,
    stray: (_ line: Int) -> Void
  ) {
    var number = 0
    var start = 0
    var isWanted = false
    var isBeforeAll = true
    if utf8.count >= 3, utf8[0] == 0xEF, utf8[1] == 0xBB, utf8[2] == 0xBF { start = 3 }
    while start < utf8.count {
      var end = start
      while end < utf8.count, utf8[end] != 0x0A { end += 1 }
      number += 1
      let text = trimmed(UnsafeBufferPointer(rebasing: utf8[start..<end]))
      start = end + 1
      guard let first = text.first, first != 0x23 else { continue }
      if first == 0x5B {
        let isClosed = text.last == 0x5D
        var name = trimmed(
          UnsafeBufferPointer(rebasing: text[1..<(isClosed ? text.count - 1 : text.count)]))
        let empties = name.first == 0x21
        if empties { name = trimmed(UnsafeBufferPointer(rebasing: name[1...])) }
        isWanted = section(name, empties, number)
        isBeforeAll = false
      } else if isWanted {
        line(text, number)
      } else if isBeforeAll {
        stray(number)
      }
    }
  }

  /// The entries of a line, parted by commas.
  static func entries(_ line: UnsafeBufferPointer<UInt8>, _ body: (Entry) -> Void) {
    forEachPart(of: line) { part in
      var text = part
      let isRemoval = text.first == 0x21
      if isRemoval { text = trimmed(UnsafeBufferPointer(rebasing: text[1...])) }
      let isStem = text.last == 0x2A
      if isStem { text = UnsafeBufferPointer(rebasing: text[..<(text.count - 1)]) }
      if !text.isEmpty { body(Entry(bytes: text, isStem: isStem, isRemoval: isRemoval)) }
    }
  }

  /// Calls `body` with the entries of the named sections as they stand, the sections in the order of
  /// `names`, whatever theirs is in the file.
  static func entries(
    of names: [StaticString], in utf8: UnsafeBufferPointer<UInt8>,
    _ body: (_ name: Int, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var lines: [[UnsafeBufferPointer<UInt8>]] = Array(repeating: [], count: names.count)
    var open = 0
    read(utf8) { section, _, _ in
      guard let name = names.firstIndex(where: { section.equals($0) }) else { return false }
      open = name
      return true
    } line: { line, _ in
      lines[open].append(line)
    } stray: { _ in
    }
    for name in names.indices {
      for line in lines[name] { forEachPart(of: line) { body(name, $0) } }
    }
  }

  /// Calls `body` with what stands between the commas of a line, without blanks at its ends, where that is
  /// anything.
  static func forEachPart(
    of line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var start = 0
    while start < line.count {
      var end = start
      while end < line.count, line[end] != 0x2C { end += 1 }
      let part = trimmed(UnsafeBufferPointer(rebasing: line[start..<end]))
      if !part.isEmpty { body(part) }
      start = end + 1
    }
  }

  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 || bytes[start] == 0x0D { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0D { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

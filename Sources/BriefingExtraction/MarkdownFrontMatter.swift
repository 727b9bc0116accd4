import BriefingModel
import Yams

/// The front matter of a Markdown document: YAML between lines of `---`, TOML's `key = value` between
/// lines of `+++`, an object of JSON, lines of `%`, or `Title: …` and further keys up to an empty line.
struct MarkdownFrontMatter {
  private(set) var title: String?
  private(set) var date: String?
  private(set) var source: String?
  /// Lines of the front matter, its rules included; the text begins behind it.
  private(set) var lineCount = 0
  /// Lines of the title and of the date; nil where they are not told apart.
  private(set) var titleSpan: SourceSpan?
  private(set) var dateSpan: SourceSpan?
  private(set) var notes: [ExtractionNote] = []

  private static let mostLines = 400
  private static let mostBytes = 64 * 1024

  private static let titleKeys = ["title", "headline", "titre", "título", "titulo", "标题"]
  /// Without the signs `-`, `_` and the blanks in them.
  private static let dateKeys = [
    "date", "published", "publishdate", "publisheddate", "pubdate", "pubdatetime", "publicationdate",
    "datepublished", "publishedat", "publishedon", "publishedtime", "posted", "postdate", "issued",
    "dateissued",
    "releasedate", "fecha", "fechapublicacion", "日期", "ms.date", "created", "createdat", "datecreated",
    "lastupdated", "updated", "lastmod", "lastmodified", "modified",
  ]
  private static let sourceKeys = [
    "source", "publication", "publisher", "site", "sitename", "outlet", "newspaper", "sourcename", "website",
    "fuente", "来源",
  ]

  /// Reads the front matter at the head of `lines`; without one everything is nil and `lineCount` 0.
  init(_ lines: SourceLines) {
    guard let range = Self.range(in: lines) else {
      readOtherForms(lines)
      return
    }
    lineCount = range.upperBound
    let isTOML = lines.utf8[lines.ranges[0]].first == UInt8(ascii: "+")
    var entries: [(key: String, value: String)]?
    let text = (range.lowerBound..<(range.upperBound - 1)).map { lines[line: $0 + 1] }
    if !isTOML { entries = Self.plainEntries(text) }
    if !isTOML, entries == nil, Self.isTame(text) {
      do {
        entries = try Self.yaml(text.joined(separator: "\n"))
      } catch {
        notes.append(
          ExtractionNote(
            kind: .frontMatter, message: "The front matter is not valid YAML: read line by line.",
            span: SourceSpan(firstLine: 1, lastLine: lineCount)))
      }
    }
    take(entries ?? Self.tolerant(text, separator: isTOML ? "=" : ":"), text: text)
  }

  /// The 0-based lines of the front matter without its first rule; its last rule is the last of them.
  static func range(in lines: SourceLines) -> Range<Int>? {
    guard lines.count >= 3 else { return nil }
    func rule(_ number: Int) -> [UInt8] {
      // Hardly any line begins like one.
      guard let first = lines.utf8[lines.ranges[number]].first,
        first == 0x2D || first == 0x2B || first == 0x2E || first == 0x20 || first == 0x09
      else { return [] }
      return Array(lines.utf8[lines.ranges[number]].prefix(8).filter { $0 != 0x20 && $0 != 0x09 })
    }
    let opening = rule(0)
    guard opening == Array("---".utf8) || opening == Array("+++".utf8) else { return nil }
    let separator: UInt8 = opening[0] == UInt8(ascii: "+") ? 0x3D : 0x3A
    var hasEntry = false
    for number in 1..<min(lines.count, mostLines) {
      let closing = rule(number)
      if closing == opening || (separator == 0x3A && closing == Array("...".utf8)) {
        return hasEntry ? 1..<(number + 1) : nil
      }
      if lines.ranges[number].upperBound > mostBytes { return nil }
      let line = lines.utf8[lines.ranges[number]]
      if let place = line.firstIndex(of: separator), place > line.startIndex {
        let key = line[..<place]
        if key.allSatisfy({ $0 >= 0x80 || $0 > 0x20 && $0 != 0x7C || $0 == 0x20 }), key.count <= 40 {
          hasEntry = true
        }
      } else if !hasEntry, line.contains(where: { $0 > 0x20 }), line.first != UInt8(ascii: "#"),
        line.first != UInt8(ascii: "[")
      {
        return nil
      }
    }
    return nil
  }

  /// Whether YAML nests so little that reading it cannot run deep.
  private static func isTame(_ lines: [String]) -> Bool {
    var brackets = 0
    for line in lines {
      var markers = 0
      var previous: UInt8 = 0x20
      for byte in line.utf8 {
        if byte == 0x5B || byte == 0x7B { brackets += 1 }
        if previous == 0x2D || previous == 0x3F || previous == 0x3A, byte == 0x20 { markers += 1 }
        previous = byte
      }
      if markers > 60 { return false }
    }
    return brackets < 200
  }

  static func yaml(_ text: String) throws -> [(key: String, value: String)]? {
    guard let node = try Yams.compose(yaml: text), let mapping = node.mapping else { return nil }
    var entries: [(key: String, value: String)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else { continue }
      if let text = value.scalar?.string {
        entries.append((name, text))
      } else if let name2 = value.mapping?["name"]?.scalar?.string {
        entries.append((name, name2))
      }
    }
    return entries
  }

  /// Each line `key: value` by itself, quotes around the value removed.
  private static func tolerant(
    _ lines: [String], separator: Character
  ) -> [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
    for line in lines {
      // In TOML what follows a table's name belongs to that table.
      if separator == "=", line.hasPrefix("[") { break }
      guard let place = line.firstIndex(of: separator), let first = line.first, !first.isWhitespace
      else { continue }
      var value = String(line[line.index(after: place)...]).trimmingBlanks()
      if let quote = value.first, quote == "\"" || quote == "'" {
        let rest = value.dropFirst()
        value = String(rest.prefix(upTo: rest.firstIndex(of: quote) ?? rest.endIndex))
      } else if let comment = value.firstRange(of: " #") {
        value = String(value[..<comment.lowerBound]).trimmingBlanks()
      }
      entries.append((String(line[..<place]).trimmingBlanks(), value))
    }
    return entries
  }

  mutating func setLineCount(_ count: Int) { lineCount = count }

  private static func plainKey(_ key: String) -> String {
    if key.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return key }
    let bytes = MarkupBytes.lowered(key).filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a line is that of a key: no longer key that begins in the same way.
  private static func begins(_ line: [UInt8], with key: String, closedBy signs: StaticString) -> Bool {
    var index = 0
    func skip(_ isSkipped: (UInt8) -> Bool) {
      while index < line.count, isSkipped(line[index]) { index += 1 }
    }
    skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x7B || $0 == 0x22 || $0 == 0x27 }
    guard line[index...].starts(with: key.utf8) else { return false }
    index += key.utf8.count
    let signs = UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount)
    if signs.first == 0x3A {
      skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x22 || $0 == 0x27 }
    }
    return index < line.count && signs.contains(line[index])
  }

  /// The lines of a value, 0-based: from that of its key to that of its last word, each word looked for
  /// behind the one before it. Of lines that begin like the key the first counts behind which all words stand.
  private static func lines(
    of found: (key: String, value: String), in text: [[UInt8]], keys: [String]
  ) -> ClosedRange<Int>? {
    var starts = text.indices.filter { begins(text[$0], with: found.key, closedBy: ":=") }
    if starts.isEmpty { starts = text.indices.filter { begins(text[$0], with: found.key, closedBy: " \t") } }
    guard let first = starts.first else { return nil }
    let words = found.value.utf8.split(separator: 0x20).map(Array.init)
    var likeliest: ClosedRange<Int>?
    for start in starts.prefix(9) {
      let (last, missing) = lastLine(of: words, from: start, in: text, keys: keys)
      if missing == 0 { return start...last }
      if start == first { likeliest = start...last }
    }
    return likeliest
  }

  /// The line of the last of some words behind a key, and how many of them do not stand there: those that were
  /// written with escapes.
  private static func lastLine(
    of words: [[UInt8]], from start: Int, in text: [[UInt8]], keys: [String]
  ) -> (line: Int, missing: Int) {
    // The key may hold the words as well.
    let key = text[start].prefix { $0 != 0x3A && $0 != 0x3D && $0 != 0x20 && $0 != 0x09 }
    var place = (line: start, offset: key.count)
    var missing = 0
    for word in words where missing < 50 {
      if let end = end(of: word, behind: place, in: text, keys: keys) {
        place = end
      } else {
        missing += 1
      }
    }
    return (place.line, missing)
  }

  /// Where the first of such words behind a place ends; nil where there is none before the next key. What
  /// looks like a key belongs to the value where it is the very next word.
  private static func end(
    of word: [UInt8], behind place: (line: Int, offset: Int), in text: [[UInt8]], keys: [String]
  ) -> (line: Int, offset: Int)? {
    var offset = place.offset
    var isNext = true
    for line in place.line..<text.count {
      if line > place.line, keys.contains(where: { begins(text[line], with: $0, closedBy: ":=") }) {
        guard isNext, text[line].drop(while: { $0 <= 0x20 }).starts(with: word) else { return nil }
      }
      if let start = MarkupBytes.place(of: word, in: text[line], from: offset) {
        return (line, start + word.count)
      }
      isNext = isNext && text[line][min(offset, text[line].count)...].allSatisfy { $0 <= 0x20 }
      offset = 0
    }
    return nil
  }

  mutating func take(
    _ entries: [(key: String, value: String)], text: [String], firstLine: Int = 2
  ) {
    let plainKeys = entries.map { Self.plainKey($0.key) }
    func value(_ keys: [String]) -> (key: String, value: String)? {
      for key in keys {
        if let place = plainKeys.firstIndex(of: key) {
          var builder = MarkupTextBuilder()
          builder.append(entries[place].value)
          let plain = builder.takeString()
          if !plain.isEmpty { return (entries[place].key, plain) }
        }
      }
      return nil
    }
    let bytes = text.map { Array($0.utf8) }
    func span(_ found: (key: String, value: String)) -> SourceSpan? {
      Self.lines(of: found, in: bytes, keys: entries.map(\.key)).map {
        SourceSpan(firstLine: $0.lowerBound + firstLine, lastLine: $0.upperBound + firstLine)
      }
    }
    if let found = value(Self.titleKeys) {
      title = found.value
      titleSpan = span(found)
    }
    if let found = value(Self.sourceKeys), !found.value.hasPrefix("http") { source = found.value }
    if let found = value(Self.dateKeys) {
      dateSpan = span(found)
      switch DateReader.firstDate(in: found.value)?.reading {
      case .day(let day)?:
        date = day
      case .ambiguous?:
        notes.append(
          ExtractionNote(
            kind: .ambiguousDate, message: "Day and month cannot be told apart: \(found.value)",
            span: dateSpan ?? SourceSpan(line: 1)))
      case nil:
        break
      }
    }
  }
}

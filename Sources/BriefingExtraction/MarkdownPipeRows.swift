import BriefingModel

/// Pipe rows as they stand in the source, for tables that GFM refuses or cuts.
enum MarkdownPipeRows {
  /// The cells of a line, `\|` unescaped, outer pipes removed; pipes within code count for GFM, so
  /// they part cells here too. Nil for a line without a pipe.
  static func cells(_ line: [UInt8]) -> [String]? {
    var parts: [[UInt8]] = [[]]
    var index = 0
    var hasPipe = false
    while index < line.count {
      if line[index] == 0x5C, index + 1 < line.count, line[index + 1] == 0x7C {
        parts[parts.count - 1].append(0x7C)
        index += 2
      } else if line[index] == 0x7C {
        hasPipe = true
        parts.append([])
        index += 1
      } else {
        parts[parts.count - 1].append(line[index])
        index += 1
      }
    }
    guard hasPipe else { return nil }
    func isBlank(_ part: [UInt8]) -> Bool { part.allSatisfy { $0 <= 0x20 } }
    if parts.count > 1, let first = parts.first, isBlank(first) { parts.removeFirst() }
    if parts.count > 1, let last = parts.last, isBlank(last) { parts.removeLast() }
    return parts.map(text)
  }

  /// The number of cells that `cells` finds in the line at `range`; 0 for a line without a pipe.
  static func cellCount(_ bytes: [UInt8], _ range: Range<Int>, quoteDepth: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var index = range.lowerBound
      var depth = quoteDepth
      while index < range.upperBound, bytes[index] <= 0x20 || depth > 0 && bytes[index] == 0x3E {
        if bytes[index] == 0x3E { depth -= 1 }
        index += 1
      }
      var count = 1
      var isBlank = true
      var isFirstBlank = false
      while index < range.upperBound {
        let byte = bytes[index]
        if byte == 0x5C, index + 1 < range.upperBound, bytes[index + 1] == 0x7C {
          isBlank = false
          index += 2
          continue
        }
        if byte == 0x7C {
          if count == 1 { isFirstBlank = isBlank }
          count += 1
          isBlank = true
        } else if byte > 0x20 {
          isBlank = false
        }
        index += 1
      }
      guard count > 1 else { return 0 }
      if isFirstBlank { count -= 1 }
      return isBlank && count > 1 ? count - 1 : count
    }
  }

  /// The source line without the marks of the quotations and the blanks before it.
  static func content(_ line: ArraySlice<UInt8>, quoteDepth: Int) -> [UInt8] {
    var rest = line
    for _ in 0..<quoteDepth {
      let trimmed = rest.drop { $0 == 0x20 || $0 == 0x09 }
      guard trimmed.first == UInt8(ascii: ">") else { break }
      rest = trimmed.dropFirst()
    }
    return Array(rest.drop { $0 <= 0x20 })
  }

  /// Whether a line is a table's rule: dashes of any width, colons, pipes and blanks, one dash at least.
  static func isRule(_ line: [UInt8]) -> Bool {
    guard line.contains(0x7C) else { return false }
    if line.contains(0x2D),
      line.allSatisfy({ $0 == 0x2D || $0 == 0x3A || $0 == 0x7C || $0 == 0x20 || $0 == 0x09 })
    {
      return true
    }
    return line.contains(0xE2)
      && line.withUnsafeBufferPointer { TextLine.scan($0, $0.indices).kind == .pipeRule }
  }

  /// A cell's plain text: inline marks removed, `<br>` a blank.
  private static func text(_ cell: [UInt8]) -> String {
    var builder = MarkupTextBuilder()
    var rest = cell[...]
    while let open = rest.firstIndex(of: 0x3C) {
      rest[..<open].withUnsafeBufferPointer { builder.append($0) }
      let tag = rest[open...].prefix(8).map { $0 | 0x20 }
      if tag.starts(with: Array("<br".utf8)), let close = rest[open...].prefix(8).firstIndex(of: 0x3E) {
        builder.appendBlank()
        rest = rest[(close + 1)...]
      } else {
        builder.append("<")
        rest = rest[(open + 1)...]
      }
    }
    rest.withUnsafeBufferPointer { builder.append($0) }
    return InlineMarkup.read(builder.takeString()).text
  }

  /// A table within the lines of a paragraph that GFM left as text.
  struct Recovered {
    /// Offsets of the table's lines within the paragraph.
    var lines: Range<Int>
    var header: [String]
    var rows: [[String]]
    /// Offset of each row's line.
    var rowLines: [Int]
    /// Offsets of rows that were shorter or longer than the table.
    var ragged: [Int]
  }

  /// Finds a run of lines with pipes that reads as a table.
  ///
  /// With a rule as its second line it is a table whatever the rule's count of columns is. Without a
  /// rule it is one when it has two lines or more, each of them begins or ends with a pipe, and they
  /// have the same number of cells, two at least; without outer pipes three lines are needed. A table
  /// without a rule takes its first line as header.
  static func recover(_ lines: [[UInt8]]) -> Recovered? {
    let cells = lines.map(cells)
    var start = 0
    while start < lines.count {
      guard cells[start] != nil else {
        start += 1
        continue
      }
      var end = start
      while end < lines.count, cells[end] != nil { end += 1 }
      if let found = table(lines, cells, start..<end) { return found }
      start = end
    }
    return nil
  }

  private static func table(
    _ lines: [[UInt8]], _ cells: [[String]?], _ run: Range<Int>
  ) -> Recovered? {
    guard run.count >= 2 else { return nil }
    let rules = run.filter { isRule(lines[$0]) }
    let content = run.filter { !isRule(lines[$0]) }
    guard content.count >= 2 || (content.count == 1 && !rules.isEmpty) else { return nil }
    let hasRule = rules.first == run.lowerBound + 1 || rules.first == run.lowerBound
    let counts = content.map { cells[$0]?.count ?? 0 }
    if !hasRule {
      let isOuter = content.allSatisfy { line in
        lines[line].first == 0x7C || lines[line].last(where: { $0 > 0x20 }) == 0x7C
      }
      guard counts.allSatisfy({ $0 == counts[0] }), counts[0] >= 2, isOuter || content.count >= 3
      else { return nil }
    }
    let width = counts.max() ?? 0
    guard width >= 2 else { return nil }
    var ragged: [Int] = []
    func padded(_ line: Int) -> [String] {
      let row = cells[line] ?? []
      if row.count != width { ragged.append(line) }
      return row + Array(repeating: "", count: width - row.count)
    }
    let header = rules.first == run.lowerBound ? [] : padded(content[0])
    let body = header.isEmpty ? content[...] : content.dropFirst()
    let rows = body.map(padded)
    return Recovered(lines: run, header: header, rows: rows, rowLines: Array(body), ragged: ragged)
  }
}

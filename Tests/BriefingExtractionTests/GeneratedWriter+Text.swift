import BriefingModel

extension GeneratedWriter {
  /// Plain text as scrapers leave it: a title, paragraphs of one line each, lists with marks, tables that
  /// kept a delimiter.
  mutating func writeText(_ content: GeneratedContent) {
    if random.once(in: 6) { blank() }
    titleSpan = line(content.title.plain)
    for piece in content.pieces {
      blank()
      switch piece {
      case .heading(let text, let level):
        // One that is marked is no guess.
        let place = line(String(repeating: "#", count: level) + " " + text.plain)
        written.append(.init(piece: piece, span: place))
      case .paragraph(let text), .quote(let text):
        written.append(.init(piece: .paragraph(text), span: line(text.plain)))
      case .list(let intro, let isOrdered, let items):
        line(intro.plain)
        if random.once(in: 2) { blank() }
        writeItems(intro, isOrdered, items)
      case .table(let header, let rows): writeTable(header, rows)
      case .code: break
      }
    }
    if random.once(in: 2) {
      blank()
      furniture.append(line("Exit mobile version"))
    }
  }

  private mutating func writeItems(
    _ intro: GeneratedContent.Text, _ isOrdered: Bool, _ items: [GeneratedContent.Item]
  ) {
    let bullet = random.pick(["- ", "* ", "• ", "  • ", "+ "])
    // A plain list: without its page nothing tells how deep an item was.
    let flat = items.map { GeneratedContent.Item(text: $0.text, depth: 0) }
    let places = flat.enumerated().map { number, item in
      line((isOrdered ? "\(number + 1). " : bullet) + item.text.plain)
    }
    written.append(
      .init(
        piece: .list(intro: intro, isOrdered: isOrdered, items: flat),
        span: places[0].union(places[places.count - 1]), parts: places))
  }

  private mutating func writeTable(_ header: [String], _ rows: [[String]]) {
    var rows = rows
    let form = random.pick([TableForm.pipe, .pipe, .trailingPipe, .tabbed, .grid])
    if form == .pipe, random.once(in: 3) { rows[rows.count - 1][rows[0].count - 1] = "a|b" }
    if form == .pipe, random.once(in: 3) { rows[0][rows[0].count - 1] = "" }
    let first = lines.count + 1
    var places: [SourceSpan] = []
    let rule = header.map { _ in "---" }
    for (number, row) in ([header] + rows).enumerated() {
      let cells = row.map { $0.replacing("|", with: "\\|") }
      switch form {
      case .pipe:
        places.append(line("| " + cells.joined(separator: " | ") + " |"))
        if number == 0 { line("|" + rule.joined(separator: "|") + "|") }
      case .trailingPipe:
        places.append(line(cells.joined(separator: " | ") + " |"))
        if number == 0 { line(rule.joined(separator: "|") + "|") }
      case .tabbed:
        places.append(line(cells.joined(separator: "\t")))
      default:
        let edge = "+" + header.map { _ in "--------+" }.joined()
        if number == 0 { line(edge) }
        places.append(line("| " + cells.joined(separator: " | ") + " |"))
        line(number == 0 ? edge.replacing("-", with: "=") : edge)
      }
    }
    written.append(
      .init(
        piece: .table(header: header, rows: rows),
        span: SourceSpan(firstLine: first, lastLine: lines.count), parts: places, form: form))
  }
}

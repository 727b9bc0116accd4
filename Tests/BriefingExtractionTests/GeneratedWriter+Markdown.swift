import BriefingModel

extension GeneratedWriter {
  /// Markdown: the title as the only `h1`, everything else by its marks.
  mutating func writeMarkdown(_ content: GeneratedContent) {
    if random.once(in: 6) { blank() }
    titleSpan = line("# " + content.title.plain)
    for piece in content.pieces {
      // A table needs no empty line above it.
      if case .table = piece, random.once(in: 3) {} else { blank() }
      switch piece {
      case .heading(let text, let level):
        let marks = String(repeating: "#", count: level)
        if level == 2, random.once(in: 3) {
          let first = line(text.plain)
          written.append(.init(piece: piece, span: first.union(line("-----"))))
        } else {
          let close = random.once(in: 4) ? " " + marks : ""
          written.append(.init(piece: piece, span: line("\(marks) \(text.plain)\(close)")))
        }
      case .paragraph(let text): writeLines(piece, wrapped(text, Self.markdown))
      case .quote(let text): writeLines(piece, wrapped(text, Self.markdown).map { "> " + $0 })
      case .code(let code):
        let fence = random.pick(["```", "~~~", "````"])
        writeLines(piece, [fence + "swift"] + code + [fence])
      case .list(let intro, let isOrdered, let items): writeMarkdownList(intro, isOrdered, items)
      case .table(let header, let rows): writeMarkdownTable(header, rows)
      }
    }
  }

  private mutating func writeLines(_ piece: GeneratedContent.Piece, _ texts: [String]) {
    let first = lines.count + 1
    for text in texts { line(text) }
    written.append(.init(piece: piece, span: SourceSpan(firstLine: first, lastLine: lines.count)))
  }

  private mutating func writeMarkdownList(
    _ intro: GeneratedContent.Text, _ isOrdered: Bool, _ items: [GeneratedContent.Item]
  ) {
    line(intro.plain)
    blank()
    let bullet = isOrdered ? random.pick(["1. ", "1) "]) : random.pick(["- ", "* ", "+ "])
    let isLoose = random.once(in: 3)
    var places: [SourceSpan] = []
    for item in items {
      if isLoose, !places.isEmpty { line("") }
      let indent = String(repeating: " ", count: bullet.count * item.depth)
      let texts = wrapped(
        item.text, indent: indent + String(repeating: " ", count: bullet.count), Self.markdown)
      let first = line(indent + bullet + texts[0].drop { $0 == " " })
      for text in texts.dropFirst() { line(text) }
      places.append(SourceSpan(firstLine: first.firstLine, lastLine: lines.count))
    }
    written.append(
      .init(
        piece: .list(intro: intro, isOrdered: isOrdered, items: items),
        span: places[0].union(places[places.count - 1]), parts: places))
  }

  private mutating func writeMarkdownTable(_ header: [String], _ rows: [[String]]) {
    var rows = rows
    if random.once(in: 3) { rows[rows.count - 1][rows[0].count - 1] = "a|b" }
    let isOuter = random.once(in: 2)
    if isOuter, random.once(in: 3) { rows[0][rows[0].count - 1] = "" }
    func row(_ cells: [String]) -> String {
      let inner = cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")
      return isOuter ? "| \(inner) |" : inner
    }
    var places = [line(row(header))]
    let rule = random.pick(["---", ":--", ":-:", "--:"])
    line(row(header.map { _ in rule }))
    for cells in rows { places.append(line(row(cells))) }
    written.append(
      .init(
        piece: .table(header: header, rows: rows), span: places[0].union(places[places.count - 1]),
        parts: places))
  }

  private static func markdown(_ run: GeneratedContent.Run) -> String {
    switch run.mark {
    case .none: run.text
    case .emphasis: "*\(run.text)*"
    case .strong: "**\(run.text)**"
    case .code: "`\(run.text)`"
    case .link: "[\(run.text)](https://example.org/a_b)"
    case .entity: run.text.replacing("&", with: "&amp;")
    case .escape: run.text.replacing("*", with: "\\*")
    }
  }
}

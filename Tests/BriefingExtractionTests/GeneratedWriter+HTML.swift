import BriefingModel

extension GeneratedWriter {
  /// An HTML page: an article between navigation and footer, tags in many ways of writing.
  mutating func writeHTML(_ content: GeneratedContent) {
    line(random.pick(["<!DOCTYPE html>", "<!doctype html>", "<!DOCTYPE HTML>"]))
    line("<html><head>")
    line("<meta charset=\"utf-8\">")
    line("<title>\(content.title.plain)</title>")
    line("<script>var a = \"<p>never shown</p>\";</script></head><body>")
    if random.once(in: 2) {
      furniture.append(
        line("<nav><ul><li><a href=\"/\">Mast</a></li><li><a href=\"/b\">Keel</a></li></ul></nav>"))
    }
    line("<article>")
    titleSpan = line("<h1>\(content.title.plain)</h1>")
    for piece in content.pieces {
      if random.once(in: 4) { line("<!-- \(random.below(1000)) <p>never shown</p> -->") }
      switch piece {
      case .heading(let text, let level):
        let attribute = random.once(in: 3) ? " id=\"part-\(level)\"" : ""
        written.append(.init(piece: piece, span: line("<h\(level)\(attribute)>\(text.plain)</h\(level)>")))
      case .paragraph(let text): writeElement(piece, text, "<p>", "</p>")
      case .quote(let text): writeElement(piece, text, "<blockquote><p>", "</p></blockquote>")
      case .code(let code):
        let first = lines.count + 1
        let texts = ["<pre><code>" + code[0]] + code.dropFirst()
        for text in texts { line(text) }
        lines[lines.count - 1] += "</code></pre>"
        written.append(.init(piece: piece, span: SourceSpan(firstLine: first, lastLine: lines.count)))
      case .list(let intro, let isOrdered, let items): writeHTMLList(intro, isOrdered, items)
      case .table(let header, let rows): writeHTMLTable(header, rows)
      }
    }
    line("</article>")
    line("</body></html>")
  }

  private mutating func writeElement(
    _ piece: GeneratedContent.Piece, _ text: GeneratedContent.Text, _ open: String, _ close: String
  ) {
    var texts = wrapped(text, Self.html)
    // The tags stand on the lines of the text, or on their own.
    let isApart = random.once(in: 3)
    if isApart { line(open) } else { texts[0] = open + texts[0] }
    let first = lines.count + 1
    for text in texts { line(text) }
    let span = SourceSpan(firstLine: first, lastLine: lines.count)
    if isApart {
      line(close)
    } else {
      lines[lines.count - 1] += random.once(in: 4) && open == "<p>" ? "" : close
    }
    written.append(.init(piece: piece, span: span))
  }

  private mutating func writeHTMLList(
    _ intro: GeneratedContent.Text, _ isOrdered: Bool, _ items: [GeneratedContent.Item]
  ) {
    line("<p>\(intro.plain)</p>")
    let name = isOrdered ? "ol" : "ul"
    line("<\(name)>")
    var places: [SourceSpan] = []
    var depth = 0
    for item in items {
      while depth < item.depth {
        line("<\(name)>")
        depth += 1
      }
      while depth > item.depth {
        line("</\(name)></li>")
        depth -= 1
      }
      // An item that holds a list is closed behind it; the rest close themselves.
      places.append(line("<li>" + item.text.runs.map(Self.html).joined(separator: item.text.gap)))
    }
    for _ in 0...depth { line("</\(name)>") }
    written.append(
      .init(
        piece: .list(intro: intro, isOrdered: isOrdered, items: items),
        span: places[0].union(places[places.count - 1]), parts: places))
  }

  private mutating func writeHTMLTable(_ header: [String], _ rows: [[String]]) {
    let first = lines.count + 1
    line(random.once(in: 2) ? "<table>" : "<TABLE class=data>")
    let end = random.once(in: 2) ? ("</th>", "</td>") : ("", "")
    var places = [line("<thead><tr>" + header.map { "<th>\($0)\(end.0)" }.joined() + "</tr></thead><tbody>")]
    for row in rows { places.append(line("<tr>" + row.map { "<td>\($0)\(end.1)" }.joined() + "</tr>")) }
    line("</tbody></table>")
    written.append(
      .init(
        piece: .table(header: header, rows: rows),
        span: SourceSpan(firstLine: first, lastLine: lines.count), parts: places))
  }

  private static func html(_ run: GeneratedContent.Run) -> String {
    switch run.mark {
    case .none, .escape: run.text
    case .emphasis: "<em>\(run.text)</em>"
    case .strong: "<strong>\(run.text)</strong>"
    case .code: "<code>\(run.text)</code>"
    case .link: "<a href=\"https://example.org/?a=1&amp;b=2\">\(run.text)</a>"
    case .entity: run.text.replacing("&", with: "&amp;")
    }
  }
}

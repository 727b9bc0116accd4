/// The forms in which briefings come.
enum BriefingForm: String, CaseIterable {
  case text
  case markdown
  case html

  var suffix: String {
    switch self {
    case .text: "txt"
    case .markdown: "md"
    case .html: "html"
    }
  }

  /// Writes a briefing; its number decides on the dialect.
  func write(_ briefing: GeneratedBriefing, number: Int) -> String {
    switch self {
    case .text: Self.text(briefing, dialect: number % 4)
    case .markdown: Self.markdown(briefing)
    case .html: Self.html(briefing)
    }
  }

  /// Plain text as scrapers leave it: with its title on a line, repeated with its source, glued to the
  /// date, or lost; tables with pipes, trailing pipes, or flattened to lines.
  private static func text(_ briefing: GeneratedBriefing, dialect: Int) -> String {
    var lines: [String] = []
    switch dialect {
    case 0: lines += [briefing.title]
    case 1: lines += [" date \(briefing.date) \(briefing.title) \(briefing.source) reported."]
    case 2: lines += ["\(briefing.title) – \(briefing.source)", "", "\(briefing.title) – \(briefing.source)"]
    default: break
    }
    for block in briefing.blocks {
      lines.append("")
      switch block {
      case .heading(let text): lines.append(text)
      case .paragraph(let text):
        // Some scrapers lose the blank between two sentences.
        lines.append(dialect == 3 ? text.replacing(". The ", with: ".The ") : text)
      case .list(let intro, let items):
        lines += [intro, ""] + items.map { (dialect == 2 ? "  • " : "- ") + $0 }
      case .table(let header, let rows):
        switch dialect {
        case 0:
          lines.append(header.joined(separator: " | ") + " |")
          lines.append(header.map { _ in "---" }.joined(separator: "|") + "|")
          lines += rows.map { $0.joined(separator: " | ") + " |" }
        case 2: lines += ([header] + rows).map { $0.joined(separator: " ") }
        default: lines += pipes(header, rows)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func pipes(_ header: [String], _ rows: [[String]]) -> [String] {
    let rule = "|" + header.map { _ in "---|" }.joined()
    return ["| " + header.joined(separator: " | ") + " |", rule]
      + rows.map { "| " + $0.joined(separator: " | ") + " |" }
  }

  private static func markdown(_ briefing: GeneratedBriefing) -> String {
    var lines = [
      "---", "title: \"\(briefing.title)\"", "date: \(briefing.date)", "source: \(briefing.source)",
      "---", "", "# \(briefing.title)",
    ]
    for block in briefing.blocks {
      lines.append("")
      switch block {
      case .heading(let text): lines.append("## " + text)
      case .paragraph(let text): lines.append(marked(text))
      case .list(let intro, let items): lines += [intro, ""] + items.map { "- " + marked($0) }
      case .table(let header, let rows): lines += pipes(header, rows)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Stresses one word and links another.
  private static func marked(_ text: String) -> String {
    var words = text.split(separator: " ").map(String.init)
    if words.count > 8 {
      words[3] = "**\(words[3])**"
      words[6] = "[\(words[6])](https://example.org/\(words.count))"
    }
    return words.joined(separator: " ")
  }

  private static func html(_ briefing: GeneratedBriefing) -> String {
    let links = ["World", "Business", "Opinion", "Sport", "Weather"]
      .map { "<li><a href=\"/\($0)\">\($0)</a></li>" }.joined()
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\"><head><meta charset=\"utf-8\">",
      "<title>\(briefing.title) – \(briefing.source)</title>",
      "<meta property=\"article:published_time\" content=\"\(briefing.date)\">",
      "<style>body { margin: 0 } .menu li { float: left }</style>",
      "<script>window.layers = [{\"page\": \"article\"}];</script></head>",
      "<body><nav class=\"menu\"><ul>\(links)</ul></nav>", "<main><article>",
      "<h1>\(briefing.title)</h1>",
    ]
    for block in briefing.blocks {
      switch block {
      case .heading(let text): lines.append("<h2>\(text)</h2>")
      case .paragraph(let text): lines.append("<p>\(text)</p>")
      case .list(let intro, let items):
        lines += ["<p>\(intro)</p>", "<ul>"] + items.map { "<li>\($0)</li>" } + ["</ul>"]
      case .table(let header, let rows):
        lines.append("<table><thead><tr>" + header.map { "<th>\($0)</th>" }.joined() + "</tr></thead><tbody>")
        lines += rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
        lines.append("</tbody></table>")
      }
    }
    lines.append("</article></main><aside><ul>\(links)</ul></aside>")
    lines.append("<footer><p>Imprint</p></footer></body></html>")
    return lines.joined(separator: "\n") + "\n"
  }
}

import BriefingModel

/// The blocks of a briefing as lines that a test can name: items with depth and marker, other blocks with a sign.
enum BlockLines {
  static func of(_ briefing: Briefing) -> [String] {
    briefing.blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let paragraph): [paragraph.text]
      case .list(let list): list.items.map { "\($0.depth) \($0.marker ?? "-") \($0.text)" }
      case .table(let table): ["| " + (table.header + table.rows.flatMap(\.self)).joined(separator: " ")]
      case .quote(let quote): quote.paragraphs.map { "> " + $0.text }
      case .code(let code): ["` " + code.lines.joined(separator: "|")]
      }
    }
  }
}

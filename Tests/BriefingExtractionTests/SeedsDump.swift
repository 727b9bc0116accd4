import BriefingModel

/// A briefing as text that can be read and compared: one line for each thing that was found.
func dump(_ briefing: Briefing) -> String {
  var out: [String] = []
  out.append("title: \(briefing.title ?? "-") @\(mark(briefing.titleSpan))")
  out.append("date: \(briefing.date ?? "-") @\(mark(briefing.dateSpan))")
  out.append("source: \(briefing.source ?? "-")")
  out.append("lines: \(briefing.lineCount)")
  for section in briefing.sections {
    out.append("")
    if let heading = section.heading {
      out.append("\(String(repeating: "#", count: heading.level)) \(heading.text) @\(mark(heading.span))")
    } else {
      out.append("(before the first heading)")
    }
    for block in section.blocks {
      switch block {
      case .paragraph(let paragraph):
        out.append("  P @\(mark(paragraph.span)) \(paragraph.text)")
        for inline in paragraph.content.marks { out.append("      \(inline.kind) \(inline.range)") }
      case .list(let list):
        out.append(
          "  L @\(mark(list.span)) \(list.ordered ? "ordered" : "bulleted") intro: \(list.intro ?? "-")")
        for item in list.items {
          out.append("    \(item.depth) @\(mark(item.span)) [\(item.label ?? "-")] \(item.text)")
        }
      case .table(let table):
        out.append("  T \(table.id) @\(mark(table.span)) \(table.form.rawValue) \(table.confidence.rawValue)")
        out.append("    h @\(mark(table.headerSpan)) \(table.header.joined(separator: " | "))")
        for (row, cells) in table.rows.enumerated() {
          out.append("    r @\(mark(table.rowSpans[row])) \(cells.joined(separator: " | "))")
        }
      case .quote(let quote): out.append("  Q @\(mark(quote.span))")
      case .code(let code): out.append("  C @\(mark(code.span))")
      }
    }
  }
  out.append("")
  for found in briefing.assessments {
    let place = [found.tableID, found.row.map { "row \($0)" }, found.column.map { "column \($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    out.append(
      "\(found.kind.sign) \(found.basis.rawValue) \(found.confidence.rawValue) @\(mark(found.span)) \(place) "
        + "<\(found.subject ?? "-")> [\(found.label ?? "-")] \(found.text)")
  }
  out.append("")
  for note in briefing.notes { out.append("! \(note.kind.rawValue) @\(mark(note.span)) \(note.message)") }
  return out.joined(separator: "\n") + "\n"
}

/// `12`, `12-14`, `5:332-5:333`, or `-` where there is no span.
private func mark(_ span: SourceSpan?) -> String {
  guard let span else { return "-" }
  let first = span.firstColumn.map { ":\($0)" } ?? ""
  let last = span.lastColumn.map { ":\($0)" } ?? ""
  if span.firstLine == span.lastLine, first.isEmpty, last.isEmpty { return "\(span.firstLine)" }
  return "\(span.firstLine)\(first)-\(span.lastLine)\(last)"
}

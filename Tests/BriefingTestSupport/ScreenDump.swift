public import TerminalScreen

/// A screen as text for golden files: its characters, then a map with a letter for each style.
public func dump(_ screen: Screen) -> String {
  var lines: [String] = []
  let edge = "+" + String(repeating: "-", count: screen.size.columns) + "+"
  lines.append(edge)
  for row in 0..<screen.size.rows {
    var line = ""
    for cell in screen.row(row) { line += cell.text }
    lines.append("|" + line + "|")
  }
  lines.append(edge)
  var legend: [Style: Character] = [.text: " "]
  var letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").makeIterator()
  for row in 0..<screen.size.rows {
    var line = ""
    for cell in screen.row(row) {
      // A blank looks the same in most roles; only what reverses or underlines shows.
      let isPlainBlank = cell.text == " " && !showsOnBlank(cell.style)
      if legend[cell.style] == nil, !isPlainBlank { legend[cell.style] = letters.next() ?? "?" }
      line.append(isPlainBlank ? " " : legend[cell.style] ?? "?")
    }
    while line.last == " " { line.removeLast() }
    lines.append("|" + line)
  }
  for (style, letter) in legend.sorted(by: { $0.value < $1.value }) where letter != " " {
    var name = "\(style.role)"
    for (attribute, word) in [
      (TextAttributes.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      (.italic, "italic"),
    ] where style.attributes.contains(attribute) {
      name += " " + word
    }
    lines.append("\(letter) \(name)")
  }
  if let cursor = screen.cursor { lines.append("cursor column \(cursor.column) row \(cursor.row)") }
  return lines.joined(separator: "\n") + "\n"
}

private func showsOnBlank(_ style: Style) -> Bool {
  [.focusedSelection, .focusedPaneTitle, .currentHit, .hit].contains(style.role)
    || !style.attributes.isDisjoint(with: [.underline, .reverse])
}

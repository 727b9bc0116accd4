import BriefingModel

/// What stands within a line of text and changes how it is read.
extension MarkdownBlocks {
  /// Reads a tag of HTML.
  mutating func addTag(_ tag: String) {
    switch tag.dropFirst().prefix(while: { $0.isLetter || $0 == "/" }) {
    case "br", "br/": builder.appendBreak()
    case "sup": builder.openScript(.raised)
    case "sub": builder.openScript(.lowered)
    case "/sup", "/sub": builder.closeScript()
    case "del", "s", "strike": openDeletion()
    case "/del", "/s", "/strike": closeDeletion()
    default: break
    }
  }

  /// Deleted text in a cell, which has no marks, stands between signs.
  mutating func openDeletion() {
    if isInCell { builder.append("~~") } else { builder.open(.strikethrough) }
  }

  mutating func closeDeletion() {
    if isInCell { builder.appendTight("~~") } else { builder.close() }
  }
}

import BriefingModel
import CGumbo

/// An element within a line of text that changes how its text is shown, while it is being read.
enum HTMLPhrase {
  case mark
  case script
  /// The reading of a word, which stands in brackets behind it.
  case reading
  /// Deleted text in a cell, which has no marks.
  case deleted

  /// Begins the element at `index`; nil where its text is shown like any other.
  static func begin(
    _ index: Int, in content: HTMLContent, _ builder: inout MarkupTextBuilder, isCell: Bool = false
  ) -> HTMLPhrase? {
    let tree = content.tree
    let node = tree.nodes[index]
    if node.flags.contains(.link), let target = tree.attribute("href", of: index) {
      builder.open(.link(target))
      return .mark
    }
    guard let tag = node.tag else { return nil }
    if let mark = HTMLTags.mark(tag) {
      if isCell, mark == .strikethrough {
        guard content.textSize(index) > 0 else { return nil }
        builder.append("~~")
        return .deleted
      }
      builder.open(mark)
      return .mark
    }
    switch tag {
    case GUMBO_TAG_SUP, GUMBO_TAG_SUB:
      builder.openScript(tag == GUMBO_TAG_SUP ? .raised : .lowered)
      return .script
    case GUMBO_TAG_RT:
      // Brackets that the page has itself stand in elements around it.
      let hasBrackets = node.end < tree.count && tree.tag(node.end) == GUMBO_TAG_RP
      if hasBrackets || content.textSize(index) == 0 { return nil }
      builder.append("(")
      return .reading
    default:
      return nil
    }
  }

  /// Ends it.
  func end(_ builder: inout MarkupTextBuilder) {
    switch self {
    case .mark: builder.close()
    case .script: builder.closeScript()
    case .reading: builder.appendTight(")")
    case .deleted: builder.appendTight("~~")
    }
  }

  /// What a formula says of itself, to be read in the place of its parts; nil for all else.
  static func formula(_ index: Int, in tree: HTMLTree) -> String? {
    guard tree.nodes[index].isForeign, let text = tree.attribute("alttext", of: index) else { return nil }
    return text.trimmingBlanks().isEmpty ? nil : text
  }
}

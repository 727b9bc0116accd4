import BriefingModel
import CGumbo

/// Text of a part of the tree.
enum HTMLText {
  /// The text of the element at `index` with its marks, blocks within it parted by blanks.
  static func inline(of index: Int, in content: HTMLContent) -> InlineText {
    let tree = content.tree
    var builder = MarkupTextBuilder()
    var open: [(end: Int, phrase: HTMLPhrase?)] = []
    var node = index + 1
    let stop = tree.end(index)
    while true {
      while let top = open.last, top.end <= node {
        open.removeLast()
        if let phrase = top.phrase { phrase.end(&builder) } else { builder.appendBlank() }
      }
      guard node < stop else { break }
      let current = tree.nodes[node]
      if current.isText {
        tree.withText(node) { builder.append($0) }
      } else if let formula = HTMLPhrase.formula(node, in: tree) {
        builder.append(formula)
        node = current.end
        continue
      } else if content.isInvisible(node) {
        node = current.end
        continue
      } else if let phrase = HTMLPhrase.begin(node, in: content, &builder) {
        open.append((current.end, phrase))
      } else if !HTMLTags.isPhrase(current.tag) {
        builder.appendBlank()
        open.append((current.end, nil))
      }
      node += 1
    }
    return builder.take()
  }

  /// A heading without the sign that links to itself (`¶`, `#`, `§`) at its end or beginning.
  static func withoutAnchorSign(_ text: InlineText) -> InlineText {
    var scalars = Array(text.text.unicodeScalars)
    let signs: Set<Unicode.Scalar> = ["¶", "#", "§", "\u{F0C1}", "🔗"]
    var end = scalars.count
    while end > 1, signs.contains(scalars[end - 1]) { end -= 1 }
    if end < scalars.count {
      while end > 0, scalars[end - 1] == " " { end -= 1 }
      scalars.removeSubrange(end...)
    }
    var start = 0
    // A leading sign counts only where a link holds it: `§ 12` is a heading of a law.
    if let first = scalars.first, signs.contains(first),
      text.marks.contains(where: { mark in
        if case .link = mark.kind { mark.range == 0..<1 } else { false }
      })
    {
      start = 1
      while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    if start == 0, scalars.count == text.text.unicodeScalars.count { return text }
    let kept = start..<max(start, scalars.count)
    let marks = text.marks.compactMap { mark -> InlineMark? in
      let range = mark.range.clamped(to: kept)
      guard !range.isEmpty else { return nil }
      return InlineMark(kind: mark.kind, range: (range.lowerBound - start)..<(range.upperBound - start))
    }
    return InlineText(String(String.UnicodeScalarView(scalars[kept])), marks: marks)
  }
}

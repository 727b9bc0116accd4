import BriefingModel

/// The head of a message: who sent it, to whom, when and about what.
extension PlainTextParse {
  /// Reads the fields that a message begins with; its subject is the title.
  mutating func readMessageHead() {
    guard title == nil, let first = nextLine(0), let label = messageLabel(first), !label.isEmpty else {
      return
    }
    var fields: [(line: Int, label: String)] = []
    var subject: Int?
    var cursor = first
    while cursor < lines.count, fields.count < 12, !dropped[cursor], let label = messageLabel(cursor) {
      if Lexicon.shared.messageSubjects.contains(label) { subject = cursor }
      fields.append((cursor, label))
      cursor += 1
    }
    guard let subject, fields.count >= 3, let last = fields.last else { return }
    takeTitle(fieldValue(subject), span: SourceSpan(line: subject + 1))
    for field in fields where field.line != subject {
      // Names and addresses may hold numbers: only a field of times gives a day.
      guard date == nil, let found = DateReader.firstDate(in: fieldValue(field.line)) else { continue }
      take(found, span: SourceSpan(line: field.line + 1))
    }
    for field in fields { dropped[field.line] = true }
    note(
      .frontMatter, "The head of a message stands before the text: its subject is the title.",
      SourceSpan(firstLine: first + 1, lastLine: last.line + 1))
  }

  /// The label of a line that the head of a message is made of, in small letters.
  private func messageLabel(_ index: Int) -> String? {
    guard lines[index].isText, lines[index].content.count <= 400,
      !lines[index].signs.isDisjoint(with: [.colon, .wide])
    else { return nil }
    let text = text(index)
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let label = String(text[..<colon]).trimmingBlanks().lowercased()
    let lexicon = Lexicon.shared
    return lexicon.messageSubjects.contains(label) || lexicon.messageFields.contains(label) ? label : nil
  }

  /// What stands behind the label.
  private func fieldValue(_ index: Int) -> String {
    let text = text(index)
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return text }
    return String(text[text.index(after: colon)...]).trimmingBlanks()
  }
}

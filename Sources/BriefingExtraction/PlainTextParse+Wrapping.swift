import BriefingModel

extension PlainTextParse {
  /// Bytes of the widest line of wrapped text.
  var wrapWidth: Int { 110 }

  /// Whether paragraphs are broken over lines: no line is long, and often a line goes on in lower case
  /// or ends without a stop right above another.
  func looksWrapped() -> Bool {
    var joined = 0
    var whole = 0
    for index in lines.indices where lines[index].isText {
      if lines[index].content.count > wrapWidth + 40 { return false }
      guard lines[index].content.count >= 45 else { continue }
      whole += 1
      guard index + 1 < lines.count, lines[index + 1].isText, lines[index].lastByte != 0x2E else { continue }
      let next = source.utf8[lines[index + 1].start]
      if next >= 0x61, next <= 0x7A || next >= 0xC3 { joined += 1 }
    }
    return joined >= 3 && joined * 3 >= whole
  }

  /// In wrapped text: whether the paragraph ends with this line, because it is far shorter than the
  /// lines around it and ends a sentence.
  func endsParagraph(_ index: Int, longest: Int) -> Bool {
    lines[index].content.count < longest / 3 && endsLikeSentence(index)
  }
}

import BriefingModel

extension PlainTextParse {
  /// Bytes of the widest line of wrapped text.
  var wrapWidth: Int { TextLayout.wrapWidth }

  /// Whether the line below a line of text goes on with it.
  func joins(_ index: Int) -> Bool {
    switch wrapping.joint(below: index) {
    case .goesOn: true
    case .apart: false
    case .open: isWrapped && !endsParagraph(index, longest: wrapWidth)
    }
  }

  /// In wrapped text: whether the paragraph ends with this line, because it is far shorter than the
  /// lines around it and ends a sentence.
  func endsParagraph(_ index: Int, longest: Int) -> Bool {
    lines[index].content.count < longest / 3 && endsLikeSentence(index)
  }
}

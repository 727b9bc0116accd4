import BriefingModel

extension PlainTextParse {
  /// The scalar that begins at a byte of the text.
  func scalar(at offset: Int) -> Unicode.Scalar {
    let utf8 = source.utf8
    let lead = utf8[offset]
    if lead < 0x80 { return Unicode.Scalar(lead) }
    let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard offset + width <= utf8.count else { return "\u{FFFD}" }
    var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for next in offset + 1..<offset + width { value = value << 6 | UInt32(utf8[next] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The last scalar of a range of bytes and the offset at which it begins; nil where it is empty.
  func lastScalar(in range: Range<Int>) -> (scalar: Unicode.Scalar, start: Int)? {
    guard !range.isEmpty else { return nil }
    var start = range.upperBound - 1
    while start > range.lowerBound, source.utf8[start] & 0xC0 == 0x80 { start -= 1 }
    return (scalar(at: start), start)
  }

  /// Ends in a stop, a colon, a comma: prose, or the announcement of a list. A question may head.
  func endsLikeSentence(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.lastByte != 0 else { return false }
    var range = line.content
    // `**So it ends.**`
    while let last = range.last, source.utf8[last] == 0x2A || source.utf8[last] == 0x5F {
      range = range.lowerBound..<last
    }
    guard let (last, start) = lastScalar(in: range) else { return false }
    switch last {
    case ":", ",", ";", "!", "。", "！", "：", "；", "，", "、", "…", "۔", "،", "؛": return true
    case ".": return !endsInInitials(range, wordCount: line.wordCount)
    case "]":
      // A reference behind the stop: `as was shown.[12]`
      var open = start
      while open > range.lowerBound, start - open < 8, source.utf8[open] != 0x5B { open -= 1 }
      guard source.utf8[open] == 0x5B, open > range.lowerBound else { return false }
      return lastScalar(in: range.lowerBound..<open).map { Letters.isStop($0.scalar) } ?? false
    default:
      guard Letters.isCloser(last), let before = lastScalar(in: range.lowerBound..<start) else {
        return false
      }
      if Letters.isStop(before.scalar) || before.scalar == "," { return true }
      // `… . »`
      guard Letters.isBlank(before.scalar) else { return false }
      return lastScalar(in: range.lowerBound..<before.start).map { Letters.isStop($0.scalar) } ?? false
    }
  }

  /// `Operations in the U.S.`: the stop belongs to the last word.
  private func endsInInitials(_ range: Range<Int>, wordCount: Int) -> Bool {
    guard wordCount <= 12 else { return false }
    var dots = 0
    var size = 0
    var index = range.upperBound - 1
    while index >= range.lowerBound, source.utf8[index] != 0x20, source.utf8[index] != 0x09 {
      if source.utf8[index] == 0x2E { dots += 1 }
      size += 1
      index -= 1
    }
    return dots >= 2 && dots * 2 == size
  }
}

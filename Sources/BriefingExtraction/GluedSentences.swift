/// Parts sentences that lost the blank between them: `region.As both`, `Recently,joint`.
///
/// A spot is parted only where both sides are plain words: abbreviations (`U.S.`, `e.g.`), numbers,
/// names with a dot (`Node.js`, `file.txt`) and addresses stay as they are.
enum GluedSentences {
  /// One place where a blank is missing.
  struct Spot: Equatable {
    /// 0-based offset in Unicode scalars of the original text: the scalar before which the blank goes.
    var offset: Int
    /// Whether a sentence ends there; false for a comma within one.
    var endsSentence: Bool
  }

  /// Bytes before and behind a stop that are looked at.
  private static let before = 160
  private static let behind = 96

  /// The text with its blanks put back, and the places. Linear in the length of the text, which is not
  /// taken apart: only what stands around a stop that touches its neighbour is looked at.
  static func part(_ text: String) -> (text: String, spots: [Spot]) {
    var text = text
    let found = text.withUTF8 { places(in: $0) }
    guard !found.isEmpty else { return (text, []) }
    var parted: [UInt8] = []
    parted.reserveCapacity(text.utf8.count + found.count)
    text.withUTF8 { bytes in
      var start = 0
      for place in found {
        parted.append(contentsOf: bytes[start..<place.byte])
        parted.append(0x20)
        start = place.byte
      }
      parted.append(contentsOf: bytes[start...])
    }
    return (String(decoding: parted, as: UTF8.self), found.map(\.spot))
  }

  private static func places(in bytes: UnsafeBufferPointer<UInt8>) -> [(byte: Int, spot: Spot)] {
    var places: [(byte: Int, spot: Spot)] = []
    // Scalars that begin before the byte.
    var counted = (byte: 0, scalars: 0)
    var index = 1
    let last = bytes.count - 1
    while index < last {
      guard mayTouch(bytes[index], bytes[index + 1]), mayEndWord(bytes, before: index),
        mayGoOn(bytes, behind: index)
      else {
        index += 1
        continue
      }
      var from = max(0, index - before)
      while bytes[from] & 0xC0 == 0x80 { from += 1 }
      var to = min(bytes.count, index + behind)
      while to < bytes.count, bytes[to] & 0xC0 == 0x80 { to -= 1 }
      let scalars = Array(
        String(decoding: UnsafeBufferPointer(rebasing: bytes[from..<to]), as: UTF8.self).unicodeScalars)
      let position = bytes[from..<index].count { $0 & 0xC0 != 0x80 }
      guard position > 0, position < scalars.count - 1, let spot = spot(at: position, in: scalars) else {
        index += 1
        continue
      }
      let offset = index + scalars[position..<spot.offset].reduce(0) { $0 + UTF8.width($1) }
      counted.scalars += bytes[counted.byte..<offset].count { $0 & 0xC0 != 0x80 }
      counted.byte = offset
      places.append((offset, Spot(offset: counted.scalars, endsSentence: spot.endsSentence)))
      index = offset
    }
    return places
  }

  /// A stop or comma with something other than a blank behind it.
  @inline(__always)
  private static func mayTouch(_ byte: UInt8, _ next: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x21, 0x3F:
      (Letters.isASCIILetter(next) && next & 0x20 == 0) || next >= 0x80 || next == 0x22 || next == 0x27
        || next == 0x29 || next == 0x5D
    case 0x2C:
      Letters.isASCIILetter(next) || next >= 0x80 || next == 0x22 || next == 0x27 || next == 0x29
        || next == 0x5D
    default: false
    }
  }

  /// A quick look: no sentence ends behind a single character that a blank or another stop parts from the rest.
  @inline(__always)
  private static func mayEndWord(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    guard bytes[index - 1] < 0x80 else { return true }
    guard index > 1 else { return false }
    switch bytes[index - 2] {
    case 0x20, 0x2E, 0x2C, 0x3A, 0x21, 0x3F: return false
    default: return true
    }
  }

  /// A quick look: behind a stop and a word of ASCII with a capital prose goes on, and not a name with stops.
  @inline(__always)
  private static func mayGoOn(_ bytes: UnsafeBufferPointer<UInt8>, behind index: Int) -> Bool {
    let first = bytes[index + 1]
    guard bytes[index] != 0x2C, first >= 0x41, first <= 0x5A else { return true }
    let last = min(bytes.count, index + behind / 2)
    var end = index + 2
    while end < last, bytes[end] >= 0x61, bytes[end] <= 0x7A { end += 1 }
    guard end < last, bytes[end] < 0x80 else { return true }
    switch bytes[end] {
    case 0x2E:
      return end == index + 2 || end + 1 == bytes.count || bytes[end + 1] >= 0x80 || bytes[end + 1] <= 0x20
    case 0x20, 0x09, 0x27, 0x2C, 0x3B, 0x3A, 0x2D, 0x22, 0x3F, 0x21: return true
    default: return false
    }
  }

  private static func spot(at index: Int, in scalars: [Unicode.Scalar]) -> Spot? {
    switch scalars[index] {
    case ",": commaSpot(at: index, in: scalars)
    case ".", "!", "?": stopSpot(at: index, in: scalars)
    default: nil
    }
  }

  private static func stopSpot(at index: Int, in scalars: [Unicode.Scalar]) -> Spot? {
    var next = index + 1
    // The closing quotation mark belongs to the sentence before.
    if next < scalars.count - 1, Letters.isCloser(scalars[next]) || scalars[next] == "'" { next += 1 }
    guard next < scalars.count, Letters.isUpper(scalars[next]) || opensSentence(scalars[next])
    else { return nil }
    guard endsPlainWord(before: index, in: scalars) else { return nil }
    if opensSentence(scalars[next]) { return Spot(offset: next, endsSentence: true) }
    return beginsSentence(at: next, in: scalars) ? Spot(offset: next, endsSentence: true) : nil
  }

  private static func opensSentence(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "¿" || scalar == "¡" || scalar == "“" || scalar == "«"
  }

  /// A word of at least two letters in lower case (or a number of years, a percentage, a bracket)
  /// ends before `index`, and the run of characters it stands in is no address or file name.
  private static func endsPlainWord(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var start = index
    while start > 0, !Letters.isBlank(scalars[start - 1]) {
      start -= 1
      switch scalars[start] {
      case "/", "@", "\\", "_", "=", "<", "&": return false
      case ".", ":", "!", "?", ",": if start < index - 1 { return endsPlainTail(start + 1..<index, scalars) }
      default: break
      }
    }
    return endsPlainTail(start..<index, scalars)
  }

  private static func endsPlainTail(_ range: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    guard range.count >= 2, let last = range.last else { return false }
    if Letters.isCloser(scalars[last]) || scalars[last] == "%" { return true }
    if Letters.isLower(scalars[last]) {
      // `e.g.` and `p.m.` have one letter between their stops; initials are capitals.
      return Letters.isLetter(scalars[last - 1]) || scalars[last - 1] == "’" || scalars[last - 1] == "'"
    }
    // A word in capitals (`NATO.The`) and a year (`in 2024.The`).
    if Letters.isUpper(scalars[last]) {
      return range.count >= 3 && range.allSatisfy { Letters.isUpper(scalars[$0]) }
    }
    return Letters.isDigit(scalars[last]) && range.count >= 2
      && range.allSatisfy { Letters.isDigit(scalars[$0]) }
  }

  /// `The …`, `A …`, `I …`, `U.S. …`: a capitalised word and then something that prose goes on with.
  private static func beginsSentence(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var end = index + 1
    while end < scalars.count, Letters.isLower(scalars[end]) { end += 1 }
    guard end < scalars.count else { return end - index > 1 }
    let after = scalars[end]
    if end - index == 1 {
      // `A ship`, `I think`, `U.S. forces`.
      if Letters.isBlank(after) {
        return scalars[index] == "A" || scalars[index] == "I" || scalars[index] == "Y"
      }
      if after == ".", end + 2 < scalars.count {
        return Letters.isUpper(scalars[end + 1]) && scalars[end + 2] == "."
      }
      return after == "’" || after == "'"
    }
    switch after {
    case " ", "\t", ",", ";", ":", "’", "'", "-", "–", "—", "\u{A0}", "”", "\"", "?", "!": return true
    // A sentence of one word, or a name with dots: only the blank behind it tells.
    case ".": return end + 1 == scalars.count || Letters.isBlank(scalars[end + 1])
    default: return false
    }
  }

  private static func commaSpot(at index: Int, in scalars: [Unicode.Scalar]) -> Spot? {
    guard Letters.isLetter(scalars[index + 1]), !Letters.isIdeograph(scalars[index + 1]) else { return nil }
    // A plain word of three letters or more before, and one of two or more behind: `a,b` and
    // `N,N-dimethyl` are not prose, `lat,lon` in an address neither.
    var start = index
    while start > 0, Letters.isLetter(scalars[start - 1]) { start -= 1 }
    guard index - start >= 3, Letters.isLower(scalars[index - 1]) else { return nil }
    guard start == 0 || !isJoiner(scalars[start - 1]) else { return nil }
    var end = index + 1
    while end < scalars.count, Letters.isLetter(scalars[end]) { end += 1 }
    guard end - index > 2, end == scalars.count || !isJoiner(scalars[end]) else { return nil }
    return Spot(offset: index + 1, endsSentence: false)
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "@", "\\", "_", "=", "&", "<", ">", "(", "[", "{", "#", ",": true
    default: false
    }
  }
}

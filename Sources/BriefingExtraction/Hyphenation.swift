/// Words that were parted at the end of a line: `govern-` above `ment`.
///
/// The hyphen is left out unless it belongs to the word: where the text has the compound elsewhere, where both
/// parts stand alone elsewhere and the whole does not, or behind a part that only compounds begin with.
final class Hyphenation {
  private let utf8: [UInt8]
  /// The words of the text in small letters, with the hyphens within them; found out when first asked for.
  private lazy var words = Self.words(of: utf8)

  init(_ utf8: [UInt8]) { self.utf8 = utf8 }

  /// Bytes of the hyphen that ends a line behind a small letter; 0 where none does.
  static func width(at end: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let width: Int
    if end - start >= 2, bytes[end - 1] == 0x2D {
      width = 1
    } else if end - start >= 3, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xAD {
      width = 2
    } else if end - start >= 4, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80, bytes[end - 1] == 0x90 {
      width = 3
    } else {
      return 0
    }
    let before = bytes[end - width - 1]
    return before >= 0x61 && before <= 0x7A || before >= 0x80 ? width : 0
  }

  /// Adds what stands in the next line to a text: behind a blank, or at once where a word goes on.
  func append(_ piece: String, to text: inout String) {
    let hyphen = text.withUTF8 { Self.width(at: $0.count, in: $0, from: 0) }
    guard hyphen > 0, let first = piece.unicodeScalars.first, Letters.isLower(first) else {
      // `2025-` above `2030`; not `- ` in mid-sentence.
      let bytes = text.utf8.suffix(2)
      let isTouched = bytes.count == 2 && bytes.last == 0x2D && bytes.first != 0x20 && bytes.first != 0x2D
      text += isTouched ? piece : " " + piece
      return
    }
    let left = text.utf8.dropLast(hyphen).reversed().prefix { Self.isLetter($0) || $0 == 0x2D }
    let right = piece.utf8.prefix { Self.isLetter($0) }
    if hyphen == 2 || !keepsHyphen(Array(left.reversed()), Array(right)) {
      let end = text.utf8.index(text.utf8.endIndex, offsetBy: -hyphen)
      text.removeSubrange(end...)
    }
    text += piece
  }

  private func keepsHyphen(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let left = left.map(Self.lowered)
    // `up-to-` above `date`
    if left.contains(0x2D) || words.contains(left + [0x2D] + right) { return true }
    if words.contains(left + right) { return false }
    return Self.firstParts.contains(left)
      || left.count >= 3 && right.count >= 3 && words.contains(left) && words.contains(right)
  }

  private static let firstParts: Set<[UInt8]> = [Array("well".utf8), Array("self".utf8), Array("non".utf8)]

  private static func isLetter(_ byte: UInt8) -> Bool { Letters.isASCIILetter(byte) || byte >= 0x80 }

  private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// A word that a line ends in the midst of is none.
  private static func words(of utf8: [UInt8]) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    var word: [UInt8] = []
    var isBroken = false
    for (index, byte) in utf8.enumerated() {
      if isLetter(byte) || byte == 0x2D && !word.isEmpty {
        word.append(lowered(byte))
        continue
      }
      guard !word.isEmpty else {
        if byte > 0x20 { isBroken = false }
        continue
      }
      let isParted = word.last == 0x2D && (byte == 0x0A || byte == 0x0D) && index > 0
      if !isBroken, !isParted { words.insert(word) }
      isBroken = isParted
      word.removeAll(keepingCapacity: true)
    }
    if !word.isEmpty, !isBroken { words.insert(word) }
    return words
  }
}

/// The words by which statements are compared: folded, without those that carry no meaning, plurals as
/// their singulars.
public struct StatementWords: Sendable, Equatable {
  /// In the order of the text, each as often as it stands there.
  public let words: [String]
  /// Runs of digits, as they are written without their separators of thousands.
  public let numbers: Set<String>

  public init(_ text: String) {
    var words: [String] = []
    var numbers: Set<String> = []
    var word: [UInt8] = []
    var isNumber = false
    func finish() {
      defer {
        word.removeAll(keepingCapacity: true)
        isNumber = false
      }
      guard !word.isEmpty else { return }
      if isNumber {
        while let last = word.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ",") {
          word.removeLast()
        }
        let number = String(decoding: word.filter { $0 != UInt8(ascii: ",") }, as: UTF8.self)
        numbers.insert(number)
        words.append(number)
        return
      }
      let folded = Self.singular(word)
      guard folded.count > 1 || folded[0] >= 0x80 else { return }
      let text = String(decoding: folded, as: UTF8.self)
      if !Self.empty.contains(text) { words.append(text) }
    }
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(scalar.value)
        switch byte {
        case 0x30...0x39:
          if word.isEmpty { isNumber = true }
          word.append(byte)
        case 0x41...0x5A, 0x61...0x7A:
          if isNumber { finish() }
          word.append(byte | 0x20)
        case UInt8(ascii: "."), UInt8(ascii: ","):
          if isNumber { word.append(byte) } else { finish() }
        case UInt8(ascii: "'"): break
        default: finish()
        }
      } else if scalar == "\u{2019}" {
        continue
      } else if scalar.properties.isAlphabetic || scalar.properties.isDiacritic {
        if isNumber { finish() }
        // Each ideograph is a word: no blank parts them.
        let isIdeograph = scalar.properties.isIdeographic
        if isIdeograph { finish() }
        word += Array(scalar.properties.lowercaseMapping.utf8)
        if isIdeograph { finish() }
      } else {
        finish()
      }
    }
    finish()
    self.words = words
    self.numbers = numbers
  }

  /// `risks` as `risk`, `agencies` as `agency`; other endings stay, for they change what is said.
  private static func singular(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 3, word.last == UInt8(ascii: "s") else { return word }
    let before = word[word.count - 2]
    if before == UInt8(ascii: "s") || before == UInt8(ascii: "u") || before == UInt8(ascii: "i") {
      return word
    }
    if word.count > 4, before == UInt8(ascii: "e"), word[word.count - 3] == UInt8(ascii: "i") {
      return word[..<(word.count - 3)] + [UInt8(ascii: "y")]
    }
    return Array(word.dropLast())
  }

  /// Words that are in every text. `not`, `no`, `more` and `less` are none of them.
  private static let empty: Set<String> = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "by", "with", "from", "as", "is",
    "are",
    "was", "were", "be", "been", "being", "it", "its", "this", "that", "these", "those", "which", "who",
    "whom",
    "their", "they", "them", "our", "we", "his", "her", "he", "she", "has", "have", "had", "can", "could",
    "may",
    "might", "will", "would", "should", "such", "also", "into", "than", "then", "there", "while", "when",
    "where",
    "such", "both", "between", "through", "within", "about", "so", "if", "but", "thi", "wa", "ha", "el", "la",
    "lo", "las", "los", "un", "una", "de", "del", "en", "y", "que", "por", "para", "con", "se", "su", "le",
    "les",
    "des", "du", "et", "dan", "dans", "une", "pour", "sur", "par", "au", "aux", "est", "sont",
  ]
}

import BriefingModel
import Testing

@testable import BriefingExtraction

/// What is told of eight bytes at once is what each byte says by itself.
@Suite struct EightBytesTests {
  /// Texts of these pieces, the same in every run.
  private static func texts(_ count: Int, _ pieces: [String], upTo most: Int = 40) -> [String] {
    var random = GeneratedRandom(seed: 7)
    return (0..<count).map { _ in
      (0..<random.below(most)).map { _ in random.pick(pieces) }.joined()
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    Letters.isASCIILetter(byte) || Letters.isASCIIDigit(byte) || byte == 0x2D
  }

  @Test func `the letters, digits and hyphens before any other byte are counted and made small`() {
    var random = GeneratedRandom(seed: 1)
    for _ in 0..<20_000 {
      // Mostly near the ends of the ranges of letters and digits.
      let bytes = (0..<8).map { _ -> UInt8 in
        let byte: UInt8 = random.pick([0x41, 0x5A, 0x61, 0x7A, 0x30, 0x39, 0x2D, 0x0D, 0x20, 0x7F, 0xC1])
        return byte &+ (random.once(in: 4) ? random.pick([1, 0xFF, 0x80]) : 0)
      }
      let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let run = TextByte.plainRun(word)
      #expect(run.count == bytes.prefix(while: Self.isPlain).count)
      for place in 0..<run.count {
        let byte = bytes[place]
        let small = byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
        #expect(UInt8(truncatingIfNeeded: run.small >> UInt64(8 * place)) == small)
      }
    }
  }

  @Test func `behind the end of a text there is nothing`() {
    for count in 1...20 {
      let bytes = (0..<count).map { UInt8($0 + 1) }
      bytes.withUnsafeBufferPointer { text in
        for index in 0..<count {
          let expected = bytes[index..<min(count, index + 8)].reversed().reduce(UInt64(0)) {
            $0 << 8 | UInt64($1)
          }
          #expect(TextByte.eight(text, at: index) == expected)
        }
      }
    }
  }

  @Test func `words are found eight bytes at a time where they are found one by one`() {
    for text in Self.texts(
      6_000, ["a", "Z", "9", "-", "é", " ", ". ", "港口", "ß", "’", "sevente", "وب", "(", "\u{A0}"])
    {
      Array(text.utf8).withUnsafeBufferPointer { text in
        var found: [Int] = []
        TextByte.forEachWord(in: text) { start, word in
          #expect(word == TextByte.eight(text, at: start))
          found.append(start)
          return true
        } wide: { start in
          found.append(-start)
          return true
        }
        var expected: [Int] = []
        var index = 0
        while index < text.count {
          if TextByte.isPlain(text[index]) {
            expected.append(index)
            index = TextByte.endOfWord(text, from: index)
          } else if text[index] >= 0x80, TextByte.beginsWord(text, at: index) {
            expected.append(-index)
            index = TextByte.endOfWord(text, from: index)
          } else {
            index += TextByte.length(text[index])
          }
        }
        #expect(found == expected, "\(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  @Test func `words are found until it is enough`() {
    Array("one two three four".utf8).withUnsafeBufferPointer { text in
      var found = 0
      TextByte.forEachWord(in: text) { _, _ in
        found += 1
        return found < 2
      } wide: { _ in
        true
      }
      #expect(found == 2)
    }
  }

  @Test func `a word ends where letters, digits and hyphens of any script do`() {
    for text in Self.texts(2_000, ["a", "Z", "9", "-", "é", " ", ".", "港", "ß", "’", "sevente"]) {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { text in
        for index in bytes.indices where Self.isPlain(bytes[index]) {
          let word = TextByte.eight(text, at: index)
          let end = TextByte.endOfRun(text, from: index, word, TextByte.plainRun(word).count)
          #expect(end == TextByte.endOfWord(text, from: index))
        }
      }
    }
  }

  @Test func `the signs and words of a line are those of its bytes`() {
    let pieces = [
      "a", "word", ".", ",", " ", " ", "  ", ":", "1", "-", "'", "|", "\"", ")", "(", "Z", "!", "12:30",
    ]
    for text in Self.texts(5_000, pieces) {
      for before in 0..<3 {
        let whole = String(repeating: "x", count: before) + text + "behind the line"
        let bytes = Array(whole.utf8)
        let range = before..<before + text.utf8.count
        let line = bytes.withUnsafeBufferPointer { TextLine.scan($0, range) }
        guard line.isText || line.kind == .piped else { continue }
        let ink = Array(bytes[line.start..<line.content.upperBound])
        func follows(_ first: (UInt8) -> Bool, _ second: (UInt8) -> Bool) -> Bool {
          zip(ink, ink.dropFirst()).contains { first($0) && second($1) }
        }
        let isStop: (UInt8) -> Bool = { ".,!?".utf8.contains($0) }
        let isCloser: (UInt8) -> Bool = { "\")".utf8.contains($0) }
        let glue = ink.indices.contains { place in
          guard isStop(ink[place]), place + 1 < ink.count else { return false }
          let next = isCloser(ink[place + 1]) ? place + 2 : place + 1
          return next < ink.count && Letters.isASCIILetter(ink[next])
        }
        let clock = ink.indices.dropFirst().dropLast().contains {
          ink[$0] == 0x3A && Letters.isASCIIDigit(ink[$0 - 1]) && Letters.isASCIIDigit(ink[$0 + 1])
        }
        #expect(line.wordCount == ink.split(separator: 0x20).count, "\(text)")
        #expect(line.barCount == ink.count { $0 == 0x7C }, "\(text)")
        #expect(line.hasGap == follows({ $0 == 0x20 }, { $0 == 0x20 }), "\(text)")
        #expect(line.signs.contains(.glue) == glue, "\(text)")
        #expect(line.signs.contains(.clock) == clock, "\(text)")
        #expect(line.signs.contains(.letter) == ink.contains(where: Letters.isASCIILetter), "\(text)")
        #expect(line.signs.contains(.digit) == ink.contains(where: Letters.isASCIIDigit), "\(text)")
        #expect(line.signs.contains(.stop) == ink.contains(where: isStop), "\(text)")
        #expect(line.signs.contains(.blank) == ink.contains(0x20), "\(text)")
      }
    }
  }

  @Test func `white space in markup is one blank, and scalars are counted`() {
    for text in Self.texts(3_000, ["a", "longer words", " ", "  ", "\t", "\n", "é", "\u{A0}", "港", "."]) {
      var builder = MarkupTextBuilder()
      builder.append(text)
      builder.open(.strong)
      builder.append("end")
      builder.close()
      let content = builder.take()
      let blanks: Set<Character> = [" ", "\t", "\n", "\u{A0}"]
      let words = text.split { blanks.contains($0) }.joined(separator: " ")
      let parted = text.last.map { blanks.contains($0) } ?? false
      let start = words.unicodeScalars.count + (parted && !words.isEmpty ? 1 : 0)
      #expect(content.text == words + (parted && !words.isEmpty ? " end" : "end"))
      #expect(content.marks.map(\.range) == [start..<start + 3])
    }
  }

  /// Phrases of every length, and whether more letters may follow.
  private static let phrases: [(text: String, isStem: Bool)] = [
    ("aid", false), ("tax", true), ("risk", true), ("harms", true), ("threat", true), ("benefit", true),
    ("advantage", true), ("disadvantages", false), ("at risk", false), ("as a result of", false),
    ("co-operation", false), ("in favour", true), ("préstamo", true), ("año fiscal", false),
    ("deal with é", false),
    ("港口", false), ("seventh-day rule", false), ("o", false), ("to o", true),
  ]

  @Test(arguments: phrases.indices)
  func `a phrase is found wherever its words stand, however they are parted`(_ index: Int) {
    var table = PhraseTable()
    for (place, phrase) in Self.phrases.enumerated() {
      Array(phrase.text.utf8).withUnsafeBufferPointer {
        table.insert($0, isStem: phrase.isStem, value: 1 << UInt64(place))
      }
    }
    func finds(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        table.matches(in: bytes).contains { $0.value & 1 << UInt64(index) != 0 }
      }
    }
    let (phrase, isStem) = Self.phrases[index]
    for blank in [" ", "  ", "\n", "’", "'", "\u{A0}", " \t"] {
      for before in ["", " ", "one two ", "seven letters, ", "(", "的", "."] {
        for behind in ["", " ", ".", " a", ", and more of it", "’s", "。", "\n"] {
          for form in [phrase, phrase.uppercased(), phrase.prefix(1).uppercased() + phrase.dropFirst()] {
            // Latin-1 alone is folded.
            let text = before + form.replacing(" ", with: blank) + behind
            #expect(finds(text), "\(text)")
          }
        }
      }
    }
    let isIdeographic = phrase.utf8.first.map { $0 >= 0xE3 } ?? false
    if !isIdeographic {
      for more in ["s", "-", "7", "é", "ation of"] {
        #expect(finds("The " + phrase + more) == isStem, "\(phrase)\(more)")
      }
      #expect(!finds("The x" + phrase))
    }
    #expect(!finds(phrase.dropLast() + "_"))
  }

  @Test func `a name is only let pass by the words of its phrases`() {
    var table = PhraseTable()
    for (place, phrase) in Self.phrases.enumerated() {
      Array(phrase.text.utf8).withUnsafeBufferPointer {
        table.insert($0, isStem: phrase.isStem, value: place < 9 ? 1 : 2)
      }
    }
    let sieve = table.sieve(1)
    func passes(_ text: String) -> Bool { Array(text.utf8).withUnsafeBufferPointer { sieve.mayPass($0) } }
    for (text, isStem) in Self.phrases.prefix(9) {
      #expect(passes("Some \(text)"))
      if isStem { #expect(passes("Some \(text)ning")) }
    }
    // Nothing beyond ASCII is told by its letters.
    #expect(passes("Über"))
    // Few others pass: each is known by a bit among thousands.
    let words = Self.texts(500, ["ba", "cor", "de", "fal", "gre", "hi", "jun", "ka"], upTo: 6)
    #expect(words.count(where: passes) < 25)
  }
}

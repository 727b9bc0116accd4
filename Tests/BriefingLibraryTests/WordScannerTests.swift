import Testing

@testable import BriefingLibrary

struct WordScannerTests {
  private func words(
    _ text: String, for purpose: WordScanner.Purpose = .document
  ) -> [String] {
    var words: [String] = []
    var text = text
    text.withUTF8 { bytes in
      WordScanner().scan(bytes, for: purpose) { word in
        words.append(String(decoding: word.folded, as: UTF8.self) + (word.isColocated ? "'" : ""))
        return true
      }
    }
    return words
  }

  @Test(arguments: [
    ("Oil, gas & U.S. coal-fired", ["oil", "gas", "u", "s", "coal", "fired"]),
    ("CAFÉ cafe\u{301} Cafe", ["cafe", "cafe", "cafe"]),
    ("Straße Łódź Øre ﬁne", ["strasse", "lodz", "ore", "fine"]),
    ("ΣΟΦΟΣ σοφός", ["σοφοσ", "σοφοσ"]),
    ("Москва й", ["москва", "и"]),
    ("co\u{AD}operate zero\u{200D}width", ["cooperate", "zerowidth"]),
    ("м²  3½ x₂", ["м2", "3½", "x2"]),
    ("שָׁלוֹם", ["שלום"]),
    ("", []), ("— … !", []),
  ])
  func `words are folded`(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func `unspaced scripts become pairs, the last character alone as well`() {
    #expect(words("中国海 oil") == ["中国", "国海", "海'", "oil"])
    #expect(words("中国海", for: .query) == ["中国", "国海"])
    #expect(words("中") == ["中"])
    #expect(words("한국어") == ["한국", "국어", "어'"])
  }

  @Test func `bytes that are not UTF-8 part words`() {
    var words: [String] = []
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xC3, 0x20, 0xE4, 0xB8]
    bytes.withUnsafeBufferPointer { bytes in
      WordScanner().scan(bytes, for: .document) { word in
        words.append(String(decoding: word.folded, as: UTF8.self))
        return true
      }
    }
    #expect(words == ["a", "b"])
  }

  @Test func `ranges cover the word in the text with its accents`() {
    var found: [String] = []
    let text = "a cafe\u{301}, naïve"
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      WordScanner().scan(buffer, for: .document) { word in
        found.append(String(decoding: bytes[word.range], as: UTF8.self))
        return true
      }
    }
    #expect(found.map { Array($0.utf8) } == ["a", "cafe\u{301}", "naïve"].map { Array($0.utf8) })
  }

  @Test func `folding twice changes nothing`() {
    for value in UInt32(0x80)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = words("x" + String(scalar) + "y").joined(separator: " ")
      #expect(words(once).joined(separator: " ") == once, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `a word without end is searched by its beginning`() {
    let long = String(repeating: "ab", count: 5_000)
    #expect(words(long) == [String(long.prefix(WordScanner.longestWord))])
  }
}

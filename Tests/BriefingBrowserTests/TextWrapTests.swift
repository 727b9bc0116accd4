import BriefingModel
import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct TextWrapTests {
  private func texts(_ text: String, _ width: Int, indent: Int = 0, hanging: Int? = nil) -> [String] {
    TextWrap.wrap(text, width: width, indent: indent, hanging: hanging).map(\.plainText)
  }

  @Test func `lines end at blanks`() {
    #expect(texts("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(texts("the quick brown fox", 9) == ["the quick", "brown fox"])
    #expect(texts("  a  b  ", 10) == ["a  b"])
  }

  @Test func `an empty text is one empty line`() {
    #expect(texts("", 10) == [""])
    #expect(texts("   ", 10) == [""])
    #expect(TextWrap.height("", width: 5) == 1)
  }

  @Test func `lines end after hyphens, dashes and slashes between words`() {
    #expect(texts("counter-narcotics", 10) == ["counter-", "narcotics"])
    #expect(texts("and/or", 4) == ["and/", "or"])
    #expect(texts("war—and peace", 5) == ["war—", "and", "peace"])
    #expect(texts("on 2026-03-06 at", 11) == ["on", "2026-03-06", "at"])
    #expect(texts("use --plain or -5", 7) == ["use", "--plain", "or -5"])
  }

  @Test func `a word wider than the line is broken hard`() {
    #expect(texts("abcdefghij", 4) == ["abcd", "efgh", "ij"])
    #expect(texts("ab cdefghij", 4) == ["ab", "cdef", "ghij"])
  }

  @Test func `ideographs part anywhere but before closing marks`() {
    #expect(texts("毒品走私网络", 4) == ["毒品", "走私", "网络"])
    #expect(texts("毒品，走私。", 4) == ["毒", "品，", "走", "私。"])
    #expect(texts("（毒品）走私", 6) == ["（毒", "品）走", "私"])
  }

  @Test func `a wide grapheme does not overflow one column`() {
    let lines = TextWrap.wrap("毒a", width: 1)
    #expect(lines.map(\.columns) == [1, 1])
    #expect(lines.map(\.text) == ["\u{FFFD}", "a"])
  }

  @Test func `emoji and flags count two columns and stay whole`() {
    let lines = TextWrap.wrap("👩‍👩‍👧‍👦🇪🇨é", width: 2)
    #expect(lines.map(\.text) == ["👩‍👩‍👧‍👦", "🇪🇨", "é"])
    #expect(lines.map(\.columns) == [2, 2, 1])
  }

  @Test func `indents hang`() {
    #expect(texts("one two three", 9, indent: 2, hanging: 4) == ["  one two", "    three"])
  }

  @Test func `breaks of the text are kept`() {
    #expect(texts("one\ntwo\r\nthree\n\nfour", 20) == ["one", "two", "three", "", "four"])
  }

  @Test func `code keeps its first blanks`() {
    let lines = TextWrap.wrap("    let x", width: 20, keepingBlanks: true)
    #expect(lines.map(\.text) == ["    let x"])
    #expect(TextWrap.wrap("\tx", width: 20, keepingBlanks: true).map(\.text) == ["        x"])
  }

  @Test func `controls become marks and keep their place`() throws {
    let line = try #require(TextWrap.wrap("a\u{1B}[31mb\u{202E}c", width: 80).first)
    #expect(line.text == "a^[[31mb⟨U+202E⟩c")
    #expect(line.columns(of: 1..<2) == 1..<3)
    #expect(line.columns(of: 7..<8) == 8..<16)
    #expect(line.columns(of: 8..<9) == 16..<17)
    #expect(line.sourceOffset(atColumn: 2) == 1)
    #expect(line.sourceOffset(atColumn: 16) == 8)
  }

  @Test func `marks become runs that follow the words over lines`() {
    let text = InlineText(
      "see the whole report now",
      marks: [
        InlineMark(kind: .link("https://example.org"), range: 4..<20),
        InlineMark(kind: .strong, range: 8..<13),
      ])
    let lines = TextWrap.wrap(text, width: 14, indent: 1)
    #expect(lines.map(\.text) == ["see the whole", "report now"])
    #expect(lines[0].runs.map(\.text) == ["see ", "the ", "whole"])
    #expect(lines[0].runs.map(\.column) == [1, 5, 9])
    #expect(lines[0].runs[1].marks == [.link("https://example.org")])
    #expect(lines[0].runs[2].marks == [.link("https://example.org"), .strong])
    #expect(lines[1].runs.map(\.text) == ["report", " now"])
    #expect(lines[1].runs[1].marks == [])
  }

  @Test func `each line knows what it shows`() {
    let lines = TextWrap.wrap("Mexico’s drone flights", width: 9)
    #expect(lines.map(\.source) == [0..<8, 9..<14, 15..<22])
    #expect(lines[1].columns(of: 0..<22) == 0..<5)
    #expect(lines[1].columns(of: 9..<11) == 0..<2)
    #expect(lines[0].columns(of: 9..<14) == nil)
    let wide = TextWrap.wrap("走私 drone", width: 20)[0]
    #expect(wide.columns(of: 1..<2) == 2..<4)
    #expect(wide.columns(of: 3..<8) == 5..<10)
    #expect(wide.sourceOffset(atColumn: 3) == 1)
  }

  private static let samples = [
    "The counter-narcotics campaign — begun in 2026-03-06 — and/or its cost of $4,000.",
    "Mexico’s president\u{A0}has “announced” it…", "毒品走私网络，跨国合作。（情报）共享 and mixed text",
    "a\tb\u{7}c\u{200B}d\u{202E}e\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}\u{0306}f", "👩‍👩‍👧‍👦 🇪🇨🇺🇸 ❤️ é",
    "x\r\ny\u{2028}z \u{FFFD}⟨U+202E⟩^[", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "שלום עולם مرحبا بالعالم",
  ]

  @Test(arguments: samples, [2, 3, 7, 20, 80])
  func `no line is too wide and no word is lost`(text: String, width: Int) {
    let lines = TextWrap.wrap(text, width: width)
    #expect(lines.allSatisfy { $0.columns <= width })
    #expect(lines.allSatisfy { $0.columns == CellWidth.columns(of: $0.text) })
    #expect(TextWrap.height(text, width: width) == lines.count)
    func letters(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { $0 != " " } }
    #expect(letters(lines.map(\.text).joined()) == letters(PrintableText.make(text)))
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(line.source.upperBound <= next.source.lowerBound)
    }
    for line in lines {
      #expect(line.runs.map(\.text).joined() == line.text)
    }
  }

  @Test(arguments: 0..<200) func `each letter keeps its place among hostile scalars`(number: Int) {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let hostile: [Unicode.Scalar] = [
      "\u{1B}", "\t", "\n", "\r", "\u{7F}", "\u{9B}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{301}",
      "\u{302}",
      "\u{3000}", "\u{A0}", " ", "\u{FFFD}", "⟨", "^", "走", "👩", "\u{FE0F}", "🇪", "é", "\u{E0041}", "\u{AD}",
      "\u{2028}",
    ]
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<60 {
      let scalar = hostile[next(hostile.count)]
      for _ in 0...(next(6) == 0 ? 7 : 0) { scalars.append(scalar) }
      if next(2) == 0 { scalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(next(26)))) }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let map = PrintableMap(String(view))
    let letters: ClosedRange<Unicode.Scalar> = "a"..."z"
    var found: [Int] = []
    for (scalar, origin) in zip(map.text.unicodeScalars, map.origins) where letters.contains(scalar) {
      #expect(scalars[Int(origin)] == scalar)
      found.append(Int(origin))
    }
    #expect(found == scalars.indices.filter { letters.contains(scalars[$0]) })
    #expect(map.origins.count == map.text.unicodeScalars.count)
    #expect(zip(map.origins, map.origins.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `cutting leaves whole graphemes and an ellipsis`() {
    #expect(TextWrap.cut("US and Ecuador collaborate", columns: 16) == "US and Ecuador…")
    #expect(TextWrap.cut("走私网络", columns: 6) == "走私…")
    #expect(TextWrap.cut("short", columns: 5) == "short")
  }
}

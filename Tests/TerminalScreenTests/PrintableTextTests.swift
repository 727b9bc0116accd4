import BriefingTestSupport
import Testing

@testable import TerminalScreen

struct PrintableTextTests {
  @Test(arguments: 0..<17)
  func `every scalar of a plane is safe between letters`(plane: UInt32) {
    var found: [String] = []
    for first in stride(from: UInt32(0), to: 0x1_0000, by: 64) {
      // The planes of ideographs, of private use and of nothing are all alike.
      if plane > 1, plane != 14, first % 1024 != 0, first != 0xFFC0 { continue }
      let scalars = (first..<first + 64).compactMap { Unicode.Scalar(plane << 16 | $0) }
      var text = String.UnicodeScalarView()
      for scalar in scalars { text.append(contentsOf: [scalar, "a"]) }
      found += ScreenFaults.find(in: String(text))
      if found.count > 5 { break }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test(arguments: 0..<8)
  func `no bytes make an unsafe screen`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var found: [String] = []
    for _ in 0..<200 {
      let count = Int.random(in: 0...24, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      found += ScreenFaults.find(in: String(decoding: bytes, as: UTF8.self))
    }
    #expect(found.isEmpty, "\(found.prefix(5).joined(separator: "\n"))")
  }

  @Test(arguments: 0..<8)
  func `no mixture of difficult scalars makes an unsafe screen`(seed: UInt64) {
    let difficult: [UInt32] = [
      0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x300, 0x301, 0x34F, 0x41, 0xE9, 0x5E9, 0x633,
      0x64E,
      0x61C, 0x915, 0x93F, 0x94D, 0x937, 0xE19, 0xE49, 0xE33, 0xD4E, 0x1100, 0x1161, 0x11A8, 0x115F, 0xAC00,
      0x180B, 0x1820, 0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2066, 0x2028, 0x2060, 0x20E3, 0x2764, 0x3000,
      0x3164, 0x4E00, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFF21, 0xFFA0, 0xFFFD, 0x1F1EA, 0x1F1E8, 0x1F468,
      0x1F3FD, 0x1F3F4, 0xE0067, 0xE007F, 0xE0100, 0xF0000, 0x10FFFF, 0x31,
    ]
    var generator = SeededGenerator(seed: seed &+ 100)
    var found: [String] = []
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...9, using: &generator) {
        let value = difficult.randomElement(using: &generator) ?? 0x41
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      found += ScreenFaults.find(in: String(text))
    }
    #expect(found.isEmpty, "\(found.prefix(5).joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("\u{1B}[31mred\u{07}", "^[[31mred^G"), ("a\u{202E}b", "a⟨U+202E⟩b"),
    ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
    ("soft\u{AD}hyphen", "soft⟨U+00AD⟩hyphen"), ("zero\u{200B}width", "zero⟨U+200B⟩width"),
    ("a\u{9B}b", "a⟨U+009B⟩b"),
    ("a\u{FEFF}b", "a⟨U+FEFF⟩b"), ("\u{E0041}", "⟨U+E0041⟩"), ("\u{3164}", "⟨U+3164⟩"), ("a\tb", "a       b"),
    ("a\u{FE0F}b", "a⟨U+FE0F⟩b"), ("東\u{200D}京", "東⟨U+200D⟩京"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("👨\u{200D}👩", "👨\u{200D}👩"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("\u{301}a", "⟨U+0301⟩a"),
    ("e\u{301}", "e\u{301}"),
    ("Hebrew שלום", "Hebrew שלום"), ("a\u{A0}b\r\nc", "a b  c"),
  ])
  func `marks are visible and joiners stay`(text: String, expected: String) {
    #expect(Array(PrintableText.make(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `a flood of combining marks keeps four and a sign`() {
    let flood = "a" + String(String.UnicodeScalarView(repeatElement("\u{301}", count: 200_000))) + "b"
    let printable = PrintableText.make(flood)
    #expect(Array(printable.unicodeScalars.map(\.value)) == [0x61, 0x301, 0x301, 0x301, 0x301, 0xFFFD, 0x62])
  }

  /// What grows with the square of the length takes minutes for each. Not limited: a limit counts the time in which
  /// other tests have the machine as well.
  @Test(arguments: [("가", "\u{1161}", "⟨U+1161⟩", 4), ("a", "\u{1B}", "^[", 0)])
  func `hundreds of thousands of marks are made as they come`(
    letter: String, scalar: Unicode.Scalar, mark: String, kept: Int
  ) {
    let count = 400_000
    let text = letter + String(String.UnicodeScalarView(repeatElement(scalar, count: count)))
    let printable = PrintableText.make(text)
    #expect(printable.utf8.count > count)
    #expect(printable.utf8.suffix(mark.utf8.count * 2).elementsEqual((mark + mark).utf8))
  }

  @Test func `plain scalars are what they claim to be`() {
    for value in UInt32(0)...0x10FFFF {
      let columns = PlainScalar.columns(value)
      guard columns > 0, let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      #expect(CellWidth.columns(of: scalar) == columns, "U+\(String(value, radix: 16))")
      #expect(ScreenFaults.isAllowed(value), "U+\(String(value, radix: 16))")
      #expect(category != .nonspacingMark && category != .enclosingMark && category != .spacingMark)
      #expect(!scalar.properties.isDefaultIgnorableCodePoint)
      #expect("x\(Character(scalar))x".count == 3, "U+\(String(value, radix: 16)) joins its neighbours")
    }
  }
}

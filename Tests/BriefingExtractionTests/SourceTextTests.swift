import BriefingExtraction
import BriefingModel
import Testing

@Suite struct SourceTextTests {
  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61, 0xC3, 0xA9], "aé", "utf-8", 0),
      ([0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x00, 0xDE], "a😀", "utf-16le", 0),
      ([0xFE, 0xFF, 0, 0x61, 0xD8, 0x3D, 0xDE, 0x00], "a😀", "utf-16be", 0),
      ([0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8], "a\u{FFFD}", "utf-16le", 1),
      ([0xFF, 0xFE, 0x61, 0, 0x62], "a\u{FFFD}", "utf-16le", 1),
      ([0x63, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x78, 0x94], "café “x”", "windows-1252", 1),
      ([0xC3, 0xA9, 0xC3, 0xA9, 0xFF, 0x78], "éé\u{FFFD}x", "utf-8", 1),
      ([0x61, 0xE2, 0x80], "a\u{FFFD}", "utf-8", 1),
      ([0xC3, 0xA9, 0xC3, 0xA9, 0xC3, 0xA9, 0xED, 0xA0, 0x80], "ééé\u{FFFD}\u{FFFD}\u{FFFD}", "utf-8", 1),
      ([], "", "utf-8", 0),
    ] as [([UInt8], String, String, Int)])
  func `bytes become text`(bytes: [UInt8], text: String, encoding: String, notes: Int) {
    let decoded = SourceText.decode(bytes)
    #expect(String(decoding: decoded.lines.utf8, as: UTF8.self) == text)
    #expect(decoded.encoding == encoding)
    #expect(decoded.notes.count == notes)
    #expect(decoded.notes.allSatisfy { $0.kind == .encoding })
  }

  @Test func `what is decoded is UTF-8 whatever the bytes`() {
    var state: UInt64 = 7
    for round in 0..<400 {
      var bytes: [UInt8] = round % 3 == 0 ? [0xFF, 0xFE] : []
      for _ in 0..<(round % 97) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 33) | (round % 2 == 0 ? 0x80 : 0))
      }
      let decoded = SourceText.decode(bytes).lines.utf8
      #expect(Array(String(decoding: decoded, as: UTF8.self).utf8) == decoded)
    }
  }

  @Test func `the note names the line of the first damage`() {
    let bytes = Array("é é\né\r\nx".utf8) + [0xFF, 0x0A]
    #expect(SourceText.decode(bytes).notes.map(\.span.firstLine) == [3])
  }

  @Test(
    arguments: [
      (Array("%PDF-1.7\n".utf8), true), ([0x61, 0, 0x62], true), ([0xFF, 0xFE, 0x61, 0], false),
      (Array("plain\ttext\r\n".utf8), false), ([0x89, 0x50, 0x4E, 0x47], true), ([], false),
      ([1, 2, 3, 4, 0x61, 0x62], true), (Array("caf".utf8) + [0xE9], false),
      (Array("\u{1B}[31mred\u{1B}[0m".utf8), false),
    ] as [([UInt8], Bool)])
  func `binary files are told by their first bytes`(bytes: [UInt8], expected: Bool) {
    #expect(SourceText.isBinary(bytes) == expected)
    #expect(SourceText.isBinary(bytes[...]) == expected)
  }

  @Test(arguments: [
    Array("a\0b\nc".utf8), Array("a\0b é\nc".utf8), [0x61, 0, 0x62, 0x0A, 0x63, 0xE9, 0xE8],
    [0xFF, 0xFE, 0x61, 0, 0, 0, 0x62, 0, 0x0A, 0, 0x63, 0],
  ])
  func `a zero does not end a text`(bytes: [UInt8]) {
    let decoded = SourceText.decode(bytes)
    #expect(decoded.lines[line: 1].hasPrefix("a\u{FFFD}b"))
    #expect(decoded.lines[line: 2].hasPrefix("c"))
    #expect(decoded.notes.contains { $0.kind == .encoding })
  }

  @Test(arguments: ["", "\n", "   \n\t\n", "one line", "one\rtwo\r\nthree", "\u{FEFF}", "\0\0\n\0"])
  func `files of next to nothing are read`(text: String) {
    for name in ["a.txt", "a.md", "a.html", "a"] {
      let opened = BriefingReader.read(Array(text.utf8), path: name)
      #expect(opened.briefing.lineCount == opened.lines.count)
      #expect(!opened.briefing.displayTitle.isEmpty)
    }
  }
}

import BriefingTestSupport
import TerminalScreen
import Testing

@testable import NcursesTerminal

private func inputs(_ text: String, described: [KeyDecoder.DescribedKey] = []) -> [TerminalInput] {
  DecodedInputs.of([Array(text.utf8)], by: KeyDecoder(described: described))
}

private func inputs(_ pieces: [[UInt8]]) -> [TerminalInput] { DecodedInputs.of(pieces) }

struct KeyDecoderTests {
  @Test(arguments: [
    ("j", [Key.character("j")]), (" ", [.character(" ")]), ("é", [.character("é")]), ("東", [.character("東")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{08}", [.backspace]),
    ("\u{03}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{13}", [.control("s")]),
    ("\u{11}", [.control("q")]),
    ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]), ("\u{00}", [.control("@")]),
    ("\u{1B}", [.escape]),
    ("\u{1B}x", [.meta("x")]), ("\u{1B}é", [.meta("é")]), ("\u{1B}\u{1B}", [.escape, .escape]),
    ("\u{1B}[A", [.up]), ("\u{1B}OA", [.up]), ("\u{1B}[1;5C", [.right]), ("\u{1B}[H", [.home]),
    ("\u{1B}OF", [.end]),
    ("\u{1B}[1~", [.home]), ("\u{1B}[5~", [.pageUp]), ("\u{1B}[6~j", [.pageDown, .character("j")]),
    ("\u{1B}[3~", [.delete]), ("\u{1B}[Z", [.backTab]), ("\u{1B}OP", [.function(1)]),
    ("\u{1B}[15~", [.function(5)]),
    ("\u{1B}[24~", [.function(12)]), ("\u{1B}[[B", [.function(2)]), ("\u{1B}OM", [.enter]),
    ("\u{1B}[47;5u", [.control("_")]), ("\u{1B}[27;5;99~", [.control("c")]), ("\u{1B}[", [.meta("[")]),
    ("\u{1B}O", [.meta("O")]),
    ("\u{1B}]", [.meta("]")]),
  ])
  func `bytes are keys`(text: String, keys: [Key]) {
    #expect(inputs(text) == keys.map(TerminalInput.key))
  }

  @Test(arguments: [
    ("0;10;3M", MouseEvent(.press, column: 9, row: 2)), ("0;10;3m", MouseEvent(.release, column: 9, row: 2)),
    ("32;300;200M", MouseEvent(.drag, column: 299, row: 199)),
    ("64;1;1M", MouseEvent(.wheelUp, column: 0, row: 0)),
    ("65;1;1M", MouseEvent(.wheelDown, column: 0, row: 0)),
    ("16;10;3M", MouseEvent(.press, column: 9, row: 2)),
  ])
  func `reports of the mouse are told by button and place`(report: String, event: MouseEvent) {
    #expect(inputs("\u{1B}[<" + report + "j") == [.mouse(event), .key(.character("j"))])
  }

  @Test(arguments: [
    (" *#", MouseEvent(.press, column: 9, row: 2)), ("#*#", MouseEvent(.release, column: 9, row: 2)),
    ("@!!", MouseEvent(.drag, column: 0, row: 0)), ("`!!", MouseEvent(.wheelUp, column: 0, row: 0)),
    (" Qq", MouseEvent(.press, column: 48, row: 80)),
  ])
  func `the old reports of the mouse are no keys`(report: String, event: MouseEvent) {
    let bytes = Array(("\u{1B}[M" + report + "j").utf8)
    let whole: [TerminalInput] = [.mouse(event), .key(.character("j"))]
    #expect(inputs([bytes]) == whole)
    #expect(inputs(bytes.map { [$0] }) == whole)
  }

  @Test(arguments: [
    "\u{1B}[?62;22c", "\u{1B}[>0;276;0c", "\u{1B}]11;rgb:0000/0000/0000\u{07}", "\u{1B}]11;rgb:0/0/0\u{1B}\\",
    "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}[I", "\u{1B}[99~", "\u{1B}[<2;10;10M", "\u{1B}[<0;10M",
    "\u{1B}[<0;0;3M", "\u{1B}[<66;1;1M", "\u{1B}[?2026;2$y", "\u{9B}", "\u{1B}[M\"QQ", "\u{1B}[M   ",
    "\u{1B}[24;80R", "\u{1B}[8;24;80t",
  ])
  func `an answer of the terminal is swallowed whole`(text: String) {
    #expect(inputs(text + "j") == [.key(.character("j"))])
  }

  @Test(arguments: [
    "\u{1B}[A", "\u{1B}[1;5C", "東", "\u{1B}[200~pasted \u{1B}[A text\u{1B}[201~x", "\u{1B}]0;title\u{07}é",
    "\u{1B}[15~\u{1B}OP",
  ])
  func `pieces make what the whole makes`(text: String) {
    let bytes = Array(text.utf8)
    let whole = inputs([bytes])
    for cut in 1..<bytes.count {
      #expect(inputs([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
    }
    #expect(inputs(bytes.map { [$0] }) == whole)
  }

  @Test(arguments: ["\u{07}", "\u{1B}\\", ""])
  func `an answer of the terminal is swallowed, however long it is and in whatever pieces it comes`(
    end: String
  ) {
    let bytes = Array(("k\u{1B}]52;c;" + String(repeating: "QUJD", count: 400) + end).utf8)
    for size in [1, 7, 512, bytes.count] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map { start in
        Array(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(inputs(pieces) == [.key(.character("k"))], "\(size)")
      let typed = end.isEmpty ? [] : [TerminalInput.key(.character("j"))]
      #expect(inputs(pieces + [Array("j".utf8)]) == [.key(.character("k"))] + typed, "\(size)")
    }
  }

  @Test func `what is typed after an answer without an end fell silent is typed`() {
    var decoder = KeyDecoder()
    decoder.feed("\u{1B}]11;rgb".utf8)
    #expect(decoder.next(isFinal: false) == .incomplete)
    #expect(decoder.next(isFinal: true) == .nothing)
    #expect(decoder.next(isFinal: false) == .empty)
    decoder.feed("j".utf8)
    #expect(decoder.next(isFinal: false) == .input(.key(.character("j"))))
  }

  @Test func `a paste is one input, whatever is in it`() {
    #expect(
      inputs("\u{1B}[200~one\rtwo\r\nthree\u{1B}[31m\u{03}\u{1B}[201~j") == [
        .paste("one\ntwo\nthree\u{1B}[31m\u{03}"), .key(.character("j")),
      ])
    let long = String(repeating: "x", count: 1_100_000)
    guard case .paste(let text) = inputs("\u{1B}[200~" + long + "\u{1B}[201~").first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == KeyDecoder.pasteLimit)
  }

  @Test func `a paste without an end can be ended`() {
    var decoder = KeyDecoder()
    decoder.feed("\u{1B}[200~left".utf8)
    #expect(decoder.next(isFinal: false) == .incomplete)
    #expect(decoder.isPasting)
    #expect(decoder.endPaste() == .paste("left"))
    decoder.feed("j".utf8)
    #expect(decoder.next(isFinal: false) == .input(.key(.character("j"))))
  }

  @Test func `what the terminal's description tells comes first`() {
    let described = KeyDecoder.described { name in
      ["kpp": Array("\u{1B}[I".utf8), "kcuu1": [0x0B], "kf1": Array("\u{01}@\r".utf8)][name]
    }
    #expect(inputs("\u{1B}[I", described: described) == [.key(.pageUp)])
    #expect(inputs("\u{0B}", described: described) == [.key(.control("k"))])
    #expect(inputs("\u{01}@\r", described: described) == [.key(.function(1))])
  }

  @Test(arguments: 0..<8)
  func `no bytes stop the decoder or make a control character`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let frequent: [UInt8] = [0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x30, 0x32, 0x7E, 0x50, 0x5C, 0x07]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...60, using: &generator)).map { _ -> UInt8 in
        Bool.random(using: &generator)
          ? frequent.randomElement(using: &generator) ?? 0
          : UInt8.random(in: .min ... .max, using: &generator)
      }
      for input in inputs([bytes]) {
        guard case .key(.character(let character)) = input else { continue }
        #expect(character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      }
    }
  }
}

struct TerminalPaletteTests {
  private static let all: TextAttributes = [.bold, .dim, .underline, .reverse, .italic]

  @Test func `without colours attributes carry everything`() {
    let palette = TerminalPalette(colors: 0, attributes: [.bold, .underline, .reverse])
    let bar = palette.look(of: Rendition(.palette(15), on: .palette(4)), adding: [.bold])
    #expect(bar == .init(foreground: -1, background: -1, attributes: [.bold, .reverse]))
    let slanted = palette.look(of: Rendition(.palette(5), on: .standard, [.italic, .dim]), adding: [])
    #expect(slanted == .init(foreground: -1, background: -1, attributes: [.underline]))
  }

  @Test(arguments: [(8, 4, TextAttributes.bold), (16, 12, TextAttributes()), (256, 12, TextAttributes())])
  func `bright colours are bold where there are eight`(colors: Int, expected: Int, attributes: TextAttributes)
  {
    let palette = TerminalPalette(colors: colors, attributes: Self.all)
    let look = palette.look(of: Rendition(.palette(12)), adding: [])
    #expect(look == .init(foreground: expected, background: -1, attributes: attributes))
  }

  @Test func `any colour is shown as it is where it can be, else as the nearest`() {
    func number(_ color: TerminalColor, of colors: Int) -> Int {
      TerminalPalette(colors: colors, attributes: Self.all).look(of: Rendition(color), adding: []).foreground
    }
    #expect(number(.rgb(0x7A, 0xA2, 0xF7), of: 1 << 24) == 0x7AA2F7)
    // The first 256 numbers are those of the palette.
    #expect(number(.rgb(0, 0, 7), of: 1 << 24) == 256)
    #expect(number(.palette(7), of: 1 << 24) == 7)
    #expect(number(.rgb(255, 0, 0), of: 256) == 196)
    #expect(number(.rgb(0x5F, 0x87, 0xAF), of: 256) == 67)
    #expect(number(.rgb(9, 8, 8), of: 256) == 232)
    #expect(number(.rgb(0xEE, 0xEE, 0xEE), of: 256) == 255)
    #expect(number(.rgb(0x80, 0x80, 0x80), of: 256) == 244)
    #expect(number(.rgb(255, 0, 0), of: 16) == 9)
    #expect(number(.rgb(0, 120, 0), of: 16) == 2)
    #expect(number(.rgb(255, 0, 0), of: 0) == -1)
  }

  @Test func `grey is never black on black where there are eight`() {
    let palette = TerminalPalette(colors: 8, attributes: Self.all)
    #expect(
      palette.look(of: Rendition(.palette(8)), adding: [])
        == .init(foreground: -1, background: -1, attributes: .dim))
    #expect(
      palette.look(of: Rendition(.standard, on: .palette(238)), adding: [])
        == .init(foreground: -1, background: -1, attributes: .reverse))
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `no rendition hides its text`(value: UInt8) {
    for colors in [0, 8, 16, 88, 256] {
      let palette = TerminalPalette(colors: colors, attributes: Self.all)
      for other in UInt8.min...UInt8.max where other != value {
        let look = palette.look(of: Rendition(.palette(value), on: .palette(other)), adding: [])
        let isReadable = look.foreground != look.background || look.foreground < 0
        if isReadable, look.foreground < max(1, colors), look.background < max(1, colors) { continue }
        Issue.record("\(value) on \(other) with \(colors) colours is \(look)")
      }
    }
  }
}

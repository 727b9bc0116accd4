import BriefingTestSupport
import Testing

@testable import TerminalScreen

struct ScreenTests {
  @Test(arguments: [
    ("ascii", 5), ("東京", 4), ("e\u{301}", 1), ("क्षेत्र", 4), ("का", 2), ("한국어", 6),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("🇪🇨", 2), ("❤\u{FE0F}", 2), ("👍🏽", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("1\u{FE0F}\u{20E3}", 1), ("น้ำ", 2),
  ])
  func `text takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(CellWidth.columns(of: text) == columns)
  }

  @Test(arguments: 0...6)
  func `a wide character is never cut by the right edge or the limit`(width: Int) {
    var screen = Screen(size: Size(columns: width, rows: 1))
    let written = screen.write("東京都", column: 0, row: 0)
    #expect(written == width / 2 * 2)
    var limited = Screen(size: Size(columns: 20, rows: 1))
    #expect(limited.write("東京都", column: 0, row: 0, limit: width) == width / 2 * 2)
    #expect(limited.text == String("東京都".prefix(width / 2)))
  }

  @Test(arguments: -7...0)
  func `a wide character cut by the left edge leaves a blank`(column: Int) {
    var screen = Screen(size: Size(columns: 10, rows: 1))
    screen.write("東京都", column: column, row: 0)
    let hidden = (-column + 1) / 2
    let blank = column % 2 == 0 ? "" : " "
    #expect(screen.text == (column <= -5 ? "" : blank + "東京都".dropFirst(hidden)))
    for cell in screen.row(0).prefix(1) { #expect(!cell.isContinuation) }
  }

  @Test func `overwriting half of a wide character blanks its other half`() {
    var screen = Screen(size: Size(columns: 6, rows: 1))
    screen.write("東京都", column: 0, row: 0)
    screen.write("x", column: 3, row: 0)
    #expect(screen.text == "東 x都")
    screen.write("y", column: 0, row: 0)
    #expect(screen.text == "y  x都")
    screen.write("京", column: 3, row: 0)
    #expect(screen.text == "y  京")
    screen.fill(Rect(column: 4, row: 0, columns: 1, rows: 1))
    #expect(screen.text == "y")
  }

  @Test(arguments: 0..<4)
  func `any writing leaves every wide character whole`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let texts = ["a", "東", "京東京", "x東", "e\u{301}", "❤\u{FE0F}", "का", "\u{202E}", "long plain text"]
    var screen = Screen(size: Size(columns: 12, rows: 2))
    for _ in 0..<800 {
      let column = Int.random(in: -4...14, using: &generator)
      let row = Int.random(in: -1...2, using: &generator)
      if Bool.random(using: &generator) {
        let limit = Int.random(in: 0...14, using: &generator)
        screen.write(texts.randomElement(using: &generator) ?? "", column: column, row: row, limit: limit)
      } else {
        screen.fill(Rect(column: column, row: row, columns: 3, rows: 1))
      }
      for row in 0..<2 {
        let widths = screen.row(row).map(\.width)
        for (index, width) in widths.enumerated() {
          let follows = index > 0 && widths[index - 1] == 2
          #expect((width == 0) == follows, "\(widths)")
        }
        #expect(widths.last != 2)
      }
    }
  }

  @Test func `what does not fit is cut, wherever it is written`() {
    var screen = Screen(size: Size(columns: 4, rows: 2))
    #expect(screen.write("abcdef", column: 2, row: 0) == 2)
    #expect(screen.write("abcdef", column: -2, row: 1) == 6)
    #expect(screen.write("x", column: 4, row: 0) == 0)
    #expect(screen.write("x", column: 0, row: 2) == 0)
    #expect(screen.text == "  ab\ncdef")
    var none = Screen(size: Size(columns: 0, rows: 0))
    #expect(none.write("x", column: 0, row: 0) == 0)
  }

  @Test func `the limit holds before a combining mark as after one`() {
    var screen = Screen(size: Size(columns: 8, rows: 1))
    #expect(screen.write("abe\u{301}c", column: 0, row: 0, limit: 3) == 3)
    #expect(screen.text == "abe\u{301}")
  }

  @Test func `equal drawings are equal screens`() {
    func draw() -> Screen {
      var screen = Screen(size: Size(columns: 20, rows: 2))
      screen.write("mixed 東京 e\u{301}", column: 1, row: 1, style: Style(.heading))
      return screen
    }
    #expect(draw() == draw())
    var other = draw()
    other.restyle(other.bounds) { $0.adding(.bold) }
    #expect(draw() != other)
  }
}

struct ASCIIFormTests {
  @Test(arguments: [
    ("“quoted”", "\"quoted\""), ("‘it’s’", "'it's'"), ("a — b – c", "a - b - c"), ("more…", "more~"),
    ("• ▸", "o >"), ("a · b ★", "a | b *"), ("«mot»", "<mot>"),
    ("┌─┬┐│├┤└┴┘", "+-++|+++++"), ("═║╬", "=|+"), ("←↑→↓", "<^>v"), ("café Ñ", "cafe N"), ("東", "?"),
    ("Ａ", "A"),
    ("⟨U+202E⟩", "<U+202E>"),
  ])
  func `characters have look-alikes`(text: String, expected: String) {
    let ascii = String(decoding: text.unicodeScalars.map { ASCIIForm.lookalike(of: $0.value) }, as: UTF8.self)
    #expect(ascii.hasPrefix(expected))
    #expect(ascii.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test func `every scalar becomes one printable byte`() {
    for value in UInt32(0)...0x3_0000 where !(0x20...0x7E).contains(ASCIIForm.lookalike(of: value)) {
      Issue.record("U+\(String(value, radix: 16))")
    }
  }
}

struct ScriptedTerminalTests {
  @Test func `a script is played in order and every screen is kept`() {
    let terminal = ScriptedTerminal(
      size: Size(columns: 10, rows: 2), inputs: [.key(.down), .resize(Size(columns: 20, rows: 3))])
    terminal.onPresent = { terminal, screen in
      if screen.text.hasPrefix("done") { terminal.enqueue(.key(.character("q"))) }
    }
    #expect(terminal.nextInput() == .key(.down))
    #expect(terminal.size == Size(columns: 10, rows: 2))
    #expect(terminal.nextInput() == .resize(Size(columns: 20, rows: 3)))
    #expect(terminal.size == Size(columns: 20, rows: 3))
    #expect(terminal.nextInput() == nil)
    var screen = Screen(size: terminal.size)
    screen.write("done", column: 0, row: 0)
    terminal.present(screen)
    #expect(terminal.nextInput() == .key(.character("q")))
    #expect(terminal.screens == [screen])
    terminal.lend(to: {})
    terminal.close()
    #expect(terminal.loans == 1)
    #expect(terminal.isClosed)
  }
}

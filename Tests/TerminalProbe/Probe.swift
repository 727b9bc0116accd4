import Glibc
import NcursesTerminal
import TerminalScreen

/// Shows a page with all that a screen can hold, or a long list to scroll in, and tells each input by
/// its name. `q` leaves, `C-z` suspends, `!` lends the terminal to a shell command, `X` traps, `W` works
/// without looking at the terminal any more.
@main
struct Probe {
  private enum Page { case samples, list, split }

  private let terminal: NcursesTerminal
  private var page = Page.samples
  private var top = 0
  private var last = "none"

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    do throws(TerminalError) {
      let terminal = try NcursesTerminal.open(
        useColor: !arguments.contains("--no-color"), ascii: arguments.contains("--ascii")
      ) { _ in { Self.rendition($0) } }
      var probe = Probe(terminal: terminal)
      if arguments.contains("--list") { probe.page = .list }
      if arguments.contains("--split") { probe.page = .split }
      let signal = arguments.contains("--measure") ? probe.measure() : probe.run()
      terminal.close()
      if let signal {
        print("left by signal \(signal)")
        exit(128 + signal)
      }
      print("left in order")
    } catch {
      let line = "probe: \(error)\n"
      _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      exit(2)
    }
  }

  private init(terminal: NcursesTerminal) {
    self.terminal = terminal
  }

  /// The loop; returns the signal that ended it, if one did.
  private mutating func run() -> Int32? {
    while true {
      terminal.present(view())
      var descriptor = pollfd(fd: terminal.inputDescriptor ?? -1, events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, -1)
      while let input = terminal.nextInput() {
        if !take(input) { return nil }
      }
      if let signal = terminal.endSignal { return signal }
    }
  }

  private mutating func take(_ input: TerminalInput) -> Bool {
    switch input {
    case .key(.character("q")): return false
    case .key(.control("z")): terminal.suspend()
    case .key(.character("!")):
      terminal.lend { _ = system("echo lent to a command; stty -a | grep -o '[-]*icanon'") }
    case .key(.character("X")): fatalError("asked to")
    case .key(.character("W")): while true {}
    case .key(.down): top += 1
    case .key(.up): top = max(0, top - 1)
    case .key(.pageDown): top += terminal.size.rows - 2
    default: break
    }
    switch input {
    case .key(let key): last = "key \(key.notation)"
    case .paste(let text): last = "paste \(text.utf8.count) bytes: \(text.prefix(40))"
    case .mouse(let event): last = "mouse \(event.kind) \(event.column),\(event.row)"
    case .resize(let size): last = "resize \(size.columns)x\(size.rows)"
    }
    return true
  }

  private func view() -> Screen {
    var screen = Screen(size: terminal.size)
    let rows = screen.size.rows
    screen.fill(Rect(column: 0, row: 0, columns: screen.size.columns, rows: 1), style: Style(.bar))
    screen.write(
      " probe \(screen.size.columns)x\(rows) colours \(terminal.colors)", column: 0, row: 0,
      style: Style(.bar))
    switch page {
    case .samples: drawSamples(&screen)
    case .list: drawList(&screen, in: Rect(column: 0, row: 1, columns: screen.size.columns, rows: rows - 2))
    case .split:
      let half = screen.size.columns / 2
      drawList(&screen, in: Rect(column: 0, row: 1, columns: half, rows: rows - 2))
      for row in 1..<max(2, rows - 1) { screen.write("│", column: half, row: row, style: Style(.rule)) }
    }
    screen.write("last: \(last)", column: 0, row: rows - 1, style: Style(.status))
    screen.cursor = (min(5, screen.size.columns - 1), rows - 1)
    return screen
  }

  private func drawList(_ screen: inout Screen, in rect: Rect) {
    for row in 0..<rect.rows {
      let number = top + row
      screen.write(
        "line \(number): " + String(repeating: "word\(number % 97) ", count: 30), column: rect.column,
        row: rect.row + row, style: number % 10 == 0 ? Style(.heading) : .text, limit: rect.columns)
    }
  }

  private func drawSamples(_ screen: inout Screen) {
    let samples = [
      "quotes “double” ‘single’ dash — dots … arrows ← ↑ → ↓ bullet • ▸",
      "┌─┬─┐ │a│b│ ├─┼─┤ └─┴─┘ ═ ║ ╬ █ ░",
      "wide 東京 한국어 ｆｕｌｌ|", "accents café Ñandú e\u{301}|", "hindi क्षेत्र का|", "thai น้ำ|",
      "emoji 😀|👍🏽|👨‍👩‍👧|❤️|🇪🇨|1️⃣|", "arabic سلام hebrew שלום|",
      "hostile \u{1B}[31mred\u{07} \u{202E}abc\u{202C} soft\u{AD}hyphen zero\u{200B}width \u{9B}31m|",
    ]
    for (index, sample) in samples.enumerated() {
      screen.write(sample, column: 0, row: 2 + index)
    }
    let roles = Role.allCases
    for (index, role) in roles.enumerated() {
      screen.write("\(role)", column: index % 5 * 16, row: 12 + index / 5, style: Style(role), limit: 15)
    }
    let attributes: [(String, TextAttributes)] = [
      ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
    ]
    var column = 0
    for (name, attribute) in attributes {
      column += screen.write(name + " ", column: column, row: 19, style: Style(.text, attribute))
    }
  }

  private static func rendition(_ role: Role) -> Rendition {
    switch role {
    case .text: Rendition()
    case .dim, .rule: Rendition(.palette(8), .dim)
    case .title, .heading: Rendition(.palette(12), .bold)
    case .tableHeader, .strong: Rendition(.standard, .bold)
    case .emphasis, .quote: Rendition(.standard, .italic)
    case .code: Rendition(.palette(6))
    case .link: Rendition(.palette(4), .underline)
    case .bar, .status: Rendition(.palette(15), on: .palette(24))
    case .paneTitle: Rendition(.palette(8))
    case .focusedPaneTitle: Rendition(.standard, .bold)
    case .selection: Rendition(.standard, on: .palette(238))
    case .focusedSelection: Rendition(.standard, .reverse)
    case .benefit: Rendition(.palette(2))
    case .risk: Rendition(.palette(1))
    case .mitigation: Rendition(.palette(3))
    case .inferred: Rendition(.palette(5), .italic)
    case .hit: Rendition(.palette(0), on: .palette(11))
    case .currentHit: Rendition(.palette(0), on: .palette(208), .bold)
    case .evidence: Rendition(.standard, on: .palette(17))
    case .key, .prompt: Rendition(.palette(14), .bold)
    case .warning: Rendition(.palette(9), .bold)
    case .progress: Rendition(.palette(10))
    }
  }

  /// Times the drawing of wholly different screens.
  private mutating func measure() -> Int32? {
    page = .list
    let clock = ContinuousClock()
    var drawing: [Duration] = []
    var presenting: [Duration] = []
    for _ in 0..<200 {
      top += 1009
      var screen = Screen(size: Size(columns: 0, rows: 0))
      drawing.append(clock.measure { screen = view() })
      presenting.append(clock.measure { terminal.present(screen) })
    }
    terminal.close()
    print("view \(drawing.sorted()[100]), present \(presenting.sorted()[100])")
    return nil
  }
}

extension Rendition {
  fileprivate init(_ foreground: TerminalColor, _ attributes: TextAttributes) {
    self.init(foreground, on: .standard, attributes)
  }
}

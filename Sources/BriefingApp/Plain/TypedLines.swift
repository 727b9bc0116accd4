internal import Glibc
internal import TerminalScreen

/// The lines that are typed at a terminal, read key by key, so that `q` alone at the beginning of one can mean to
/// quit without Enter. Where the terminal does not echo, a program stands before it that sends whole lines, and
/// they are taken as they come.
///
/// The terminal keeps its mode for this from the first line on, so that what is typed ahead is not lost between two
/// modes. It is given back in the end, to other programs, and before a signal ends or stops this one.
final class TypedLines {
  /// What the handlers of signals need: nothing else may be touched there.
  private struct Mode {
    var descriptor: Int32 = -1
    /// As the terminal was found, and as it is while a line is typed.
    var found = termios()
    var typing = termios()
  }

  nonisolated(unsafe) private static var mode = Mode()

  /// How long after `q` another letter may come, in milliseconds: it begins a word then.
  private static let pause: Int32 = 300

  private let descriptor: Int32
  private let isEchoing: Bool
  private var waiting: ArraySlice<UInt8> = []

  /// - Parameter descriptor: of the terminal.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    var found = termios()
    isEchoing =
      tcgetattr(descriptor, &found) == 0 && found.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON)
    guard isEchoing else { return }
    var typing = found
    typing.c_lflag &= ~tcflag_t(ECHO | ICANON)
    withUnsafeMutableBytes(of: &typing.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    Self.mode = Mode(descriptor: descriptor, found: found, typing: typing)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      // Who asked for a signal to be ignored, as nohup does, is still obeyed.
      let before = unsafeBitCast(signal(number, Self.end), to: Int.self)
      if before == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
    signal(SIGTSTP, Self.stop)
  }

  private static let end: @convention(c) (Int32) -> Void = { number in
    tcsetattr(TypedLines.mode.descriptor, TCSANOW, &TypedLines.mode.found)
    signal(number, SIG_DFL)
    raise(number)
  }

  private static let stop: @convention(c) (Int32) -> Void = { _ in
    tcsetattr(TypedLines.mode.descriptor, TCSANOW, &TypedLines.mode.found)
    raise(SIGSTOP)
    tcsetattr(TypedLines.mode.descriptor, TCSANOW, &TypedLines.mode.typing)
  }

  /// Gives the terminal back as it was found, until the next line.
  static func giveBack() {
    if mode.descriptor >= 0 { tcsetattr(mode.descriptor, TCSADRAIN, &mode.found) }
  }

  /// The next line, without its end; nil when there is no more.
  func next() -> String? {
    guard isEchoing else { return wholeLine() }
    tcsetattr(descriptor, TCSADRAIN, &Self.mode.typing)
    var line: [UInt8] = []
    while let byte = nextByte() {
      switch byte {
      case 0x0A, 0x0D:
        echo([0x0A])
        return String(decoding: line, as: UTF8.self)
      case 0x04 where line.isEmpty:
        return nil
      case 0x08, 0x7F:
        erase(from: Self.lastStart(of: line), in: &line)
      case 0x15:
        erase(from: 0, in: &line)
      case 0x17:
        let word = line.reversed().drop { $0 == 0x20 }.drop { $0 != 0x20 }
        erase(from: word.count, in: &line)
      case 0x1B:
        skipSequence()
      case UInt8(ascii: "q") where line.isEmpty && !isMoreTyped:
        echo(Array("quit\n".utf8))
        return "quit"
      case 0x20...0xFF:
        line.append(byte)
        echo([byte])
      default: break
      }
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  // MARK: - Bytes

  private func nextByte() -> UInt8? {
    if waiting.isEmpty { fill() }
    return waiting.popFirst()
  }

  private func fill() {
    var buffer = [UInt8](repeating: 0, count: 1024)
    var count = read(descriptor, &buffer, buffer.count)
    while count < 0, errno == EINTR { count = read(descriptor, &buffer, buffer.count) }
    waiting = buffer[..<max(0, count)]
  }

  /// Whether another key follows at once.
  private var isMoreTyped: Bool { !waiting.isEmpty || isTyped(within: Self.pause) }

  private func isTyped(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) > 0 && entry.revents & Int16(POLLIN) != 0
  }

  /// Passes over what a key that is no letter sends after Escape.
  private func skipSequence() {
    // A slow line may bring the two apart.
    if waiting.isEmpty, isTyped(within: 25) { fill() }
    guard let first = waiting.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else { return }
    waiting.removeFirst()
    while let byte = waiting.popFirst(), !(0x40...0x7E).contains(byte) {}
  }

  private func wholeLine() -> String? {
    var line: [UInt8] = []
    while let byte = nextByte() {
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  // MARK: - What is seen

  private func echo(_ bytes: [UInt8]) { _ = write(descriptor, bytes, bytes.count) }

  /// Takes the end of a line away, on the screen too: a terminal that can do no more can go back and overwrite.
  private func erase(from start: Int, in line: inout [UInt8]) {
    let columns = CellWidth.columns(of: PrintableText.make(String(decoding: line[start...], as: UTF8.self)))
    line.removeSubrange(start...)
    echo(Array(String(repeating: "\u{8} \u{8}", count: columns).utf8))
  }

  /// Where the last character begins.
  private static func lastStart(of line: [UInt8]) -> Int {
    var start = line.count
    while start > 0 {
      start -= 1
      if line[start] & 0xC0 != 0x80 { break }
    }
    return start
  }
}

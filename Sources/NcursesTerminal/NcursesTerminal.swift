internal import CNcurses
public import TerminalScreen

/// The terminal that the program was started from, drawn on with curses.
///
/// Opened on /dev/tty, so that standard input stays free for a document. In raw mode: `C-c`, `C-z`,
/// `C-s`, `C-q` and `C-\` arrive as keys, and the program decides. The environment variable ESCDELAY
/// (milliseconds, 25 by default) is how long Escape waits for the rest of a sequence.
///
/// Only one can be open at a time, and it is used from one thread.
public final class NcursesTerminal: Terminal {
  public private(set) var size: Size
  public var inputDescriptor: Int32? { isOpen ? cnDescriptor() : nil }
  /// Colours that can be shown: 0, 8, 16, 256 or 2^24 as a rule.
  public let colors: Int

  private let palette: TerminalPalette
  private var renditions: (Role) -> Rendition
  private var painter: ScreenPainter
  private var decoder: KeyDecoder
  private let escapeDelay: Int32
  private var isOpen = true
  /// Inputs that were found besides the one asked for.
  private var queued: [TerminalInput] = []
  private var lastRead: ContinuousClock.Instant?

  /// Lets a terminal that says so show any colour. To be called before the program has other threads, and
  /// before `open`.
  public static func prepareColors() {
    cnPrepareColors()
  }

  /// Opens the terminal.
  ///
  /// - Parameters:
  ///   - path: the terminal's device.
  ///   - useColor: whether colours may be used where the terminal has them.
  ///   - ascii: whether nothing but ASCII is written. So it is in any case where the locale does not
  ///     write UTF-8.
  ///   - renditions: how a role looks on a terminal with this number of colours, 0 when there are none
  ///     or none are wanted. What the terminal does not have is replaced: see `setRenditions`.
  public static func open(
    path: String = "/dev/tty", useColor: Bool = true, ascii: Bool = false,
    renditions: (_ colors: Int) -> ((Role) -> Rendition)
  ) throws(TerminalError) -> NcursesTerminal {
    let code = Int(cnOpen(path, useColor ? 1 : 0))
    if code == CNOpenDone {
      let colors = Int(cnColors())
      return NcursesTerminal(colors: colors, ascii: ascii, renditions: renditions(colors))
    }
    let name = environment("TERM") ?? ""
    switch code {
    case CNOpenNoTerminal: throw .noTerminal
    case CNOpenNoName: throw .noTerminalName
    case CNOpenUnknownName: throw .unknownTerminal(name)
    case CNOpenTooPlain: throw .tooPlain(name)
    default: throw .noResources
    }
  }

  /// Opens the terminal with the same renditions whatever its colours; a role that is missing looks
  /// like plain text.
  public static func open(
    path: String = "/dev/tty", useColor: Bool = true, ascii: Bool = false,
    renditions: [Role: Rendition]
  ) throws(TerminalError) -> NcursesTerminal {
    try open(path: path, useColor: useColor, ascii: ascii) { _ in { renditions[$0] ?? Rendition() } }
  }

  private init(colors: Int, ascii: Bool, renditions: @escaping (Role) -> Rendition) {
    self.colors = colors
    self.renditions = renditions
    palette = TerminalPalette(
      colors: colors, attributes: TextAttributes(rawValue: UInt8(truncatingIfNeeded: cnAttributes())))
    painter = ScreenPainter(isUnicode: !ascii && cnIsUnicode() != 0)
    if CellWidth.ambiguous == .wide {
      let pairs = AmbiguousWidth.pairs
      // Curses asks for it as long as there is a terminal.
      let kept = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: pairs.count)
      _ = kept.initialize(from: pairs)
      if let start = kept.baseAddress { cnSetWideScalars(start, pairs.count / 2) }
    }
    decoder = KeyDecoder(
      described: KeyDecoder.described { name in
        cnKeySequence(name).map { Array(String(cString: $0).utf8) }
      })
    let delay = Self.environment("ESCDELAY").flatMap { Int32($0) } ?? 25
    escapeDelay = min(max(0, delay), 1000)
    size = Self.windowSize()
  }

  deinit {
    if isOpen { cnClose() }
  }

  /// Changes how roles look; the next `present` draws everything. Colours that the terminal does not
  /// have become the nearest that it has; without any, a background of its own is shown reversed.
  /// Italics become underlined where there are none, other missing attributes are left out.
  public func setRenditions(_ renditions: @escaping (Role) -> Rendition) {
    self.renditions = renditions
    painter.forgetLooks()
  }

  // MARK: Terminal

  public func present(_ screen: Screen) {
    guard isOpen else { return }
    painter.paint(screen) { style in
      let look = palette.look(of: renditions(style.role), adding: style.attributes)
      return ScreenPainter.Look(
        pair: cnPair(Int32(look.foreground), Int32(look.background)),
        attributes: Int32(look.attributes.rawValue))
    }
  }

  public func nextInput() -> TerminalInput? {
    guard isOpen else { return nil }
    if let input = takeNotices() { return input }
    if !queued.isEmpty { return queued.removeFirst() }
    var isFinal = false
    while true {
      switch decoder.next(isFinal: isFinal) {
      case .input(let input): return input
      case .nothing: isFinal = false
      case .empty:
        if readMore(waiting: 0) <= 0 { return nil }
      case .incomplete where decoder.isPasting:
        if readMore(waiting: 0) <= 0 { return nil }
      case .incomplete:
        isFinal = readMore(waiting: escapeDelay) <= 0
      }
    }
  }

  public func suspend() {
    guard isOpen else { return }
    cnLeave()
    cnStop()
    reenter()
  }

  public func lend(to use: () -> Void) {
    guard isOpen else {
      use()
      return
    }
    cnLeave()
    cnLendSignals(1)
    use()
    cnLendSignals(0)
    reenter()
  }

  public func invalidate() {
    painter.forget()
    if isOpen { cnInvalidate() }
  }

  public func send(_ bytes: [UInt8]) {
    guard isOpen else { return }
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return }
      _ = cnSend(start, bytes.count)
    }
  }

  public func reportMouse(_ isReported: Bool) {
    if isOpen { cnSetMouse(isReported ? 1 : 0) }
  }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    cnClose()
  }

  public var endSignal: Int32? { TerminationSignal.pending?.number }

  // MARK: Inside

  private func reenter() {
    cnEnter()
    _ = cnTakeNotices()
    invalidate()
    adoptWindowSize()
    queued.append(.resize(size))
  }

  private func adoptWindowSize() {
    size = Self.windowSize()
    cnSetSize(Int32(size.columns), Int32(size.rows))
  }

  /// Does what signals asked for.
  private func takeNotices() -> TerminalInput? {
    let notices = cnTakeNotices()
    if notices == 0 { return nil }
    if notices & Int32(CNStopAsked) != 0 {
      suspend()
      return queued.isEmpty ? nil : queued.removeFirst()
    }
    if notices & Int32(CNContinued) != 0 {
      // Stopped by a signal that cannot be caught: the shell has had the terminal meanwhile.
      cnLeave()
      reenter()
      return queued.isEmpty ? nil : queued.removeFirst()
    }
    let before = size
    adoptWindowSize()
    if size == before { return nil }
    painter.forget()
    return .resize(size)
  }

  private func readMore(waiting: Int32) -> Int {
    let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      let count = Int(cnRead(base, buffer.count, waiting))
      if count > 0 { feed(buffer[..<count]) }
      return count
    }
    // The terminal is gone, which is as good as the signal that may never come.
    if count < 0, TerminationSignal.pending == nil { cnNoteEndSignal(1) }
    return count
  }

  private func feed(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) {
    let now = ContinuousClock.now
    // A paste that fell silent has lost its end; what comes now is typed.
    if decoder.isPasting, let lastRead, now - lastRead > .seconds(5), let paste = decoder.endPaste() {
      queued.append(paste)
    }
    lastRead = now
    decoder.feed(bytes)
  }

  private static func windowSize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cnGetSize(&columns, &rows)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private static func environment(_ name: String) -> String? {
    cnEnvironment(name).map { String(cString: $0) }
  }
}

public import BriefingBrowser
public import BriefingLibrary
public import BriefingModel
internal import Glibc
public import TerminalScreen

/// The loop: owns the state and the terminal, on one thread.
///
/// Waits for a key or an event, takes all that wait into the state, and draws once.
public final class Runtime<Device: Terminal> {
  private let terminal: Device
  private let mailbox: Mailbox
  private let runner: EffectRunner
  /// A descriptor that becomes readable when a signal asks the program to end; -1 for none.
  private let endDescriptor: Int32
  public private(set) var state: BrowserState
  private var exitCode: Int32?
  /// Whether the panes are to stand as they stood the last time.
  private let isRestoring: Bool
  private let keeper: SessionKeeper

  /// - Parameters:
  ///   - state: what to begin with; `library`'s entries are already in it or come by events.
  ///   - desk: the reader's own data, opened once the first screen stands.
  ///   - outside: what copying and writing files rest on.
  ///   - isRestoring: whether the panes are to stand as they stood when the folders were left the last time.
  ///   - endDescriptor: readable once `terminal.endSignal` is set; -1 for none.
  public convenience init(
    terminal: Device, library: any Library, state: BrowserState, mailbox: Mailbox = Mailbox(),
    desk: any Desk = DatabaseDesk(location: .memory), outside: Outside = Outside(),
    isRestoring: Bool = false, endDescriptor: Int32 = -1
  ) {
    self.init(
      terminal: terminal, library: library, state: state, mailbox: mailbox, desk: desk, outside: outside,
      isRestoring: isRestoring, endDescriptor: endDescriptor, beginning: nil)
  }

  /// The same with a list and a briefing that were asked for before.
  init(
    terminal: Device, library: any Library, state: BrowserState, mailbox: Mailbox, desk: any Desk,
    outside: Outside, isRestoring: Bool, endDescriptor: Int32, beginning: Beginning?
  ) {
    self.terminal = terminal
    self.mailbox = mailbox
    self.state = state
    self.endDescriptor = endDescriptor
    self.isRestoring = isRestoring
    runner = EffectRunner(
      library: library, mailbox: mailbox, desk: desk, outside: outside, beginning: beginning)
    keeper = runner.makeSessionKeeper()
  }

  /// Runs until the reader quits or a signal ends the program; the terminal is restored then.
  ///
  /// - Parameters:
  ///   - entries: what the library holds at the beginning.
  ///   - isPart: whether it holds more, to be shown once the first screen stands.
  /// - Returns: the exit code: 0, or 128 and the number of the signal.
  public func run(entries: [LibraryEntry], isPart: Bool = false) -> Int32 {
    defer { terminal.close() }
    take(.entries(entries))
    if isPart { take(.progress(IndexProgress(filesDone: entries.count))) }
    take(.started)
    // Drawn for nothing while the first briefing is being read: what a first drawing has to set up is
    // done then.
    if !entries.isEmpty { _ = view(state) }
    // The first briefing is often there within a millisecond or two: one frame instead of two.
    settle(milliseconds: entries.isEmpty ? 0 : 5)
    draw()
    runner.openDesk(restoring: isRestoring)
    runner.loadHistories()
    runner.tellOpening()
    if isPart { runner.list() }
    runner.run(.refreshLibrary)
    while exitCode == nil {
      wait()
      drain()
      if let signal = terminal.endSignal { exitCode = 128 + signal }
      guard exitCode == nil else { break }
      draw()
      // Whoever has seen nothing has changed nothing.
      if state.isUsed { keeper.note(state) }
    }
    leave()
    return exitCode ?? 0
  }

  /// Plays a terminal without a descriptor: one input at a time, each after all work has ended.
  public func runScript(entries: [LibraryEntry]) -> Int32 {
    defer { terminal.close() }
    take(.entries(entries))
    take(.started)
    runner.run(.refreshLibrary)
    runner.openDesk(restoring: isRestoring)
    runner.loadHistories()
    finishWork()
    draw()
    while exitCode == nil, terminal.endSignal == nil, let input = terminal.nextInput() {
      take(.input(input))
      finishWork()
      if exitCode == nil { draw() }
    }
    leave()
    return exitCode ?? terminal.endSignal.map { 128 + $0 } ?? 0
  }

  // MARK: - Inside

  /// Keeps what is to be kept, and ends the work.
  private func leave() {
    keeper.end()
    if terminal.endSignal != nil { for effect in state.setUnfinished() { runner.run(effect) } }
    for effect in state.leavingEffects { runner.run(effect) }
    // Whoever has seen nothing has changed nothing.
    if !state.list.entries.isEmpty { runner.keep(state.savedSession, state.savedTexts) }
    runner.stop()
  }

  private func take(_ event: Event) {
    for effect in update(&state, event) {
      switch effect {
      case .openBriefing(let entryID, let generation, let pane):
        // What was read ahead is shown in the same frame as the key that asks for it.
        if let ready = runner.takePrefetched(entryID, generation: generation, pane: pane) {
          for event in ready { take(event) }
        } else {
          runner.run(effect)
        }
      case .quit: exitCode = 0
      case .suspend: terminal.suspend()
      case .redraw: terminal.invalidate()
      case .useMouse(let isUsed): terminal.reportMouse(isUsed)
      case .showTheme(let theme): terminal.setRenditions { theme.rendition($0) }
      case .edit, .compose, .page, .pipe, .pageBriefing, .pipeBriefing, .browse:
        if let event = runner.runProgram(effect, lend: { terminal.lend(to: $0) }) { take(event) }
      case .copy(let text, let what):
        if let bytes = runner.copy(text, what: what) { terminal.send(bytes) }
      default: runner.run(effect)
      }
    }
  }

  private func draw() {
    terminal.present(view(state))
  }

  private func drain() {
    while exitCode == nil, let input = terminal.nextInput() { take(.input(input)) }
    for event in mailbox.take() where exitCode == nil { take(event) }
  }

  /// Takes events until no work is under way, at most for some milliseconds.
  private func settle(milliseconds: Int) {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(milliseconds)
    while !mailbox.isIdle, clock.now < end {
      let left = (end - clock.now).components
      poll([mailbox.descriptor], milliseconds: max(1, Int32(left.attoseconds / 1_000_000_000_000_000)))
      for event in mailbox.take() { take(event) }
    }
  }

  private func finishWork() {
    while !mailbox.isIdle {
      poll([mailbox.descriptor], milliseconds: 5)
      for event in mailbox.take() { take(event) }
    }
  }

  /// Sleeps until something can be read. A signal wakes it too.
  private func wait() {
    poll([terminal.inputDescriptor ?? -1, mailbox.descriptor, endDescriptor], milliseconds: -1)
  }

  private func poll(_ descriptors: [Int32], milliseconds: Int32) {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    _ = Glibc.poll(&entries, nfds_t(entries.count), milliseconds)
  }
}

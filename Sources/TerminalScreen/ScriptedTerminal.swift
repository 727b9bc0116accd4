/// A terminal without a terminal: it plays inputs from a queue and keeps every screen it was shown.
public final class ScriptedTerminal: Terminal {
  /// Inputs not asked for yet, first one first.
  public private(set) var pendingInputs: [TerminalInput]
  /// Every screen presented, in order.
  public private(set) var screens: [Screen] = []
  /// How often the program suspended, invalidated and lent the terminal.
  public private(set) var suspensions = 0
  public private(set) var invalidations = 0
  public private(set) var loans = 0
  public private(set) var isClosed = false
  /// Whether the mouse is to be reported.
  public private(set) var reportsMouse = false
  /// How roles look since the last change of it; nil before the first.
  public private(set) var renditions: ((Role) -> Rendition)?
  /// What was sent besides screens.
  public private(set) var sent: [[UInt8]] = []
  /// Called after each screen, so that a script can answer to what it sees.
  public var onPresent: ((ScriptedTerminal, Screen) -> Void)?
  public private(set) var size: Size
  public var inputDescriptor: Int32? { nil }
  public var endSignal: Int32?

  public init(size: Size, inputs: [TerminalInput] = []) {
    self.size = size
    pendingInputs = inputs
  }

  /// Adds an input behind those that wait.
  public func enqueue(_ input: TerminalInput) {
    pendingInputs.append(input)
  }

  /// What is shown now; nil before the first screen.
  public var screen: Screen? { screens.last }

  public func present(_ screen: Screen) {
    screens.append(screen)
    onPresent?(self, screen)
  }

  /// The next input of the queue; a `resize` changes `size` at this moment.
  public func nextInput() -> TerminalInput? {
    guard !pendingInputs.isEmpty else { return nil }
    let input = pendingInputs.removeFirst()
    if case .resize(let size) = input { self.size = size }
    return input
  }

  public func suspend() { suspensions += 1 }
  public func invalidate() { invalidations += 1 }
  public func send(_ bytes: [UInt8]) { sent.append(bytes) }
  public func reportMouse(_ isReported: Bool) { reportsMouse = isReported }
  public func close() { isClosed = true }
  public func setRenditions(_ renditions: @escaping (Role) -> Rendition) { self.renditions = renditions }

  public func lend(to use: () -> Void) {
    loans += 1
    use()
  }
}

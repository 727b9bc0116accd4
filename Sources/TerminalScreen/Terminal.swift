/// A terminal that shows screens and reports keys. Used from one thread.
public protocol Terminal: AnyObject {
  /// The size of the window now.
  var size: Size { get }

  /// A descriptor that becomes readable when input waits; nil when `nextInput` has to be asked.
  var inputDescriptor: Int32? { get }

  /// Shows `screen`, sending only what differs from what was shown before.
  func present(_ screen: Screen)

  /// The next input if there is one, without waiting.
  func nextInput() -> TerminalInput?

  /// Gives the terminal back to the shell, stops the process, and takes the terminal up again when
  /// the process is continued.
  func suspend()

  /// Forgets what was shown, so that the next `present` draws everything.
  func invalidate()

  /// Sends bytes that draw nothing and move nothing: a text for the terminal's clipboard, say.
  func send(_ bytes: [UInt8])

  /// Asks the terminal to report the mouse, or to keep it to itself, as it does until it is asked.
  func reportMouse(_ isReported: Bool)
  /// Changes how roles look; the next `present` draws everything.
  func setRenditions(_ renditions: @escaping (Role) -> Rendition)

  /// Restores the terminal to what it was. Safe to call twice.
  func close()

  /// Gives the terminal to `use`, an editor or a pager say, and takes it up again afterwards.
  func lend(to use: () -> Void)

  /// The number of the signal that asks the program to leave (SIGHUP as well when the terminal is gone);
  /// nil as long as there is none. `inputDescriptor` is readable once there is one.
  var endSignal: Int32? { get }
}

extension Terminal {
  public func send(_ bytes: [UInt8]) {}
  public func reportMouse(_ isReported: Bool) {}
  public func setRenditions(_ renditions: @escaping (Role) -> Rendition) {}
  public func lend(to use: () -> Void) { use() }
  public var endSignal: Int32? { nil }
}

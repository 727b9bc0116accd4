internal import CNcurses

/// A signal that asked the program to end: SIGTERM, SIGHUP, SIGINT, SIGQUIT, or one that would end it
/// in any case, such as SIGUSR1.
///
/// The signal is noted, so that the program can leave in order; when it has not ended within three
/// seconds, because the terminal takes no more output say, it is ended all the same, with the terminal
/// restored as well as can be.
///
/// Faults (SIGILL, which a Swift trap raises, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGTRAP) restore the
/// terminal, say so in one line on standard error, and end the program by the same signal. The handlers
/// replace those of Swift's backtracer, whose prompt would wait on the terminal for a key; for a
/// backtrace, run headless commands with `SWIFT_BACKTRACE=enable=yes`.
public struct TerminationSignal: Sendable, Hashable {
  public let number: Int32

  /// The first one that arrived; nil as long as there is none.
  public static var pending: TerminationSignal? {
    let number = cnEndSignal()
    return number == 0 ? nil : TerminationSignal(number: number)
  }

  /// Readable once there is one, and from then on; -1 before `install`.
  public static var descriptor: Int32 { cnEndDescriptor() }

  /// Installs the handlers. Opening a terminal does it too; a command without one may call it itself.
  public static func install() {
    cnCatchSignals()
  }

  /// The exit status that tells a shell of the signal.
  public var exitStatus: Int32 { 128 + number }
}

public import BriefingExtraction
public import BriefingLibrary
internal import Foundation
internal import TerminalScreen

/// Opens the library over paths of files and folders.
public typealias LibraryOpener = @Sendable ([PathBytes]) throws(LibraryError) -> any Library

/// What a headless command works with: where its output goes and how wide it is.
public struct HeadlessContext {
  public var output: OutputSink
  public var errors: OutputSink
  /// Columns for text.
  public var width: Int
  /// Columns that prose takes at most; tables use the full width.
  public var measure: Int
  /// Whether output may only hold ASCII where the program itself chooses the signs.
  public var ascii: Bool
  /// Whether progress may be shown on standard error.
  public var showsProgress: Bool
  public var openLibrary: LibraryOpener
  /// The words by which assessments are read.
  public var lexicons = Lexicons.standard
  /// The reader's own data; nil where what was found is to be shown as it was found.
  public var desk: (any Desk)?

  public init(
    output: OutputSink, errors: OutputSink, width: Int = 80, measure: Int = 80, ascii: Bool = false,
    showsProgress: Bool = false, desk: (any Desk)? = nil, openLibrary: @escaping LibraryOpener
  ) {
    self.output = output
    self.errors = errors
    self.width = max(20, width)
    self.measure = measure
    self.ascii = ascii
    self.showsProgress = showsProgress
    self.desk = desk
    self.openLibrary = openLibrary
  }

  /// The context of this process. From here on a closed pipe is an error of a write, not a signal.
  public static func standard(
    measure: Int = 80, ascii: Bool = false, openLibrary: @escaping LibraryOpener
  ) -> HeadlessContext {
    signal(SIGPIPE, SIG_IGN)
    return HeadlessContext(
      output: OutputSink(descriptor: 1), errors: OutputSink(descriptor: 2), width: outputWidth(),
      measure: measure, ascii: ascii, showsProgress: isatty(2) == 1, desk: DatabaseDesk(),
      openLibrary: openLibrary)
  }

  /// COLUMNS, else the width of the terminal behind standard output, else 80.
  static func outputWidth() -> Int {
    if let text = getenv("COLUMNS").map({ String(cString: $0) }), let columns = Int(text), columns > 0 {
      return min(columns, 1000)
    }
    var size = winsize()
    if isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return 80
  }

  /// Runs a command's work, passes on its output, and turns a failed write into the exit code.
  func run(_ work: () throws(OutputFault) -> Int32) -> Int32 {
    do {
      let code = try work()
      try output.flush()
      try? errors.flush()
      return code
    } catch {
      try? errors.flush()
      switch error {
      case .closed: return ExitCode.ok
      case .failed(let number):
        report("standard output", String(cString: strerror(number)))
        return ExitCode.failure
      }
    }
  }

  /// Writes `dossier: TEXT` on standard error, `text` naming its place itself.
  public func warn(_ text: String) {
    try? errors.line("dossier: " + PrintableText.make(text))
    try? errors.flush()
  }

  /// Writes `dossier: PATH: REASON` on standard error.
  public func report(_ path: String, _ reason: String) {
    // Nothing is left to say it on when this fails.
    try? errors.line("dossier: \(PrintableText.make(path)): \(PrintableText.make(reason))")
    try? errors.flush()
  }

  /// Says that there is nothing to print, behind what was printed all the same, unless something could not be read,
  /// which was told.
  ///
  /// - Parameters:
  ///   - what: what is missing, in one plain phrase.
  ///   - code: the exit code so far.
  /// - Returns: the exit code.
  func reportNothing(_ what: String, in paths: [PathBytes], after code: Int32) throws(OutputFault) -> Int32 {
    try output.flush()
    if code == ExitCode.ok { report(paths.count == 1 ? paths[0].display : "\(paths.count) paths", what) }
    return max(code, ExitCode.nothingFound)
  }
}

/// Exit codes of the program.
public enum ExitCode {
  public static let ok: Int32 = 0
  /// Nothing was found.
  public static let nothingFound: Int32 = 1
  /// Wrong usage, or an error of input or output.
  public static let failure: Int32 = 2
  public static let interrupted: Int32 = 130
}

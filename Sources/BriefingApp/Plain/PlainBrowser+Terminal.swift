public import BriefingLibrary
internal import Glibc

extension PlainBrowser {
  /// Walks through the briefings of `paths` on the terminal that the program was started from; nil where
  /// there is none to ask.
  public static func walk(_ paths: [PathBytes], in context: HeadlessContext) -> Int32? {
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { _ = Glibc.close(terminal) }
    let library: any Library
    do throws(LibraryError) {
      library = try context.openLibrary(paths)
    } catch {
      context.report(error.path, error.reason)
      return ExitCode.failure
    }
    let lines = TypedLines(descriptor: terminal)
    defer { TypedLines.giveBack() }
    return PlainBrowser(library: library, context: context, outside: Outside(closing: paths)) { lines.next() }
      .run()
  }
}

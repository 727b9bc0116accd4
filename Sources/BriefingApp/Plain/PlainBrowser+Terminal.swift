public import BriefingLibrary
internal import Foundation

extension PlainBrowser {
  /// Walks through the briefings of `paths` on the terminal that the program was started from; nil where
  /// there is none to ask.
  public static func walk(_ paths: [PathBytes], in context: HeadlessContext) -> Int32? {
    guard let terminal = fopen("/dev/tty", "re") else { return nil }
    defer { fclose(terminal) }
    let library: any Library
    do throws(LibraryError) {
      library = try context.openLibrary(paths)
    } catch {
      context.report(error.path, error.reason)
      return ExitCode.failure
    }
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    return PlainBrowser(library: library, context: context, outside: Outside(closing: paths)) {
      let count = getline(&buffer, &capacity, terminal)
      guard count >= 0, let buffer else { return nil }
      return buffer.withMemoryRebound(to: UInt8.self, capacity: count) {
        String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
      }
    }.run()
  }
}

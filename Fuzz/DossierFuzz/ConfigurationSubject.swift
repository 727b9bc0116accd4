import BriefingBrowser
import BriefingExtraction

@testable import BriefingApp

/// The files that a reader writes: the configuration, a theme, a lexicon. What is told of a line names a line
/// that there is.
enum ConfigurationSubject {
  /// The first byte says which file the rest is.
  static func read(_ bytes: [UInt8]) {
    let rest = Array(bytes.dropFirst())
    let text = String(decoding: rest, as: UTF8.self)
    switch (bytes.first ?? 0) % 3 {
    case 0:
      var configuration = Configuration()
      configuration.apply(yaml: text, path: "fuzz")
      _ = configuration.listing
    case 1:
      let file = ThemeFile(text, name: "fuzz")
      let count = rest.count { $0 == 0x0A } + 1
      for fault in file.faults where !(1...count ~= fault.line) {
        FuzzDriver.fail("line \(fault.line) of \(count)")
      }
    default:
      let count = rest.count { $0 == 0x0A } + 1
      let (_, faults) = Lexicons.extended(by: [.init(name: "fuzz", utf8: rest)])
      for fault in faults where !(1...count ~= fault.line) {
        FuzzDriver.fail("line \(fault.line) of \(count)")
      }
    }
  }
}

import BriefingTestSupport
import Foundation
import Testing

/// All tests that run the program in a terminal: one after the other, since each needs a machine
/// that answers in time.
@Suite(.serialized) enum EndToEnd {}

/// A folder for one test: what the program keeps lies in it, and documents that the test writes.
final class TestHome {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/dossier-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/documents", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A folder for documents.
  var documents: String { path + "/documents" }

  /// What the program is told of its surroundings.
  var environment: [String: String?] {
    var variables: [String: String?] = ["HOME": path, "SWIFT_BACKTRACE": "enable=no"]
    for kind in ["CACHE", "CONFIG", "STATE", "DATA"] {
      variables["XDG_\(kind)_HOME"] = path + "/" + kind.lowercased()
    }
    for name in ["NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "DOSSIER_COLOR", "DOSSIER_ASCII"] {
      variables[name] = .some(nil)
    }
    return variables
  }

  /// Writes a document, under a name that need not be UTF-8.
  func write(_ text: String, as name: [UInt8]) throws {
    let place = Array((documents + "/").utf8) + name + [0]
    let file = place.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { fopen($0.baseAddress!, "w") }
    }
    let stream = try #require(file)
    let bytes = Array(text.utf8)
    #expect(fwrite(bytes, 1, bytes.count, stream) == bytes.count)
    fclose(stream)
  }

  func write(_ text: String, as name: String) throws {
    try write(text, as: Array(name.utf8))
  }
}

/// The program in a window, with a home of its own.
struct Interface {
  let home: TestHome
  let session: TmuxSession

  /// - Parameters:
  ///   - arguments: of the program; the seeds when there are none.
  ///   - prelude: shell words that run first; the program is `"$@"` to them.
  init(
    _ arguments: [String] = [Seeds.folder], home: TestHome? = nil, columns: Int = 80, rows: Int = 24,
    term: String = "screen-256color", environment: [String: String?] = [:], prelude: String? = nil,
    isRecorded: Bool = false
  ) throws {
    self.home = try home ?? TestHome()
    var command = [try BuiltProducts.executable("dossier")] + arguments
    if let prelude { command = ["sh", "-c", prelude, "sh"] + command }
    session = try TmuxSession(
      command, columns: columns, rows: rows, term: term,
      environment: self.home.environment.merging(environment) { $1 },
      // What takes seconds takes minutes where others have the machine as well; nobody waits who is not kept waiting.
      patience: 240, isRecorded: isRecorded)
  }

  /// Waits until the seeds are listed and the first one is open; returns the screen.
  @discardableResult
  func waitForSeeds() throws -> String {
    try session.wait(for: "the seeds") {
      $0.contains("5 briefings") && $0.contains("In a notable move")
        && $0.split(separator: "\n").last?.contains("? help") == true
    }
  }

  /// Presses keys, and waits until all of `texts` stand on the screen.
  @discardableResult
  func press(_ keys: String..., until texts: String...) throws -> String {
    for key in keys { try session.press(key) }
    return try session.wait(for: texts.joined(separator: ", ")) { screen in
      texts.allSatisfy(screen.contains)
    }
  }

  /// Types text, and waits until all of `texts` stand on the screen.
  @discardableResult
  func type(_ text: String, until texts: String...) throws -> String {
    try session.type(text)
    return try session.wait(for: texts.joined(separator: ", ")) { screen in
      texts.allSatisfy(screen.contains)
    }
  }

  /// Whether the terminal is as the program found it: the first screen, the cursor, plain pastes.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(
      try session.show("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}")
        == "0 1 0 0", sourceLocation: sourceLocation)
  }
}

extension String {
  /// The lines, empty ones included.
  var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

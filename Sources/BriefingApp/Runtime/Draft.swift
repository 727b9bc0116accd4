internal import BriefingLibrary
internal import Foundation

/// A text that its reader changes in an editor: in a file of its own, in a folder of its own, which nobody else may
/// look into. An editor's own copies and swap files lie there too, and go with it.
struct Draft: Sendable {
  /// Why a text could not be written or read.
  struct Fault: Error, Equatable {
    /// A phrase without a stop.
    var reason: String
  }

  /// Longest text that is taken, in bytes.
  static let longest = 64 << 10

  let path: String
  private let folder: String

  /// Writes the text.
  ///
  /// - Parameter place: the folder in which the draft's own is made; nil for that of the user who runs the program.
  init(_ text: String, in place: String? = nil) throws(Fault) {
    let place = place ?? Self.usualPlace()
    var template = Array((place + "/dossier-XXXXXX").utf8CString)
    // Made by the system with a name that is not there yet, for its owner alone.
    guard mkdtemp(&template) != nil else {
      throw Fault(reason: "\(place): \(String(cString: strerror(errno)).lowercased())")
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = folder + "/note.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    let sink = OutputSink(descriptor: descriptor)
    let isWritten =
      descriptor >= 0 && (try? sink.write(text.isEmpty ? "" : text + "\n")) != nil
      && (try? sink.flush()) != nil
    if descriptor >= 0 { close(descriptor) }
    guard isWritten else {
      remove()
      throw Fault(reason: "\(path): can not be written")
    }
  }

  /// The text as it is now, without blank lines at its end.
  func text() throws(Fault) -> String {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Fault(reason: "the file of the note is gone") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(reason: "the file of the note is no file any more")
    }
    guard status.st_size <= Self.longest else { throw Fault(reason: "the note is longer than 64 kB") }
    var bytes = [UInt8](repeating: 0, count: Self.longest + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, $0.count - count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      count += got
    }
    guard count <= Self.longest else { throw Fault(reason: "the note is longer than 64 kB") }
    guard var text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw Fault(reason: "the note is not UTF-8")
    }
    text = text.replacingOccurrences(of: "\r\n", with: "\n")
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  /// Takes the folder away with all that is in it.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Where the system keeps what belongs to a session, else where it keeps what is passing.
  private static func usualPlace(_ environment: EnvironmentVariables = EnvironmentVariables()) -> String {
    for name in ["XDG_RUNTIME_DIR", "TMPDIR"] {
      if let folder = environment[name], folder.hasPrefix("/"), access(folder, W_OK | X_OK) == 0 {
        return folder
      }
    }
    return "/tmp"
  }
}

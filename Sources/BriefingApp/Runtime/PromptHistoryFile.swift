internal import BriefingBrowser
internal import BriefingLibrary
internal import Foundation

/// Keeps what was typed in prompts: `$XDG_STATE_HOME/dossier/history`, a line each, its kind before a tab.
struct PromptHistoryFile: Sendable {
  /// Nil where nothing is kept.
  let path: String?

  /// The file of the user who runs the program.
  static func ofUser(_ environment: EnvironmentVariables = EnvironmentVariables()) -> PromptHistoryFile {
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      return PromptHistoryFile(path: folder + "/dossier/history")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return PromptHistoryFile(path: nil) }
    return PromptHistoryFile(path: home + "/.local/state/dossier/history")
  }

  /// What was kept; nothing where it cannot be read.
  func load() -> PromptHistories {
    var histories = PromptHistories()
    guard let path, case .bytes(let bytes) = TrustedFile.read(path) else { return histories }
    for line in bytes.split(separator: 0x0A) {
      guard let tab = line.firstIndex(of: 0x09),
        let kind = PromptHistories.Kind(rawValue: String(decoding: line[..<tab], as: UTF8.self))
      else { continue }
      histories.add(String(decoding: line[(tab + 1)...], as: UTF8.self), kind)
    }
    return histories
  }

  /// Adds a line to what is in the file now, which other sessions write too.
  ///
  /// - Returns: false where it cannot be written.
  func add(_ line: String, _ kind: PromptHistories.Kind) -> Bool {
    guard let path else { return true }
    let folder = (path as NSString).deletingLastPathComponent
    guard UserFolder.isMadePrivate(folder) else { return false }
    let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { return false }
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else { return false }
    // One that cannot be trusted is left alone.
    if case .refused = TrustedFile.read(path) { return false }
    var histories = load()
    histories.add(line, kind)
    var text = ""
    for kind in PromptHistories.Kind.allCases {
      for line in histories[kind] { text += "\(kind.rawValue)\t\(line)\n" }
    }
    return Self.replace(path, by: text)
  }

  /// Writes a file beside it and puts it in its place, so that there is always a whole one.
  private static func replace(_ path: String, by text: String) -> Bool {
    let new = path + ".new"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    let sink = OutputSink(descriptor: descriptor)
    let isWritten = (try? sink.write(text)) != nil && (try? sink.flush()) != nil
    close(descriptor)
    guard isWritten, rename(new, path) == 0 else {
      unlink(new)
      return false
    }
    return true
  }
}

internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Foundation

/// What copying and writing files rest on, besides the library.
public struct Outside: Sendable {
  var clipboard: Clipboard
  var export: TableExport
  var programs = OutsidePrograms()
  var history = PromptHistoryFile(path: nil)
  /// Whether no program may be started and no file be written.
  var isSecure: Bool

  /// Of this process, with nothing closed to writing.
  public init() {
    let word = EnvironmentVariables()["DOSSIER_SECURE"] ?? ""
    isSecure = !word.isEmpty && word != "0"
    clipboard = Clipboard(isSecure: isSecure)
    export = TableExport(closed: [], home: EnvironmentVariables()["HOME"])
  }

  /// The folders among what was opened are closed to writing.
  init(closing paths: [PathBytes]) {
    self.init()
    export.closed = paths.filter { BriefingFile.isFolder($0, followsLinks: true) }.compactMap(\.resolved)
  }

  init(_ options: BrowseOptions) {
    self.init(closing: options.pathBytes)
    history = PromptHistoryFile.ofUser()
  }
}

extension EffectRunner {
  /// Begins to copy a text and says what became of it.
  ///
  /// - Returns: what the terminal is to be sent; nil when a program takes the text, or nothing does.
  func copy(_ text: String, what: String) -> [UInt8]? {
    switch outside.clipboard.way(for: text) {
    case .terminal(let bytes):
      mailbox.post(.remark("Sent \(what) to the terminal\u{2019}s clipboard.", isWarning: false))
      return bytes
    case .none(let reason):
      mailbox.post(.remark("Not copied: \(reason).", isWarning: true))
      return nil
    case .program(let command):
      work(on: handing) { runner in
        if let fault = Clipboard.run(command, text: text) {
          runner.mailbox.post(.remark("Not copied: \(fault).", isWarning: true))
        } else {
          let name = URL(filePath: command[0]).lastPathComponent
          runner.mailbox.post(.remark("Copied \(what), through \(name).", isWarning: false))
        }
      }
      return nil
    }
  }

  /// Writes a table to a file.
  func export(_ table: Table, to path: String) {
    work(on: handing) { runner in
      guard !runner.outside.isSecure else {
        return runner.mailbox.post(
          .remark("Nothing is written: DOSSIER_SECURE is set.", isWarning: true))
      }
      let said = runner.outside.export.write(table, to: path)
      runner.mailbox.post(.remark(said.text, isWarning: said.isWarning))
    }
  }
}

internal import BriefingLibrary
internal import BriefingModel
internal import Foundation

/// Writes a table to a file that its reader names.
struct TableExport {
  /// Where nothing is written: the folders of the briefings, absolute.
  var closed: [PathBytes]
  var home: String?
  var width = 80

  /// Writes the table in the form that the name's ending says: `.csv`, `.md`, or `.txt`.
  ///
  /// - Returns: what to say of it, and whether it is a warning.
  func write(_ table: Table, to name: String) -> (text: String, isWarning: Bool) {
    let path = absolute(name)
    let text: String
    switch URL(filePath: path).pathExtension.lowercased() {
    case "csv": text = CSVText.table(table)
    case "md", "markdown": text = MarkdownText.table(table)
    case "txt", "text":
      let output = OutputSink()
      let context = HeadlessContext(output: output, errors: OutputSink(), width: width) {
        _ throws(LibraryError) in
        throw LibraryError(path: "", reason: "")
      }
      try? PlainText(context).write(table, indent: 0)
      text = output.text
    default: return ("The name must end in .csv, .md or .txt.", true)
    }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard let resolved = PathBytes(folder).resolved else { return ("There is no folder \(folder).", true) }
    if closed.contains(where: { resolved == $0 || resolved.bytes.starts(with: $0.bytes + [0x2F]) }) {
      return (
        "Nothing is written into the folder of the briefings. Name another place, ~/ for example.", true
      )
    }
    // A file that is there stays as it is.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let reason =
        errno == EEXIST
        ? "is there already, and stays as it is" : String(cString: strerror(errno)).lowercased()
      return ("\(path): \(reason).", true)
    }
    let sink = OutputSink(descriptor: descriptor)
    do {
      try sink.write(text)
      try sink.flush()
      close(descriptor)
    } catch {
      close(descriptor)
      unlink(path)
      return ("\(path): could not be written.", true)
    }
    let rows = table.rows.isEmpty ? "its lines" : table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
    return ("Wrote \(rows) to \(path).", false)
  }

  private func absolute(_ name: String) -> String {
    if name.hasPrefix("/") { return name }
    if name == "~" || name.hasPrefix("~/"), let home { return home + name.dropFirst(1) }
    return FileManager.default.currentDirectoryPath + "/" + name
  }
}

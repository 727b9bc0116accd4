internal import BriefingModel
internal import TerminalScreen

/// The lines of the sheet of files that were left out, below the warnings that came.
enum SkippedSheet {
  enum Line: Equatable {
    case heading(String)
    case words(String)
    case file(SkippedFile)
    case blank
  }

  static func lines(_ files: [SkippedFile], warnings: [String], columns: Int) -> [Line] {
    var lines: [Line] = []
    for warning in warnings {
      lines += TextWrap.wrap(warning, width: columns, hanging: 2).map { .words($0.plainText) }
    }
    if !warnings.isEmpty { lines += [.blank, .heading("Left out")] }
    return lines + (files.isEmpty ? [.words("Every file was read.")] : files.map { .file($0) })
  }

  static func draw(_ line: Line, _ rect: Rect, row: Int, into screen: inout Screen) {
    switch line {
    case .heading(let text):
      screen.write(text, column: rect.column, row: row, style: Style(.heading), limit: rect.columns)
    case .words(let text):
      screen.write(text, column: rect.column, row: row, limit: rect.columns)
    case .file(let file):
      let room = rect.columns - min(30, file.reason.count) - 2
      screen.write(TextWrap.cutFront(file.path, columns: room), column: rect.column, row: row, limit: room)
      screen.write(
        TextWrap.cut(file.reason, columns: 30), column: rect.column + room + 2, row: row, style: .dim,
        limit: 30)
    case .blank: break
    }
  }
}

internal import BriefingModel
internal import TerminalScreen

/// The bar at the top: what is open and what it holds, and how far reading it has got.
enum BarView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let style = Style(.bar)
    let entries = state.list.entries
    let counts = [
      plural(entries.count, "briefing"),
      plural(state.list.tableCount, "table"),
      "\(state.list.statedCount.grouped) stated",
    ]
    var right = entries.isEmpty ? "" : counts.joined(separator: "   ")
    if let progress = state.progress { right = words(progress) }
    right = TextWrap.cut(right, columns: rect.columns - 2)
    let rightWidth = CellWidth.columns(of: right)
    let room = rect.columns - rightWidth - 4
    if room > 6 {
      let name = TextWrap.cut(state.options.libraryName, columns: room)
      screen.write(" \(name)", column: rect.column, row: rect.row, style: style)
    }
    let place = rect.endColumn - rightWidth - 1
    if let progress = state.progress, let total = progress.filesTotal, total > 0,
      room > state.options.libraryName.count + 26
    {
      let bar = meter(done: progress.filesDone, total: total, columns: 20)
      screen.write(bar, column: place - 22, row: rect.row, style: Style(.progress))
    }
    screen.write(right, column: place, row: rect.row, style: .dim)
  }

  private static func words(_ progress: IndexProgress) -> String {
    if progress.isElsewhere { return "another session is reading: \(progress.filesDone.grouped) so far" }
    guard let total = progress.filesTotal else {
      return "looking for briefings: \(progress.filesDone.grouped)"
    }
    let percent = total == 0 ? 100 : progress.filesDone * 100 / total
    var parts = ["reading \(progress.filesDone.grouped) of \(total.grouped)", "\(percent)%"]
    if let rate = progress.rate { parts.append(Self.rate(rate)) }
    if let left = progress.secondsLeft { parts.append(time(left) + " left") }
    return parts.joined(separator: "   ")
  }

  /// `34 MB/s`, `1.2 MB/s`.
  static func rate(_ bytes: Double) -> String {
    let tenths = Int((bytes / 100_000).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) MB/s" : "\((tenths / 10).grouped) MB/s"
  }

  /// `40 s`, `2:05`, `1:02:05`.
  static func time(_ seconds: Double) -> String {
    let all = Int(min(seconds, 359_999).rounded(.up))
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if all < 60 { return "\(all) s" }
    if all < 3_600 { return "\(all / 60):\(padded(all % 60))" }
    return "\(all / 3_600):\(padded(all / 60 % 60)):\(padded(all % 60))"
  }

  /// A bar of `columns` columns, filled in proportion.
  static func meter(done: Int, total: Int, columns: Int) -> String {
    let filled = total == 0 ? columns : min(columns, done * columns / total)
    return String(repeating: "━", count: filled) + String(repeating: "─", count: columns - filled)
  }

  static func plural(_ count: Int, _ word: String) -> String {
    "\(count.grouped) \(word)\(count == 1 ? "" : "s")"
  }
}

import BriefingBrowser
import BriefingExtraction
import BriefingModel
import TerminalScreen

/// Drawing: from the state of the interface to what has to be sent to a terminal.
enum ScreenBenchmark {
  static func run(_ report: inout Report) {
    report.head("drawing 200x60, three panes, 100,000 briefings")
    let generator = BriefingGenerator()
    let briefing = generator.briefing(3, bytes: 200_000)
    var state = state(over: BriefingForm.markdown.write(briefing, number: 3))
    report.time("view", Samples.seconds(300) { _ in _ = view(state) })
    var before = view(state)
    var changed = 0
    report.time(
      "view and comparison",
      Samples.seconds(300) { _ in
        let after = view(state)
        changed += difference(before, after)
        before = after
      })
    for (name, key) in [("line down", Key.character("j")), ("page down", .pageDown)] {
      report.time(
        "\(name): update, view, comparison",
        Samples.seconds(100) { _ in
          _ = update(&state, .input(.key(key)))
          let after = view(state)
          changed += difference(before, after)
          before = after
        })
    }
    report.time(
      "resize: update, view",
      Samples.seconds(100) { run in
        _ = update(&state, .input(.resize(Size(columns: 160 + run % 41, rows: 60))))
        changed += view(state).cells.count
      })
    precondition(changed > 0, "nothing was drawn")
  }

  static func runTable(_ report: inout Report) {
    let rows = 10_000
    let text = BriefingGenerator().longTable(rows: rows)
    report.head("table of \(rows) rows, \(Report.number(Double(text.utf8.count) / 1e6)) MB, 120 columns")
    let opened = BriefingReader.read(Array(text.utf8), path: "table.md")
    guard let table = opened.briefing.tables.first else { return }
    for style in TableLayout.View.allCases {
      report.time(
        "columns measured and first page, \(style.rawValue)",
        Samples.seconds(20) { _ in
          page(of: TableLayout(table, view: style, width: 120), from: 0)
        })
    }
    let layout = TableLayout(table, view: .fit, width: 120)
    report.time(
      "a page anywhere",
      Samples.seconds(200) { run in page(of: layout, from: run * 7_919 % (layout.rowCount - 60)) })
  }

  private static func page(of layout: TableLayout, from first: Int) {
    var lines = 0
    var row = first
    while lines < 60, row < layout.rowCount {
      lines += layout.lines(row: row).count
      row += 1
    }
  }

  /// The interface with a briefing open and the reader in focus.
  private static func state(over text: String) -> BrowserState {
    var state = BrowserState(size: Size(columns: 200, rows: 60))
    let generator = BriefingGenerator()
    let entries = (0..<100_000).map { number in
      LibraryEntry(
        id: Int64(number + 1), path: "library/\(number).md",
        displayTitle: generator.briefing(number, bytes: 1).title, date: "2026-01-01", tableCount: 2)
    }
    var effects = update(&state, .entries(entries)) + update(&state, .started)
    effects += update(&state, .input(.key(.tab)))
    for effect in effects {
      guard case .openBriefing(let id, let generation, _) = effect else { continue }
      let opened = BriefingReader.read(Array(text.utf8), path: "library/0.md")
      _ = update(&state, .opened(opened, entryID: id, generation: generation))
    }
    precondition(state.reader != nil && state.arrangement.focus == .reader, "the reader is not open")
    return state
  }

  /// Cells between the first and the last change of each row: what a terminal is given to draw.
  private static func difference(_ before: Screen, _ after: Screen) -> Int {
    guard before.size == after.size else { return after.cells.count }
    let columns = after.size.columns
    return before.cells.withUnsafeBufferPointer { old in
      after.cells.withUnsafeBufferPointer { new in
        var count = 0
        for row in 0..<after.size.rows {
          var first = row * columns
          var end = first + columns
          while first < end, old[first] == new[first] { first += 1 }
          while end > first, old[end - 1] == new[end - 1] { end -= 1 }
          count += end - first
        }
        return count
      }
    }
  }
}

import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// A large briefing shows its beginning while the rest is read.
@Suite struct LargeBriefingTests {
  private static func text(_ lines: Int) -> OpenedBriefing {
    let text = "The title of it\n\n" + (1...lines).map { "Paragraph \($0) of the report.\n\n" }.joined()
    return BriefingReader.read(Array(text.utf8), path: "large.txt")
  }

  private func entry(_ id: Int64, _ opened: OpenedBriefing) -> LibraryEntry {
    BrowserDriver.entry(opened.briefing, id: id)
  }

  @Test func `the beginning is shown and read, and the whole takes its place under the reader's eyes`() throws
  {
    let (part, whole) = (Self.text(100), Self.text(3_000))
    var state = BrowserState(size: Size(columns: 80, rows: 24))
    _ = update(&state, .started)
    _ = update(&state, .entries([entry(1, whole)]))
    let generation = state.openGeneration
    _ = update(&state, .begun(part, entryID: 1, generation: generation))
    #expect(state.reader?.isPart == true)
    #expect(view(state).text.contains("the rest is being read"))
    for _ in 0..<3 { _ = update(&state, .input(.key(.pageDown))) }
    let top = try #require(state.reader?.top)
    #expect(top != FlowPlace())
    // Nothing is kept of a place in a part, and nothing noted as read.
    #expect(state.leavingEffects.isEmpty)
    let effects = update(&state, .opened(whole, entryID: 1, generation: generation))
    #expect(!effects.contains { if case .keepPlace = $0 { true } else { false } })
    #expect(state.reader?.isPart == false)
    #expect(state.reader?.top == top)
    #expect(
      view(state).text.contains("of \(whole.lines.count.grouped)")
        || view(state).text.contains("of \(whole.lines.count)"))
  }

  @Test func `a line that was asked for is gone to when the whole is there`() throws {
    let (part, whole) = (Self.text(100), Self.text(3_000))
    var options = BrowserOptions()
    options.startLine = 4_003
    var state = BrowserState(size: Size(columns: 80, rows: 24), options: options)
    _ = update(&state, .started)
    _ = update(&state, .entries([entry(1, whole)]))
    let generation = state.openGeneration
    _ = update(&state, .begun(part, entryID: 1, generation: generation))
    #expect(state.reader?.top == FlowPlace())
    _ = update(&state, .opened(whole, entryID: 1, generation: generation))
    let reader = try #require(state.reader)
    #expect(reader.flow.line(of: reader.top.item) == 4_003)
  }

  @Test func `what is shown before the library holds it becomes the briefing of the library`() throws {
    let (part, whole) = (Self.text(100), Self.text(3_000))
    var state = BrowserState(size: Size(columns: 80, rows: 24))
    _ = update(&state, .started)
    let asked = update(&state, .entries([entry(LibraryEntry.provisionalID, part)]))
    #expect(
      asked.contains { if case .openBriefing(LibraryEntry.provisionalID, _, _) = $0 { true } else { false } })
    _ = update(
      &state, .begun(part, entryID: LibraryEntry.provisionalID, generation: state.openGeneration))
    for _ in 0..<2 { _ = update(&state, .input(.key(.pageDown))) }
    let top = state.reader?.top
    let effects = update(&state, .entries([entry(1, whole)]))
    #expect(effects == [.openBriefing(entryID: 1, generation: state.openGeneration, pane: 0)])
    #expect(state.reader?.top == top)
    _ = update(&state, .opened(whole, entryID: 1, generation: state.openGeneration))
    #expect(state.reader?.entryID == 1)
    #expect(state.reader?.top == top)
    #expect(state.reader?.isPart == false)
  }

  @Test func `where the rest of a file is not read, its end says so`() throws {
    var opened = Self.text(3)
    opened.briefing.notes.append(
      ExtractionNote(kind: .unread, message: "It ends.", span: SourceSpan(line: 7)))
    var state = BrowserState(size: Size(columns: 100, rows: 30))
    _ = update(&state, .started)
    _ = update(&state, .entries([entry(1, opened)]))
    _ = update(&state, .opened(opened, entryID: 1, generation: state.openGeneration))
    let text = view(state).text
    #expect(text.contains("the rest of the file is not read"))
    #expect(text.contains("1 rest not read"))
  }

  @Test func `a line of megabytes is shown up to a bound in the source`() throws {
    let line = String(repeating: "wörd ", count: 200_000)
    let layout = SourceLayout(SourceLines("first\n" + line + "\nlast\n"), width: 80)
    let end = layout.moved(SourcePane(top: 3), by: -2)
    let page = layout.page(from: end, rows: 3)
    #expect(page[1].line.text.hasSuffix("bytes of this line are not shown"))
    #expect(page[2].line.text == "last")
    #expect(layout.page(from: SourcePane(top: 2), rows: 1)[0].line.text.hasPrefix("wörd wörd"))
    #expect(SourceLayout(SourceLines(""), width: 80).page(from: SourcePane(top: 1), rows: 3).isEmpty)
  }

  @Test func `nothing is written beside a part`() throws {
    let part = Self.text(100)
    var state = BrowserState(size: Size(columns: 80, rows: 24))
    _ = update(&state, .started)
    _ = update(&state, .entries([entry(1, part)]))
    _ = update(&state, .begun(part, entryID: 1, generation: state.openGeneration))
    _ = update(&state, .input(.key(.enter)))
    #expect(update(&state, .input(.key(.character("a")))).isEmpty)
    #expect(state.prompt == nil)
    #expect(state.message?.text == "The rest of this briefing is still being read.")
  }
}

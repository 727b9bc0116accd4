import BriefingBrowser
import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import Synchronization
import Testing
import TerminalScreen

@testable import BriefingApp

/// What is shown is kept while it is looked at.
@Suite struct SessionKeeperTests {
  /// Does things when the test says so.
  private final class Clockwork: Sendable {
    private let waiting = Mutex<[@Sendable () -> Void]>([])
    var count: Int { waiting.withLock(\.count) }

    func add(_ act: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(act) } }

    func strike() {
      let acts = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      for act in acts { act() }
    }
  }

  private final class Kept: Sendable {
    private let sizes = Mutex<[Int]>([])
    var all: [Int] { sizes.withLock(\.self) }

    func add(_ size: Int) { sizes.withLock { $0.append(size) } }
  }

  private func state(_ columns: Int) -> BrowserState { BrowserState(size: Size(columns: columns, rows: 24)) }

  @Test func `of many states the newest is kept, once, and nothing at rest`() {
    let (clockwork, kept) = (Clockwork(), Kept())
    let keeper = SessionKeeper(later: { clockwork.add($0) }) { state in
      kept.add(state.size.columns)
    }
    for columns in 80...90 { keeper.note(state(columns)) }
    #expect(clockwork.count == 1)
    clockwork.strike()
    #expect(kept.all == [90])
    #expect(clockwork.count == 0)
    clockwork.strike()
    keeper.note(state(100))
    clockwork.strike()
    #expect(kept.all == [90, 100])
  }

  @Test func `after the end nothing older is kept`() {
    let (clockwork, kept) = (Clockwork(), Kept())
    let keeper = SessionKeeper(later: { clockwork.add($0) }) { state in
      kept.add(state.size.columns)
    }
    keeper.note(state(80))
    keeper.end()
    keeper.note(state(81))
    clockwork.strike()
    #expect(kept.all.isEmpty)
  }
}

/// Patterns in a text, as the program looks for them.
@Suite struct PatternFinderTests {
  private func flow(_ text: String) throws -> Flow {
    Flow(try StandardInputLibrary(bytes: Array(text.utf8), name: "a.md").open(1).briefing)
  }

  @Test func `a pattern that explodes on one paragraph ends in a fault`() throws {
    let flow = try flow("Words.\n\n" + String(repeating: "a", count: 5_000) + "b\n")
    #expect(throws: Pattern.Fault.exploding) { _ = try PatternFinder.matches(of: "(a+)+$", in: flow) }
  }

  @Test func `one that takes long over all of them is given up`() throws {
    let flow = try flow("Words.\n")
    #expect(throws: Pattern.Fault.exploding) {
      _ = try PatternFinder.matches(of: "w", in: flow, patience: .zero)
    }
  }

  @Test func `one that is wanted no more gives nothing`() throws {
    #expect(try PatternFinder.matches(of: "w", in: flow("Words.\n"), isCancelled: { true }) == nil)
  }

  @Test func `matches carry their item, cell and scalars`() throws {
    let found = try PatternFinder.matches(
      of: "sh\\w+", in: flow("Šhips\n\n| A | B |\n|---|---|\n| é | ships |\n"))
    #expect(found?.map(\.text) == [1])
    #expect(found?.first?.range == 0..<5)
  }
}

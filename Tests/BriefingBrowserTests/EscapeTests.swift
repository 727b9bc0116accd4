import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Escape and the key after it, when a line brings both at once.
@Suite struct EscapeTests {
  private func seeds() throws -> BrowserDriver { try BrowserDriver.seeds(columns: 120, rows: 40) }

  @Test func `after Escape a key is itself, also when both arrive as one with Meta`() throws {
    var driver = try seeds()
    driver.press("Enter / r i s k")
    driver.press("M-q")
    #expect(driver.state.prompt == nil)
    #expect(driver.state.context == .list)
    #expect(driver.otherEffects.isEmpty)
    driver.press("M-q")
    #expect(driver.otherEffects == [.quit])
  }

  @Test func `a key with Meta that means something is that key`() throws {
    var driver = try seeds()
    driver.press("Enter /")
    driver.type("drug cartel")
    driver.press("M-b X")
    #expect(driver.state.prompt?.editor.text == "drug Xcartel")
    driver.press("Esc M-t")
    #expect(driver.otherEffects.contains { if case .showTheme = $0 { true } else { false } })
  }

  @Test func `what may be the torn beginning of a sequence stays without meaning`() throws {
    var driver = try seeds()
    driver.press("j j")
    let before = driver.state.list.selected?.id
    driver.press("M-[ M-O M-]")
    #expect(driver.state.list.selected?.id == before)
    #expect(driver.state.message?.text.contains("means nothing here") == true)
  }

  @Test func `where nothing lasts, what is set says so each time`() throws {
    var driver = try seeds()
    driver.press("Enter")
    driver.send(.notLasting)
    for keys in ["*", "m a", "r"] {
      driver.press(keys)
      #expect(driver.state.message?.text.hasSuffix("It is gone when you quit.") == true, "\(keys)")
      driver.press("Esc")
    }
  }

  @Test func `what is being written is set when the program is ended from outside`() throws {
    var driver = try seeds()
    driver.press("Enter a")
    driver.type("half a word")
    var state = driver.state
    let effects = state.setUnfinished()
    #expect(
      effects.contains {
        if case .annotate(let annotation, entryID: 1, seen: nil) = $0 {
          annotation.text == "half a word"
        } else {
          false
        }
      })
    driver.press("Esc #")
    driver.type("one, two")
    state = driver.state
    #expect(
      state.setUnfinished().contains {
        if case .mark(.tags(_, seen: _), entryID: 1) = $0 { true } else { false }
      })
    driver.press("Esc / r i s k")
    state = driver.state
    #expect(state.setUnfinished().isEmpty)
  }
}

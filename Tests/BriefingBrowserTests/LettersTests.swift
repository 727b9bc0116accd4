import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Places with letters.
@Suite struct LettersTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  @Test func `a mark is set, kept, and gone to from another briefing`() throws {
    var driver = try seeds()
    driver.press("Enter } } m a")
    let place = try #require(driver.state.letters["a"])
    #expect(driver.otherEffects.contains(.keepLetter("a", place.place, entryID: 1)))
    #expect(driver.state.message?.text == "Mark a is at line \(place.place.line). ' a comes back.")
    let top = driver.state.reader?.top
    driver.press("] ] j j ' a")
    #expect(driver.state.reader?.entryID == 1)
    #expect(driver.state.reader?.top == top)
    #expect(driver.state.list.selected?.id == 1)
    driver.press("H")
    #expect(driver.state.reader?.entryID == 3)
  }

  @Test func `the last place is gone to and come back from`() throws {
    var driver = try seeds()
    driver.press("Enter ' '")
    #expect(driver.state.message?.text == "No jump was made yet.")
    driver.press("1 2 G")
    let there = driver.state.reader?.top
    driver.press("' '")
    #expect(driver.state.reader?.top == FlowPlace())
    driver.press("' '")
    #expect(driver.state.reader?.top == there)
  }

  @Test func `a mark opens in the text used last, and each text has its own way back`() throws {
    var driver = try seeds(160, 40)
    driver.press("Enter } m b C-w v ] ' b")
    let second = driver.state.arrangement.focus
    #expect(second != .reader)
    #expect(driver.state.texts[second]?.reader?.entryID == 1)
    driver.press("H")
    #expect(driver.state.texts[second]?.reader?.entryID == 2)
    #expect(driver.state.texts[.reader]?.reader?.entryID == 1)
  }

  @Test(arguments: [
    ("m 1", "A mark is a letter from a to z."),
    ("' A", "A mark is a letter from a to z, or ' for the last place."),
  ])
  func `what is no letter is said to be none`(script: String, words: String) throws {
    var driver = try seeds()
    driver.press("Enter " + script)
    #expect(driver.state.message?.text == words)
    #expect(driver.state.letters.isEmpty)
    driver.press("j")
    #expect(driver.state.message == nil)
  }

  @Test func `a letter that is not set is said to be none`() throws {
    var driver = try seeds()
    driver.press("Enter ' q")
    #expect(driver.state.message?.text == "Mark q is not set in these folders. ` lists the marks.")
  }

  @Test func `the bottom line asks for the letter, and Esc takes the question back`() throws {
    var driver = try seeds()
    driver.press("Enter m")
    #expect(driver.screen.text.contains("mark as: a letter from a to z"))
    driver.press("Esc a")
    #expect(driver.state.letters.isEmpty)
  }

  @Test func `the marks are listed, gone to and removed`() throws {
    var driver = try seeds()
    driver.press("Enter m x ] m y `")
    #expect(driver.screen.text.contains("Marks"))
    #expect(driver.screen.text.contains("x  "))
    driver.press("Down Enter")
    #expect(driver.state.reader?.entryID == 2)
    driver.press("` Delete")
    #expect(driver.state.letters.keys.sorted() == ["y"])
    #expect(driver.otherEffects.contains(.forgetLetter("x")))
    driver.press("Esc")
  }

  @Test func `what was set before the kept ones came is newer`() throws {
    var driver = try seeds()
    driver.press("Enter } m a")
    let own = driver.state.letters["a"]
    let place = ReadingPlace(text: ContentHash(of: []), occurrence: 0, offset: 0, heading: "", line: 3)
    driver.send(
      .letters(["a": LetterPlace(entryID: 2, place: place), "b": LetterPlace(entryID: 2, place: place)]))
    #expect(driver.state.letters["a"] == own)
    #expect(driver.state.letters["b"]?.entryID == 2)
  }

  @Test func `to look at a mark is not to have left the place that is kept`() throws {
    var driver = try seeds()
    driver.press("Enter } m a ] [")
    let kept = driver.state.leavingEffects
    #expect(kept == [])
    driver.press("' a ]")
    // The mark is where the briefing was left: that is kept now.
    #expect(
      driver.otherEffects.contains { effect in
        if case .keepPlace(_?, entryID: 1) = effect { true } else { false }
      })
  }
}

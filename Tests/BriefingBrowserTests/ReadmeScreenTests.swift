import BriefingTestSupport
import Foundation
import Testing
import TerminalScreen

/// The screen that the README shows is the program's own.
@Suite struct ReadmeScreenTests {
  @Test func `the README shows the screen of today`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 34)
    driver.press("G Enter } } }")
    let screen = driver.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "    " + $0 }.joined(separator: "\n")
    let place = URL(fileURLWithPath: Seeds.root + "/README.md")
    let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
    let start = try #require(text.range(of: "<!-- screen -->\n"))
    let end = try #require(text.range(of: "<!-- end of screen -->"))
    let wanted = "\n" + screen + "\n\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      let new = text[..<start.upperBound] + wanted + text[end.lowerBound...]
      try Data(new.utf8).write(to: place)
      Issue.record("the screen in the README is written; run again without UPDATE_GOLDENS")
      return
    }
    #expect(String(text[start.upperBound..<end.lowerBound]) == wanted)
  }
}

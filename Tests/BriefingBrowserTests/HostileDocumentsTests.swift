import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Whatever a document holds, and wherever it is shown, a screen holds printable text and nothing else.
@Suite struct HostileDocumentsTests {
  @Test(arguments: 0..<8)
  func `no document makes a screen that holds more than printable text`(seed: UInt64) {
    var documents = HostileDocuments(seed: seed)
    var faults: [String] = []
    for round in 0..<12 {
      let briefings = (0..<2).map { _ in documents.next().opened }
      let (columns, rows) = [(80, 24), (120, 40), (61, 12)][round % 3]
      var driver = BrowserDriver(briefings, columns: columns, rows: rows)
      for script in [
        "", "Enter", "Space", "T", "Enter", "w", "Enter", ".", "H", "v", "X", "t", "K Esc", "f Esc",
      ] {
        driver.press(script)
        faults += ScreenFaults.find(in: driver.screen).map { "\($0) after \(script)" }
      }
      driver.press("q q q / r i s k")
      faults += ScreenFaults.find(in: driver.screen).map { "\($0) in the list" }
      driver.press("Esc S r i s k")
      faults += ScreenFaults.find(in: driver.screen).map { "\($0) in the hits" }
      driver.press("Enter Down Enter M")
      faults += ScreenFaults.find(in: driver.screen).map { "\($0) in the matrix of all" }
      driver.press("Esc o r")
      faults += ScreenFaults.find(in: driver.screen).map { "\($0) in the names" }
    }
    #expect(faults.isEmpty, "\(faults.prefix(5).joined(separator: "\n"))")
  }
}

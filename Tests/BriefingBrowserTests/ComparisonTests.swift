import BriefingModel
import BriefingTestSupport
import Foundation
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// Briefings beside each other, and what one of them names.
@Suite struct ComparisonTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  private func text(_ driver: BrowserDriver) -> String { dump(driver.screen) }

  // MARK: Comparing

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (60, 20)])
  func `each passage leads to its line, and the way back to the same place`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.press("D")
    #expect(driver.state.context == .comparison)
    driver.press("j j j")
    let chosen = try #require(driver.state.comparison.chosen)
    let before = driver.screen
    driver.press("Enter")
    #expect(driver.state.context == .reader)
    #expect(driver.state.reader?.entryID == chosen.entryID)
    #expect(driver.state.reader?.evidence == chosen.span)
    driver.press("H")
    #expect(driver.screen == before)
    driver.press(".")
    #expect(driver.state.context == .source && driver.state.source.evidence == chosen.span)
    driver.press("H")
    #expect(driver.screen == before)
  }

  @Test(arguments: [60, 120])
  func `what is shown stands in the lines that it leads to`(columns: Int) throws {
    var driver = try seeds(columns, 40)
    driver.press("+ j + D")
    let sheet = try #require(driver.state.comparison.sheet)
    #expect(sheet.spots.count > 20)
    for spot in sheet.spots {
      guard case .place(let place) = spot.target else { continue }
      let lines = try Seeds.open(Seeds.names[Int(place.entryID) - 1]).lines
      let source = lines.text(place.span).filter { $0.isLetter || $0.isNumber }.lowercased()
      let words = place.text.filter { $0.isLetter || $0.isNumber }.lowercased()
      // A country stands in the lines by one of its names.
      #expect(source.contains(words) || place.text == "United States" || place.text == "Ecuador", "\(place)")
    }
  }

  @Test func `every stated statement of each briefing is in the comparison`() throws {
    var driver = try seeds()
    driver.press("+ j j + D")
    let sheet = try #require(driver.state.comparison.sheet)
    let shown = sheet.spots.compactMap { spot -> String? in
      if case .place(let place) = spot.target { "\(place.entryID) \(place.text)" } else { nil }
    }
    for number in [0, 2] {
      for assessment in try Seeds.open(Seeds.names[number]).briefing.assessments where assessment.isStated {
        #expect(
          shown.contains { $0.hasPrefix("\(number + 1) ") && $0.contains(assessment.text) },
          "\(assessment.text)")
      }
    }
  }

  @Test func `briefings are chosen in the list, by their letters, and the choice is taken back`() throws {
    var driver = try seeds()
    driver.press("G + g + j D")
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == [5, 1])
    driver.press("q")
    #expect(driver.state.context == .list)
    #expect(text(driver).contains("A") && driver.state.list.picked == [5, 1])
    driver.press("+ D")
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == [5, 1, 2])
    driver.press("q Esc")
    #expect(driver.state.list.picked.isEmpty)
    driver.press("j + k D")
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == [3, 2])
  }

  @Test func `found briefings, those of a cell and those of pinned statements are compared`() throws {
    var driver = try seeds(160, 50)
    driver.press("S multilingual Enter + q B G D")
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == [3, 5])
    driver.press("q Esc M w / corruption Enter G l l l l")
    driver.press("Enter D")
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == [1, 3])
    driver.press("q")
    #expect(driver.state.context == .library && driver.state.library.cell != nil)
    driver.press("q Esc w g + / 2 0 2 6 - 0 3 Enter + Esc = D")
    let pinned = driver.state.library.pins.map(\.entry.id)
    #expect(Set(pinned).count == 2)
    #expect(driver.state.comparison.comparison?.briefings.map(\.id) == pinned)
  }

  @Test(arguments: ["", "Enter", "X", "S drone Enter"])
  func `closing goes back to where it was opened`(script: String) throws {
    var driver = try seeds()
    driver.press(script)
    let before = driver.screen
    driver.press("D j j i i q")
    #expect(driver.screen == before)
  }

  @Test func `inferred statements are hidden, and parts are gone through`() throws {
    var driver = try seeds()
    driver.press("D")
    let all = try #require(driver.state.comparison.sheet?.spots.count)
    driver.press("i")
    #expect(try #require(driver.state.comparison.sheet?.spots.count) < all)
    #expect(text(driver).contains("inferred hidden"))
    driver.press("i }")
    let first = driver.state.comparison.cursor
    driver.press("} }")
    #expect(driver.state.comparison.cursor > first)
    driver.press("{ {")
    #expect(driver.state.comparison.cursor == first)
  }

  @Test func `an older answer is dropped, and one briefing alone is compared with nothing`() throws {
    var driver = try seeds()
    driver.press("D")
    let before = driver.state.comparison
    driver.send(.compared(BriefingComparison(briefings: []), generation: before.generation - 1))
    #expect(driver.state.comparison == before)
    driver.send(.compared(BriefingComparison(briefings: []), generation: before.generation))
    driver.press("j k l h Enter . } { Y")
    var alone = BrowserDriver([try Seeds.open(Seeds.names[0])], columns: 100, rows: 30)
    alone.press("D")
    #expect(alone.state.message?.text == "There is no other briefing to compare with.")
  }

  @Test func `a comparison stands again in the next session`() throws {
    var first = try seeds()
    first.press("+ j j + D j j")
    let form = try JSONEncoder().encode(first.state.savedSession)
    var second = try seeds()
    second.send(
      .session(try JSONDecoder().decode(SavedSession.self, from: form), texts: first.state.savedTexts))
    #expect(second.state.context == .comparison)
    #expect(second.state.comparison.comparison?.briefings.map(\.id) == [1, 3])
  }

  // MARK: Names

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func `amounts and dates are listed with their sentences`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.press("j j Enter I")
    #expect(driver.state.context == .named)
    let sheet = try #require(driver.state.named.sheet)
    let places = sheet.spots.compactMap { spot -> PlaceSheet.Place? in
      if case .place(let place) = spot.target { place } else { nil }
    }
    #expect(places.contains { $0.text.contains("12 patrol vessels") && $0.span.firstLine == 10 })
    driver.press("G")
    let chosen = try #require(driver.state.named.chosen)
    let before = driver.screen
    driver.press("Enter")
    #expect(driver.state.reader?.evidence == chosen.span && driver.state.context == .reader)
    driver.press("H")
    #expect(driver.screen == before)
    driver.press(".")
    #expect(driver.state.source.evidence == chosen.span)
  }

  @Test func `a name unfolds its places, and another briefing has its own names`() throws {
    var driver = try seeds()
    driver.press("j j Enter I")
    let folded = try #require(driver.state.named.sheet?.spots.count)
    driver.press("Enter")
    #expect(try #require(driver.state.named.sheet?.spots.count) > folded)
    driver.press("Enter")
    #expect(driver.state.named.sheet?.spots.count == folded)
    driver.press("]")
    #expect(driver.state.named.entryID == 4)
    #expect(driver.state.named.names?.contains { $0.name == "Operation Martillo" } == true)
    driver.press("I")
    #expect(driver.state.context == .reader)
  }
}

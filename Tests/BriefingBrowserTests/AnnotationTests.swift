import BriefingBrowser
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

/// What its reader writes beside a text, and what changed since it was read.
@Suite struct AnnotationTests {
  private func driver() throws -> BrowserDriver {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("G Enter")
    return driver
  }

  private func written(_ driver: BrowserDriver) -> [Annotation] {
    driver.marks.compactMap { if case .annotate(let annotation, _, _) = $0 { annotation } else { nil } }
  }

  @Test func `words are written about the paragraph at the top and stand below it`() throws {
    var driver = try driver()
    driver.press("}")
    driver.press("}")
    let heading = try #require(driver.state.reader.map { $0.flow.items[$0.top.item].texts[0].text })
    driver.press("a")
    driver.type("Who says so?")
    driver.press("Enter")
    let annotation = try #require(written(driver).last)
    #expect(annotation.text == "Who says so?")
    #expect(!annotation.quote.isEmpty)
    #expect(driver.screen.text.contains("» Who says so?"))
    #expect(annotation.quote == heading)
    // It is changed where it stands, and taken back by leaving nothing.
    driver.press("a C-u")
    driver.type("Nobody.")
    driver.press("Enter")
    #expect(driver.screen.text.contains("» Nobody.") && !driver.screen.text.contains("Who says so?"))
    driver.press("a C-u Enter")
    #expect(!driver.screen.text.contains("»"))
    #expect(written(driver).last?.text == "")
  }

  @Test func `words are written about a cell, under the name of its column`() throws {
    var driver = try driver()
    driver.press("T Enter j l a")
    driver.type("Check this.")
    driver.press("Enter")
    let annotation = try #require(written(driver).last)
    #expect(annotation.anchor.column == 1)
    driver.press("Tab Tab")
    driver.press("g ;")
    #expect(driver.screen.text.contains(": Check this."))
    #expect(driver.screen.text.contains("» "))
  }

  @Test func `two places keep their own words, and the keys go from one to the other`() throws {
    var driver = try driver()
    driver.press("} a")
    driver.type("First.")
    driver.press("Enter } } a")
    driver.type("Second.")
    driver.press("Enter g ;")
    #expect(driver.screen.text.contains("annotation 1 of 2"))
    let first = driver.state.reader?.top
    driver.press(";")
    #expect(driver.screen.text.contains("annotation 2 of 2"))
    driver.press(",")
    #expect(driver.state.reader?.top == first)
    driver.press("H H")
    driver.press("g ,")
    #expect(driver.screen.text.contains("Going on from the bottom."))
  }

  @Test func `what came since it was read is marked, and the key goes there`() throws {
    var driver = try driver()
    let reader = try #require(driver.state.reader)
    let last = try #require(reader.flow.items.last { $0.span != nil }?.span?.firstLine)
    driver.send(.record(ReaderRecord(newLines: [last]), entryID: reader.entryID))
    #expect(!driver.screen.text.contains("┃"))
    driver.press(")")
    #expect(driver.screen.text.contains("┃"))
    #expect(driver.screen.text.contains("change 1 of 1"))
    driver.send(.record(ReaderRecord(), entryID: reader.entryID))
    #expect(!driver.screen.text.contains("┃"))
    driver.press(")")
    #expect(driver.screen.text.contains("Nothing here has changed since you read it."))
  }

  @Test func `an annotation is shown where its words stand in an edited file`() throws {
    var driver = try driver()
    driver.press("} } } a")
    driver.type("Mine.")
    driver.press("Enter g")
    let reader = try #require(driver.state.reader)
    let annotation = try #require(written(driver).last)
    let item = try #require(driver.state.reader?.flow.remarks.keys.first)
    // Read again, the record comes from the desk: what it says is where it was.
    driver.send(.record(ReaderRecord(annotations: [annotation]), entryID: reader.entryID))
    #expect(driver.state.reader?.flow.remarks == [item: ["Mine."]])
  }
}

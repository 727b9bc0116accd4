import BriefingBrowser
import BriefingTestSupport
import Testing
import TerminalScreen

/// Golden screens of the seeds: characters and styles.
@Suite struct ScreenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  struct Scene: Sendable, CustomTestStringConvertible {
    var name: String
    var keys: String
    var testDescription: String { name }
  }

  static let scenes = [
    Scene(name: "start", keys: ""),
    Scene(name: "reader", keys: "j j Enter }"),
    Scene(name: "outline", keys: "G t j j"),
    Scene(name: "tables", keys: "G T j"),
    Scene(name: "cells", keys: "j j T j Enter j l"),
    Scene(name: "card", keys: "j j T Enter Enter"),
    Scene(name: "matrix", keys: "G X j"),
    Scene(name: "matrix-of-challenges", keys: "j j X"),
    Scene(name: "source", keys: "G T j j Enter j ."),
    Scene(name: "notes", keys: "G x j"),
    Scene(name: "choosing", keys: "G T j c j j j"),
    Scene(name: "set-by-reader", keys: "G T j 3 c q } }"),
    Scene(name: "set-to-lines", keys: "G T j 1 c Enter"),
    Scene(name: "arranged", keys: "j j T Enter l ] h - & inter Enter"),
    Scene(name: "find", keys: "G Enter / drone"),
    Scene(name: "search", keys: "S surveillance"),
    Scene(name: "filter", keys: "/ ecuador"),
    Scene(name: "help", keys: "?"),
    Scene(name: "palette", keys: ": ta"),
    Scene(name: "two-texts", keys: "Enter C-w v B G Enter }"),
    Scene(name: "text-below", keys: "j j Enter C-w s } }"),
    Scene(name: "four-panes", keys: "j j X C-w s C-w h C-w s } C-w k"),
    Scene(name: "portrait", keys: "j j Enter C-w Space"),
  ]

  @Test(arguments: scenes, sizes)
  func `a screen of the seeds is as its golden`(scene: Scene, size: (Int, Int)) throws {
    var driver = try BrowserDriver.seeds(columns: size.0, rows: size.1)
    driver.press(scene.keys)
    expectGolden(dump(driver.screen), "\(scene.name)-\(size.0)x\(size.1)")
  }
}

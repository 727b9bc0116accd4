import BriefingBrowser
import BriefingTestSupport
import Testing
import TerminalScreen

/// Golden screens of the seeds: characters and styles.
@Suite struct ScreenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  /// The smallest window that is still a usual one, and the views that are looked at there.
  static let smallest = (40, 12)
  static let smallScenes: Set<String> = [
    "start", "reader", "outline", "tables", "cells", "card", "matrix", "source", "notes", "find", "search",
    "help", "palette", "text-below", "portrait", "all-tables", "only-matches",
  ]

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
    Scene(name: "matrix", keys: "G Enter X j"),
    Scene(name: "matrix-of-challenges", keys: "j j Enter X"),
    Scene(name: "library-matrix", keys: "X l j"),
    Scene(name: "library-counts", keys: "X w j l"),
    Scene(name: "library-cell", keys: "X w j l Enter j"),
    Scene(name: "library-across", keys: "X \\ j l"),
    Scene(name: "comparison", keys: "+ j + D j l"),
    Scene(name: "named", keys: "j j Enter I Enter j"),
    Scene(name: "source", keys: "G T j j Enter j ."),
    Scene(name: "notes", keys: "G x j"),
    Scene(name: "choosing", keys: "G T j c j j j"),
    Scene(name: "set-by-reader", keys: "G T j 3 c q } }"),
    Scene(name: "set-to-lines", keys: "G T j 1 c Enter"),
    Scene(name: "arranged", keys: "j j T Enter l ] h - & inter Enter"),
    Scene(name: "find", keys: "G Enter / drone"),
    Scene(name: "only-matches", keys: "G Enter / drone Enter & n"),
    Scene(name: "pattern", keys: "j j Enter / /strateg(y|ic)"),
    Scene(name: "all-tables", keys: "U j j"),
    Scene(name: "all-tables-with", keys: "U / drone Enter j"),
    Scene(name: "frozen", keys: "j j T G Enter j w l ! l"),
    Scene(name: "search", keys: "S surveillance"),
    Scene(name: "filter", keys: "/ ecuador"),
    Scene(name: "help", keys: "?"),
    Scene(name: "palette", keys: ": ta"),
    Scene(name: "two-texts", keys: "Enter C-w v B G Enter }"),
    Scene(name: "text-below", keys: "j j Enter C-w s } }"),
    Scene(name: "four-panes", keys: "j j Enter X C-w s C-w h C-w s } C-w k"),
    Scene(name: "portrait", keys: "j j Enter C-w Space"),
  ]

  @Test(arguments: scenes, sizes)
  func `a screen of the seeds is as its golden`(scene: Scene, size: (Int, Int)) throws {
    var driver = try BrowserDriver.seeds(columns: size.0, rows: size.1)
    driver.press(scene.keys)
    expectGolden(dump(driver.screen), "\(scene.name)-\(size.0)x\(size.1)")
  }

  @Test(arguments: scenes.filter { smallScenes.contains($0.name) })
  func `a screen in a small window is as its golden`(scene: Scene) throws {
    let (columns, rows) = Self.smallest
    var driver = try BrowserDriver.seeds(columns: columns, rows: rows)
    driver.press(scene.keys)
    expectGolden(dump(driver.screen), "\(scene.name)-\(columns)x\(rows)")
  }
}

import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct ThemeTests {
  @Test(arguments: Theme.builtInNames)
  func `a built-in theme has no fault and its looks are as its golden`(name: String) throws {
    let theme = try #require(Theme.named(name))
    #expect(theme.name == name)
    var lines: [String] = []
    for colors in [0, 16, 256] {
      let shown = theme.fitted(to: colors)
      lines.append("\(colors) colours: \(shown.name)")
      for role in Role.allCases { lines.append("  \(role.name): \(Self.words(shown.rendition(role)))") }
    }
    expectGolden(lines.joined(separator: "\n") + "\n", "theme-\(name)")
  }

  private static func words(_ look: Rendition) -> String {
    var words = [Self.word(look.foreground)]
    if look.background != .standard { words.append("on " + Self.word(look.background)) }
    for (attribute, word) in [
      (TextAttributes.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      (.italic, "italic"),
    ] where look.attributes.contains(attribute) { words.append(word) }
    return words.joined(separator: " ")
  }

  private static func word(_ color: TerminalColor) -> String {
    switch color {
    case .standard: "default"
    case .palette(let number): "\(number)"
    case .rgb(let red, let green, let blue): "\(red),\(green),\(blue)"
    }
  }

  /// Roles that can stand side by side without a sign to tell them apart.
  private static let neighbours: [[Role]] = [
    [.text, .emphasis, .strong, .link, .code, .hit, .currentHit],
    [.text, .selection, .focusedSelection], [.paneTitle, .focusedPaneTitle],
    [.text, .dim, .key], [.text, .tableHeader], [.text, .heading], [.text, .title], [.text, .warning],
    [.text, .evidence], [.text, .inferred],
  ]

  @Test(arguments: Theme.builtInNames)
  func `a theme tells apart what stands side by side`(name: String) throws {
    let theme = try #require(Theme.named(name))
    for roles in Self.neighbours {
      let looks = roles.map { theme.rendition($0) }
      #expect(Set(looks).count == looks.count, "\(roles.map(\.name))")
    }
  }

  @Test func `mono has no colour, and stands in for any theme where there are none`() {
    #expect(!Theme.mono.usesColor)
    for name in Theme.builtInNames { #expect(Theme.named(name)?.fitted(to: 0) == .mono) }
    let own = ThemeFile("heading bold underline\n", name: "plain").theme
    #expect(own.fitted(to: 0) == own)
  }

  // MARK: - Contrast

  /// Luminance as the Web's guidelines for accessible content define it.
  private func luminance(_ color: TerminalColor) throws -> Double {
    guard case .rgb(let red, let green, let blue) = color else {
      throw Unknown()
    }
    let parts = [red, green, blue].map { value -> Double in
      let part = Double(value) / 255
      return part <= 0.04045 ? part / 12.92 : exponential((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private struct Unknown: Error {}

  /// The power 2.4, by its square and fifth root.
  private func exponential(_ value: Double) -> Double {
    var root = value
    for _ in 0..<60 { root -= (root * root * root * root * root - value) / (5 * root * root * root * root) }
    return value * value * root * root
  }

  @Test(arguments: [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)])
  func `every role can be read on what is behind it`(name: String, least: Double) throws {
    let theme = try #require(Theme.named(name))
    for role in Role.allCases {
      let look = theme.rendition(role)
      let (front, back) = (try luminance(look.foreground), try luminance(look.background))
      let contrast = (max(front, back) + 0.05) / (min(front, back) + 0.05)
      // Rules are no text.
      #expect(contrast >= (role == .rule ? 3 : least), "\(role.name): \(contrast)")
    }
  }

  // MARK: - Files

  @Test func `a line of a theme is read, and a role without colours has those of text`() {
    let file = ThemeFile(
      "# mine\ntext #102030 on white\r\n\n heading  bright-red bold\nkey 200 on #000000 underline\n",
      name: "m")
    #expect(file.faults == [])
    let theme = file.theme
    #expect(theme.rendition(.text) == Rendition(.rgb(16, 32, 48), on: .palette(7)))
    #expect(theme.rendition(.heading) == Rendition(.palette(9), on: .palette(7), .bold))
    #expect(theme.rendition(.key) == Rendition(.palette(200), on: .rgb(0, 0, 0), .underline))
    #expect(theme.rendition(.dim) == Rendition(.rgb(16, 32, 48), on: .palette(7)))
  }

  @Test func `a theme begins with another, and has looks for many colours`() {
    let theme = ThemeFile("like mono\nkey red\nwith 256 colours\nkey 208\n", name: "m").theme
    #expect(theme.rendition(.heading) == Theme.mono.rendition(.heading))
    #expect(theme.fitted(to: 16).rendition(.key) == Rendition(.palette(1)))
    #expect(theme.fitted(to: 256).rendition(.key) == Rendition(.palette(208)))
  }

  @Test(
    arguments: [
      ("headings bold", "“headings” is no role"),
      ("heading crimson", "“crimson” is no colour and no attribute"),
      ("heading #12345", "“#12345” is no colour and no attribute"),
      ("heading 7", "“7” is no colour and no attribute"),
      ("heading 256", "“256” is no colour and no attribute"),
      ("heading red on", "“on” needs a colour behind it"),
      ("heading red on bold", "“on” needs a colour behind it"),
      ("heading red blue", "“blue” is a second colour; “on” stands before a background"),
      ("like dusk", "“like” needs one of sixteen, dark, light, high-contrast, mono"),
    ])
  func `a bad line is told with its number, and the rest counts`(line: String, reason: String) {
    let file = ThemeFile("key bold\n\(line)\nlink underline\n", name: "m")
    let faults =
      line.hasPrefix("like") ? ["“like” must stand before all roles"] : [reason]
    #expect(file.faults == faults.map { ThemeFile.Fault(line: 2, reason: $0) })
    #expect(file.theme.rendition(.link).attributes == .underline)
    #expect(ThemeFile("\(line)\n", name: "m").faults == [ThemeFile.Fault(line: 1, reason: reason)])
  }

  // MARK: - In the browser

  @Test func `the palette shows a theme, and the key goes through all`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press(": theme Space d a r k Enter")
    #expect(driver.otherEffects.contains(.showTheme(try #require(Theme.named("dark")))))
    #expect(driver.state.theme == "dark")
    driver.press("M-t")
    #expect(driver.state.theme == "light")
    driver.press(": theme Space dusk Enter")
    #expect(driver.state.theme == "light")
    #expect(driver.state.message?.isWarning == true)
  }

  @Test func `without colours a theme is taken and shown without them`() throws {
    var options = BrowserOptions()
    options.colors = 0
    var driver = BrowserDriver(
      try Seeds.names.map { try Seeds.open($0) }, columns: 80, rows: 24, options: options)
    driver.press(": theme Space light Enter")
    #expect(driver.otherEffects.contains(.showTheme(.mono)))
    #expect(driver.state.message?.text == "Theme: light, without its colours: there are none here.")
  }
}

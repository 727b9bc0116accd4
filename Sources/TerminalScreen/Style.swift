/// What a cell means. A theme decides how each role looks; the program never names a colour.
public enum Role: UInt8, Sendable, Hashable, CaseIterable {
  case text
  /// Secondary text: dates, line numbers, hints.
  case dim
  /// Thin lines between panes and under table headers.
  case rule
  /// The title of a briefing.
  case title
  case heading
  case tableHeader
  case emphasis
  case strong
  case code
  case link
  case quote
  /// The bar at the top of the screen.
  case bar
  /// The line at the bottom of the screen.
  case status
  /// The name of a pane without the focus, and with it.
  case paneTitle
  case focusedPaneTitle
  /// The chosen line of a list without the focus, and with it.
  case selection
  case focusedSelection
  case benefit
  case risk
  case mitigation
  /// What was reconstructed or inferred.
  case inferred
  /// A word that was searched for, and the one of them that the reader stands on.
  case hit
  case currentHit
  /// The source lines behind a derived value.
  case evidence
  /// A key in a hint.
  case key
  case prompt
  case warning
  case progress
}

/// Additions to a role's look that keep their meaning without colour.
public struct TextAttributes: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let bold = TextAttributes(rawValue: 1)
  public static let dim = TextAttributes(rawValue: 2)
  public static let underline = TextAttributes(rawValue: 4)
  public static let reverse = TextAttributes(rawValue: 8)
  public static let italic = TextAttributes(rawValue: 16)
}

/// A role with additional attributes.
public struct Style: Sendable, Hashable {
  public var role: Role
  public var attributes: TextAttributes

  public init(_ role: Role, _ attributes: TextAttributes = []) {
    self.role = role
    self.attributes = attributes
  }

  public static let text = Style(.text)
  public static let dim = Style(.dim)

  /// The same role with `more` attributes.
  public func adding(_ more: TextAttributes) -> Style {
    Style(role, attributes.union(more))
  }
}

/// One of the terminal's own colours, its default, or any colour.
public enum TerminalColor: Sendable, Hashable {
  case standard
  /// 0…7 the terminal's colours, 8…15 their bright forms, 16…255 the fixed palette.
  case palette(UInt8)
  /// Red, green and blue. Terminals without them show the nearest colour that they have.
  case rgb(UInt8, UInt8, UInt8)
}

/// How a role looks on a terminal.
public struct Rendition: Sendable, Hashable {
  public var foreground: TerminalColor
  public var background: TerminalColor
  public var attributes: TextAttributes

  public init(
    _ foreground: TerminalColor = .standard, on background: TerminalColor = .standard,
    _ attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

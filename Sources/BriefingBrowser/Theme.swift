internal import Resources
public import TerminalScreen

/// How each role looks. Data only: a theme names roles, never places.
public struct Theme: Sendable, Equatable {
  public let name: String
  var looks = Looks()
  /// What looks otherwise where there are 256 colours or more.
  var richLooks = Looks()

  /// What a theme says of each role.
  struct Looks: Sendable, Equatable {
    /// By the number of the role, nil where nothing is said.
    private var renditions = [Rendition?](repeating: nil, count: Role.allCases.count)

    subscript(role: Role) -> Rendition? {
      get { renditions[Int(role.rawValue)] }
      set { renditions[Int(role.rawValue)] = newValue }
    }

    var isEmpty: Bool { renditions.allSatisfy { $0 == nil } }

    /// What is said at all.
    var all: [Rendition] { renditions.compactMap { $0 } }

    /// Takes what others say in place of its own.
    mutating func take(_ others: Looks) {
      for role in Role.allCases where others[role] != nil { self[role] = others[role] }
    }
  }

  init(name: String) { self.name = name }

  /// The look of a role; where the theme gives it no colours it has those of text.
  public func rendition(_ role: Role) -> Rendition {
    var look = looks[role] ?? Rendition()
    guard role != .text, let text = looks[.text] else { return look }
    if look.foreground == .standard { look.foreground = text.foreground }
    if look.background == .standard { look.background = text.background }
    return look
  }

  /// Whether it needs a terminal with colours.
  public var usesColor: Bool {
    (looks.all + richLooks.all).contains {
      $0.foreground != .standard || $0.background != .standard
    }
  }

  /// The theme as a terminal with so many colours shows it. Without colours only one that needs none can
  /// be shown: any other is replaced by `mono`.
  public func fitted(to colors: Int) -> Theme {
    if colors < 8 { return usesColor ? .mono : self }
    guard colors >= 256, !richLooks.isEmpty else { return self }
    var theme = self
    theme.looks.take(richLooks)
    theme.richLooks = Looks()
    return theme
  }

  /// Attributes alone.
  public static let mono = builtIn(.mono)

  /// The terminal's own sixteen colours on its own background, which is never guessed.
  public static let sixteen = builtIn(.sixteen)

  /// The names of the built-in themes.
  public static let builtInNames = EmbeddedTheme.allCases.map(\.rawValue)

  /// The built-in theme called `name`.
  public static func named(_ name: String) -> Theme? {
    EmbeddedTheme(rawValue: name).map(builtIn)
  }

  /// The names of all themes: the built-in ones, and the reader's own behind them.
  public static func names(with own: [Theme]) -> [String] {
    builtInNames + own.map(\.name).filter { !builtInNames.contains($0) }
  }

  /// The theme called `name`, the reader's own first. A built-in one is read when it is asked for: the first
  /// screen waits for one alone.
  public static func named(_ name: String, among own: [Theme]) -> Theme? {
    own.first { $0.name == name } ?? named(name)
  }

  private static func builtIn(_ theme: EmbeddedTheme) -> Theme {
    ThemeFile(theme.text, name: theme.rawValue).theme
  }
}

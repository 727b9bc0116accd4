public import TerminalScreen

/// How each role looks. Data only: a theme names roles, never places.
public struct Theme: Sendable, Equatable {
  public var name: String
  private var renditions: [Role: Rendition]

  /// The look of a role; plain text where the theme says nothing.
  public func rendition(_ role: Role) -> Rendition {
    renditions[role] ?? Rendition()
  }

  /// Attributes alone. Complete: whatever colour says in another theme, bold, underline, reverse
  /// or a sign says here.
  public static let mono = Theme(
    name: "mono",
    renditions: [
      .dim: Rendition(.standard, on: .standard, .dim),
      .rule: Rendition(.standard, on: .standard, .dim),
      .title: Rendition(.standard, on: .standard, .bold),
      .heading: Rendition(.standard, on: .standard, .bold),
      .tableHeader: Rendition(.standard, on: .standard, .bold),
      .emphasis: Rendition(.standard, on: .standard, .underline),
      .strong: Rendition(.standard, on: .standard, .bold),
      .link: Rendition(.standard, on: .standard, .underline),
      .bar: Rendition(.standard, on: .standard, .bold),
      .paneTitle: Rendition(.standard, on: .standard, .dim),
      .focusedPaneTitle: Rendition(.standard, on: .standard, [.reverse, .bold]),
      .selection: Rendition(.standard, on: .standard, .bold),
      .focusedSelection: Rendition(.standard, on: .standard, .reverse),
      .inferred: Rendition(.standard, on: .standard, .dim),
      .hit: Rendition(.standard, on: .standard, .underline),
      .currentHit: Rendition(.standard, on: .standard, [.reverse, .bold]),
      .evidence: Rendition(.standard, on: .standard, .bold),
      .key: Rendition(.standard, on: .standard, .bold),
      .warning: Rendition(.standard, on: .standard, .bold),
      .progress: Rendition(.standard, on: .standard, .bold),
    ])

  /// The terminal's own sixteen colours on its own background, which is never guessed.
  public static let sixteen = Theme(
    name: "sixteen",
    renditions: mono.renditions.merging([
      .heading: Rendition(.palette(6), on: .standard, .bold),
      .tableHeader: Rendition(.standard, on: .standard, .bold),
      .code: Rendition(.palette(3)),
      .link: Rendition(.palette(4), on: .standard, .underline),
      .benefit: Rendition(.palette(2)),
      .risk: Rendition(.palette(1)),
      .mitigation: Rendition(.palette(4)),
      .inferred: Rendition(.palette(5)),
      .hit: Rendition(.palette(3), on: .standard, .underline),
      .currentHit: Rendition(.palette(3), on: .standard, [.reverse, .bold]),
      .evidence: Rendition(.palette(3), on: .standard, .bold),
      .key: Rendition(.palette(6), on: .standard, .bold),
      .warning: Rendition(.palette(1), on: .standard, .bold),
      .progress: Rendition(.palette(6)),
    ]) { _, new in new })

  /// The theme with secondary text and rules in the greys of the fixed palette, for a terminal of 256
  /// colours. The middle greys can be read on black and on white; the sixteen colours have no such
  /// grey, because their bright black is some terminals' background.
  public var withGreys: Theme {
    var theme = self
    for role in [Role.dim, .paneTitle] { theme.renditions[role] = Rendition(.palette(245)) }
    theme.renditions[.rule] = Rendition(.palette(241))
    return theme
  }

  /// All themes by name.
  public static let all = [sixteen, mono]

  /// The theme called `name`.
  public static func named(_ name: String) -> Theme? {
    all.first { $0.name == name }
  }
}

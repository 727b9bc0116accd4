/// What a pane is for.
public enum PaneRole: String, Sendable, Hashable, CaseIterable, Codable {
  /// The list of briefings; there is one at most.
  case list
  /// The text of a briefing.
  case reader
  /// What belongs to the text used last, or was found: outline, tables, matrix, notes, hits, source.
  case side
}

/// A part of the window, by what it is for and a number among those of its role.
public struct Pane: Sendable, Hashable, Codable {
  public let role: PaneRole
  /// 0 for the one that is there from the beginning.
  public let number: Int

  public init(_ role: PaneRole, _ number: Int = 0) {
    self.role = role
    self.number = number
  }

  public static let list = Pane(.list)
  public static let reader = Pane(.reader)
  public static let side = Pane(.side)
}

/// Which way panes stand.
public enum PaneAxis: String, Sendable, Hashable, Codable {
  /// Side by side.
  case row
  /// One above the other.
  case column
}

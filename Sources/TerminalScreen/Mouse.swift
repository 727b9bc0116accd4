/// What was done with the mouse, and where.
public struct MouseEvent: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The first button went down, moved while down, and came up again.
    case press, drag, release
    case wheelUp, wheelDown
  }

  public var kind: Kind
  /// 0-based.
  public var column: Int
  /// 0-based.
  public var row: Int

  public init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}

/// A size in terminal cells.
public struct Size: Sendable, Hashable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; the origin is 0-based from the upper left corner.
public struct Rect: Sendable, Hashable {
  public var column: Int
  public var row: Int
  public var columns: Int
  public var rows: Int

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The first column right of the rectangle.
  public var endColumn: Int { column + columns }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// The rectangle without `count` rows at its top.
  public func droppingTop(_ count: Int) -> Rect {
    Rect(column: column, row: row + min(count, rows), columns: columns, rows: rows - count)
  }

  /// The rectangle without `left` and `right` columns at its sides.
  public func inset(left: Int = 0, right: Int = 0) -> Rect {
    Rect(column: column + left, row: row, columns: columns - left - right, rows: rows)
  }
}

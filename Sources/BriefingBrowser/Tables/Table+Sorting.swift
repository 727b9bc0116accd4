public import BriefingModel

extension Table {
  /// The table with its rows in the order of a column, 0-based, by value where they are numbers or days.
  public func sorted(byColumn column: Int, falling: Bool) -> Table {
    var arrangement = TableArrangement()
    arrangement.order = TableArrangement.Order(column: column, isFalling: falling)
    return arrangement.rows(of: self)
  }
}

internal import BriefingModel

/// How a table is to be read, while its reader chooses: the table is shown in each way as it is passed.
public struct TableChooser: Sendable, Equatable {
  /// 0-based among the tables of the briefing.
  let table: Int
  /// All ways, the one that was found first.
  let readings: [Table]
  /// 0-based among `readings`.
  private(set) var selected: Int
  /// The briefing and the table pane as they were, to come back to.
  let reader: ReaderPane
  let pane: TablePane

  init(table: Int, readings: [Table], chosen: TableChoice?, reader: ReaderPane, pane: TablePane) {
    self.table = table
    self.readings = readings
    selected = readings.firstIndex { $0.choice == chosen } ?? 0
    self.reader = reader
    self.pane = pane
  }

  var shown: Table { readings[selected] }

  /// Goes on by `delta` ways, not beyond either end.
  mutating func move(by delta: Int) {
    selected = max(0, min(readings.count - 1, selected + delta))
  }

  /// Goes to a way; false when the table can not be read so.
  mutating func choose(_ choice: TableChoice?) -> Bool {
    guard let place = readings.firstIndex(where: { $0.choice == choice }) else { return false }
    selected = place
    return true
  }

  /// What the ways are called, in order: `as found (2)`, `lines`, `2`, `3` ….
  var names: [String] {
    readings.map { reading in
      switch reading.choice {
      case nil: reading.rows.isEmpty ? "as found" : "as found (\(reading.columnCount))"
      case .raw: "lines"
      case .columns(let count): "\(count)"
      }
    }
  }
}

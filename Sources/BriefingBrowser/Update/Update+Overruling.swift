internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Asking

  /// Chooses how the table at hand is read: at once with a count, else among all ways.
  mutating func chooseColumns(_ count: Int?) -> [Effect] {
    guard let number = tableToChoose(), let reader else { return [] }
    guard let count else { return [.readTable(entryID: reader.entryID, table: number)] }
    guard let choice = TableChoice(number: count) else {
      let most = TableChoice.columnCounts.upperBound
      message = Message(text: "A table has 2 to \(most) columns, or 1 for its lines.", isWarning: false)
      return []
    }
    return overrule(number, choice)
  }

  /// Reads the table at hand as it was found again.
  mutating func takeBackChoice() -> [Effect] {
    guard let number = tableToChoose(), let reader else { return [] }
    guard reader.flow.tables[number].choice != nil else {
      message = Message(text: "This table is read as it was found.", isWarning: false)
      return []
    }
    return overrule(number, nil)
  }

  private mutating func overrule(_ number: Int, _ choice: TableChoice?) -> [Effect] {
    guard let reader else { return [] }
    message = Message(text: Self.words(for: choice), isWarning: false)
    return [.overrule(entryID: reader.entryID, table: number, choice: choice)]
  }

  private static func words(for choice: TableChoice?) -> String {
    let undo = "C takes it back"
    return switch choice {
    case nil: "Read as it was found."
    case .raw: "Shown as its lines, and remembered. \(undo)."
    case .columns(let count): "Set to \(count) columns, and remembered. \(undo)."
    }
  }

  /// The table that a choice is about: the one in the tables pane, or the first one on the screen of which
  /// the columns may be chosen.
  private mutating func tableToChoose() -> Int? {
    guard let reader else { return nil }
    let tables = reader.flow.tables
    let number: Int?
    if context == .reader {
      let seen = tablesOnScreen
      number = seen.first { tables[$0].canBeReread } ?? seen.first
    } else {
      number = tables.indices.contains(table.table) ? table.table : nil
    }
    guard let number else {
      message = Message(text: "No table is on the screen.", isWarning: false)
      return nil
    }
    guard tables[number].canBeReread else {
      message = Message(text: "The columns of this table stand in the file.", isWarning: false)
      return nil
    }
    return number
  }

  /// The 0-based tables of which some line can be seen in the reader, in order.
  private var tablesOnScreen: [Int] {
    guard let reader, !reader.flow.items.isEmpty else { return [] }
    let last = reader.flow.place(reader.top, movedBy: rows(of: .reader) - 1, metrics, page: 1)
    var numbers: [Int] = []
    for (index, item) in reader.flow.items[reader.top.item...last.item].enumerated()
    where reader.flow.isShown(reader.top.item + index) {
      if let number = item.table, numbers.last != number { numbers.append(number) }
    }
    return numbers
  }

  // MARK: - Choosing

  /// Opens the choice among the ways in which a table can be read.
  mutating func take(readings: [Table], entryID: Int64, table number: Int) {
    guard let reader, reader.entryID == entryID, reader.flow.tables.indices.contains(number),
      overlays.isEmpty, prompt == nil
    else { return }
    guard readings.count > 1 else {
      message = Message(text: "This table can be read in no other way.", isWarning: false)
      return
    }
    chooser = TableChooser(
      table: number, readings: readings, chosen: reader.flow.tables[number].choice, reader: reader,
      pane: table)
    if context == .reader { showTableInReader(number) }
  }

  /// Brings a table's beginning into the reader, unless it can be seen already.
  private mutating func showTableInReader(_ number: Int) {
    guard let reader,
      let header = reader.flow.items.firstIndex(where: { $0.kind == .tableHeader(table: number) })
    else { return }
    let last = reader.flow.place(reader.top, movedBy: rows(of: .reader) / 2, metrics, page: 1)
    if header < reader.top.item || header > last.item { showReader(place: FlowPlace(item: header)) }
  }

  /// Takes a key while a way is being chosen.
  mutating func pressChooser(_ key: Key) -> [Effect] {
    guard var chooser else { return [] }
    if case .character(let character) = key, character.isASCII, let digit = character.wholeNumberValue {
      guard chooser.choose(digit == 0 ? nil : TableChoice(number: digit)) else {
        message = Message(
          text: "Some line of this table has fewer words than \(digit) columns need.", isWarning: false)
        return []
      }
      preview(chooser)
      return []
    }
    guard case .command(let command) = keymap.lookup([key], in: .table) else { return [] }
    switch command {
    case .lineDown, .right, .tableColumns, .nextPane:
      chooser.move(by: 1)
      preview(chooser)
    case .lineUp, .left, .previousPane:
      chooser.move(by: -1)
      preview(chooser)
    case .top:
      chooser.move(by: -chooser.readings.count)
      preview(chooser)
    case .bottom:
      chooser.move(by: chooser.readings.count)
      preview(chooser)
    case .tableAsFound:
      _ = chooser.choose(nil)
      preview(chooser)
    case .open:
      self.chooser = nil
      let choice = chooser.shown.choice
      if choice == chooser.reader.flow.tables[chooser.table].choice { return cancelChooser(chooser) }
      return overrule(chooser.table, choice)
    case .cancel, .close:
      return cancelChooser(chooser)
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .quit: return [.quit]
    default: break
    }
    return []
  }

  private mutating func cancelChooser(_ chooser: TableChooser) -> [Effect] {
    self.chooser = nil
    reader = chooser.reader
    table = chooser.pane
    clampReader()
    settleSide()
    return []
  }

  /// Shows the table in the way that is being passed.
  private mutating func preview(_ chooser: TableChooser) {
    self.chooser = chooser
    var opened = chooser.reader.opened
    opened.briefing.replaceTable(chooser.table, with: chooser.shown)
    show(opened, entryID: chooser.reader.entryID)
  }

  // MARK: - What came of it

  /// Shows the open briefing with its tables read in another way; nothing else moves.
  mutating func take(reread opened: OpenedBriefing, entryID: Int64) {
    guard reader?.entryID == entryID else { return }
    // What was being chosen is chosen from what is shown now.
    chooser = nil
    show(opened, entryID: entryID)
  }

  private mutating func show(_ opened: OpenedBriefing, entryID: Int64) {
    guard let before = reader else { return }
    var after = ReaderPane(entryID: entryID, opened: opened)
    after.evidence = before.evidence
    after.keptPlace = before.keptPlace
    after.top = after.flow.carried(before.top, from: before.flow)
    for index in past.indices where past[index].entryID == entryID {
      past[index].place = after.flow.carried(past[index].place, from: before.flow)
    }
    for index in future.indices where future[index].entryID == entryID {
      future[index].place = after.flow.carried(future[index].place, from: before.flow)
    }
    after.top = after.flow.place(after.top, movedBy: 0, metrics, page: 1)
    reader = after
    showRecord()
    clampReader()
    arrange()
    findAgain()
    settleSide()
  }
}

extension FlowItem {
  /// The 0-based table that the item belongs to.
  var table: Int? {
    switch kind {
    case .tableHeader(let table), .tableRow(let table, _), .rawLine(let table): table
    default: nil
    }
  }
}

extension Flow {
  /// The place in this flow of what stood at `place` in `other`, which shows the same file.
  func carried(_ place: FlowPlace, from other: Flow) -> FlowPlace {
    guard other.items.indices.contains(place.item), !items.isEmpty else { return FlowPlace() }
    let item = other.items[place.item]
    func isSame(_ candidate: FlowItem) -> Bool { candidate.kind == item.kind && candidate.span == item.span }
    if items.indices.contains(place.item), isSame(items[place.item]) { return place }
    if let index = items.firstIndex(where: isSame) { return FlowPlace(item: index, line: place.line) }
    return FlowPlace(item: self.item(atLine: other.line(of: place.item)))
  }
}

extension Briefing {
  /// Puts another reading in the place of a table.
  ///
  /// - Parameter number: 0-based among the briefing's tables.
  mutating func replaceTable(_ number: Int, with table: Table) {
    var left = number
    for section in sections.indices {
      for block in sections[section].blocks.indices {
        guard case .table = sections[section].blocks[block] else { continue }
        if left == 0 {
          sections[section].blocks[block] = .table(table)
          return
        }
        left -= 1
      }
    }
  }
}

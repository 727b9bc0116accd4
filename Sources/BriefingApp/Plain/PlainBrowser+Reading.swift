internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel

extension PlainBrowser {
  // MARK: - Opening

  /// Opens what has a number in the list that was said last, or a briefing by a word of its title or path.
  func open(_ words: String) throws(OutputFault) {
    guard let number = Int(words) else {
      guard let entry = entry(named: words) else {
        return try say("No briefing has “\(words)” in its title.")
      }
      return try open(entry.id)
    }
    guard choices.indices.contains(number - 1) else {
      return try say(choices.isEmpty ? "There is nothing to choose." : "Choose from 1 to \(choices.count).")
    }
    switch choices[number - 1] {
    case .briefing(let id): try open(id)
    case .line(let id, let line):
      try open(id, saysBeginning: false)
      try go(toLine: String(line))
    case .item(let item):
      remember()
      try go(toItem: item)
    case .table(let table): try sayTable(table)
    case .libraryTable(let id, let number):
      try open(id, saysBeginning: false)
      guard let tables = reader?.flow.tables, tables.indices.contains(number) else {
        return try say("The table is not there any more.")
      }
      try sayTable(number)
    case .span(let span): try sayLines(span)
    case .link(let destination): try say(destination)
    case .place(let mark): try go(to: mark)
    }
  }

  /// The briefing with a number in the list that was said last, or else in the list of all; or the first with a word
  /// in its title or path.
  func entry(named words: String) -> LibraryEntry? {
    if let number = Int(words) {
      if choices.indices.contains(number - 1), case .briefing(let id) = choices[number - 1] {
        return entries.first { $0.id == id }
      }
      return entries.indices.contains(number - 1) ? entries[number - 1] : nil
    }
    let wanted = words.lowercased()
    guard !wanted.isEmpty else { return nil }
    return entries.first {
      $0.displayTitle.lowercased().contains(wanted) || $0.path.lowercased().contains(wanted)
    }
  }

  /// Opens a briefing and says its title and beginning.
  func open(_ id: Int64, saysBeginning: Bool = true) throws(OutputFault) {
    if reader?.entry.id == id, !saysBeginning { return remember() }
    guard let entry = entries.first(where: { $0.id == id }) else { return }
    do throws(LibraryError) {
      let found = try library.open(id)
      remember()
      show(found, entry)
    } catch {
      return try say("\(error.path): \(error.reason)")
    }
    noteAsRead()
    if saysBeginning {
      try sayMarks()
      try resume()
    }
  }

  func moveBriefing(by delta: Int) throws(OutputFault) {
    let place = entries.firstIndex { $0.id == reader?.entry.id }.map { $0 + delta } ?? 0
    guard entries.indices.contains(place) else {
      return try say(delta > 0 ? "This is the last briefing." : "This is the first briefing.")
    }
    try open(entries[place].id)
  }

  // MARK: - Back and forward

  /// Notes where the reader is, before a jump.
  func remember() {
    guard let reader, reader.last >= 0 else { return }
    past.append((reader.entry.id, reader.last))
    future = []
  }

  func goBack() throws(OutputFault) {
    guard let place = past.popLast() else { return try say("This is where you began.") }
    if let reader { future.append((reader.entry.id, max(0, reader.last))) }
    try show(place)
  }

  func goForward() throws(OutputFault) {
    guard let place = future.popLast() else { return try say("There is nothing to go forward to.") }
    if let reader { past.append((reader.entry.id, max(0, reader.last))) }
    try show(place)
  }

  private func show(_ place: (id: Int64, item: Int)) throws(OutputFault) {
    if reader?.entry.id != place.id {
      let kept = (past, future)
      try open(place.id, saysBeginning: false)
      (past, future) = kept
    }
    try go(toItem: place.item)
  }

  // MARK: - Reading

  /// Goes on reading, to the end of the item with which so many lines are full, and not into another section.
  func readOn(lines wanted: Int) throws(OutputFault) {
    guard var reader else { return try say("Nothing is open. list says what there is.") }
    guard reader.next < reader.flow.items.count else { return try say("This is the end.") }
    var said = 0
    let section = reader.flow.items[reader.next].section
    while reader.next < reader.flow.items.count, said < wanted,
      said == 0 || reader.flow.items[reader.next].section == section
    {
      said += try say(reader.next, of: reader.flow)
      reader.last = reader.next
      reader.next += 1
    }
    self.reader = reader
  }

  func readBefore() throws(OutputFault) {
    guard let last = reader?.last, last > 0 else { return try say("This is the beginning.") }
    reader?.next = last - 1
    try readOn(lines: 1)
  }

  /// Reads from an item on.
  func go(toItem item: Int) throws(OutputFault) {
    guard reader != nil else { return try say("Nothing is open. list says what there is.") }
    reader?.next = item
    try readOn(lines: 8)
    if item == 0, let last = reader?.last { reader?.lastOfBeginning = last }
  }

  func go(toLine words: String) throws(OutputFault) {
    guard let reader, let line = Int(words) else {
      return try say("line needs a number, and an open briefing.")
    }
    try go(toItem: reader.flow.item(atLine: line))
  }

  func moveSection(by delta: Int) throws(OutputFault) {
    guard let reader else { return try say("Nothing is open. list says what there is.") }
    let items = reader.flow.items
    let here = items.isEmpty ? 0 : items[max(0, min(reader.last, items.count - 1))].section
    let starts = reader.flow.sectionStarts
    guard starts.indices.contains(here + delta) else {
      return try say(delta > 0 ? "This is the last section." : "This is the first section.")
    }
    remember()
    try go(toItem: starts[here + delta])
  }

  /// Says one item; returns about how many lines it took.
  private func say(_ index: Int, of flow: Flow) throws(OutputFault) -> Int {
    let item = flow.items[index]
    let text = item.texts.first?.textInLines ?? ""
    let bars = String(repeating: "> ", count: min(4, item.quoted))
    switch item.kind {
    case .title, .about, .paragraph, .loss: try say(text)
    case .heading(let depth):
      try context.output.line()
      try say(String(repeating: "#", count: depth + 1) + " " + text)
    case .listItem(let marker, let depth):
      try say(bars + "\(marker) \(text)", indent: 2 + 2 * depth, hanging: 4 + 2 * depth)
    case .quote: try say(bars + text, hanging: 2)
    case .code: try say(bars + text, indent: 4)
    case .rawLine: try say("| " + text, hanging: 2)
    case .tableHeader(let table):
      self.table = table
      try say(bars + Self.about(flow.tables[table], number: table))
    case .tableRow(let table, let row):
      try say(bars + Self.row(row, of: flow.tables[table]), indent: 2, hanging: 4)
    }
    for remark in reader?.remarks[index] ?? [] {
      for line in remark.split(separator: "\n", omittingEmptySubsequences: false) {
        try say("» " + line, indent: 2, hanging: 4)
      }
    }
    return 1 + text.count / max(20, context.width)
  }

  /// `Table 2, 3 rows: Benefit, Risk. ~ columns rebuilt, likely 0.86`
  static func about(_ table: Table, number: Int) -> String {
    let rows = table.rows.isEmpty ? "lines" : table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
    var text = "Table \(number + 1), \(rows)"
    let names = table.header.filter { !$0.isEmpty }
    if !names.isEmpty { text += ": " + names.joined(separator: ", ") }
    text += "."
    if table.canBeReread { text += " \(table.trustSign) \(table.trustWords)." }
    if let caption = table.caption, !caption.isEmpty { text += " " + caption }
    return text
  }

  /// `Row 1. Benefit: Enhanced intelligence. Risk: Casualties`
  static func row(_ row: Int, of table: Table) -> String {
    var parts: [String] = []
    for (column, cell) in table.rows[row].enumerated() where !cell.isEmpty {
      let name = table.header.indices.contains(column) ? table.header[column] : ""
      parts.append(name.isEmpty ? cell : "\(name): \(cell)")
    }
    return "Row \(row + 1). " + parts.joined(separator: "; ")
  }
}

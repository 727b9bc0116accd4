import BriefingModel

extension AssessmentReader {
  /// The assessments that a table states: by the names of its columns, by those of its rows, or by the
  /// caption or heading that it stands under.
  static func read(_ table: Table, _ context: SectionContext, into found: inout [Assessment]) {
    guard !table.rows.isEmpty else { return }
    var reading = TableReading(table, context)
    // Lent to it: to add what it found would copy each.
    swap(&reading.found, &found)
    reading.run()
    swap(&reading.found, &found)
  }

  /// Whether a cell or item says something: not `n/a`, `High`, `None known` or a number.
  ///
  /// In a list or column of one kind, `column`, words of the other are not its name: `Low risk`.
  static func isStatement(_ text: String, _ terms: TermLexicon, in column: AssessmentKind? = nil) -> Bool {
    guard text.utf8.count <= 60 else { return text.unicodeScalars.contains(where: Letters.isLetter) }
    if terms.beginsAsStatement(text, limit: 16) { return true }
    let words = terms.words(of: text, limit: 16).words
    if words.isEmpty { return text.unicodeScalars.contains(where: Letters.isLetter) && text.utf8.count > 40 }
    let denies = words.contains { $0.has(.negator) }
    return words.contains { word in
      if word.tags.isEmpty { return !word.isNumeral }
      if word.has([.rating, .negator, .plain, .joiner, .determiner, .preposition]) { return false }
      // `No known risks`, and a cell that repeats the name of its column.
      if word.has([.last, .first, .alone]) {
        if let column, column != .mitigation, words.count > 1, !denies,
          !word.has(TermLexicon.tags(of: column)), !word.has(.anyMitigation)
        {
          return true
        }
        return !denies && words.count > 2 && word.has(.counter)
      }
      return true
    }
  }

  static func isWordy(_ cell: String) -> Bool {
    cell.blankSeparatedCount(upTo: 2) >= 2
      || (cell.utf8.contains { $0 >= 0xE3 } && cell.unicodeScalars.count(where: Letters.isIdeograph) >= 3)
  }
}

/// One table on its way to assessments.
private struct TableReading {
  /// What a column holds, by its name.
  private enum Role: Equatable {
    case kind(AssessmentKind)
    /// What a risk or benefit leads to, or a longer account of it.
    case description
    case impact
    case strategy
    case step
    /// A mitigation, where the table holds what it is for.
    case measure
    case result
    /// Holds the very things of a kind by another name, where no column has the kind's.
    case described(AssessmentKind)
    /// The sorts of a kind, which are the things themselves where an answer to each stands beside them.
    case sorts(AssessmentKind)
    /// What a solution beside it is for.
    case trouble
    case other

    var kind: AssessmentKind? {
      if case .kind(let kind) = self { kind } else { nil }
    }
  }

  private let table: Table
  private let context: SectionContext
  private let terms: TermLexicon
  var found: [Assessment] = []

  init(_ table: Table, _ context: SectionContext) {
    self.table = table
    self.context = context
    terms = context.lexicons.terms
  }

  mutating func run() {
    if namesItsRows { return readRows() }
    var roles = table.header.map(role)
    settle(&roles)
    if states(roles) {
      var shape = Shape(roles, table)
      for row in table.rows.indices {
        // A row that names kinds heads the rows below it: the lower half of a SWOT table.
        if let below = subheader(table.rows[row]) {
          roles = below
          shape = Shape(roles, table)
          continue
        }
        read(row, roles, shape)
      }
    } else if readGroups() {
      return
    } else {
      readUnderName()
      readImpacts()
    }
  }

  // MARK: Columns

  private func role(_ name: String) -> Role {
    let role = terms.role(ofColumn: name)
    if role.contains(.result) { return .result }
    if role.contains(.propose) { return .kind(.mitigation) }
    if role.contains(.trouble) { return .trouble }
    if let named = terms.namedKind(name, inTable: true) {
      // `Recommendation of the ministry` may be of any sort; `Recommendation` answers a column beside it.
      // `Response` and `Actions` are of any sort by themselves.
      let isWeak = named.kind == .mitigation && terms.namedKind(name) == nil
      return named.kind != .mitigation || named.isBare && !isWeak ? .kind(named.kind) : .measure
    }
    if let kind = terms.describedKind(name) { return .described(kind) }
    if let kind = terms.sortsKind(name) { return .sorts(kind) }
    if role.contains(.description) { return .description }
    if role.contains(.impact) { return .impact }
    if role.contains(.strategy) { return .strategy }
    if role.contains(.step) { return .step }
    return .other
  }

  /// An action is one against a risk where the table holds risks, or results that are expected.
  private func settle(_ roles: inout [Role]) {
    for index in roles.indices {
      switch roles[index] {
      case .described(let kind): roles[index] = roles.contains(.kind(kind)) ? .description : .kind(kind)
      case .trouble:
        roles[index] =
          roles.contains(.kind(.mitigation)) && !roles.contains(.kind(.risk)) ? .kind(.risk) : .other
      default: break
      }
    }
    for index in roles.indices {
      guard case .sorts(let kind) = roles[index] else { continue }
      let isAnswered = roles.contains {
        $0 == .kind(.mitigation) || $0 == .measure || $0 == .strategy || $0 == .step
      }
      roles[index] = kind == .risk && isAnswered && !roles.contains(.kind(kind)) ? .kind(kind) : .other
    }
    let hasRisks = roles.contains(.kind(.risk))
    let hasResults = roles.contains(.result)
    for index in roles.indices {
      switch roles[index] {
      case .step, .measure: roles[index] = hasRisks || hasResults ? .kind(.mitigation) : .other
      case .strategy where hasRisks && index > 0: roles[index] = .kind(.mitigation)
      default: break
      }
    }
  }

  private func states(_ roles: [Role]) -> Bool {
    roles.contains { $0.kind != nil } || roles.contains(.result)
      || (roles.contains(.strategy) && (roles.contains(.impact) || roles.contains(.description)))
  }

  /// What holds for all rows below a header.
  private struct Shape {
    /// The column that says more of the first one's names, where its cells are of some words.
    var account: Int?
    var isImpact = false
    var hasSides = false
    /// Benefits beside risks and no name before them: two lists side by side, whose rows mean nothing.
    var areSidesApart = false
    /// Columns whose cells are numbers or ratings.
    var isRated: [Bool] = []

    init(_ roles: [Role], _ table: Table) {
      account = roles.firstIndex { $0 == .description || $0 == .impact }
      if let account {
        isImpact = roles[account] == .impact
        if !Self.isWordy(table, column: account) { self.account = nil }
      }
      let sides = roles.map { $0 == .kind(.benefit) || $0 == .kind(.risk) }
      hasSides = sides.contains(true)
      areSidesApart =
        roles.contains(.kind(.benefit)) && roles.contains(.kind(.risk)) && (sides.first ?? false)
      isRated = roles.indices.map { column in
        guard roles[column] != .other else { return false }
        let cells = table.rows.prefix(40).compactMap {
          column < $0.count && !$0[column].isEmpty ? $0[column] : nil
        }
        return !cells.isEmpty && cells.count(where: TableHeaders.isNumeric) * 3 >= cells.count * 2
      }
    }

    /// Whether a column's cells are statements of some words, and not `High` or `3`.
    private static func isWordy(_ table: Table, column: Int) -> Bool {
      let cells = table.rows.prefix(40).compactMap {
        column < $0.count && !$0[column].isEmpty ? $0[column] : nil
      }
      guard !cells.isEmpty else { return false }
      return cells.count(where: AssessmentReader.isWordy) * 3 >= cells.count * 2
    }
  }

  private mutating func read(_ row: Int, _ roles: [Role], _ shape: Shape) {
    let cells = table.rows[row]
    let rowSubject = shape.areSidesApart ? nil : subject(of: cells)
    let sides = roles.count { $0 == .kind(.benefit) || $0 == .kind(.risk) }
    for (column, role) in roles.enumerated() where column < cells.count {
      // `27 % of values missing` is a name where another column says what comes of it.
      guard !shape.isRated[column] || (column == 0 && shape.account != nil) else { continue }
      switch role {
      case .kind(let kind):
        if kind != .mitigation, sides == 1, column == 0, let account = shape.account, account < cells.count,
          AssessmentReader.isStatement(cells[account], terms)
        {
          add(kind, row, account, label: cells[column], subject: rowSubject)
        } else {
          add(kind, row, column, subject: rowSubject)
        }
      case .result:
        guard !shape.hasSides || roles.contains(.kind(.mitigation)), !isAdverse(cells[column]) else {
          continue
        }
        add(.benefit, row, column, subject: rowSubject, confidence: .likely)
      case .strategy:
        guard !shape.hasSides, let account = shape.account, account < cells.count else { continue }
        // `Impact | Strategy`: what comes first is answered by the strategy, and does not come of it.
        if shape.isImpact, account < column { continue }
        if shape.isImpact {
          add(.mitigation, row, column, subject: rowSubject, confidence: .likely)
          if isAdverse(cells[account]) {
            addAdverse(row, account, subject: rowSubject)
          } else {
            add(.benefit, row, account, subject: rowSubject, confidence: .likely)
          }
        } else {
          add(.mitigation, row, account, label: cells[column], subject: rowSubject, confidence: .likely)
        }
      case .description, .impact, .step, .measure, .described, .sorts, .trouble, .other: break
      }
    }
  }

  /// `Higher costs`, `Job losses`; not `Reduced crime`.
  private func isAdverse(_ cell: String) -> Bool {
    let words = terms.words(of: cell, limit: 40).words
    return words.contains { $0.has([.adverse, .risk, .riskFirst]) }
      && !words.contains { $0.has([.counter, .negator]) }
  }

  /// What comes of something may be good or bad: a cell that speaks of harm reads as a risk, which no name of a
  /// column says.
  private mutating func readImpacts() {
    // `Regional impact`, `Impacto regional`.
    let column = table.header.firstIndex { name in
      guard name.utf8.count <= 60 else { return false }
      let words = terms.words(of: name, limit: 4).words
      return words.last?.has(.impact) ?? false || words.first?.has(.impact) ?? false
    }
    guard let column, column > 0 else { return }
    for (row, cells) in table.rows.enumerated() where column < cells.count {
      guard isAdverse(cells[column]) else { continue }
      addAdverse(row, column, subject: subject(of: cells))
    }
  }

  private mutating func addAdverse(_ row: Int, _ column: Int, subject: String?) {
    guard AssessmentReader.isWordy(table.rows[row][column]) else { return }
    add(.risk, row, column, subject: subject, confidence: .uncertain, basis: .sentence)
  }

  // MARK: Rows

  /// Whether the rows, not the columns, are of kinds: `Benefits | …` over `Risks | …`. The first may
  /// have been taken for the header.
  private var namesItsRows: Bool {
    guard table.columnCount >= 2, table.rows.count <= 60, !isGlossary else { return false }
    var kinds: Set<AssessmentKind> = []
    var named = 0
    for row in -1..<table.rows.count {
      let cells = row < 0 ? table.header : table.rows[row]
      guard let first = cells.first, first.utf8.count <= 60, let name = terms.namedKind(first), name.isBare
      else { continue }
      // A header of kinds from side to side names columns.
      if cells.dropFirst().contains(where: { terms.kind(ofName: $0) != nil }) { return false }
      kinds.insert(name.kind)
      named += 1
    }
    if kinds.count >= 2 { return true }
    return named >= 1 && table.header.first.map { terms.namedKind($0) == nil } ?? true
      && named * 2 >= table.rows.count
  }

  /// `Type | Definition`: what a word means, and not what there is of it.
  private var isGlossary: Bool {
    table.header.dropFirst().contains { Self.definitions.contains($0.comparisonKey) }
  }

  private static let definitions: Set<String> = [
    "definition", "meaning", "definición", "significado", "définition", "signification", "定义", "含义", "定義",
    "التعريف", "المعنى",
  ]

  private mutating func readRows() {
    if let first = table.header.first, let name = terms.namedKind(first), name.isBare {
      readRow(table.header, name.kind, row: nil, span: table.headerSpan ?? table.span)
    }
    for (row, cells) in table.rows.enumerated() {
      guard let first = cells.first, first.utf8.count <= 60, let name = terms.namedKind(first), name.isBare
      else { continue }
      readRow(cells, name.kind, row: row, span: span(of: row))
    }
  }

  private mutating func readRow(_ cells: [String], _ kind: AssessmentKind, row: Int?, span: SourceSpan) {
    // Where the first row was taken for the header, there are no names of columns.
    let hasNames = table.header.first.map { terms.namedKind($0) == nil } ?? false
    for column in cells.indices.dropFirst() {
      guard AssessmentReader.isStatement(cells[column], terms), cells[column] != cells[column - 1] else {
        continue
      }
      let name = hasNames && column < table.header.count && cells.count > 2 ? table.header[column] : ""
      found.append(
        Assessment(
          kind: kind, text: cells[column],
          subject: context.lexicons.subjects.subject(of: cells[column], isName: true)
            ?? (name.isEmpty ? context.topic : name),
          basis: .table, confidence: min(.likely, table.confidence), tableID: table.id, row: row,
          column: column, span: span))
    }
  }

  /// The roles that a row in the body gives to what stands below it, where all its cells name kinds.
  private func subheader(_ cells: [String]) -> [Role]? {
    guard cells.count >= 2, cells.allSatisfy({ $0.utf8.count <= 60 }) else { return nil }
    // All but the first must name one; most rows end here at their second cell.
    var roles: [Role] = []
    for cell in cells.dropFirst() {
      guard let named = terms.namedKind(cell), named.isBare else { return nil }
      roles.append(.kind(named.kind))
    }
    let first = terms.namedKind(cells[0])
    guard first?.isBare ?? true, roles.count + (first == nil ? 0 : 1) >= 2 else { return nil }
    return [first.map { .kind($0.kind) } ?? .other] + roles
  }

  /// Rows under rows that name a kind from side to side: `Benefits`, then its rows, then `Risks`.
  private mutating func readGroups() -> Bool {
    guard table.rows.count >= 2, table.rows.count <= 200 else { return false }
    let names = table.rows.map { cells -> AssessmentKind? in
      guard let first = cells.first, first.utf8.count <= 60,
        cells.dropFirst().allSatisfy({ $0.isEmpty || $0 == first }), let name = terms.namedKind(first),
        name.isBare
      else { return nil }
      return name.kind
    }
    guard names.contains(where: { $0 != nil }) else { return false }
    var kind: AssessmentKind?
    for (row, name) in names.enumerated() {
      if let name {
        kind = name
      } else if let kind {
        readPlain(row, kind)
      }
    }
    return true
  }

  // MARK: Under a name

  /// A table of rows without kinds below a caption or heading that names one.
  private mutating func readUnderName() {
    let captioned = table.caption.flatMap { terms.namedKind($0)?.kind ?? terms.kind(announcedBy: $0) }
    let kind: AssessmentKind
    if let captioned {
      kind = captioned
    } else if table.caption == nil, context.path.isOwn, !context.hasPassedList,
      let named = context.headingKind
    {
      kind = named
    } else {
      return
    }
    guard kind != .mitigation, table.columnCount <= 2 else { return }
    if table.columnCount == 2, let second = table.header.last {
      // `Item | Description`, and not `Control | Maps to` or `Term | Definition`.
      let role = terms.role(ofColumn: second)
      guard context.path.isBare || captioned != nil, role.contains(.description) || role.contains(.impact)
      else {
        return
      }
    }
    for row in table.rows.indices { readPlain(row, kind) }
  }

  /// A row as a name and a statement, or as a statement alone.
  private mutating func readPlain(_ row: Int, _ kind: AssessmentKind) {
    let cells = table.rows[row]
    guard cells.count <= 2 || cells.dropFirst(2).allSatisfy(\.isEmpty) else { return }
    if cells.count > 1, !cells[1].isEmpty {
      guard AssessmentReader.isWordy(cells[1]), AssessmentReader.isStatement(cells[1], terms),
        !TableHeaders.isNumeric(cells[1])
      else { return }
      add(
        kind, row, 1, label: cells[0].isEmpty ? nil : cells[0], subject: subject(of: cells),
        confidence: .likely)
    } else if let first = cells.first, AssessmentReader.isWordy(first) {
      add(kind, row, 0, subject: subject(of: cells), confidence: .likely)
    }
  }

  // MARK: Filing

  private mutating func add(
    _ kind: AssessmentKind, _ row: Int, _ column: Int, label: String? = nil, subject: String?,
    confidence: Confidence = .certain, basis: AssessmentBasis = .table
  ) {
    let text = table.rows[row][column]
    let parts = CellStatements.parts(of: text, items: table.items(row: row, column: column))
    if label == nil, parts.count > 1 {
      for part in parts where AssessmentReader.isStatement(part, terms, in: kind) {
        file(kind, row, column, part, label: nil, subject: subject, confidence, basis)
      }
      return
    }
    guard AssessmentReader.isStatement(text, terms, in: kind) || isOwnName(text, kind, column) else { return }
    // A cell that spans rows is stated once; a short one may well be said twice.
    if row > 0, column < table.rows[row - 1].count, table.rows[row - 1][column] == text,
      label == nil || table.rows[row - 1].first == label, text.blankSeparatedCount(upTo: 5) > 4
    {
      return
    }
    file(kind, row, column, text, label: label, subject: subject, confidence, basis)
  }

  /// Whether a single word of a kind is more than the name of its column once again: `Vulnerabilities` under
  /// `Challenge`, where other columns say more of it.
  private func isOwnName(_ text: String, _ kind: AssessmentKind, _ column: Int) -> Bool {
    guard table.columnCount >= 3, text.utf8.count >= 8, column < table.header.count else { return false }
    let words = terms.words(of: text, limit: 3).words
    guard words.count == 1, words[0].has(TermLexicon.tags(of: kind)), !words[0].has([.rating, .negator])
    else {
      return false
    }
    return !table.header[column].lowercased().contains(text.lowercased().prefix(5))
  }

  private mutating func file(
    _ kind: AssessmentKind, _ row: Int, _ column: Int, _ text: String, label: String?, subject: String?,
    _ confidence: Confidence, _ basis: AssessmentBasis
  ) {
    found.append(
      Assessment(
        kind: kind, label: label, text: text,
        subject: subject ?? context.lexicons.subjects.subject(of: text, isName: true) ?? context.topic,
        basis: basis,
        confidence: min(confidence, table.confidence), tableID: table.id, row: row, column: column,
        span: span(of: row)))
  }

  private func span(of row: Int) -> SourceSpan {
    row < table.rowSpans.count ? table.rowSpans[row] : table.span
  }

  /// One subject for the whole row, so that a risk and its mitigation stand together.
  private func subject(of cells: [String]) -> String? {
    if let named = context.lexicons.subjects.subject(of: cells) { return named }
    if let label = cells.first, !label.isEmpty, label.blankSeparatedCount(upTo: 7) <= 6 { return label }
    return context.topic
  }
}

import BriefingModel

extension AssessmentReader {
  /// What a column holds, by its name.
  private enum Role: Equatable {
    case kind(AssessmentKind)
    /// What a risk or benefit leads to, or a longer account of it.
    case effect
    case strategy
    case result
    case other
  }

  /// The assessments that a table's columns state.
  static func assessments(in table: Table, heading: String?) -> [Assessment] {
    guard !table.rows.isEmpty else { return [] }
    let roles = table.header.map(role)
    let hasKind = roles.contains { if case .kind = $0 { true } else { false } }
    guard hasKind || roles.contains(.result) || roles.contains(.strategy) else {
      return transposed(table, heading: heading)
    }
    let effect = roles.firstIndex(of: .effect)
    let hasWordyEffect = effect.map { isWordy(table, column: $0) } ?? false
    let hasSides = roles.contains(.kind(.benefit)) || roles.contains(.kind(.risk))
    var found: [Assessment] = []
    // Benefits beside risks and no name before them: two lists side by side, whose rows mean nothing.
    let areSidesApart =
      roles.contains(.kind(.benefit)) && roles.contains(.kind(.risk))
      && (roles.first == .kind(.benefit) || roles.first == .kind(.risk))
    for (row, cells) in table.rows.enumerated() {
      let rowSubject = areSidesApart ? nil : subject(of: cells, roles, heading: heading)
      func add(_ kind: AssessmentKind, _ column: Int, label: String? = nil, confidence: Confidence = .certain)
      {
        guard column < cells.count else { return }
        let text = cells[column]
        guard isStatement(text) else { return }
        found.append(
          Assessment(
            kind: kind, label: label, text: text,
            subject: rowSubject ?? SubjectReader.subject(of: text) ?? topic(heading), basis: .table,
            confidence: min(confidence, table.confidence), tableID: table.id, row: row, column: column,
            span: row < table.rowSpans.count ? table.rowSpans[row] : table.span))
      }
      for (column, role) in roles.enumerated() {
        switch role {
        case .kind(let kind):
          let isSole = roles.count { $0 == .kind(.benefit) || $0 == .kind(.risk) } == 1
          if kind != .mitigation, isSole, column == 0, let effect, hasWordyEffect,
            effect < cells.count, isStatement(cells[effect])
          {
            add(kind, effect, label: cells[column])
          } else {
            add(kind, column)
          }
        case .result:
          if !hasSides || roles.contains(.kind(.mitigation)) { add(.benefit, column, confidence: .likely) }
        case .strategy:
          guard !hasSides, let effect, hasWordyEffect else { continue }
          if TermLexicon.words(of: table.header[effect]).contains(where: { impacts.contains($0) }) {
            add(.mitigation, column, confidence: .likely)
            add(.benefit, effect, confidence: .likely)
          } else if column < cells.count {
            add(.mitigation, effect, label: cells[column], confidence: .likely)
          }
        case .effect, .other: break
        }
      }
    }
    return found
  }

  private static func role(_ name: String) -> Role {
    let lexicon = HeaderLexicon.shared
    let key = name.comparisonKey
    if lexicon.results.contains(key) { return .result }
    if lexicon.actions.contains(key) { return .kind(.mitigation) }
    if lexicon.effects.contains(key) { return .effect }
    if lexicon.strategies.contains(key) { return .strategy }
    // `Risk level`, `Benefit owner` are about a risk, and no statement of one.
    if let kind = TermLexicon.shared.kind(ofName: name) { return .kind(kind) }
    return .other
  }

  /// A table whose rows, not its columns, are benefits and risks: `Benefits | …` over `Risks | …`.
  private static func transposed(_ table: Table, heading: String?) -> [Assessment] {
    var found: [Assessment] = []
    for (row, cells) in table.rows.enumerated() {
      guard let name = cells.first, name.blankSeparatedWords.count <= 3,
        let kind = TermLexicon.shared.kind(ofName: name)
      else { continue }
      for column in cells.indices.dropFirst() where isStatement(cells[column]) && isWordy(cells[column]) {
        let subject =
          column < table.header.count && !table.header[column].isEmpty ? table.header[column] : heading
        found.append(
          Assessment(
            kind: kind, text: cells[column], subject: SubjectReader.subject(of: cells[column]) ?? subject,
            basis: .table, confidence: min(.likely, table.confidence), tableID: table.id, row: row,
            column: column, span: row < table.rowSpans.count ? table.rowSpans[row] : table.span))
      }
    }
    return found
  }

  /// One subject for the whole row, so that a risk and its mitigation stand together.
  private static func subject(of cells: [String], _ roles: [Role], heading: String?) -> String? {
    let statements = cells.filter { !$0.isEmpty }.joined(separator: ". ")
    if let named = SubjectReader.subject(of: statements) { return named }
    if let label = cells.first, !label.isEmpty, label.blankSeparatedWords.count <= 6 { return label }
    return topic(heading)
  }

  private static func isStatement(_ cell: String) -> Bool {
    guard cell.unicodeScalars.contains(where: Letters.isLetter) else { return false }
    return !["n/a", "na", "none", "nil", "tbd", "no", "yes", "ninguno", "aucun"].contains(cell.lowercased())
  }

  private static func isWordy(_ cell: String) -> Bool {
    cell.blankSeparatedWords.count >= 2 || cell.unicodeScalars.count(where: Letters.isIdeograph) >= 3
  }

  /// Whether a column's cells are statements of some words, and not `High` or `3`.
  private static func isWordy(_ table: Table, column: Int) -> Bool {
    let cells = table.rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
    guard !cells.isEmpty else { return false }
    return cells.count(where: isWordy) * 3 >= cells.count * 2
  }

  private static let impacts: Set<String> = [
    "impact", "impacts", "effect", "effects", "impacto", "impactos", "efecto", "efectos", "effet", "effets",
  ]
}

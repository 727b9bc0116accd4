internal import BriefingModel
internal import TerminalScreen

/// A matrix laid out to a width: three columns beside the subjects where there is room, else the
/// statements of each subject below it, each with its sign.
struct MatrixLayout: Equatable {
  /// A drawn piece and the statement that it belongs to.
  struct Piece: Equatable {
    var content: FlowPiece
    /// 0-based among `statements`; nil for subjects, rules and headers.
    var statement: Int?
  }

  /// Where a statement stands.
  struct Spot: Equatable {
    var kind: AssessmentKind
    /// 0-based, half-open lines of the layout.
    var lines: Range<Int>
    /// 0-based, half-open columns of the layout.
    var columns: Range<Int>
  }

  /// From this width on the kinds stand side by side.
  static let columnsWidth = 84
  private static let gap = 2

  /// All statements in the order of the cursor: subject by subject, kind by kind.
  private(set) var statements: [Assessment] = []
  private(set) var spots: [Spot] = []
  /// Column names and their rules, drawn above the lines and never scrolled.
  private(set) var header: [[Piece]] = []
  private(set) var lines: [[Piece]] = []
  let isColumns: Bool

  /// - Parameter width: columns to fill, the margins left out.
  init(_ matrix: Matrix, width: Int) {
    isColumns = width >= Self.columnsWidth
    if isColumns { layColumns(matrix, width) } else { layStacked(matrix, width) }
  }

  // MARK: - Three columns

  private mutating func layColumns(_ matrix: Matrix, _ width: Int) {
    let room = width - 3 * Self.gap
    let subject = max(12, min(26, room * 21 / 100))
    let each = (room - subject) / 3
    let starts = (0..<3).map { subject + Self.gap + $0 * (each + Self.gap) }
    var names: [Piece] = [ornament("Subject", 0, Style(.tableHeader))]
    var rules: [Piece] = [ornament(String(repeating: "─", count: subject), 0, Style(.rule))]
    for (place, kind) in AssessmentKind.allCases.enumerated() {
      names.append(ornament("\(kind.sign) \(kind.rawValue)", starts[place], Style(kind.role, .bold)))
      rules.append(ornament(String(repeating: "─", count: each), starts[place], Style(.rule)))
    }
    header = [names, rules]
    for (index, row) in matrix.rows.enumerated() {
      if index > 0 { lines.append([]) }
      let top = lines.count
      for (number, line) in TextWrap.wrap(row.subject ?? "—", width: subject).enumerated() {
        put(
          [Piece(content: FlowPiece(content: .wrapped(line, text: 0), column: 0, style: Style(.strong)))],
          at: top + number)
      }
      for (place, kind) in AssessmentKind.allCases.enumerated() {
        var at = top
        for (number, assessment) in Self.ordered(row.statements(kind)).enumerated() {
          // A blank line tells two statements of one cell apart.
          if number > 0 { at += 1 }
          let cell = statementLines(assessment, column: starts[place], width: each, sign: false)
          for (number, pieces) in cell.enumerated() { put(pieces, at: at + number) }
          spots.append(
            Spot(
              kind: kind, lines: at..<at + cell.count,
              columns: starts[place]..<starts[place] + each))
          at += cell.count
        }
      }
    }
  }

  // MARK: - One below the other

  private mutating func layStacked(_ matrix: Matrix, _ width: Int) {
    for (index, row) in matrix.rows.enumerated() {
      if index > 0 { lines.append([]) }
      for line in TextWrap.wrap(row.subject ?? "—", width: width) {
        lines.append([
          Piece(content: FlowPiece(content: .wrapped(line, text: 0), column: 0, style: Style(.strong)))
        ])
      }
      for kind in AssessmentKind.allCases {
        for assessment in Self.ordered(row.statements(kind)) {
          let cell = statementLines(assessment, column: 0, width: width, sign: true)
          spots.append(Spot(kind: kind, lines: lines.count..<lines.count + cell.count, columns: 0..<width))
          lines += cell
        }
      }
    }
  }

  /// A statement with its sign, its mark where it is inferred, and its line in the file.
  private mutating func statementLines(
    _ assessment: Assessment, column: Int, width: Int, sign: Bool
  ) -> [[Piece]] {
    let number = statements.count
    statements.append(assessment)
    let kind = Style(assessment.kind.role)
    let style = assessment.isStated ? Style.text : Style(.dim, .italic)
    var lead: [(String, Style)] = []
    if sign { lead.append((assessment.kind.sign, kind.adding(.bold))) }
    if !assessment.isStated { lead.append(("~", Style(.inferred))) }
    let hang = lead.count * 2
    var text = InlineText(assessment.text)
    if let label = assessment.label {
      text = InlineText(
        "\(label): \(assessment.text)",
        marks: [InlineMark(kind: .strong, range: 0..<label.unicodeScalars.count)])
    }
    let wrapped = TextWrap.wrap(text, width: width, indent: hang)
    var cell = wrapped.map { line in
      [
        Piece(
          content: FlowPiece(content: .wrapped(line, text: 0), column: column, style: style),
          statement: number)
      ]
    }
    for (place, part) in lead.enumerated() {
      cell[0].append(
        Piece(
          content: FlowPiece(content: .ornament(part.0), column: column + place * 2, style: part.1),
          statement: number))
    }
    let place = ":\(assessment.span.firstLine)"
    let last = wrapped[wrapped.count - 1]
    let piece = Piece(
      content: FlowPiece(
        content: .ornament(place), column: column + width - place.utf8.count, style: .dim),
      statement: number)
    if last.indent + last.columns + 1 + place.utf8.count <= width {
      cell[cell.count - 1].append(piece)
    } else {
      cell.append([piece])
    }
    return cell
  }

  /// What is stated before what is inferred, each in reading order.
  private static func ordered(_ statements: [Assessment]) -> [Assessment] {
    statements.filter(\.isStated) + statements.filter { !$0.isStated }
  }

  private func ornament(_ text: String, _ column: Int, _ style: Style) -> Piece {
    Piece(content: FlowPiece(content: .ornament(text), column: column, style: style))
  }

  private mutating func put(_ pieces: [Piece], at line: Int) {
    while lines.count <= line { lines.append([]) }
    lines[line] += pieces
  }

  // MARK: - Moving

  /// Which of the statements of its column the cursor is on, 1-based, and how many those are.
  func place(of cursor: Int) -> (number: Int, count: Int) {
    guard isColumns, spots.indices.contains(cursor) else { return (cursor + 1, spots.count) }
    let column = spots.indices.filter { spots[$0].kind == spots[cursor].kind }
    return ((column.firstIndex(of: cursor) ?? 0) + 1, column.count)
  }

  /// The statement below (`rows` positive) or above, in the same column where there are columns.
  func statement(from cursor: Int, rows: Int) -> Int {
    guard spots.indices.contains(cursor) else { return 0 }
    guard isColumns else { return max(0, min(spots.count - 1, cursor + rows)) }
    let column = spots.indices.filter { spots[$0].kind == spots[cursor].kind }
    guard let place = column.firstIndex(of: cursor) else { return cursor }
    return column[max(0, min(column.count - 1, place + rows))]
  }

  /// The nearest statement in the next column to the right (`step` 1) or left (-1) that has any.
  func statement(from cursor: Int, columns step: Int) -> Int {
    guard spots.indices.contains(cursor) else { return 0 }
    let kinds = AssessmentKind.allCases
    guard var place = kinds.firstIndex(of: spots[cursor].kind) else { return cursor }
    let line = spots[cursor].lines.lowerBound
    while true {
      place += step
      guard kinds.indices.contains(place) else { return cursor }
      let there = spots.indices.filter { spots[$0].kind == kinds[place] }
      if let nearest = there.min(by: {
        abs(spots[$0].lines.lowerBound - line) < abs(spots[$1].lines.lowerBound - line)
      }) {
        return nearest
      }
    }
  }
}

extension AssessmentKind {
  /// The role that colours the kind; its sign always stands beside it.
  var role: Role {
    switch self {
    case .benefit: .benefit
    case .risk: .risk
    case .mitigation: .mitigation
    }
  }
}

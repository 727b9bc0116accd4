internal import BriefingModel
internal import TerminalScreen

/// A matrix over many briefings laid out to a width: statements in three columns, counts in a grid, or the
/// statements behind one cell as a list.
struct LibraryMatrixLayout: Sendable, Equatable {
  /// A drawn piece and the spot that it belongs to.
  struct Piece: Sendable, Equatable {
    var content: FlowPiece
    /// 0-based among `spots`; nil for subjects, rules and headers.
    var spot: Int?
  }

  /// Something that the cursor can be on.
  struct Spot: Sendable, Equatable, LaidOutSpot {
    enum Target: Sendable, Equatable {
      /// Something said, of the matrix that it is part of.
      case entry(CombinedMatrix.Entry, CombinedMatrix)
      /// The statements behind a count, and what they are called.
      case cell(MatrixRequest, title: String)
    }

    /// 0-based.
    var column: Int
    /// 0-based, half-open lines of the layout.
    var lines: Range<Int>
    /// 0-based, half-open columns of the layout.
    var columns: Range<Int>
    var target: Target
  }

  /// From this width on statements stand side by side.
  static let columnsWidth = 84
  private static let gap = 2

  let width: Int
  private(set) var spots: [Spot] = []
  /// Names of columns and their rules, never scrolled.
  private(set) var header: [[Piece]] = []
  private(set) var lines: [[Piece]] = []
  /// How many stated and inferred statements are laid out or counted.
  private(set) var stated = 0
  private(set) var inferred = 0
  /// The lines at which subjects begin whose statements are counted, rising.
  private(set) var rowStarts: [Int] = []
  /// Which briefings stand across; nil where the three kinds do.
  private(set) var across: Across?

  /// Briefings that stand across.
  struct Across: Sendable, Equatable {
    /// 0-based.
    var shown: Range<Int>
    /// How many there are.
    var count: Int
  }

  private init(width: Int) { self.width = width }

  // MARK: - Statements in three columns

  init(_ matrix: CombinedMatrix, width: Int) {
    self.init(width: width)
    count(matrix)
    let room = width - 3 * Self.gap
    let subject = max(12, min(26, room * 21 / 100))
    let each = (room - subject) / 3
    let starts = (0..<3).map { subject + Self.gap + $0 * (each + Self.gap) }
    let kinds = AssessmentKind.allCases
    setHeader(
      [("Subject", 0, subject, Style(.tableHeader))]
        + kinds.enumerated().map {
          ("\($1.sign) \($1.rawValue)", starts[$0], each, Style($1.role, .bold))
        })
    for (index, row) in matrix.rows.enumerated() {
      if index > 0 { lines.append([]) }
      let top = lines.count
      putSubject(row.subject, width: subject, at: top)
      for (place, kind) in kinds.enumerated() {
        var at = top
        for (number, entry) in row.entries(kind).enumerated() {
          if number > 0 { at += 1 }
          let cell = entryLines(entry, matrix, column: starts[place], width: each, sign: false)
          for (number, pieces) in cell.enumerated() { put(pieces, at: at + number) }
          spots.append(
            Spot(
              column: place, lines: at..<at + cell.count, columns: starts[place]..<starts[place] + each,
              target: .entry(entry, matrix)))
          at += cell.count
        }
      }
    }
  }

  // MARK: - A list

  /// The statements of a matrix one below the other under their subjects, with all the places of each.
  ///
  /// - Parameter measure: most columns of a line; the rest of `width` stays blank.
  init(list matrix: CombinedMatrix, width whole: Int, measure: Int) {
    self.init(width: whole)
    count(matrix)
    let width = min(whole, measure + 8)
    for (index, row) in matrix.rows.enumerated() {
      if index > 0 { lines.append([]) }
      if matrix.rows.count > 1 { putSubject(row.subject, width: width, at: lines.count) }
      for kind in AssessmentKind.allCases {
        for entry in row.entries(kind) {
          let start = lines.count
          let spot = spots.count
          for pieces in entryLines(entry, matrix, column: 0, width: width, sign: true, placed: false) {
            lines.append(pieces)
          }
          for statement in entry.statements {
            let briefing = matrix.briefings[statement.briefing]
            let about = [briefing.displayTitle, briefing.date].compactMap { $0 }.joined(separator: ", ")
            let place = matrix.place(statement)
            lines.append([
              ornament(place, 4, .dim, spot),
              ornament(
                TextWrap.cut(about, columns: max(1, width - 6 - CellWidth.columns(of: place))),
                6 + CellWidth.columns(of: place), .dim, spot),
            ])
          }
          for other in matrix.others(of: entry.first) {
            let lead = kind == .risk ? "answered by " : "against "
            let text = lead + other.assessment.kind.sign + " " + other.assessment.shownText
            lines.append([
              ornament(TextWrap.cut(text, columns: width - 4), 4, Style(other.assessment.kind.role), spot)
            ])
          }
          spots.append(
            Spot(column: 0, lines: start..<lines.count, columns: 0..<width, target: .entry(entry, matrix)))
        }
      }
    }
  }

  // MARK: - Grids

  /// Counts by subject: each kind, the open risks, the briefings.
  init(_ counts: [MatrixCounts.Row], _ base: MatrixRequest, showsInferred: Bool, width: Int) {
    self.init(width: width)
    stated = counts.reduce(0) { $0 + $1.stated.reduce(0, +) }
    inferred = showsInferred ? counts.reduce(0) { $0 + $1.inferred.reduce(0, +) } : 0
    var columns = AssessmentKind.allCases.map {
      (name: "\($0.sign) \($0.rawValue)", width: 13, style: Style($0.role, .bold))
    }
    if width < 64 {
      // In a narrow pane the signs stand for their words, and the numbers leave the subjects what they can.
      for (place, kind) in AssessmentKind.allCases.enumerated() {
        let widest = counts.reduce(1) {
          max($0, Self.counted($1, place, showsInferred).reduce(0) { $0 + $1.0.count } + 1)
        }
        columns[place].name = kind.sign
        columns[place].width = min(13, max(3, widest))
      }
    }
    if width >= 84 {
      columns.append(("open risks", 10, Style(.tableHeader)))
      columns.append(("briefings", 9, Style(.tableHeader)))
    }
    let subject = max(12, min(40, width - columns.reduce(0) { $0 + $1.width + Self.gap }))
    var starts: [Int] = []
    var at = subject + Self.gap
    for column in columns {
      starts.append(at)
      at += column.width + Self.gap
    }
    setHeader(
      [("Subject", 0, subject, Style(.tableHeader))]
        + columns.indices.map { (columns[$0].name, starts[$0], columns[$0].width, columns[$0].style) },
      alignsRight: true)
    for row in counts {
      let line = lines.count
      let name = Self.name(row.subject)
      rowStarts.append(line)
      putSubject(name, width: subject, hanging: 2, at: line)
      var request = base
      request.subject = row.subject
      for (place, kind) in AssessmentKind.allCases.enumerated() {
        let parts = Self.counted(row, place, showsInferred)
        guard !parts.isEmpty else { continue }
        request.kind = kind
        putCell(
          parts, starts[place], columns[place].width, place, line,
          .cell(request, title: "\(name)  \(kind.sign) \(kind.rawValue)"))
      }
      guard columns.count > 3 else { continue }
      if row.openRiskCount > 0 {
        request.kind = nil
        request.onlyOpenRisks = true
        putCell(
          [(row.openRiskCount.grouped, Style(.risk))], starts[3], columns[3].width, 3, line,
          .cell(request, title: "\(name)  - risks without a remedy"))
        request.onlyOpenRisks = false
      }
      request.kind = nil
      putCell(
        [(row.briefingCount.grouped, .dim)], starts[4], columns[4].width, 4, line,
        .cell(request, title: name))
    }
  }

  /// What a cell of a count shows: how many are stated, and how many inferred.
  private static func counted(
    _ row: MatrixCounts.Row, _ kind: Int, _ showsInferred: Bool
  ) -> [(String, Style)] {
    let (stated, inferred) = (row.stated[kind], showsInferred ? row.inferred[kind] : 0)
    return (stated > 0 ? [(stated.grouped, Style.text)] : [])
      + (inferred > 0 ? [("~" + inferred.grouped, Style(.inferred, .italic))] : [])
  }

  /// Subjects down, briefings across from `first` on: how many statements of each kind.
  init(_ matrix: CombinedMatrix, across first: Int, _ base: MatrixRequest, width: Int) {
    self.init(width: width)
    count(matrix)
    let subject = max(12, min(30, width / 4))
    let each = 13
    let shown = Self.briefings(matrix, from: first, width: width)
    across = Across(shown: shown, count: matrix.briefings.count)
    // Where there are more at a side a sign stands beside the names, and beside a subject that is found only there.
    let left = ornament("‹", subject, Style(.key))
    let right = ornament("›", subject + shown.count * (each + Self.gap) + 1, Style(.key))
    let starts = shown.indices.map { subject + Self.gap + ($0 - shown.lowerBound) * (each + Self.gap) }
    setHeader(
      [("Subject", 0, subject, Style(.tableHeader))]
        + shown.enumerated().map {
          (TextWrap.cut(matrix.labels[$1], columns: each), starts[$0], each, Style(.tableHeader))
        })
    if shown.lowerBound > 0 { header[0].append(left) }
    if shown.upperBound < matrix.briefings.count { header[0].append(right) }
    for row in matrix.rows {
      let line = lines.count
      let name = row.subject ?? Self.name(.none)
      rowStarts.append(line)
      putSubject(name, width: subject, hanging: 2, at: line)
      let saying = Set(row.statements.map(\.briefing))
      if !saying.contains(where: shown.contains) {
        if saying.contains(where: { $0 < shown.lowerBound }) { put([left], at: line) }
        if saying.contains(where: { $0 >= shown.upperBound }) { put([right], at: line) }
      }
      for (place, briefing) in shown.enumerated() {
        let own = row.entries(briefing: briefing).flatMap(\.statements)
        guard !own.isEmpty else { continue }
        var parts: [(String, Style)] = []
        for isStated in [true, false] {
          for kind in AssessmentKind.allCases {
            let count = own.count { $0.assessment.kind == kind && $0.assessment.isStated == isStated }
            guard count > 0 else { continue }
            parts.append(
              isStated
                ? ("\(kind.sign)\(count)", Style(kind.role))
                : ("~\(kind.sign)\(count)", Style(.inferred, .italic)))
          }
        }
        var request = base
        request.subject = row.subject.map { .named($0) } ?? .none
        request.entryID = matrix.briefings[briefing].id
        putCell(
          parts, starts[place], each, briefing, line,
          .cell(request, title: "\(name)  \(matrix.labels[briefing])"), alignsRight: false)
      }
    }
  }

  /// The briefings that fit across from the first one on.
  static func briefings(_ matrix: CombinedMatrix, from first: Int, width: Int) -> Range<Int> {
    let subject = max(12, min(30, width / 4))
    let fitting = max(1, (width - subject - gap) / 15)
    let first = max(0, min(first, matrix.briefings.count - fitting))
    return first..<min(matrix.briefings.count, first + fitting)
  }

  static func name(_ subject: MatrixRequest.Subject) -> String {
    switch subject {
    case .named(let name): name
    case .others: "Rare subjects"
    case .none, .all: "No subject"
    }
  }

  // MARK: - Pieces

  private mutating func setHeader(_ columns: [(String, Int, Int, Style)], alignsRight: Bool = false) {
    var names: [Piece] = []
    var rules: [Piece] = []
    for (place, column) in columns.enumerated() {
      let name = TextWrap.cut(column.0, columns: column.2)
      let shift = alignsRight && place > 0 ? max(0, column.2 - CellWidth.columns(of: name)) : 0
      names.append(ornament(name, column.1 + shift, column.3))
      rules.append(ornament(String(repeating: "─", count: column.2), column.1, Style(.rule)))
    }
    header = [names, rules]
  }

  private mutating func count(_ matrix: CombinedMatrix) {
    for statement in matrix.rows.flatMap(\.statements) {
      if statement.assessment.isStated { stated += 1 } else { inferred += 1 }
    }
  }

  private mutating func putSubject(_ subject: String?, width: Int, hanging: Int = 0, at line: Int) {
    let lines = TextWrap.wrap(subject ?? "—", width: width, hanging: hanging)
    for (number, wrapped) in lines.enumerated() {
      put(
        [Piece(content: FlowPiece(content: .wrapped(wrapped, text: 0), column: 0, style: Style(.strong)))],
        at: line + number)
    }
  }

  private mutating func putCell(
    _ parts: [(String, Style)], _ column: Int, _ width: Int, _ number: Int, _ line: Int,
    _ target: Spot.Target,
    alignsRight: Bool = true
  ) {
    let spot = spots.count
    let columns = parts.reduce(max(0, parts.count - 1)) { $0 + CellWidth.columns(of: $1.0) }
    var at = alignsRight ? column + max(0, width - columns) : column
    var pieces: [Piece] = []
    for (text, style) in parts where at + CellWidth.columns(of: text) <= column + width {
      pieces.append(ornament(text, at, style, spot))
      at += CellWidth.columns(of: text) + 1
    }
    put(pieces, at: line)
    spots.append(
      Spot(column: number, lines: line..<line + 1, columns: column..<column + width, target: target))
  }

  /// What is said, its mark where it is inferred, and where it stands.
  private func entryLines(
    _ entry: CombinedMatrix.Entry, _ matrix: CombinedMatrix, column: Int, width: Int, sign: Bool,
    placed: Bool = true
  ) -> [[Piece]] {
    let number = spots.count
    let assessment = entry.first.assessment
    let style = entry.isStated ? Style.text : Style(.dim, .italic)
    var lead: [(String, Style)] = []
    if sign { lead.append((assessment.kind.sign, Style(assessment.kind.role, .bold))) }
    if !entry.isStated { lead.append(("~", Style(.inferred))) }
    var text = InlineText(assessment.text)
    if let label = assessment.label, !assessment.text.hasPrefix(label) {
      text = InlineText(
        "\(label): \(assessment.text)",
        marks: [InlineMark(kind: .strong, range: 0..<label.unicodeScalars.count)])
    }
    let wrapped = TextWrap.wrap(text, width: width, indent: lead.count * 2)
    var cell = wrapped.map { line in
      [
        Piece(
          content: FlowPiece(content: .wrapped(line, text: 0), column: column, style: style), spot: number)
      ]
    }
    for (place, part) in lead.enumerated() {
      cell[0].append(ornament(part.0, column + place * 2, part.1, number))
    }
    guard placed else { return cell }
    var place = matrix.place(entry.first)
    if entry.statements.count > 1 { place += " +\(entry.statements.count - 1)" }
    place = TextWrap.cutFront(place, columns: width)
    let columns = CellWidth.columns(of: place)
    let piece = ornament(place, column + width - columns, .dim, number)
    let last = wrapped[wrapped.count - 1]
    if last.indent + last.columns + 1 + columns <= width {
      cell[cell.count - 1].append(piece)
    } else {
      cell.append([piece])
    }
    return cell
  }

  private func ornament(_ text: String, _ column: Int, _ style: Style, _ spot: Int? = nil) -> Piece {
    Piece(content: FlowPiece(content: .ornament(text), column: column, style: style), spot: spot)
  }

  private mutating func put(_ pieces: [Piece], at line: Int) {
    while lines.count <= line { lines.append([]) }
    lines[line] += pieces
  }
}

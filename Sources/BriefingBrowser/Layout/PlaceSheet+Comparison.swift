internal import BriefingModel
internal import TerminalScreen

extension PlaceSheet {
  /// Briefings compared: side by side where each has room, else one below the other.
  ///
  /// - Parameter measure: most columns of one of them.
  init(_ comparison: BriefingComparison, showsInferred: Bool, width: Int, measure: Int) {
    var laying = ComparisonLaying(comparison, showsInferred: showsInferred, width: width, measure: measure)
    laying.lay()
    self = laying.sheet
  }
}

/// A comparison on its way to a sheet.
private struct ComparisonLaying {
  /// The least columns of a briefing beside another one.
  private static let leastEach = 36
  private static let gap = 3

  var sheet: PlaceSheet
  private let comparison: BriefingComparison
  private let showsInferred: Bool
  private let isSideBySide: Bool
  private let each: Int

  init(_ comparison: BriefingComparison, showsInferred: Bool, width: Int, measure: Int) {
    self.comparison = comparison
    self.showsInferred = showsInferred
    let count = max(1, comparison.briefings.count)
    let room = (width - Self.gap * (count - 1)) / count
    isSideBySide = room >= Self.leastEach
    each = isSideBySide ? min(room, measure) : min(width, measure + 8)
    sheet = PlaceSheet(width: isSideBySide ? each * count + Self.gap * (count - 1) : each)
  }

  private func column(_ briefing: Int) -> Int { isSideBySide ? briefing * (each + Self.gap) : 0 }

  private func place(_ briefing: Int, _ span: SourceSpan, _ text: String) -> PlaceSheet.Spot.Target {
    .place(
      PlaceSheet.Place(
        entryID: comparison.briefings[briefing].id, span: span, text: text,
        label: "\(BriefingComparison.letter(briefing)):\(span.firstLine)"))
  }

  mutating func lay() {
    layHeader()
    let several = comparison.briefings.count > 2 ? "several" : "both"
    sheet.beginPart("Said by \(several)", count: comparison.same.count)
    if comparison.same.isEmpty { sheet.remark("Nothing in nearly the same words.") }
    lay(comparison.same)

    let differing = comparison.agreements.filter { !$0.differences.isEmpty }
    let count = differing.count + comparison.disagreements.count
    sheet.beginPart("With other numbers or dates", count: count)
    if count == 0 { sheet.remark("No number or date of the same thing differs.") }
    lay(differing)
    layDisagreements()

    if !comparison.near.isEmpty {
      sheet.beginPart("Near each other, in other words", count: comparison.near.count)
      lay(comparison.near)
    }
    layAlone()
    layShared("Named", comparison.names)
    layShared("Amounts and dates", comparison.figures)
  }

  // MARK: - Heads

  private mutating func layHeader() {
    var rules: [PlaceSheet.Piece] = []
    for (number, briefing) in comparison.briefings.enumerated() {
      let facts = [briefing.displayTitle, briefing.date, briefing.source].compactMap { $0 }
      let name = TextWrap.cut(facts.joined(separator: ", "), columns: each - 3)
      let line = isSideBySide ? 0 : number
      while sheet.header.count <= line { sheet.header.append([]) }
      sheet.header[line] += [
        PlaceSheet.ornament(BriefingComparison.letter(number), column(number), Style(.key)),
        PlaceSheet.ornament(name, column(number) + 3, Style(.tableHeader)),
      ]
      if isSideBySide || number == 0 {
        rules.append(
          PlaceSheet.ornament(String(repeating: "─", count: each), column(number), Style(.rule)))
      }
    }
    sheet.header.append(rules)
  }

  // MARK: - Passages

  private mutating func lay(_ agreements: [BriefingComparison.Agreement]) {
    for (number, agreement) in agreements.enumerated() {
      if number > 0 { sheet.lines.append([]) }
      if !agreement.differences.isEmpty {
        let text = agreement.differences.joined(separator: "; ")
        sheet.lines.append([
          PlaceSheet.ornament(TextWrap.cut(text, columns: sheet.width), 0, Style(.warning))
        ])
      }
      row(
        agreement.passages.map { passage in
          let kind = passage.assessment?.kind
          var signs: [(String, Style)] = []
          if let kind { signs.append((kind.sign, Style(kind.role, .bold))) }
          if passage.assessment?.isStated == false { signs.append(("~", Style(.inferred))) }
          return Cell(
            briefing: passage.briefing, text: InlineText(passage.text), signs: signs, span: passage.span,
            style: .text)
        })
    }
  }

  private struct Cell {
    var briefing: Int
    var text: InlineText
    var signs: [(String, Style)] = []
    var span: SourceSpan
    var style: Style
  }

  /// Cells of different briefings side by side, or one below the other with their letters.
  private mutating func row(_ cells: [Cell]) {
    var at: [Int: Int] = [:]
    let start = sheet.lines.count
    for cell in cells {
      let line = isSideBySide ? at[cell.briefing] ?? start : sheet.lines.count
      let end: Int
      let target = place(cell.briefing, cell.span, cell.text.text)
      if isSideBySide {
        end = sheet.put(
          cell.text, lead: cell.signs, trail: ":\(cell.span.firstLine)", style: cell.style, at: line,
          column: column(cell.briefing), width: each, target: target, number: cell.briefing)
      } else {
        let letter = (BriefingComparison.letter(cell.briefing), Style(.key))
        end = sheet.put(
          cell.text, lead: [letter] + cell.signs, trail: ":\(cell.span.firstLine)", style: cell.style,
          at: line, column: 0, width: each, target: target, number: 0)
      }
      at[cell.briefing] = end
    }
  }

  private mutating func layDisagreements() {
    for disagreement in comparison.disagreements {
      sheet.lines.append([PlaceSheet.ornament(disagreement.unit, 0, Style(.warning))])
      row(
        disagreement.figures.enumerated().flatMap { briefing, figures in
          figures.map { figure in
            Cell(
              briefing: briefing, text: InlineText("\(figure.text): \(figure.sentence)"), span: figure.span,
              style: .text)
          }
        })
    }
  }

  // MARK: - What one says

  private mutating func layAlone() {
    var subjects: [String?] = []
    var bySubject: [String?: [(briefing: Int, assessment: Assessment)]] = [:]
    for (briefing, assessments) in comparison.alone.enumerated() {
      for assessment in assessments where showsInferred || assessment.isStated {
        if bySubject[assessment.subject] == nil { subjects.append(assessment.subject) }
        bySubject[assessment.subject, default: []].append((briefing, assessment))
      }
    }
    let count = bySubject.values.reduce(0) { $0 + $1.count }
    sheet.beginPart("Said by one alone, by subject", count: count)
    if count == 0 { sheet.remark("Nothing.") }
    // Subjects that several speak of stand first: there a reader weighs one against the other.
    func spoken(_ subject: String?) -> Int { Set((bySubject[subject] ?? []).map(\.briefing)).count }
    let ordered =
      subjects.filter { $0 != nil && spoken($0) > 1 } + subjects.filter { $0 != nil && spoken($0) == 1 }
      + subjects.filter { $0 == nil }
    for (number, subject) in ordered.enumerated() {
      if number > 0 { sheet.lines.append([]) }
      sheet.lines.append([
        PlaceSheet.ornament(TextWrap.cut(subject ?? "No subject", columns: sheet.width), 0, Style(.strong))
      ])
      row(
        (bySubject[subject] ?? []).map { one in
          let kind = one.assessment.kind
          return Cell(
            briefing: one.briefing, text: InlineText(one.assessment.shownText),
            signs: [(kind.sign, Style(kind.role, .bold))]
              + (one.assessment.isStated ? [] : [("~", Style(.inferred))]),
            span: one.assessment.span, style: one.assessment.isStated ? .text : Style(.dim, .italic))
        })
    }
  }

  // MARK: - Names and figures

  private mutating func layShared(_ name: String, _ shared: [BriefingComparison.Shared]) {
    guard !shared.isEmpty else { return }
    sheet.beginPart(name, count: shared.count)
    for one in shared {
      let start = sheet.lines.count
      if !isSideBySide {
        sheet.lines.append([
          PlaceSheet.ornament(TextWrap.cut(one.name, columns: each), 0, .text)
        ])
      }
      for (briefing, spans) in one.places.enumerated() {
        let line = isSideBySide ? start : sheet.lines.count
        guard let first = spans.first else {
          let text = isSideBySide ? "no " + one.name : "\(BriefingComparison.letter(briefing)) not"
          sheet.put(
            [
              PlaceSheet.ornament(
                TextWrap.cut(text, columns: each), column(briefing) + (isSideBySide ? 0 : 2), .dim)
            ], at: line)
          continue
        }
        let numbers = Set(spans.map(\.firstLine)).sorted()
        let lines = numbers.prefix(6).map { String($0) }.joined(separator: ", ")
        let stands = (numbers.count == 1 ? "line " : "lines ") + lines + (numbers.count > 6 ? " …" : "")
        let lead = isSideBySide ? one.name + "  " : BriefingComparison.letter(briefing) + " "
        let text = lead + (spans.count > 1 ? "\(spans.count) times, " : "") + stands
        let indent = isSideBySide ? 0 : 2
        _ = sheet.put(
          InlineText(
            text,
            marks: isSideBySide ? [InlineMark(kind: .strong, range: 0..<one.name.unicodeScalars.count)] : []),
          style: .text, at: line, column: column(briefing) + indent, width: each - indent,
          target: place(briefing, first, one.name), number: isSideBySide ? briefing : 0)
      }
    }
  }
}

/// Which risk of a briefing is answered by which mitigation: a table of challenges, effects and remedies says so
/// row by row.
public struct RiskAnswers: Sendable, Equatable {
  /// By the 0-based place of a risk among the assessments, those of its mitigations.
  public private(set) var remedies: [Int: [Int]] = [:]
  /// By the place of a mitigation, those of its risks.
  public private(set) var risks: [Int: [Int]] = [:]

  /// Links the assessments of one briefing.
  public init(_ assessments: [Assessment]) {
    struct Row: Hashable {
      var table: String
      var row: Int
    }
    var rows: [Row: [Int]] = [:]
    for (place, assessment) in assessments.enumerated() {
      guard let table = assessment.tableID, let row = assessment.row else { continue }
      rows[Row(table: table, row: row), default: []].append(place)
    }
    for places in rows.values {
      let isOfSides = places.contains { assessments[$0].kind == .benefit }
      for risk in places where assessments[risk].kind == .risk {
        for remedy in places where assessments[remedy].kind == .mitigation {
          // Where benefits stand in the row too, its cells may be lists side by side: then only a remedy right
          // behind the risk answers it.
          if isOfSides {
            guard let from = assessments[risk].column, assessments[remedy].column == from + 1 else {
              continue
            }
          }
          remedies[risk, default: []].append(remedy)
          risks[remedy, default: []].append(risk)
        }
      }
    }
  }

  /// Risks that a table or list states and nothing beside them answers, in reading order.
  public static func open(_ assessments: [Assessment]) -> [Int] {
    let answers = RiskAnswers(assessments)
    return assessments.indices.filter {
      assessments[$0].kind == .risk && assessments[$0].isStated && answers.remedies[$0] == nil
    }
  }
}

/// Assessments laid out: subjects down, benefit / risk / mitigation across.
public struct Matrix: Sendable, Equatable {
  /// One subject with its statements.
  public struct Row: Sendable, Equatable {
    /// Nil for statements that fit no subject.
    public var subject: String?
    public var benefits: [Assessment]
    public var risks: [Assessment]
    public var mitigations: [Assessment]

    /// The statements of one kind, in reading order.
    public func statements(_ kind: AssessmentKind) -> [Assessment] {
      switch kind {
      case .benefit: benefits
      case .risk: risks
      case .mitigation: mitigations
      }
    }
  }

  /// In the order in which the subjects first come up.
  public var rows: [Row]

  /// Lays out `assessments`; with `includeInferred` false only the stated ones.
  public init(_ assessments: [Assessment], includeInferred: Bool = true) {
    var rows: [Row] = []
    var places: [String?: Int] = [:]
    for assessment in assessments where includeInferred || assessment.isStated {
      let place: Int
      if let known = places[assessment.subject] {
        place = known
      } else {
        place = rows.count
        places[assessment.subject] = place
        rows.append(Row(subject: assessment.subject, benefits: [], risks: [], mitigations: []))
      }
      switch assessment.kind {
      case .benefit: rows[place].benefits.append(assessment)
      case .risk: rows[place].risks.append(assessment)
      case .mitigation: rows[place].mitigations.append(assessment)
      }
    }
    self.rows = rows
  }
}

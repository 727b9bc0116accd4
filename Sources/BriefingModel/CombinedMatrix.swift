/// The matrix over several briefings: subjects merged, statements that say the same folded, each with every
/// place it stands in.
public struct CombinedMatrix: Sendable, Equatable {
  /// A briefing with what it assesses.
  public struct Source: Sendable, Equatable {
    public var entry: LibraryEntry
    public var assessments: [Assessment]

    public init(entry: LibraryEntry, assessments: [Assessment]) {
      self.entry = entry
      self.assessments = assessments
    }
  }

  /// A statement and where it was made.
  public struct Statement: Sendable, Equatable, Hashable {
    /// 0-based in `briefings`.
    public var briefing: Int
    /// Its place among the assessments of its briefing, 0-based.
    public var number: Int
    public var assessment: Assessment
  }

  /// A risk with what answers it, or a mitigation with what it answers.
  public struct Answer: Sendable, Equatable {
    public var statement: Statement
    /// The other side, in the same row of the same table.
    public var others: [Statement]
  }

  /// What is said, once or several times in nearly the same words.
  public struct Entry: Sendable, Equatable {
    /// The first one is shown; stated ones before inferred ones.
    public var statements: [Statement]

    public var first: Statement { statements[0] }
    public var isStated: Bool { statements[0].assessment.isStated }
  }

  public struct Row: Sendable, Equatable {
    /// As the first briefing writes it; nil for statements that fit no subject.
    public var subject: String?
    /// In reading order.
    public var statements: [Statement]
    /// The same folded: of each kind what is stated before what is inferred, each in reading order.
    public var entries: [AssessmentKind: [Entry]]

    public func statements(_ kind: AssessmentKind) -> [Statement] {
      statements.filter { $0.assessment.kind == kind }
    }

    public func entries(_ kind: AssessmentKind) -> [Entry] { entries[kind] ?? [] }

    /// The entries of one briefing, all kinds, with its own statements alone.
    public func entries(briefing: Int) -> [Entry] {
      AssessmentKind.allCases.flatMap { entries($0) }.compactMap { entry in
        let own = entry.statements.filter { $0.briefing == briefing }
        return own.isEmpty ? nil : Entry(statements: own)
      }
    }

    /// How many briefings say something here.
    public var briefingCount: Int { Set(statements.map(\.briefing)).count }
  }

  /// The briefings with a statement, in order.
  public private(set) var briefings: [LibraryEntry] = []
  /// What they are called in cells, in the same order.
  public private(set) var labels: [String] = []
  /// In the order in which subjects first come up, those without a subject last.
  public private(set) var rows: [Row] = []
  private var sources: [[Assessment]] = []

  /// Lays out what `sources` assess; with `includeInferred` false only what a table or list states.
  public init(
    _ sources: [Source], includeInferred: Bool = true,
    only: (LibraryEntry, Assessment) -> Bool = { _, _ in true }
  ) {
    var places: [String: Int] = [:]
    var subjects: [(subject: String?, statements: [Statement])] = []
    var rest: [Statement] = []
    for source in sources {
      let wanted = source.assessments.indices.filter {
        let assessment = source.assessments[$0]
        return (includeInferred || assessment.isStated) && only(source.entry, assessment)
      }
      guard !wanted.isEmpty else { continue }
      let briefing = briefings.count
      briefings.append(source.entry)
      self.sources.append(source.assessments)
      for number in wanted {
        let assessment = source.assessments[number]
        let statement = Statement(briefing: briefing, number: number, assessment: assessment)
        guard let subject = assessment.subject, !subject.isEmpty else {
          rest.append(statement)
          continue
        }
        let key = Self.key(subject)
        if let place = places[key] {
          subjects[place].statements.append(statement)
        } else {
          places[key] = subjects.count
          subjects.append((subject, [statement]))
        }
      }
    }
    if !rest.isEmpty { subjects.append((nil, rest)) }
    rows = subjects.map { subject, statements in
      Row(subject: subject, statements: statements, entries: Self.folded(statements))
    }
    labels = Self.labels(briefings.map(\.path))
  }

  /// What makes two subjects one: their letters without regard to case and blanks.
  public static func key(_ subject: String) -> String {
    subject.lowercased().split(separator: " ").joined(separator: " ")
  }

  private static func folded(_ statements: [Statement]) -> [AssessmentKind: [Entry]] {
    var entries: [AssessmentKind: [Entry]] = [:]
    for kind in AssessmentKind.allCases {
      // Stated ones first, so that what is stated is what is shown.
      let own =
        statements.filter { $0.assessment.kind == kind && $0.assessment.isStated }
        + statements.filter { $0.assessment.kind == kind && !$0.assessment.isStated }
      guard !own.isEmpty else { continue }
      let firsts = StatementFolding.firsts(of: own.map { $0.assessment.shownText })
      var folded: [Entry] = []
      var places: [Int: Int] = [:]
      for (place, first) in firsts.enumerated() {
        if let known = places[first] {
          folded[known].statements.append(own[place])
        } else {
          places[first] = folded.count
          folded.append(Entry(statements: [own[place]]))
        }
      }
      entries[kind] = folded
    }
    return entries
  }

  /// The label of a file and a line: `004:41`.
  public func place(_ statement: Statement) -> String {
    "\(labels[statement.briefing]):\(statement.assessment.span.firstLine)"
  }

  mutating func setRows(_ rows: [Row]) { self.rows = rows }

  // MARK: Challenge and remedy

  /// What answers a risk, or what a mitigation answers, in the same row of its table.
  public func others(of statement: Statement) -> [Statement] {
    let answers = RiskAnswers(sources[statement.briefing])
    let places =
      switch statement.assessment.kind {
      case .risk: answers.remedies[statement.number] ?? []
      case .mitigation: answers.risks[statement.number] ?? []
      case .benefit: [Int]()
      }
    return places.map {
      Statement(briefing: statement.briefing, number: $0, assessment: sources[statement.briefing][$0])
    }
  }

  /// The risks shown that a table states together with their remedies.
  public var answeredRisks: [Answer] {
    rows.flatMap { $0.statements(.risk) }.compactMap { risk in
      let remedies = others(of: risk)
      return remedies.isEmpty ? nil : Answer(statement: risk, others: remedies)
    }
  }

  /// The risks that nothing stated beside them answers, by subject: each with the mitigations that stand
  /// elsewhere under the subject. Inferred risks are none: no table says what they lack.
  public var openRisks: [(subject: String?, risk: Entry, mitigations: [Entry])] {
    rows.flatMap { row in
      row.entries(.risk).compactMap { entry in
        guard entry.isStated,
          !entry.statements.contains(where: { $0.assessment.isStated && !others(of: $0).isEmpty })
        else { return nil }
        return (row.subject, entry, row.entries(.mitigation))
      }
    }
  }

  /// Mitigations that are named more than once, wherever they stand, the most often named first: in nearly the
  /// same words, or one by the name that another has for a label.
  public var repeatedRemedies: [Entry] {
    let all = rows.flatMap { $0.statements(.mitigation) }.sorted {
      ($0.briefing, $0.number) < ($1.briefing, $1.number)
    }
    let byText = StatementFolding.firsts(of: all.map { $0.assessment.shownText })
    let byName = StatementFolding.firsts(of: all.map { $0.assessment.label ?? $0.assessment.text })
    var root = Array(all.indices)
    func find(_ place: Int) -> Int {
      var place = place
      while root[place] != place { place = root[place] }
      return place
    }
    for place in all.indices {
      for other in [byText[place], byName[place]] {
        let (one, two) = (find(place), find(other))
        if one != two { root[max(one, two)] = min(one, two) }
      }
    }
    var groups: [Int: [Statement]] = [:]
    for place in all.indices { groups[find(place), default: []].append(all[place]) }
    return groups.keys.sorted().compactMap { key in
      let group = groups[key] ?? []
      return group.count > 1 ? Entry(statements: group) : nil
    }.enumerated().sorted {
      ($1.element.statements.count, $0.offset) < ($0.element.statements.count, $1.offset)
    }
    .map(\.element)
  }
}

extension Assessment {
  /// The statement with its label before it, where it has one of its own.
  public var shownText: String {
    guard let label, !label.isEmpty, !text.hasPrefix(label) else { return text }
    return label + ": " + text
  }
}

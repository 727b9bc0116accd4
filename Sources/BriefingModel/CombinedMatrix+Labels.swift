extension CombinedMatrix {
  /// The shortest beginning of each file's name, ended where a word of it ends, that no other has;
  /// the whole path when names are alike.
  public static func labels(_ paths: [String]) -> [String] {
    let words = paths.map { path -> [String] in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      var parts: [String] = [""]
      for character in name {
        if "_-. ".contains(character), parts[parts.count - 1] != "" { parts.append("") }
        parts[parts.count - 1].append(character)
      }
      return parts
    }
    let depth = words.map(\.count).max() ?? 0
    for count in stride(from: 1, through: depth, by: 1) {
      let labels = words.map { $0.prefix(count).joined() }
      if Set(labels).count == labels.count { return labels }
    }
    return paths
  }

  /// The matrix of briefings that were read, without a library.
  public init(_ briefings: [Briefing], includeInferred: Bool) {
    self.init(
      briefings.enumerated().map { Source($0.element, id: Int64($0.offset)) },
      includeInferred: includeInferred)
  }

  /// What order its rows stand in.
  public enum Order: String, Sendable, CaseIterable {
    /// As the subjects first come up.
    case reading
    case subject
    case statements, benefits, risks, mitigations
    /// By how many briefings say something.
    case briefings
    /// What the newest briefings say first; those without a date last.
    case date
    /// By the names of the briefings' sources; those without one last.
    case source

    /// Whether it goes by what is known of each briefing, which a count does not tell.
    public var isOfBriefings: Bool { self == .date || self == .source }
  }

  /// The same with its rows in another order; equals stay as they are, statements without a subject last.
  public func sorted(by order: Order) -> CombinedMatrix {
    if order.isOfBriefings { return sortedByBriefing(order) }
    var matrix = self
    func count(_ row: Row) -> Int {
      switch order {
      case .reading, .subject, .date, .source: 0
      case .statements: row.statements.count
      case .benefits: row.statements(.benefit).count
      case .risks: row.statements(.risk).count
      case .mitigations: row.statements(.mitigation).count
      case .briefings: row.briefingCount
      }
    }
    let counted = rows.enumerated().map { (place: $0.offset, row: $0.element, count: count($0.element)) }
    matrix.setRows(
      counted.sorted { one, other in
        if (one.row.subject == nil) != (other.row.subject == nil) { return one.row.subject != nil }
        if one.count != other.count { return one.count > other.count }
        if order == .subject, let left = one.row.subject, let right = other.row.subject, left != right {
          return Self.key(left) < Self.key(right)
        }
        return one.place < other.place
      }.map(\.row))
    return matrix
  }

  /// The rows, and what stands in their cells, by the dates or sources of the briefings.
  private func sortedByBriefing(_ order: Order) -> CombinedMatrix {
    let ranks = briefings.indices.sorted { one, other in
      let (left, right) = (briefings[one], briefings[other])
      switch order {
      case .date where left.date != right.date:
        guard let first = left.date, let second = right.date else { return left.date != nil }
        return first > second
      case .source where left.source != right.source:
        guard let first = left.source, let second = right.source else { return left.source != nil }
        return Self.key(first) < Self.key(second)
      default: return one < other
      }
    }
    var places = [Int](repeating: 0, count: briefings.count)
    for (place, briefing) in ranks.enumerated() { places[briefing] = place }
    func rank(_ entry: Entry) -> Int { entry.statements.map { places[$0.briefing] }.min() ?? 0 }
    var matrix = self
    let sorted = rows.map { row in
      var row = row
      row.entries = row.entries.mapValues { entries in
        entries.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
          .map(\.element)
      }
      return row
    }
    func rank(_ row: Row) -> Int { row.statements.map { places[$0.briefing] }.min() ?? 0 }
    matrix.setRows(
      sorted.enumerated().sorted { one, other in
        if (one.element.subject == nil) != (other.element.subject == nil) {
          return one.element.subject != nil
        }
        return (rank(one.element), one.offset) < (rank(other.element), other.offset)
      }.map(\.element))
    return matrix
  }
}

extension CombinedMatrix.Source {
  /// A briefing as it was read.
  public init(_ briefing: Briefing, id: Int64) {
    let stated = briefing.assessments.filter(\.isStated)
    self.init(
      entry: LibraryEntry(
        id: id, path: briefing.path, displayTitle: briefing.displayTitle, date: briefing.date,
        source: briefing.source, lineCount: briefing.lineCount, sectionCount: briefing.headings.count,
        tableCount: briefing.tables.count, benefitCount: stated.count { $0.kind == .benefit },
        riskCount: stated.count { $0.kind == .risk }, mitigationCount: stated.count { $0.kind == .mitigation }
      ),
      assessments: briefing.assessments)
  }
}

extension CombinedMatrix {
  /// Leaves the stated risks that nothing beside them answers.
  public mutating func keepOpenRisks() {
    setRows(
      rows.compactMap { row in
        let open = row.statements(.risk).filter { $0.assessment.isStated && others(of: $0).isEmpty }
        guard !open.isEmpty else { return nil }
        let entries = row.entries(.risk).compactMap { entry in
          let own = entry.statements.filter { open.contains($0) }
          return own.isEmpty ? nil : Entry(statements: own)
        }
        return Row(subject: row.subject, statements: open, entries: [.risk: entries])
      })
  }
}

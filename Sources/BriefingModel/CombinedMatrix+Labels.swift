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
  }

  /// The same with its rows in another order; equals stay as they are, statements without a subject last.
  public func sorted(by order: Order) -> CombinedMatrix {
    var matrix = self
    func count(_ row: Row) -> Int {
      switch order {
      case .reading, .subject: 0
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

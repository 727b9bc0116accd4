internal import BriefingModel

/// One line of the outline pane: what the briefing holds, each a key away.
enum OutlineEntry: Equatable {
  /// A heading with its 1-based number.
  case heading(Heading, number: Int)
  /// A table with its 0-based number.
  case table(Table, number: Int)
  case matrix(benefits: Int, risks: Int, mitigations: Int, inferred: Int)
  /// How many notes of each kind, in words.
  case notes(String)
  /// A label over what follows; the cursor passes it over.
  case label(String)
  case blank

  var canBeChosen: Bool {
    switch self {
    case .label, .blank: false
    default: true
    }
  }
}

extension Briefing {
  /// The lines of the outline pane.
  var outlineEntries: [OutlineEntry] {
    var entries: [OutlineEntry] = []
    for (index, heading) in headings.enumerated() {
      entries.append(.heading(heading, number: index + 1))
    }
    if headings.isEmpty { entries.append(.label("No headings")) }
    if !tables.isEmpty {
      entries += [.blank, .label("Tables")]
      for (index, table) in tables.enumerated() { entries.append(.table(table, number: index)) }
    }
    if !assessments.isEmpty {
      func count(_ kind: AssessmentKind) -> Int {
        assessments.count { $0.kind == kind && $0.isStated }
      }
      entries += [.blank, .label("Matrix")]
      entries.append(
        .matrix(
          benefits: count(.benefit), risks: count(.risk), mitigations: count(.mitigation),
          inferred: assessments.count { !$0.isStated }))
    }
    if !notes.isEmpty {
      entries += [.blank, .label("Notes")]
      entries.append(.notes(noteSummary))
    }
    return entries
  }

  /// `3 lists lost, 5 tables rebuilt, 1 line dropped`.
  var noteSummary: String {
    func say(_ kind: ExtractionNote.Kind, _ one: String, _ many: String) -> String? {
      let count = notes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }
    let known = [
      say(.lostList, "list lost", "lists lost"),
      say(.reconstructedTable, "table rebuilt", "tables rebuilt"),
      say(.uncertainTable, "table uncertain", "tables uncertain"),
      say(.furniture, "line dropped", "lines dropped"),
      say(.repeatedTitle, "title repeated", "titles repeated"),
      say(.gluedSentence, "sentence parted", "sentences parted"),
      say(.raggedRow, "ragged row", "ragged rows"),
    ].compactMap { $0 }
    let named: Set<ExtractionNote.Kind> = [
      .lostList, .reconstructedTable, .uncertainTable, .furniture, .repeatedTitle, .gluedSentence,
      .raggedRow,
    ]
    let others = notes.count { !named.contains($0.kind) }
    let rest = others == 0 ? [] : ["\(others) \(known.isEmpty ? "" : "more ")\(others == 1 ? "note" : "notes")"]
    return (known + rest).joined(separator: ", ")
  }
}

/// One line of the hits pane: a briefing that was found, or one of its lines.
enum HitEntry: Equatable {
  case briefing(SearchResult)
  case line(SearchHit, in: SearchResult)
}

extension SearchResults {
  /// The lines of the hits pane.
  var entries: [HitEntry] {
    results.flatMap { result in
      [.briefing(result)] + result.hits.map { .line($0, in: result) }
    }
  }
}

internal import BriefingModel

/// One line of the outline pane: what the briefing holds, each a key away.
enum OutlineEntry: Equatable {
  /// A heading with its 1-based number.
  case heading(Heading, number: Int)
  /// A table with its 0-based number.
  case table(Table, number: Int)
  case matrix(benefits: Int, risks: Int, mitigations: Int, inferred: Int)
  /// How many notes there are of a kind, in words, and the 0-based place of the first among
  /// `rankedNotes`.
  case notes(String, first: Int)
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
  /// The level of its highest headings: 1, or deeper where a file leaves the first levels out.
  var highestLevel: Int { headings.map(\.level).min() ?? 1 }

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
      entries += noteEntries
    }
    return entries
  }

  /// The notes as they are listed: what was lost or is in doubt first, small repairs last; those of a kind
  /// that say the same together.
  var rankedNotes: [ExtractionNote] {
    var first: [String: Int] = [:]
    for (offset, note) in notes.enumerated() where first[note.message] == nil { first[note.message] = offset }
    return notes.enumerated().map { offset, note in
      (note, key: [note.kind.rank, first[note.message] ?? 0, note.span.firstLine, offset])
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.0)
  }

  /// The notes by kind, in the order of `rankedNotes`.
  var noteGroups: [NoteGroup] {
    let ranked = rankedNotes
    var groups: [NoteGroup] = []
    var first = 0
    while first < ranked.count {
      let kind = ranked[first].kind
      let notes = first..<first + ranked[first...].prefix { $0.kind == kind }.count
      groups.append(
        NoteGroup(
          name: "\(notes.count) " + (notes.count == 1 ? kind.words.one : kind.words.many), notes: notes))
      first = notes.upperBound
    }
    return groups
  }

  /// A line for each kind of note: `3 lists lost`.
  private var noteEntries: [OutlineEntry] {
    noteGroups.map { .notes($0.name, first: $0.notes.lowerBound) }
  }
}

/// The notes of one kind.
struct NoteGroup: Equatable {
  /// How many there are, in words: `3 lists lost`.
  var name: String
  /// 0-based among the ranked notes.
  var notes: Range<Int>
}

extension ExtractionNote.Kind {
  /// Place in the list of notes: the lower, the more a reader has to know of it.
  fileprivate var rank: Int {
    switch self {
    case .unread, .truncated: 0
    case .lostList: 1
    case .uncertainTable: 2
    case .reconstructedTable: 3
    case .overruledTable: 4
    case .raggedRow: 5
    case .encoding: 6
    case .ambiguousDate: 7
    case .omitted: 8
    case .furniture: 9
    case .repeatedTitle: 10
    case .frontMatter: 11
    case .gluedDate: 12
    case .gluedSentence: 13
    }
  }

  /// What the outline calls one and several of them.
  fileprivate var words: (one: String, many: String) {
    switch self {
    case .unread: ("rest not read", "rests not read")
    case .truncated: ("cut", "cuts")
    case .lostList: ("list lost", "lists lost")
    case .uncertainTable: ("table uncertain", "tables uncertain")
    case .reconstructedTable: ("table rebuilt", "tables rebuilt")
    case .overruledTable: ("table set by you", "tables set by you")
    case .raggedRow: ("ragged row", "ragged rows")
    case .encoding: ("note on the encoding", "notes on the encoding")
    case .ambiguousDate: ("date unclear", "dates unclear")
    case .omitted: ("part not shown", "parts not shown")
    case .furniture: ("line dropped", "lines dropped")
    case .repeatedTitle: ("title repeated", "titles repeated")
    case .frontMatter: ("note on the front matter", "notes on the front matter")
    case .gluedDate: ("date parted", "dates parted")
    case .gluedSentence: ("sentence parted", "sentences parted")
    }
  }
}

/// One line of the hits pane: a briefing that was found, or one of its lines.
enum HitEntry: Equatable {
  case briefing(SearchResult)
  case line(SearchHit, in: SearchResult)
}

extension SearchResults {
  /// How many lines the hits pane has.
  var entryCount: Int { results.reduce(0) { $0 + 1 + $1.hits.count } }

  /// Those lines of the hits pane, from a 0-based one on: there may be thousands of others.
  func entries(_ range: Range<Int>) -> [HitEntry] {
    var entries: [HitEntry] = []
    var place = 0
    for result in results {
      guard place < range.upperBound else { break }
      let end = place + 1 + result.hits.count
      if end > range.lowerBound {
        if range.contains(place) { entries.append(.briefing(result)) }
        for (offset, hit) in result.hits.enumerated() where range.contains(place + 1 + offset) {
          entries.append(.line(hit, in: result))
        }
      }
      place = end
    }
    return entries
  }

  /// The line of the hits pane at a 0-based place.
  func entry(at place: Int) -> HitEntry? { entries(place..<place + 1).first }

  /// Which of the briefings that match, 1-based, the line at a place belongs to.
  func number(at place: Int) -> Int {
    var (line, number) = (0, 1)
    for result in results {
      line += 1 + result.hits.count
      if line > place { break }
      number += 1 + result.equalPaths.count
    }
    return number
  }
}

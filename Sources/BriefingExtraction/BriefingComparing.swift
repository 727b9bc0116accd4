public import BriefingModel

/// Compares briefings on the same event.
public enum BriefingComparing {
  /// Passages less near to each other are not shown side by side, nor those that share fewer words.
  private static let leastNearness = 0.19
  private static let leastShared = 3
  private static let mostPassages = 600
  private static let mostAgreements = 60

  /// The first paragraph of a briefing that says something: what a briefing without a title is about.
  public static func beginning(of briefing: Briefing) -> String? {
    BriefingPieces.pieces(of: briefing).first { $0.isProse && !$0.isRow }?.text
  }

  /// What `briefings` say in common, alone, and differently. At least two are needed for anything to be found.
  ///
  /// - Parameter entries: what lists know of them, in the same order.
  public static func comparison(
    of briefings: [Briefing], entries: [LibraryEntry], includeInferred: Bool = true,
    lexicons: Lexicons = .standard
  ) -> BriefingComparison {
    var comparison = BriefingComparison(briefings: entries)
    let passages = briefings.enumerated().map { Self.passages(of: $0.element, number: $0.offset) }
    let folded = foldedGroups(briefings, includeInferred)
    let groups = join(likeGroups(passages, lexicons), folded)
    comparison.agreements = groups.map { group in
      BriefingComparison.Agreement(
        passages: group.passages.map(\.passage), likeness: group.likeness,
        differences: differences(group.passages))
    }
    comparison.alone = alone(briefings, groups, includeInferred)
    let figures = briefings.map { FigureReader.figures(in: $0) }
    comparison.disagreements = disagreements(figures)
    comparison.figures = sharedFigures(figures)
    comparison.names = sharedNames(briefings.map { NameReader.names(in: $0, lexicons: lexicons) })
    comparison.subjects = subjects(briefings, includeInferred)
    return comparison
  }

  // MARK: The nearest

  /// The one of `others` that shares most with a briefing, told by the words of both: rare ones count for more, and
  /// names for twice as much. Nil where none shares any.
  public static func nearest(
    to briefing: Briefing, among others: [Briefing], lexicons: Lexicons = .standard
  ) -> Int? {
    let all = ([briefing] + others).map { one -> [String: Double] in
      var weights: [String: Double] = [:]
      for piece in BriefingPieces.pieces(of: one).prefix(mostPassages) {
        for word in StatementWords(piece.text).words { weights[PassageFeatures.stem(word)] = 1 }
      }
      for name in NameReader.names(in: one, lexicons: lexicons) { weights["@" + name.name] = 2 }
      return weights
    }
    var holders: [String: Double] = [:]
    for word in all.flatMap(\.keys) { holders[word, default: 0] += 1 }
    func weight(_ word: String, _ own: Double) -> Double {
      // What all have tells nothing.
      own * (Double(all.count) - (holders[word] ?? 0)) / Double(all.count)
    }
    let lengths = all.map { one in
      one.reduce(0) { $0 + weight($1.key, $1.value) * weight($1.key, $1.value) }.squareRoot()
    }
    var best: (place: Int, nearness: Double)?
    for place in others.indices {
      let other = all[place + 1]
      let shared = all[0].reduce(0.0) { sum, one in
        guard let own = other[one.key] else { return sum }
        return sum + weight(one.key, one.value) * weight(one.key, own)
      }
      let length = lengths[0] * lengths[place + 1]
      let nearness = length > 0 ? shared / length : 0
      if nearness > best?.nearness ?? 0 { best = (place, nearness) }
    }
    return best?.place
  }

  // MARK: Passages

  struct WeighedPassage {
    var passage: BriefingComparison.Passage
    var words: StatementWords
  }

  /// The sentences of a briefing, with what each assesses.
  private static func passages(of briefing: Briefing, number: Int) -> [WeighedPassage] {
    var found: [WeighedPassage] = []
    for piece in BriefingPieces.pieces(of: briefing) where piece.isProse && found.count < mostPassages {
      var text = piece.text
      let sentences: [String] = text.withUTF8 { bytes in
        if piece.isRow { return [String(decoding: bytes, as: UTF8.self)] }
        var sentences: [String] = []
        var start = 0
        while start < bytes.count {
          let sentence = SentenceBounds.sentence(around: start, in: bytes)
          guard sentence.upperBound > start else { break }
          sentences.append(String(decoding: bytes[sentence], as: UTF8.self))
          start = sentence.upperBound
          while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
        }
        return sentences
      }
      for sentence in sentences {
        let words = StatementWords(sentence)
        // What announces a list says nothing itself.
        guard words.words.count >= 3, sentence.utf8.last != 0x3A else { continue }
        let assessment = briefing.assessments.first {
          $0.span.firstLine == piece.span.firstLine && (piece.isRow || sentence.contains($0.text))
        }
        // A few words are a passage where they state something.
        guard words.words.count >= 5 || assessment != nil else { continue }
        found.append(
          WeighedPassage(
            passage: BriefingComparison.Passage(
              briefing: number, text: sentence, span: piece.span, assessment: assessment), words: words))
      }
    }
    return found
  }

  struct Group {
    var passages: [WeighedPassage]
    var likeness: Double
  }

  /// Passages of different briefings that are likest to each other, the likest first; each has one other passage at
  /// most in each briefing.
  private static func likeGroups(_ sides: [[WeighedPassage]], _ lexicons: Lexicons) -> [Group] {
    guard sides.count > 1 else { return [] }
    let features = PassageFeatures(sides.map { $0.map { ($0.passage.text, $0.words) } }, lexicons)
    struct Pair {
      var one: (Int, Int)
      var other: (Int, Int)
      var likeness: Double
    }
    var pairs: [Pair] = []
    for left in sides.indices {
      for right in sides.indices where right > left {
        let alike = features.alike(left, right, leastShared: leastShared)
          .filter { $0.nearness >= leastNearness }
          .sorted { ($1.nearness, $0.one, $0.other) < ($0.nearness, $1.one, $1.other) }
        var taken: (left: Set<Int>, right: Set<Int>) = ([], [])
        for pair in alike where !taken.left.contains(pair.one) && !taken.right.contains(pair.other) {
          taken.left.insert(pair.one)
          taken.right.insert(pair.other)
          pairs.append(Pair(one: (left, pair.one), other: (right, pair.other), likeness: pair.likeness))
        }
      }
    }
    pairs.sort { $0.likeness > $1.likeness }
    // Pairs that share a passage are one group, of one passage of each briefing at most.
    var groups: [(members: [Int: Int], likeness: Double)] = []
    for pair in pairs {
      let place = groups.firstIndex {
        $0.members[pair.one.0] == pair.one.1 || $0.members[pair.other.0] == pair.other.1
      }
      guard let place else {
        groups.append(([pair.one.0: pair.one.1, pair.other.0: pair.other.1], pair.likeness))
        continue
      }
      for (side, number) in [pair.one, pair.other] where groups[place].members[side] == nil {
        groups[place].members[side] = number
        groups[place].likeness = min(groups[place].likeness, pair.likeness)
      }
    }
    return groups.prefix(mostAgreements).map { group in
      Group(
        passages: group.members.keys.sorted().map { sides[$0][group.members[$0] ?? 0] },
        likeness: group.likeness)
    }
  }

  // MARK: Differences

  /// Numbers and dates of like passages that are of the same thing and not the same.
  private static func differences(_ passages: [WeighedPassage]) -> [String] {
    let figures = passages.map { FigureReader.figures(in: $0.passage.text, span: $0.passage.span) }
    var found: [String] = []
    for one in figures.indices {
      for other in figures.indices where other > one {
        for left in figures[one] {
          let like = figures[other].filter { isOfSameThing(left, $0) }
          guard !like.isEmpty, !like.contains(where: { isEqual(left, $0) }) else { continue }
          found.append(left.text + " / " + like.map(\.text).joined(separator: ", "))
        }
      }
    }
    return found
  }

  private static func isEqual(_ one: Figure, _ other: Figure) -> Bool {
    one.kind == .date ? one.unit == other.unit : one.value == other.value
  }

  private static func isOfSameThing(_ one: Figure, _ other: Figure) -> Bool {
    guard one.kind == other.kind else { return false }
    switch one.kind {
    case .date:
      // A day of the week and a year say nothing against each other.
      let (left, right) = (isNumbered(one), isNumbered(other))
      return left == right && (!left || one.unit.utf8.count == other.unit.utf8.count)
    case .money, .share: return true
    case .amount:
      let words = Set(StatementWords(one.unit).words)
      return !words.isEmpty && !words.isDisjoint(with: StatementWords(other.unit).words)
    }
  }

  /// Whether a date is told in numbers, and not a day of the week.
  private static func isNumbered(_ figure: Figure) -> Bool {
    figure.unit.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// What is counted in several briefings and nowhere with the same number.
  private static func disagreements(_ figures: [[Figure]]) -> [BriefingComparison.Disagreement] {
    var units: [String] = []
    var found: [String: [[Figure]]] = [:]
    for (side, own) in figures.enumerated() {
      for figure in own where figure.kind == .amount || figure.kind == .money {
        guard let unit = StatementWords(figure.unit).words.last else { continue }
        if found[unit] == nil {
          units.append(unit)
          found[unit] = Array(repeating: [], count: figures.count)
        }
        found[unit]?[side].append(figure)
      }
    }
    return units.compactMap { unit in
      guard let sides = found[unit] else { return nil }
      let given = sides.filter { !$0.isEmpty }.map { Set($0.compactMap(\.value)) }
      guard given.count > 1, let first = given.first,
        given.dropFirst().contains(where: { $0.isDisjoint(with: first) })
      else { return nil }
      return BriefingComparison.Disagreement(unit: unit, figures: sides)
    }
  }

  // MARK: What is shared

  private static func sharedFigures(_ figures: [[Figure]]) -> [BriefingComparison.Shared] {
    var shared: [BriefingComparison.Shared] = []
    var places: [String: Int] = [:]
    for (side, own) in figures.enumerated() {
      for figure in own {
        let name = figure.text.lowercased()
        let key = figure.kind.rawValue + " " + name
        if places[key] == nil {
          places[key] = shared.count
          shared.append(
            BriefingComparison.Shared(
              kind: figure.kind.rawValue, name: figure.text,
              places: Array(repeating: [], count: figures.count)))
        }
        if let place = places[key] { shared[place].places[side].append(figure.span) }
      }
    }
    return shared
  }

  private static func sharedNames(_ names: [[NamedThing]]) -> [BriefingComparison.Shared] {
    var shared: [BriefingComparison.Shared] = []
    for (side, own) in names.enumerated() {
      for thing in own {
        let spans = thing.mentions.map(\.span)
        if let place = shared.firstIndex(where: { $0.kind == thing.kind.rawValue && $0.name == thing.name }) {
          shared[place].places[side] += spans
        } else {
          var places = [[SourceSpan]](repeating: [], count: names.count)
          places[side] = spans
          shared.append(
            BriefingComparison.Shared(kind: thing.kind.rawValue, name: thing.name, places: places))
        }
      }
    }
    let kinds = NamedThing.Kind.allCases.map(\.rawValue)
    return shared.enumerated().sorted { one, other in
      let (left, right) = (
        kinds.firstIndex(of: one.element.kind) ?? 0, kinds.firstIndex(of: other.element.kind) ?? 0
      )
      return (left, one.offset) < (right, other.offset)
    }.map(\.element)
  }

  /// What a briefing assesses and no other says: not folded with a statement of another, nor in a passage that
  /// another has too.
  private static func alone(
    _ briefings: [Briefing], _ groups: [Group], _ includeInferred: Bool
  ) -> [[Assessment]] {
    let shared = Set(
      groups.filter { $0.likeness >= BriefingComparison.Agreement.sameLikeness }.flatMap {
        $0.passages.compactMap { passage in
          passage.passage.assessment.map {
            SharedStatement(briefing: passage.passage.briefing, assessment: $0)
          }
        }
      })
    return briefings.enumerated().map { number, briefing in
      briefing.assessments.filter { assessment in
        guard includeInferred || assessment.isStated else { return false }
        let own = SharedStatement(briefing: number, assessment: assessment)
        return !shared.contains(own)
      }
    }
  }

  /// Statements of several briefings that the matrix folds into one: they say the same, however short they are.
  private static func foldedGroups(_ briefings: [Briefing], _ includeInferred: Bool) -> [Group] {
    let matrix = CombinedMatrix(briefings, includeInferred: includeInferred)
    let entries = matrix.rows.flatMap { row in AssessmentKind.allCases.flatMap { row.entries($0) } }
    return entries.compactMap { entry in
      var members: [Int: CombinedMatrix.Statement] = [:]
      for statement in entry.statements where members[statement.briefing] == nil {
        members[statement.briefing] = statement
      }
      guard members.count > 1 else { return nil }
      let passages = members.keys.sorted().compactMap { members[$0] }.map { statement in
        let text = statement.assessment.shownText
        return WeighedPassage(
          passage: BriefingComparison.Passage(
            briefing: Int(matrix.briefings[statement.briefing].id), text: text,
            span: statement.assessment.span, assessment: statement.assessment),
          words: StatementWords(text))
      }
      return Group(passages: passages, likeness: 1)
    }
  }

  /// The groups with those that are folded, which take the place of weaker ones of the same statements.
  private static func join(_ groups: [Group], _ folded: [Group]) -> [Group] {
    func statements(_ group: Group) -> Set<SharedStatement> {
      Set(
        group.passages.compactMap { one in
          one.passage.assessment.map { SharedStatement(briefing: one.passage.briefing, assessment: $0) }
        })
    }
    let same = groups.filter { $0.likeness >= BriefingComparison.Agreement.sameLikeness }.map(statements)
    let missing = folded.filter { one in !same.contains { $0.isSuperset(of: statements(one)) } }
    let taken = missing.reduce(into: Set<SharedStatement>()) { $0.formUnion(statements($1)) }
    let rest = groups.filter { group in
      group.likeness >= BriefingComparison.Agreement.sameLikeness || statements(group).isDisjoint(with: taken)
    }
    return missing + rest
  }

  private struct SharedStatement: Hashable {
    var briefing: Int
    var assessment: Assessment
  }

  private static func subjects(
    _ briefings: [Briefing], _ includeInferred: Bool
  ) -> [(subject: String?, counts: [Int])] {
    let matrix = CombinedMatrix(briefings, includeInferred: includeInferred)
    return matrix.rows.map { row in
      var counts = [Int](repeating: 0, count: briefings.count)
      for statement in row.statements { counts[Int(matrix.briefings[statement.briefing].id)] += 1 }
      return (row.subject, counts)
    }
  }
}

/// What a document says, before it is written in a format.
struct GeneratedContent {
  /// A run of words with what marks it.
  struct Run: Equatable {
    enum Mark: CaseIterable { case none, emphasis, strong, code, link, entity, escape }
    var text: String
    var mark = Mark.none
  }

  /// Text as runs parted by the language's gap.
  struct Text {
    var runs: [Run]
    var gap: String
    var end = ""

    /// As a reader sees it.
    var plain: String { runs.map(\.text).joined(separator: gap) + end }
  }

  struct Item {
    var text: Text
    var depth: Int
  }

  enum Piece {
    case heading(Text, level: Int)
    case paragraph(Text)
    case list(intro: Text, isOrdered: Bool, items: [Item])
    case table(header: [String], rows: [[String]])
    case quote(Text)
    case code([String])
  }

  var language: GeneratedLanguage
  var title: Text
  var pieces: [Piece]

  /// Makes one; with `isMarked`, some runs are marked.
  init(_ random: inout GeneratedRandom, isMarked: Bool) {
    let language = random.pick(GeneratedLanguage.all)
    self.language = language
    pieces = []
    title = Self.text(&random, language, words: 4...7, isMarked: false, isName: true)
    pieces.append(.paragraph(Self.sentence(&random, language, isMarked: isMarked)))
    for _ in 0..<random.number(1...5) {
      if random.once(in: 2) {
        pieces.append(
          .heading(
            Self.text(&random, language, words: 2...4, isMarked: false, isName: true),
            level: random.number(2...4)))
      }
      pieces.append(.paragraph(Self.sentence(&random, language, isMarked: isMarked)))
      switch random.below(isMarked ? 5 : 3) {
      case 0: pieces.append(Self.list(&random, language, isMarked: isMarked))
      case 1, 2: pieces.append(Self.table(&random, language))
      case 3: pieces.append(.quote(Self.sentence(&random, language, isMarked: isMarked)))
      default:
        pieces.append(.code((0..<random.number(1...4)).map { "let line\($0) = \(random.below(1000))" }))
      }
      pieces.append(.paragraph(Self.sentence(&random, language, isMarked: isMarked)))
    }
  }

  // MARK: Parts

  private static func text(
    _ random: inout GeneratedRandom, _ language: GeneratedLanguage, words: ClosedRange<Int>, isMarked: Bool,
    isName: Bool = false
  ) -> Text {
    var runs = (0..<random.number(words)).map { _ in Run(text: random.pick(language.words)) }
    for index in runs.indices {
      if isName || index == 0 { runs[index].text = capital(runs[index].text) }
      // Marks within a run of ideographs are no marks to Markdown.
      guard isMarked, !language.gap.isEmpty, random.once(in: 8) else { continue }
      runs[index].mark = random.pick(Run.Mark.allCases)
      if runs[index].mark == .entity { runs[index].text += "&" + random.pick(language.words) }
      if runs[index].mark == .escape { runs[index].text += "*" + random.pick(language.words) }
    }
    return Text(runs: runs, gap: language.gap)
  }

  private static func sentence(
    _ random: inout GeneratedRandom, _ language: GeneratedLanguage, isMarked: Bool
  ) -> Text {
    var text = text(&random, language, words: 14...26, isMarked: isMarked)
    text.end = language.stop
    return text
  }

  private static func list(
    _ random: inout GeneratedRandom, _ language: GeneratedLanguage, isMarked: Bool
  ) -> Piece {
    var intro = text(&random, language, words: 5...8, isMarked: false)
    intro.end = language.colon
    var items: [Item] = []
    for _ in 0..<random.number(2...6) {
      let depth = items.isEmpty ? 0 : random.below(min(3, (items.last?.depth ?? 0) + 2))
      items.append(Item(text: text(&random, language, words: 2...9, isMarked: isMarked), depth: depth))
    }
    return .list(intro: intro, isOrdered: random.once(in: 3), items: items)
  }

  private static func table(_ random: inout GeneratedRandom, _ language: GeneratedLanguage) -> Piece {
    let columns = random.number(2...5)
    func cell(_ random: inout GeneratedRandom) -> String {
      capital(
        (0..<random.number(1...3)).map { _ in random.pick(language.words) }.joined(separator: language.gap))
    }
    let header = (0..<columns).map { _ in cell(&random) }
    let rows = (0..<random.number(2...7)).map { _ in
      // Numbers in the second column tell the header from the rows where no rule does.
      (0..<columns).map { $0 == 1 ? "\(random.number(11...999))" : cell(&random) }
    }
    return .table(header: header, rows: rows)
  }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}

internal import BriefingModel
internal import TerminalScreen

extension PlaceSheet {
  /// The names of a briefing with how often they stand in it, and its amounts and dates, each with its sentence.
  init(_ pane: NamedPane, entryID: Int64, width: Int) {
    self.init(width: width)
    let names = pane.names ?? []
    for kind in NamedThing.Kind.allCases {
      let own = names.filter { $0.kind == kind }
      guard !own.isEmpty else { continue }
      beginPart(kind.plural.prefix(1).uppercased() + kind.plural.dropFirst(), count: own.count)
      for thing in own { lay(thing, pane.unfolded, entryID) }
    }
    for kind in Figure.Kind.allCases {
      let own = pane.figures.filter { $0.kind == kind }
      guard !own.isEmpty else { continue }
      beginPart(kind.plural.prefix(1).uppercased() + kind.plural.dropFirst(), count: own.count)
      for figure in own {
        layMention(figure.text, figure.sentence, figure.span, entryID, indent: 2)
      }
    }
  }

  /// A name; its places below it where it is unfolded, or where there is only one.
  private mutating func lay(_ thing: NamedThing, _ unfolded: Set<String>, _ entryID: Int64) {
    let key = thing.kind.rawValue + " " + thing.name
    guard thing.mentions.count > 1 else {
      if let only = thing.mentions.first {
        layMention(thing.name, only.sentence, only.span, entryID, indent: 2)
      }
      return
    }
    let numbers = Set(thing.mentions.map(\.span.firstLine)).sorted()
    let lines = numbers.prefix(5).map { String($0) }.joined(separator: ", ") + (numbers.count > 5 ? " …" : "")
    let text = "\(thing.name)  \(thing.mentions.count) times, line\(numbers.count > 1 ? "s" : "") \(lines)"
    _ = put(
      InlineText(
        text, marks: [InlineMark(kind: .strong, range: 0..<thing.name.unicodeScalars.count)]),
      lead: [(unfolded.contains(key) ? "-" : "+", Style(.key))], style: .text, at: self.lines.count,
      column: 0,
      width: width, target: .fold(key), number: 0)
    guard unfolded.contains(key) else { return }
    for mention in thing.mentions {
      layMention(mention.text, mention.sentence, mention.span, entryID, indent: 4)
    }
  }

  private mutating func layMention(
    _ name: String, _ sentence: String, _ span: SourceSpan, _ entryID: Int64, indent: Int
  ) {
    let place = Place(
      entryID: entryID, span: span, text: sentence, label: "line \(span.firstLine)")
    let text = name + "  " + sentence
    _ = put(
      InlineText(text, marks: [InlineMark(kind: .strong, range: 0..<name.unicodeScalars.count)]),
      trail: ":\(span.firstLine)", style: .text, at: lines.count, column: indent, width: width - indent,
      target: .place(place), number: 0)
  }
}

extension Figure.Kind {
  /// The heading of a list of them.
  var plural: String {
    switch self {
    case .amount: "amounts"
    case .money: "sums of money"
    case .share: "shares"
    case .date: "dates"
    }
  }
}

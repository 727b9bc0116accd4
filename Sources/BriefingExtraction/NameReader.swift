public import BriefingModel

/// Reads which countries, organisations and operations a briefing names.
public enum NameReader {
  /// A name and how often it is named.
  public struct Tally: Sendable, Equatable {
    public var kind: NamedThing.Kind
    public var name: String
    public var count: Int
  }

  /// The names in pieces of text, each once, in the order in which they first come up; `readsRuns` says of a
  /// piece whether names that no list has are told by their words in it.
  public static func tally(
    _ pieces: [(text: String, readsRuns: Bool)], lexicons: Lexicons = .standard
  ) -> [Tally] {
    let lexicon = lexicons.names
    var tallies: [Tally] = []
    var listed: [Int: Int] = [:]
    var told: [String: Int] = [:]
    var run = NameLexicon.Run()
    for (text, readsRuns) in pieces {
      var text = text
      text.withUTF8 { bytes in
        lexicon.scan(bytes, readsRuns: readsRuns, &run) { match in
          if let number = match.number {
            if let place = listed[number] {
              tallies[place].count += 1
            } else {
              listed[number] = tallies.count
              tallies.append(Tally(kind: match.kind, name: lexicon.names[number].name, count: 1))
            }
            return
          }
          let name = String(decoding: bytes[match.range], as: UTF8.self)
          if let place = told[name] {
            tallies[place].count += 1
          } else {
            told[name] = tallies.count
            tallies.append(Tally(kind: match.kind, name: name, count: 1))
          }
        }
      }
    }
    return tallies
  }

  /// The names of a briefing with every place, the most often named first in each kind.
  public static func names(in briefing: Briefing, lexicons: Lexicons = .standard) -> [NamedThing] {
    let lexicon = lexicons.names
    var found: [NamedThing] = []
    var places: [String: Int] = [:]
    for piece in BriefingPieces.pieces(of: briefing) {
      var text = piece.text
      text.withUTF8 { bytes in
        lexicon.scan(bytes, readsRuns: piece.isProse) { match in
          let written = String(decoding: bytes[match.range], as: UTF8.self)
          let name = match.number.map { lexicon.names[$0].name } ?? written
          let sentence = SentenceBounds.sentence(around: match.range.lowerBound, in: bytes)
          let mention = NamedThing.Mention(
            text: written, sentence: String(decoding: bytes[sentence], as: UTF8.self), span: piece.span)
          let key = match.kind.rawValue + " " + name
          if let place = places[key] {
            found[place].mentions.append(mention)
          } else {
            places[key] = found.count
            found.append(NamedThing(kind: match.kind, name: name, mentions: [mention]))
          }
        }
      }
    }
    let kinds = NamedThing.Kind.allCases
    return found.enumerated().sorted { one, other in
      let (left, right) = (
        kinds.firstIndex(of: one.element.kind) ?? 0, kinds.firstIndex(of: other.element.kind) ?? 0
      )
      return (left, -one.element.mentions.count, one.offset) < (
        right, -other.element.mentions.count, other.offset
      )
    }.map(\.element)
  }
}

/// The text of a briefing piece by piece, each with its place.
enum BriefingPieces {
  struct Piece {
    var text: String
    var span: SourceSpan
    /// Whether it is of sentences, and not a title or heading, in which all words may have capitals.
    var isProse = true
    /// A row of a table; its cells stand in `text`, parted by bars.
    var isRow = false
  }

  static func pieces(of briefing: Briefing) -> [Piece] {
    var pieces: [Piece] = []
    func add(_ text: String, _ span: SourceSpan, isProse: Bool = true, isRow: Bool = false) {
      if !text.isEmpty { pieces.append(Piece(text: text, span: span, isProse: isProse, isRow: isRow)) }
    }
    if let title = briefing.title { add(title, briefing.titleSpan ?? SourceSpan(line: 1), isProse: false) }
    for section in briefing.sections {
      if let heading = section.heading { add(heading.text, heading.span, isProse: false) }
      for block in section.blocks {
        switch block {
        case .paragraph(let paragraph): add(paragraph.text, paragraph.span)
        case .list(let list): for item in list.items { add(item.text, item.span) }
        case .quote(let quote): for paragraph in quote.paragraphs { add(paragraph.text, quote.span) }
        case .table(let table):
          for (row, cells) in table.rows.enumerated() {
            add(
              cells.joined(separator: " | "), row < table.rowSpans.count ? table.rowSpans[row] : table.span,
              isRow: true)
          }
          if table.rows.isEmpty { add(table.raw, table.span, isProse: false, isRow: true) }
        case .code: break
        }
      }
    }
    return pieces
  }
}

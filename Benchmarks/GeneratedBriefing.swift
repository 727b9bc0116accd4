/// The content of a briefing that nobody wrote, before it is put into a form.
struct GeneratedBriefing {
  enum Block {
    case heading(String)
    case paragraph(String)
    case list(intro: String, items: [String])
    case table(header: [String], rows: [[String]])
  }

  var title: String
  var date: String
  var source: String
  var blocks: [Block]
}

/// Makes briefings of about 8 kB, by their number: the same number gives the same briefing.
struct BriefingGenerator {
  private let vocabulary = Vocabulary()

  /// About `bytes` bytes of content.
  func briefing(_ number: Int, bytes: Int = 7_500) -> GeneratedBriefing {
    var generator = SeededGenerator(seed: UInt64(number) &* 7_919 &+ 1)
    let day = "\(10 + generator.below(18))"
    var made = GeneratedBriefing(
      title: title(&generator), date: "2026-0\(1 + generator.below(9))-\(day)",
      source: generator.pick(["Pacific Courier", "Harbour Daily", "The Ledger", "Andes Report"]),
      blocks: [])
    var left = bytes
    while left > 0 {
      let block = block(&generator)
      left -= Self.size(of: block)
      made.blocks.append(block)
    }
    return made
  }

  /// A table of so many rows, as a Markdown document.
  func longTable(rows: Int) -> String {
    var generator = SeededGenerator(seed: 5)
    var text = "# \(title(&generator))\n\n"
    text += "| Country | Measure | Amount | Share | Risk |\n|---|---|---:|---|---|\n"
    for _ in 0..<rows {
      let name = capital(vocabulary.word(&generator))
      let measure = vocabulary.words(2 + generator.below(6), &generator).joined(separator: " ")
      let risk = vocabulary.words(3 + generator.below(8), &generator).joined(separator: " ")
      text += "| \(name) | \(measure) | \(generator.below(90_000)) | \(generator.below(1000))% | \(risk) |\n"
    }
    return text
  }

  // MARK: Parts

  private func block(_ generator: inout SeededGenerator) -> GeneratedBriefing.Block {
    switch generator.unit() {
    case ..<0.16: return .heading(title(&generator))
    case ..<0.72:
      return .paragraph(sentences(3 + generator.below(4), &generator))
    case ..<0.86:
      let items = (0..<(3 + generator.below(3))).map { _ -> String in
        let text = vocabulary.words(6 + generator.below(9), &generator).joined(separator: " ")
        guard generator.happens(0.5) else { return capital(text) }
        return "\(capital(vocabulary.word(&generator))) \(vocabulary.word(&generator)): \(text)"
      }
      let kind = generator.pick(["benefits", "risks", "concerns", "mitigations", "measures"])
      return .list(intro: "\(sentences(1, &generator)) Key \(kind) include:", items: items)
    default:
      let header = generator.pick([
        ["Benefits", "Risks"], ["Challenge", "Effect", "Proposed Solution"],
        ["Focus Area", "Recommended Action", "Expected Result"], ["Strategy", "Impact"],
        ["Benefit", "Description"],
      ])
      let rows = (0..<(3 + generator.below(4))).map { _ in
        header.map { _ in
          capital(vocabulary.words(2 + generator.below(5), &generator).joined(separator: " "))
        }
      }
      return .table(header: header, rows: rows)
    }
  }

  private func title(_ generator: inout SeededGenerator) -> String {
    vocabulary.words(4 + generator.below(5), &generator).map(capital).joined(separator: " ")
  }

  private func sentences(_ count: Int, _ generator: inout SeededGenerator) -> String {
    (0..<count).map { _ -> String in
      var words = vocabulary.words(9 + generator.below(18), &generator)
      if generator.happens(0.4) { words[4] += "," }
      if generator.happens(0.1) { words[2] = "“\(words[2])”" }
      if generator.happens(0.1) { words[words.count - 1] += " \(generator.below(100))%" }
      return capital(words.joined(separator: " ")) + "."
    }.joined(separator: " ")
  }

  private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func size(of block: GeneratedBriefing.Block) -> Int {
    switch block {
    case .heading(let text), .paragraph(let text): text.utf8.count
    case .list(let intro, let items): items.reduce(intro.utf8.count) { $0 + $1.utf8.count }
    case .table(let header, let rows): (rows + [header]).joined().reduce(0) { $0 + $1.utf8.count }
    }
  }
}

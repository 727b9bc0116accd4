import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Testing

/// The engine against reading every briefing from end to end.
struct EqualResultsTests {
  private static let vocabulary = [
    "oil", "oils", "oilfield", "gas", "gases", "spill", "spills", "tanker", "tank", "harbour",
    "harbor", "treaty", "treat", "border", "bored", "café", "cafés", "naïve", "tariff", "tariffs",
  ]

  private indirect enum Wanted {
    case word(String)
    case beginning(String)
    case phrase([String])
    case all([Wanted])
    case any([Wanted])
    case but(Wanted, Wanted)

    var query: String {
      switch self {
      case .word(let word): word
      case .beginning(let word): word + "*"
      case .phrase(let words): "\"" + words.joined(separator: " ") + "\""
      case .all(let parts): parts.map { "(" + $0.query + ")" }.joined(separator: " ")
      case .any(let parts): parts.map { "(" + $0.query + ")" }.joined(separator: " OR ")
      case .but(let one, let other): "(" + one.query + ") -(" + other.query + ")"
      }
    }

    /// Whether it holds for the sentences of a briefing, each a list of plain words.
    func holds(_ sentences: [[String]]) -> Bool {
      switch self {
      case .word(let word): sentences.contains { $0.contains(plain(word)) }
      case .beginning(let word):
        sentences.contains { $0.contains { $0.hasPrefix(plain(word)) } }
      case .phrase(let words):
        sentences.contains { sentence in
          let sought = words.map(plain)
          return sentence.indices.contains { sentence[$0...].starts(with: sought) }
        }
      case .all(let parts): parts.allSatisfy { $0.holds(sentences) }
      case .any(let parts): parts.contains { $0.holds(sentences) }
      case .but(let one, let other): one.holds(sentences) && !other.holds(sentences)
      }
    }
  }

  private static func wanted(_ random: inout SeededGenerator, depth: Int = 0) -> Wanted {
    func word() -> String {
      let word = vocabulary.randomElement(using: &random)!
      return Bool.random(using: &random) ? word : plain(word).uppercased()
    }
    switch Int.random(in: 0..<(depth < 2 ? 8 : 5), using: &random) {
    case 0, 1: return .word(word())
    case 2: return .beginning(String(word().prefix(Int.random(in: 1...4, using: &random))))
    case 3, 4: return .phrase([word(), word()])
    case 5: return .all([wanted(&random, depth: depth + 1), wanted(&random, depth: depth + 1)])
    case 6: return .any([wanted(&random, depth: depth + 1), wanted(&random, depth: depth + 1)])
    default: return .but(wanted(&random, depth: depth + 1), wanted(&random, depth: depth + 1))
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the engine finds what reading finds`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    var corpus: [String: [[String]]] = [:]
    for number in 0..<60 {
      let name = "\(number).txt"
      corpus[name] = Self.write(name, in: folder, &random)
    }
    let library = try folder.library()
    // Some change and some go, so that what is stale in the index takes part.
    for number in stride(from: 0, to: 60, by: 7) {
      let name = "\(number).txt"
      corpus[name] = Self.write(name, in: folder, &random)
    }
    try library.refreshed()
    for _ in 0..<120 {
      let wanted = Self.wanted(&random)
      let expected = corpus.filter { wanted.holds($0.value) }.keys.sorted()
      #expect(try library.found(wanted.query) == expected, "\(wanted.query)")
    }
  }

  /// Writes a briefing of one-sentence paragraphs and gives its sentences as plain words.
  private static func write(
    _ name: String, in folder: TemporaryFolder, _ random: inout SeededGenerator
  ) -> [[String]] {
    var sentences: [[String]] = []
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let words = (0..<Int.random(in: 4...9, using: &random)).map { _ in
        vocabulary.randomElement(using: &random)!
      }
      // A sentence that begins and ends as prose does, so that it is read as a paragraph.
      let sentence = ["The"] + words + ["again"]
      text += sentence.joined(separator: " ") + ".\n\n"
      sentences.append(sentence.map(plain))
    }
    folder.write(text, to: name)
    return sentences
  }
}

/// A word of the vocabulary without case and accents, apart from the engine's own folding.
private func plain(_ word: String) -> String {
  word.lowercased().replacing("é", with: "e").replacing("ï", with: "i")
}

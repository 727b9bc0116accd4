import Foundation

/// Queries by kind, as readers type them.
struct QuerySet {
  struct Query {
    var text: String
    var isTyping = false

    /// What other engines are told of it.
    var words: [String] { text.split { $0 == " " || $0 == "\"" }.map(String.init) }
    var kind: String { isTyping ? "typing" : text.hasPrefix("\"") ? "phrase" : "all" }
  }

  private(set) var names: [String] = []
  private var queries: [String: [Query]] = [:]

  subscript(name: String) -> [Query] { queries[name] ?? [] }

  mutating func add(_ name: String, _ text: String, isTyping: Bool = false) {
    if queries[name] == nil { names.append(name) }
    queries[name, default: []].append(Query(text: text, isTyping: isTyping))
  }

  /// Each keystroke of a word, after what was typed before.
  mutating func addTyped(_ word: String, after before: String = "") {
    for letters in 1...max(1, word.count) {
      let name =
        before.isEmpty
        ? "typing, letter \(min(letters, 4))\(letters >= 4 ? "+" : "")" : "typing a second word"
      add(name, before + word.prefix(letters), isTyping: true)
    }
  }

  /// Queries for the generated briefings: words of many ranks, as common as those that readers look
  /// for, down to rare ones.
  init(_ words: [String]) {
    let asked = [46, 60, 80, 120, 180, 260, 400, 600, 900, 1_300, 1_900, 2_800].map { words[$0] }
    for word in asked { addTyped(word) }
    for (word, before) in zip(asked, words[26..<38]) { addTyped(word, after: before + " ") }
    for word in words[0..<12] { add("a very common word", word) }
    for word in words[26..<38] { add("a common word", word) }
    for word in asked { add("one word", word) }
    for (one, other) in zip(words[26..<38], asked) { add("two words", "\(one) \(other)") }
    for (one, other) in zip(words[0..<12], words[26..<38]) { add("two common words", "\(one) \(other)") }
    for number in 0..<12 { add("a phrase", "\"\(words[number % 3]) \(words[26 + number])\"") }
  }

  /// Queries from a manifest: a JSON object whose `queries` hold lists of words by kind.
  init(manifest path: String) throws {
    struct Manifest: Decodable {
      struct Queries: Decodable {
        var verycommon, one_common, one_mid, one_low, rare, prefix_typed: [String]
        var and2, and2_common, phrase, and2_typed: [[String]]
      }
      var queries: Queries
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let queries = try JSONDecoder().decode(Manifest.self, from: data).queries
    for word in queries.prefix_typed { addTyped(word) }
    for pair in queries.and2_typed { addTyped(pair[1], after: pair[0] + " ") }
    for word in queries.verycommon { add("a very common word", word) }
    for word in queries.one_common { add("a common word", word) }
    for word in queries.one_mid { add("one word", word) }
    for word in queries.one_low + queries.rare { add("a rare word", word) }
    for pair in queries.and2 { add("two words", pair.joined(separator: " ")) }
    for pair in queries.and2_common { add("two common words", pair.joined(separator: " ")) }
    for words in queries.phrase { add("a phrase", "\"\(words.joined(separator: " "))\"") }
  }
}

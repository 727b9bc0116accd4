import BriefingModel

@testable import BriefingLibrary

/// What the index must answer, worked out by going through every word of every briefing.
struct PlainIndex {
  struct Place: Hashable {
    var field: TextField
    var position: Int
  }

  struct Document {
    /// Where each word stands.
    private(set) var places: [String: Set<Place>] = [:]
    private var next: [TextField: Int] = [:]
    /// Words of the text.
    private(set) var length = 0
    var date: String?
    var hasTable = false
    var hasMatrix = false

    /// Adds a piece of text: a place is left free before it.
    mutating func add(_ words: [String], _ field: TextField) {
      guard !words.isEmpty else { return }
      var position = next[field].map { $0 + 1 } ?? 0
      for word in words {
        places[word, default: []].insert(Place(field: field, position: position))
        position += 1
      }
      next[field] = position
      if TextField.text.contains(field) { length += words.count }
    }
  }

  var documents: [String: Document] = [:]

  /// Names of the documents that match, with their scores.
  func answer(_ query: Query) -> [String: Double] {
    var worths: [QueryExpression: Double] = [:]
    var weights: [QueryExpression: [String: Int]] = [:]
    func learn(_ expression: QueryExpression) {
      switch expression {
      case .all(let parts), .any(let parts): parts.forEach(learn)
      case .not(let inner): learn(inner)
      case .term, .near:
        var count = 0.0
        for (name, document) in documents {
          let weight = occurrences(expression, in: document)
          weights[expression, default: [:]][name] = weight
          if weight > 0 { count += 1 }
        }
        let all = Double(documents.count)
        worths[expression] = max(1e-6, logarithm((all - count + 0.5) / (count + 0.5)))
      }
    }
    if let expression = query.expression { learn(expression) }
    let average =
      max(1, Double(documents.values.reduce(0) { $0 + $1.length }) / Double(max(1, documents.count)))
    var answer: [String: Double] = [:]
    for (name, document) in documents {
      guard query.filters.allSatisfy({ holds($0, for: document) }) else { continue }
      guard let expression = query.expression else {
        answer[name] = 0
        continue
      }
      let norm = 1.2 * (1 - 0.75 + 0.75 * Double(document.length) / average)
      let score = score(expression) { part in
        let weight = Double(weights[part]?[name] ?? 0)
        return weight > 0 ? (worths[part] ?? 0) * weight * 2.2 / (weight + norm) : nil
      }
      if let score { answer[name] = score }
    }
    return answer
  }

  /// Nil when the expression does not hold.
  private func score(_ expression: QueryExpression, _ leaf: (QueryExpression) -> Double?) -> Double? {
    switch expression {
    case .term, .near: return leaf(expression)
    case .all(let parts):
      var sum = 0.0
      for part in parts {
        guard let score = score(part, leaf) else { return nil }
        sum += score
      }
      return sum
    case .any(let parts):
      let scores = parts.compactMap { score($0, leaf) }
      return scores.isEmpty ? nil : scores.reduce(0, +)
    case .not(let inner): return score(inner, leaf) == nil ? 0 : nil
    }
  }

  /// How often a term stands in a document, each time counted as much as its field weighs.
  private func occurrences(_ expression: QueryExpression, in document: Document) -> Int {
    let found: Set<Place>
    switch expression {
    case .term(let term): found = starts(of: term, in: document)
    case .near(let terms, let distance):
      let starts = terms.map { self.starts(of: $0, in: document) }
      // Where the last of a group begins, each of the others so near before it.
      var all = Set<Place>()
      for some in starts { all.formUnion(some) }
      found = all.filter { last in
        for (term, starts) in zip(terms, starts) {
          let farthest = last.position - term.words.count - distance
          let isNear = starts.contains { (start: Place) -> Bool in
            start.field == last.field && start.position <= last.position && start.position >= farthest
          }
          if !isNear { return false }
        }
        return true
      }
    case .all, .any, .not: return 0
    }
    var weight = 0
    for place in found { weight += place.field.weight }
    return weight
  }

  private func starts(of term: QueryTerm, in document: Document) -> Set<Place> {
    let fields = term.field.map { [TextField($0)] } ?? TextField.text
    let places = term.words.enumerated().map { index, word -> Set<Place> in
      guard term.isPrefix, index == term.words.count - 1 else { return document.places[word] ?? [] }
      var all = Set<Place>()
      for (other, places) in document.places where other.hasPrefix(word) { all.formUnion(places) }
      return all
    }
    return places[0].filter { (first: Place) -> Bool in
      guard fields.contains(first.field) else { return false }
      for (index, places) in places.enumerated() {
        let place = Place(field: first.field, position: first.position + index)
        if !places.contains(place) { return false }
      }
      return true
    }
  }

  private func holds(_ filter: QueryFilter, for document: Document) -> Bool {
    let isMet =
      switch filter.condition {
      case .hasTable: document.hasTable
      case .hasMatrix: document.hasMatrix
      case .date(let from, let to):
        document.date.map { $0 >= (from ?? "") && $0 < (to ?? "9") + "~" } ?? false
      case .state, .tag, .note: false
      }
    return isMet != filter.isNegated
  }
}

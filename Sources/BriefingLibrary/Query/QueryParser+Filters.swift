import BriefingModel

extension QueryParser {
  /// What stands behind `date:`, `has:`, `is:`, `tag:` or `note:`; nil for one that is still being typed.
  mutating func filter(
    _ name: String, _ value: String, _ placed: QueryScanner.Placed, _ isNegated: Bool
  ) throws(QueryFault) -> QueryFilter? {
    if value.isEmpty {
      if isTyping { return nil }
      throw fault("\(name): wants a value after it", at: placed.offset, instead: (placed, ""))
    }
    // Only at its end can a value grow.
    let isGrowing = isTyping && place == tokens.count
    let condition: QueryFilter.Condition? =
      switch name {
      case "has": try part(value, placed, isGrowing)
      case "is": try state(value, placed, isGrowing)
      case "tag": try word(value, isPrefix: isGrowing, nil, placed).map { .tag($0) }
      case "note": try word(value, isPrefix: isGrowing, nil, placed).map { .note($0) }
      default: try date(value, placed, isGrowing)
      }
    return condition.map { QueryFilter(condition: $0, isNegated: isNegated) }
  }

  /// Fields and filters that a name before a colon is near to, with what stands behind it: `titel:oil` is
  /// read as two words, and may have been meant as a field.
  static func nearFields(of text: String) -> [String] {
    let known = QueryField.allCases.map(\.rawValue) + QueryScanner.filters.sorted()
    var near: [String] = []
    for placed in QueryScanner.tokens(of: text) {
      let (written, ending): (String, String)
      switch placed.token {
      case .word(let word): (written, ending) = (word, "")
      case .prefix(let word): (written, ending) = (word, "*")
      default: continue
      }
      guard let colon = written.firstIndex(of: ":") else { continue }
      let name = Array(written[..<colon].lowercased().unicodeScalars)
      guard name.count >= 3 else { continue }
      for field in known where EditDistance.between(name, Array(field.unicodeScalars), atMost: 2) != nil {
        near.append(field + written[colon...] + ending)
      }
    }
    return near
  }

  private func part(
    _ value: String, _ placed: QueryScanner.Placed, _ isGrowing: Bool
  ) throws(QueryFault) -> QueryFilter.Condition? {
    switch value.lowercased() {
    case "table", "tables": return .hasTable
    case "matrix": return .hasMatrix
    case let part where isGrowing && ("table".hasPrefix(part) || "matrix".hasPrefix(part)): return nil
    default:
      throw unknown(value, of: "has", ["table", "matrix"], placed)
    }
  }

  private func state(
    _ value: String, _ placed: QueryScanner.Placed, _ isGrowing: Bool
  ) throws(QueryFault) -> QueryFilter.Condition? {
    let value = value.lowercased()
    if let state = QueryFilter.ReaderState(rawValue: value) { return .state(state) }
    let states = QueryFilter.ReaderState.allCases.map(\.rawValue)
    if isGrowing, states.contains(where: { $0.hasPrefix(value) }) { return nil }
    throw unknown(value, of: "is", states, placed)
  }

  /// The fault of a value that a filter does not know, with the nearest one that it does.
  private func unknown(
    _ value: String, of name: String, _ known: [String], _ placed: QueryScanner.Placed
  ) -> QueryFault {
    let list = known.dropLast().joined(separator: ", ") + " and " + (known.last ?? "")
    let sought = Array(value.lowercased().unicodeScalars)
    let nearest = known.compactMap { name in
      EditDistance.between(sought, Array(name.unicodeScalars), atMost: 3).map { (name, $0) }
    }.min { $0.1 < $1.1 }
    return fault(
      "\(name): knows \(list)", at: placed.offset,
      instead: nearest.map { (placed, "\(name):\($0.0)") })
  }

  private func date(
    _ value: String, _ placed: QueryScanner.Placed, _ isGrowing: Bool
  ) throws(QueryFault) -> QueryFilter.Condition? {
    let wanted = "date: wants 2026, 2026-03, 2026-03-06 or a range like 2026-03..2026-04"
    var ends: [String?] = [value, value]
    let parts = Self.range(value)
    if let parts { ends = [parts.from, parts.to].map { $0.isEmpty ? nil : $0 } }
    if ends[0] == nil, ends[1] == nil { throw fault(wanted, at: placed.offset) }
    guard !ends.contains(where: { $0.map(Self.isDay) == false }) else {
      if isGrowing { return nil }
      let meant = ends.map { end in end.map { Self.padded($0) } ?? "" }
      let isMended = meant.allSatisfy { $0.isEmpty || Self.isDay($0) }
      let text = parts == nil ? meant[0] : meant.joined(separator: "..")
      throw fault(wanted, at: placed.offset, instead: isMended ? (placed, "date:" + text) : nil)
    }
    if let from = ends[0], let to = ends[1] {
      // A month or a year lasts to its end, so only what both of them say counts.
      let common = min(from.utf8.count, to.utf8.count)
      if from.prefix(common) > to.prefix(common) {
        throw fault(
          "the range ends before it begins", at: placed.offset, instead: (placed, "date:\(to)..\(from)"))
      }
    }
    return .date(from: ends[0], to: ends[1])
  }

  /// The ends of `2026-03..2026-04`.
  private static func range(_ text: String) -> (from: String, to: String)? {
    let bytes = Array(text.utf8)
    let dot = UInt8(ascii: ".")
    guard let start = bytes.indices.dropLast().first(where: { bytes[$0] == dot && bytes[$0 + 1] == dot })
    else { return nil }
    return (
      String(decoding: bytes[..<start], as: UTF8.self),
      String(decoding: bytes[(start + 2)...], as: UTF8.self)
    )
  }

  /// `2026-3-6` and `2026/03/06` as `2026-03-06`.
  private static func padded(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
      .map { $0.utf8.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
  }

  /// Whether `text` is a year, a month or a day.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = [4, 2, 2]
    guard parts.count <= 3 else { return false }
    for (part, length) in zip(parts, lengths) {
      guard part.utf8.count == length, part.utf8.allSatisfy({ (48...57).contains($0) }) else {
        return false
      }
    }
    // No month is the thirteenth.
    return zip(parts.dropFirst(), [1...12, 1...31]).allSatisfy { $1.contains(Int($0) ?? 0) }
  }
}

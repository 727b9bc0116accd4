/// A part of a query between blanks, as it was typed; what stands in quotation marks is one.
public struct QueryPart: Sendable, Equatable {
  /// Never empty; quotation marks are kept.
  public var text: String
  /// Where it begins in the query: 0-based, in scalars.
  public var offset: Int

  /// What stands before its first colon, in small letters, and what stands behind it without quotation marks; nil
  /// for what has no colon.
  public var field: (name: String, value: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    return (text[..<colon].lowercased(), text[text.index(after: colon)...].filter { $0 != "\"" })
  }

  /// The parts of a query. A quotation mark that is not closed holds all that follows.
  public static func parts(of query: String) -> [QueryPart] {
    var parts: [QueryPart] = []
    var part = QueryPart(text: "", offset: 0)
    var isQuoted = false
    var offset = 0
    for character in query {
      let start = offset
      offset += character.unicodeScalars.count
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !part.text.isEmpty { parts.append(part) }
        part = QueryPart(text: "", offset: start + 1)
      } else {
        part.text.append(character)
      }
    }
    if !part.text.isEmpty { parts.append(part) }
    return parts
  }
}

import Resources

/// Tells what a statement is about, from the word list of subjects.
enum SubjectReader {
  private struct Entry: Sendable {
    var subject: String
    /// Stems with a blank before each, so that they are found at the beginning of words only.
    var stems: [[UInt8]]
  }

  private static let entries: [Entry] = {
    EmbeddedLexicon.subjects.utf8.split(separator: 0x0A).compactMap { line in
      guard line.first != 0x23, let colon = line.firstIndex(of: 0x3A) else { return nil }
      let stems = line[line.index(after: colon)...].split(separator: 0x2C).map { part -> [UInt8] in
        let stem = part.drop { $0 == 0x20 }
        return [0x20] + (stem.last == 0x3D ? Array(stem.dropLast()) + [0x20] : Array(stem))
      }
      return Entry(subject: String(decoding: line[..<colon], as: UTF8.self), stems: stems)
    }
  }()

  /// The subject whose words come up most in `text`, the first of equals; nil where none does.
  static func subject(of text: String) -> String? {
    // Words in lower case with one blank on either side.
    var plain: [UInt8] = [0x20]
    for byte in text.lowercased().utf8 {
      let isWord = byte >= 0x80 || Letters.isASCIILetter(byte) || Letters.isASCIIDigit(byte) || byte == 0x2D
      if isWord {
        plain.append(byte)
      } else if plain.last != 0x20 {
        plain.append(0x20)
      }
    }
    if plain.last != 0x20 { plain.append(0x20) }
    var best: (subject: String, count: Int)?
    for entry in entries {
      let count = entry.stems.reduce(0) { $0 + occurrences(of: $1, in: plain) }
      if count > (best?.count ?? 0) { best = (entry.subject, count) }
    }
    return best?.subject
  }

  private static func occurrences(of stem: [UInt8], in text: [UInt8]) -> Int {
    guard text.count >= stem.count else { return 0 }
    var count = 0
    var index = 0
    while index + stem.count <= text.count {
      if text[index] == 0x20, text[index + 1] == stem[1], text[index..<index + stem.count].elementsEqual(stem) {
        count += 1
      }
      index += 1
    }
    return count
  }
}

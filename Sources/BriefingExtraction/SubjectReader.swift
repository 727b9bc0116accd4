import Resources

/// Tells what a statement is about, from the word list of subjects.
enum SubjectReader {
  private struct Stem: Sendable {
    /// In lower case, without the first byte, a blank at the end where the whole word is meant.
    var rest: [UInt8]
    var subject: Int
  }

  private struct Table: Sendable {
    var subjects: [String] = []
    /// By the first byte of the stem.
    var stems: [[Stem]] = Array(repeating: [], count: 256)
  }

  private static let table: Table = {
    var table = Table()
    for line in EmbeddedLexicon.subjects.utf8.split(separator: 0x0A) where line.first != 0x23 {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      for part in line[line.index(after: colon)...].split(separator: 0x2C) {
        var stem = Array(part.drop { $0 == 0x20 })
        if stem.last == 0x3D { stem[stem.count - 1] = 0x20 }
        guard let first = stem.first else { continue }
        table.stems[Int(first)].append(Stem(rest: Array(stem.dropFirst()), subject: table.subjects.count))
      }
      table.subjects.append(String(decoding: line[..<colon], as: UTF8.self))
    }
    return table
  }()

  /// The subject whose words come up most in `text`, the first of equals; nil where none does.
  static func subject(of text: String) -> String? {
    let plain = plainWords(text)
    let table = table
    var counts = [Int](repeating: 0, count: table.subjects.count)
    var isStart = true
    for (index, byte) in plain.enumerated() {
      if isStart {
        for stem in table.stems[Int(byte)] where matches(stem.rest, plain, at: index + 1) {
          counts[stem.subject] += 1
        }
      }
      isStart = byte == 0x20
    }
    guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else { return nil }
    return table.subjects[place]
  }

  /// Words in lower case with one blank behind each.
  private static func plainWords(_ text: String) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.utf8.count + 1)
    for byte in text.lowercased().utf8 {
      let isWord = byte >= 0x80 || Letters.isASCIILetter(byte) || Letters.isASCIIDigit(byte) || byte == 0x2D
      if isWord {
        plain.append(byte)
      } else if let last = plain.last, last != 0x20 {
        plain.append(0x20)
      }
    }
    if plain.last != 0x20 { plain.append(0x20) }
    return plain
  }

  private static func matches(_ rest: [UInt8], _ text: [UInt8], at index: Int) -> Bool {
    guard index + rest.count <= text.count else { return false }
    for place in rest.indices where text[index + place] != rest[place] { return false }
    return true
  }
}

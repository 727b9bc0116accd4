/// What was typed to find a name by: letters that must stand in the name in their order, words of them
/// anywhere.
struct FuzzyPattern {
  /// Folded, never empty.
  private let parts: [[UInt8]]
  /// The letters that a name must have, as `mask(of:)` tells them.
  let mask: UInt32

  init(_ text: String, _ folding: NameFolding) {
    parts = text.split(separator: " ").map { folding.folded(Array($0.utf8)) }.filter { !$0.isEmpty }
    mask = parts.reduce(0) { mask, part in part.reduce(mask) { $0 | Self.bit($1) } }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// A bit for each letter that stands in a name.
  static func mask(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 | bit($1) }
  }

  @inline(__always)
  private static func bit(_ byte: UInt8) -> UInt32 {
    switch byte {
    case 0x61...0x7A: 1 << UInt32(byte - 0x61)
    case 0x30...0x39: 1 << 26
    case 0x80...: 1 << 27
    default: 0
    }
  }

  /// How well a folded name fits: higher is better; nil when it does not.
  func score(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    var score = 0
    for part in parts {
      guard let found = Self.best(part, in: name) else { return nil }
      score += found.score
    }
    // Of two that fit alike the shorter one is meant.
    return score * 8 - min(name.count, 200)
  }

  /// Where the letters stand in a folded name, ascending; empty when it does not fit.
  func places(in name: UnsafeBufferPointer<UInt8>) -> [Int] {
    var places: Set<Int> = []
    for part in parts {
      guard let found = Self.best(part, in: name) else { return [] }
      places.formUnion(Self.places(part, in: name, from: found.start))
    }
    return places.sorted()
  }

  /// The best place for a part: as one piece at the beginning of a word, as one piece, or letter by letter from
  /// the place from which it is shortest.
  private static func best(_ part: [UInt8], in name: UnsafeBufferPointer<UInt8>) -> (start: Int, score: Int)?
  {
    guard name.count >= part.count else { return nil }
    var piece: Int?
    var index = 0
    while index <= name.count - part.count {
      if name[index] == part[0], holds(part, name, at: index) {
        if isWordStart(index, name) {
          let isWhole = index + part.count == name.count || isBreak(name[index + part.count])
          return (index, part.count * 16 + 24 + (index == 0 ? 8 : 0) + (isWhole ? 6 : 0))
        }
        if piece == nil { piece = index }
      }
      index += 1
    }
    if let piece { return (piece, part.count * 16) }
    // Letter by letter: forward to where it ends first, and back to where it must begin.
    var next = 0
    var end = 0
    while end < name.count, next < part.count {
      if name[end] == part[next] { next += 1 }
      end += 1
    }
    guard next == part.count else { return nil }
    var start = end
    while next > 0 {
      start -= 1
      if name[start] == part[next - 1] { next -= 1 }
    }
    var score = 0
    var last = -2
    for place in places(part, in: name, from: start) {
      score += place == last + 1 ? 12 : 4
      if isWordStart(place, name) { score += 8 }
      last = place
    }
    return (start, max(1, score - (end - start - part.count)))
  }

  private static func places(_ part: [UInt8], in name: UnsafeBufferPointer<UInt8>, from start: Int) -> [Int] {
    if holds(part, name, at: start) { return Array(start..<start + part.count) }
    var places: [Int] = []
    var next = 0
    for index in start..<name.count where next < part.count && name[index] == part[next] {
      places.append(index)
      next += 1
    }
    return places
  }

  @inline(__always)
  private static func holds(_ part: [UInt8], _ name: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + part.count <= name.count else { return false }
    for index in part.indices where name[start + index] != part[index] { return false }
    return true
  }

  private static func isWordStart(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    index == 0 || isBreak(name[index - 1])
  }

  @inline(__always)
  private static func isBreak(_ byte: UInt8) -> Bool {
    !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte) && byte < 0x80
  }
}

/// Folds names as words are folded, signs kept. One folding belongs to one thread.
final class NameFolding {
  private var folding = ScalarFolding()

  /// `Café-Plan` as `cafe-plan`.
  func folded(_ text: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    text.withUnsafeBufferPointer { append($0, to: &folded) }
    return folded
  }

  /// Appends a folded name; calls `body` with the number of bytes that each scalar becomes.
  func append(
    _ text: UnsafeBufferPointer<UInt8>, to folded: inout [UInt8], _ body: (Int) -> Void = { _ in }
  ) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        folded.append(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
        body(1)
        index += 1
        continue
      }
      let (scalar, length) = WordScanner.decode(text, at: index)
      index += length
      let entry = scalar.map { folding.entry($0) } ?? .ignored
      if entry.isSeparator {
        folded.append(0x20)
        body(1)
      } else if entry.isIgnored {
        body(0)
      } else {
        for place in 0..<entry.count { folded.append(entry.byte(place)) }
        body(entry.count)
      }
    }
  }
}

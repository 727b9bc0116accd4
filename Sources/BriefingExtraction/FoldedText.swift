/// Text as bytes on which equal texts are equal: small letters, quotes and dashes of one shape, single
/// blanks, no stop at the end. The same as `String.comparisonKey` for the scripts of the word lists, but
/// without a `String`.
struct FoldedText {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  init(_ text: some StringProtocol) {
    self.init()
    var text = String(text)
    text.withUTF8 { read($0, 0..<$0.count) }
  }

  /// Replaces what it holds by some bytes of a text in UTF-8.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.removeAll(keepingCapacity: true)
    var isBlankPending = false
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        if byte <= 0x20 {
          isBlankPending = true
          continue
        }
        appendBlank(&isBlankPending)
        bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        continue
      }
      let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard index + width <= end else { break }
      if width == 2 {
        var next = text[index + 1]
        if byte == 0xC2 {
          index += 2
          switch next {
          case 0xA0: isBlankPending = true
          case 0xAD: break
          case 0xAB, 0xBB:
            appendBlank(&isBlankPending)
            bytes.append(0x22)
          default:
            appendBlank(&isBlankPending)
            bytes.append(byte)
            bytes.append(next)
          }
          continue
        }
        // À…Þ lie 32 below à…þ.
        if byte == 0xC3, next >= 0x80, next <= 0x9E, next != 0x97 { next += 0x20 }
        appendBlank(&isBlankPending)
        bytes.append(byte)
        bytes.append(next)
      } else if width == 3, byte == 0xE2, text[index + 1] == 0x80 {
        let third = text[index + 2]
        switch third {
        case 0x8B...0x8F: break
        case 0x80...0x8A, 0xAF: isBlankPending = true
        case 0x90...0x94:
          appendBlank(&isBlankPending)
          bytes.append(0x2D)
        case 0x98...0x9A, 0xB2:
          appendBlank(&isBlankPending)
          bytes.append(0x27)
        case 0x9C...0x9E, 0xB3:
          appendBlank(&isBlankPending)
          bytes.append(0x22)
        default:
          appendBlank(&isBlankPending)
          bytes.append(contentsOf: text[index..<index + 3])
        }
      } else if width == 3, byte == 0xE3, text[index + 1] == 0x80, text[index + 2] == 0x80 {
        isBlankPending = true
      } else {
        appendBlank(&isBlankPending)
        bytes.append(contentsOf: text[index..<index + width])
      }
      index += width
    }
    while bytes.last == 0x2E { bytes.removeLast() }
  }

  @inline(__always)
  private mutating func appendBlank(_ isPending: inout Bool) {
    if isPending, !bytes.isEmpty { bytes.append(0x20) }
    isPending = false
  }

  /// A number that tells texts apart (FNV-1a).
  var hash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

/// Entries of a word list that are looked up by folded bytes; one that ends in `*` stands for every text
/// that begins so.
struct FoldedPhrases: Sendable {
  private var whole: Set<UInt64> = []
  private var longest = 0
  /// By a number made of the first bytes of a text, whether any entry begins so.
  private var openings = [Bool](repeating: false, count: 4096)
  /// By their first byte.
  private var beginnings: [[[UInt8]]] = Array(repeating: [], count: 256)

  init(_ entries: [String]) {
    var folded = FoldedText()
    for var entry in entries {
      let isBeginning = entry.utf8.last == 0x2A
      // A blank before the star parts words and is kept.
      let keepsBlank = entry.withUTF8 { utf8 in
        folded.read(utf8, 0..<utf8.count - (isBeginning ? 1 : 0))
        return isBeginning && utf8.count >= 2 && utf8[utf8.count - 2] == 0x20
      }
      if isBeginning {
        let bytes = keepsBlank ? folded.bytes + [0x20] : Array(folded.bytes)
        if let first = bytes.first { beginnings[Int(first)].append(bytes) }
        if bytes.count >= 3 {
          note(bytes)
        } else if bytes.allSatisfy(Letters.isASCIILetter) {
          // What is as short as that lets everything pass. Where it is no letter it begins no word that is
          // looked at.
          openings = openings.map { _ in true }
        }
      } else {
        // A text of three letters is none of the shorter ones.
        if folded.bytes.count >= 3 { note(folded.bytes) }
        whole.insert(folded.hash)
        longest = max(longest, folded.bytes.count)
      }
    }
  }

  private mutating func note(_ entry: [UInt8]) {
    openings[Self.opening(entry[0], entry[1], entry[2])] = true
  }

  private static func opening(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    (Int(first) &* 211 &+ Int(second) &* 31 &+ Int(third)) & 4095
  }

  /// Whether some bytes of a text may be an entry when they are folded: most are told by their first three
  /// letters.
  func mayContain(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 3 else { return true }
    let start = range.lowerBound
    let (first, second, third) = (text[start], text[start + 1], text[start + 2])
    guard Letters.isASCIILetter(first), Letters.isASCIILetter(second), Letters.isASCIILetter(third) else {
      return true
    }
    return openings[Self.opening(first | 0x20, second | 0x20, third | 0x20)]
  }

  func contains(_ text: some StringProtocol) -> Bool { contains(FoldedText(text)) }

  func contains(_ text: FoldedText) -> Bool {
    guard let first = text.bytes.first else { return false }
    for beginning in beginnings[Int(first)] where text.bytes.starts(with: beginning) { return true }
    return text.bytes.count <= longest && whole.contains(text.hash)
  }
}

public import BriefingModel

/// The bytes of a file as text.
///
/// Everything here is linear in the number of bytes and works on bytes: no `String` is made.
public enum SourceText {
  /// Decodes `bytes` and finds the lines.
  ///
  /// A byte order mark decides for UTF-8 or UTF-16 and is dropped. Without one the bytes are UTF-8
  /// where most sequences beyond ASCII are well formed, else Windows-1252. What stands for no
  /// character becomes U+FFFD, and so does U+0000, which ends a text for much that takes texts
  /// (https://spec.commonmark.org/0.31.2/#insecure-characters), and a note says how often and from which line on. `encoding` is one of
  /// `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`.
  public static func decode(
    _ bytes: [UInt8]
  ) -> (lines: SourceLines, encoding: String, notes: [ExtractionNote]) {
    if bytes.starts(with: [0xFF, 0xFE]) {
      return finished(utf16(bytes, littleEndian: true), encoding: "utf-16le")
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return finished(utf16(bytes, littleEndian: false), encoding: "utf-16be")
    }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : 0
    let survey = UTF8Survey(bytes, from: start)
    if survey.malformed == 0, !bytes.contains(0) {
      let text = hasMark ? Array(bytes[start...]) : bytes
      return (SourceLines(utf8: text), "utf-8", [])
    }
    if !hasMark, survey.suggestsSingleBytes {
      return finished(windows1252(bytes), encoding: "windows-1252")
    }
    return finished(repaired(bytes, from: start), encoding: "utf-8")
  }

  /// Text in UTF-8 with the number and the first place of what could not be decoded.
  struct Decoded {
    var utf8: [UInt8] = []
    var replacements = 0
    /// Offset in `utf8` of the first replacement.
    var firstReplacement = 0

    mutating func replace() {
      if replacements == 0 { firstReplacement = utf8.count }
      replacements += 1
      utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }

    mutating func append(_ scalar: UInt32) {
      switch scalar {
      case ..<0x80:
        utf8.append(UInt8(scalar))
      case ..<0x800:
        utf8.append(UInt8(0xC0 | scalar >> 6))
        utf8.append(UInt8(0x80 | scalar & 0x3F))
      case ..<0x10000:
        utf8.append(UInt8(0xE0 | scalar >> 12))
        utf8.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        utf8.append(UInt8(0x80 | scalar & 0x3F))
      default:
        utf8.append(UInt8(0xF0 | scalar >> 18))
        utf8.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        utf8.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        utf8.append(UInt8(0x80 | scalar & 0x3F))
      }
    }
  }

  private static func finished(
    _ decoded: Decoded, encoding: String
  ) -> (lines: SourceLines, encoding: String, notes: [ExtractionNote]) {
    let lines = SourceLines(utf8: decoded.utf8)
    var notes: [ExtractionNote] = []
    if encoding == "windows-1252" {
      notes.append(
        ExtractionNote(
          kind: .encoding, message: "Not UTF-8: read as Windows-1252.", span: SourceSpan(line: 1)))
    }
    if decoded.replacements > 0 {
      let line = lines.lineNumber(ofByte: decoded.firstReplacement)
      let count = decoded.replacements
      notes.append(
        ExtractionNote(
          kind: .encoding,
          message: count == 1
            ? "One place that is not \(encoding) is shown as U+FFFD."
            : "\(count) places that are not \(encoding) are shown as U+FFFD, the first here.",
          span: SourceSpan(line: line)))
    }
    return (lines, encoding, notes)
  }

  private static func utf16(_ bytes: [UInt8], littleEndian: Bool) -> Decoded {
    var decoded = Decoded()
    decoded.utf8.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      let high = littleEndian ? 1 : 0
      func unit(_ index: Int) -> UInt32 {
        UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + 1 - high])
      }
      var index = 2
      while index + 1 < bytes.count {
        let first = unit(index)
        index += 2
        if first == 0 {
          decoded.replace()
        } else if first < 0xD800 || first > 0xDFFF {
          decoded.append(first)
        } else if first < 0xDC00, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
          decoded.append(0x10000 + (first - 0xD800) << 10 + (unit(index) - 0xDC00))
          index += 2
        } else {
          decoded.replace()
        }
      }
      if index < bytes.count { decoded.replace() }
    }
    return decoded
  }

  private static func windows1252(_ bytes: [UInt8]) -> Decoded {
    var decoded = Decoded()
    decoded.utf8.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte == 0 {
        decoded.replace()
      } else if byte < 0x80 {
        decoded.utf8.append(byte)
      } else if byte >= 0xA0 {
        decoded.append(UInt32(byte))
      } else {
        let scalar = windows1252Upper[Int(byte) - 0x80]
        if scalar == 0 { decoded.replace() } else { decoded.append(scalar) }
      }
    }
    return decoded
  }

  /// 0x80…0x9F of Windows-1252; 0 where it has no character.
  private static let windows1252Upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func repaired(_ bytes: [UInt8], from start: Int) -> Decoded {
    var decoded = Decoded()
    decoded.utf8.reserveCapacity(bytes.count + 16)
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      var clean = start
      while index < bytes.count {
        let step = UTF8Survey.sequence(in: bytes, at: index)
        if !step.isWellFormed || bytes[index] == 0 {
          decoded.utf8.append(contentsOf: bytes[clean..<index])
          decoded.replace()
          clean = index + step.length
        }
        index += step.length
      }
      decoded.utf8.append(contentsOf: bytes[clean...])
    }
    return decoded
  }
}

/// Counts of what is and is not UTF-8 in some bytes.
struct UTF8Survey {
  /// Well-formed sequences beyond ASCII.
  private(set) var wellFormed = 0
  /// Malformed sequences, each as long as the longest prefix of a well-formed one.
  private(set) var malformed = 0
  /// Whether the only malformed sequence is one cut off by the end of the bytes.
  private(set) var isOnlyCutOff = false

  init(_ bytes: [UInt8], from start: Int) {
    bytes.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      var index = start
      while index < bytes.count {
        if bytes[index] < 0x80 {
          // Eight bytes of ASCII at a time: most of most files.
          while index + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
          {
            index += 8
          }
          while index < bytes.count, bytes[index] < 0x80 { index += 1 }
          continue
        }
        let step = Self.sequence(in: bytes, at: index)
        if step.isWellFormed {
          wellFormed += 1
        } else {
          malformed += 1
          isOnlyCutOff = malformed == 1 && step.isCutOff
        }
        index += step.length
      }
    }
    if malformed != 1 { isOnlyCutOff = false }
  }

  /// Whether a single-byte encoding explains the bytes better than damaged UTF-8 does.
  var suggestsSingleBytes: Bool { malformed > wellFormed && !isOnlyCutOff }

  /// One step of decoding.
  struct Step {
    /// At least 1.
    var length: Int
    var isWellFormed: Bool
    /// Malformed only because the bytes end.
    var isCutOff = false
  }

  /// The sequence that begins at `index`.
  static func sequence(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Step {
    let lead = bytes[index]
    if lead < 0x80 { return Step(length: 1, isWellFormed: true) }
    let count: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, lowest) = (3, 0xA0)
    case 0xED: (count, highest) = (3, 0x9F)
    case 0xE1...0xEF: count = 3
    case 0xF0: (count, lowest) = (4, 0x90)
    case 0xF4: (count, highest) = (4, 0x8F)
    case 0xF1...0xF3: count = 4
    default: return Step(length: 1, isWellFormed: false)
    }
    for offset in 1..<count {
      guard index + offset < bytes.count else {
        return Step(length: offset, isWellFormed: false, isCutOff: true)
      }
      let byte = bytes[index + offset]
      guard byte >= lowest, byte <= highest else {
        return Step(length: offset, isWellFormed: false)
      }
      lowest = 0x80
      highest = 0xBF
    }
    return Step(length: count, isWellFormed: true)
  }
}

extension SourceLines {
  /// The 1-based line that holds the byte at `offset` of `utf8`, its ending counted to it; at least 1.
  func lineNumber(ofByte offset: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }
}

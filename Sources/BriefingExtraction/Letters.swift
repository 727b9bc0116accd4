/// What kind of character a scalar is, decided without tables where it is ASCII.
enum Letters {
  @inline(__always)
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return isASCIILetter(UInt8(truncatingIfNeeded: scalar.value)) }
    return scalar.properties.isAlphabetic
  }

  @inline(__always)
  static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x41 && scalar.value <= 0x5A }
    return scalar.properties.isUppercase
  }

  /// Whether a byte is a small letter of ASCII, or of a letter beyond it, most of which are small.
  @inline(__always)
  static func mayBeSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte >= 0x80 }

  @inline(__always)
  static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x61 && scalar.value <= 0x7A }
    return scalar.properties.isLowercase
  }

  @inline(__always)
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x30 && scalar.value <= 0x39 }
    return scalar.properties.numericType == .decimal
  }

  @inline(__always)
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value == 0x20 || scalar.value == 0x09 }
    return scalar.properties.isWhitespace
  }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }

  @inline(__always)
  static func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Letters of scripts that write no blanks between words and have no capitals.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x3040...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
      || (0xAC00...0xD7AF).contains(scalar.value) || (0x20000...0x3FFFF).contains(scalar.value)
  }

  /// A sentence's final stop, of any script read here.
  static func isStop(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "…", "。", "！", "？", "؟", "۔": true
    default: false
    }
  }

  /// A quotation mark or bracket that closes.
  static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "”", "’", "»", ")", "]", "」", "』", "）": true
    default: false
    }
  }
}

extension String {
  /// The text without blanks at its ends, of any script.
  func trimmingBlanks() -> String {
    // Most have none.
    guard let first = utf8.first, let last = utf8.last else { return self }
    if first != 0x20, first != 0x09, first < 0x80, last != 0x20, last != 0x09, last < 0x80 { return self }
    let scalars = unicodeScalars
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, Letters.isBlank(scalars[start]) { start = scalars.index(after: start) }
    while end > start, Letters.isBlank(scalars[scalars.index(before: end)]) {
      end = scalars.index(before: end)
    }
    return String(scalars[start..<end])
  }

  /// The words between blanks.
  var blankSeparatedWords: [Substring] {
    split(whereSeparator: { $0.unicodeScalars.first.map(Letters.isBlank) ?? false })
  }

  /// The number of words between blanks, counted no further than `most`.
  func blankSeparatedCount(upTo most: Int) -> Int {
    var text = self
    return text.withUTF8 { bytes in
      var count = 0
      var index = 0
      var wasBlank = true
      while index < bytes.count {
        let blank = TextByte.whitespace(bytes, at: index)
        if blank == 0, wasBlank {
          count += 1
          if count >= most { break }
        }
        wasBlank = blank > 0
        index += max(1, blank)
      }
      return count
    }
  }

  /// Lower case, quotes and dashes of one shape, single blanks, no closing stop: equal for texts that
  /// a reader would call the same.
  var comparisonKey: String {
    var key: [UInt8] = []
    key.reserveCapacity(utf8.count)
    var pendingBlank = false
    for scalar in lowercased().unicodeScalars {
      if Letters.isBlank(scalar) {
        pendingBlank = true
        continue
      }
      if pendingBlank, !key.isEmpty { key.append(0x20) }
      pendingBlank = false
      switch scalar {
      case "\0"..."\u{7F}": key.append(UInt8(scalar.value))
      case "‘", "’", "‚", "′": key.append(0x27)
      case "“", "”", "„", "″", "«", "»": key.append(0x22)
      case "\u{2010}"..."\u{2014}", "\u{2212}": key.append(0x2D)
      case "\u{200B}"..."\u{200F}", "\u{FEFF}", "\u{AD}": break
      default: for byte in String(scalar).utf8 { key.append(byte) }
      }
    }
    while key.last == 0x2E { key.removeLast() }
    return String(decoding: key, as: UTF8.self)
  }
}

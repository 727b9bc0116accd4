/// The scalars that need no thought: each is shown as it is, begins a cell of its own whatever stands
/// beside it among them, and has a fixed width.
///
/// They are nearly all of what documents hold, so text made of them alone takes the short way through
/// `PrintableText`, `CellWidth` and `Screen.write`.
enum PlainScalar {
  /// Columns of a plain scalar; 0 when the scalar is not plain.
  @inline(__always)
  static func columns(_ value: UInt32) -> Int {
    if value >= 0x20, value <= 0x7E { return 1 }
    return columnsBeyondASCII(value)
  }

  private static func columnsBeyondASCII(_ value: UInt32) -> Int {
    // With others about their width there is more to think about.
    if CellWidth.ambiguous == .wide { return 0 }
    switch value {
    case 0xA1...0xAC, 0xAE...0x2FF,  // Latin
      0x391...0x3A1, 0x3A3...0x3FF, 0x400...0x481, 0x48A...0x52F,  // Greek, Cyrillic
      0x5D0...0x5EA, 0x620...0x64A,  // Hebrew, Arabic
      0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF,  // dashes, quotes, bullets, currencies
      0x2190...0x21FF, 0x2200...0x22FF, 0x2500...0x25A1,  // arrows, mathematics, frames
      0x27E8, 0x27E9:  // the brackets of marks
      return 1
    case 0x3001...0x3003, 0x3008...0x3011, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xFF01...0xFF5E:
      return 2
    default:
      return 0
    }
  }

  /// The scalar at `index` of valid UTF-8; moves `index` behind it.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
    let lead = UInt32(bytes[index])
    if lead < 0x80 {
      index += 1
      return lead
    }
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    let value: UInt32
    if lead < 0xE0 {
      value = (lead & 0x1F) << 6 | tail(1)
      index += 2
    } else if lead < 0xF0 {
      value = (lead & 0x0F) << 12 | tail(1) << 6 | tail(2)
      index += 3
    } else {
      value = (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
      index += 4
    }
    return value
  }

  /// Columns of a text made of plain scalars alone; nil when there are others in it.
  static func columns(of text: some StringProtocol) -> Int? {
    let columns = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      var index = 0
      var sum = 0
      while index < bytes.count {
        let width = Self.columns(decode(bytes, at: &index))
        if width == 0 { return nil }
        sum += width
      }
      return sum
    }
    return columns ?? nil
  }
}

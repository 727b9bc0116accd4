#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the C library finds in bytes faster than any loop here would.
enum MarkupBytes {
  /// The first place of `byte` from `start` on.
  @inline(__always)
  static func firstIndex(
    of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The bytes of a C string, its end not counted.
  @inline(__always)
  static func string(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(start: text, count: strlen(text)).bindMemory(to: UInt8.self)
  }

  /// Whether `part`, which is not empty, stands anywhere in `bytes`.
  static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { place(of: part, in: bytes, from: 0) != nil }

  /// The first place from `start` on at which `part`, which is not empty, stands in `bytes`.
  static func place(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = part.first else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var from = start
      while let place = firstIndex(of: first, in: bytes, from: from), place + part.count <= bytes.count {
        if bytes[place..<(place + part.count)].elementsEqual(part) { return place }
        from = place + 1
      }
      return nil
    }
  }

  /// Behind the first place from `start` on at which `words` stand.
  static func end(of words: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let words = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    guard let first = words.first else { return start }
    return bytes.withUnsafeBufferPointer { bytes in
      var from = start
      while let place = firstIndex(of: first, in: bytes, from: from), place + words.count <= bytes.count {
        if bytes[place..<(place + words.count)].elementsEqual(words) { return place + words.count }
        from = place + 1
      }
      return nil
    }
  }

  /// Bytes of a text that are no white space.
  static func ink(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var ink = 0
      for byte in bytes where byte > 0x20 { ink &+= 1 }
      return ink
    }
  }

  /// The text in lower case; quick for text in ASCII.
  static func lowered(_ text: String) -> [UInt8] {
    var text = text
    let plain = text.withUTF8 { bytes -> [UInt8]? in
      var seen: UInt8 = 0
      for byte in bytes { seen |= byte }
      guard seen < 0x80 else { return nil }
      return bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
    return plain ?? Array(text.lowercased().utf8)
  }
}

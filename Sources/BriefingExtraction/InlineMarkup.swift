import BriefingModel

/// Reads the marks that scrapers leave in plain text: `*emphasis*`, `**strong**` and `` `code` ``.
enum InlineMarkup {
  /// The text without its marks, and the marked runs in Unicode scalars of that text.
  static func read(_ text: String) -> InlineText {
    var text = text
    let found = text.withUTF8 { bytes -> InlineText? in
      guard bytes.contains(where: { $0 == 0x2A || $0 == 0x60 || $0 == 0x5F }) else { return nil }
      var reading = Reading(bytes)
      reading.run()
      guard !reading.marks.isEmpty else { return nil }
      return InlineText(String(decoding: reading.out, as: UTF8.self), marks: reading.marks)
    }
    return found ?? InlineText(text)
  }

  private struct Mark {
    var kind: InlineMarkKind
    var inner: Range<Int>
    var end: Int
  }

  /// One pass over a text in UTF-8.
  private struct Reading {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var out: [UInt8] = []
    private(set) var marks: [InlineMark] = []
    /// Scalars in `out`.
    private var scalars = 0
    /// Marks already known to have no end, a bit for each sign and width, so that a text of asterisks is
    /// read in one pass.
    private var hopeless: UInt16 = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      out.reserveCapacity(bytes.count)
    }

    mutating func run() {
      var index = 0
      var start = 0
      while index < bytes.count {
        let byte = bytes[index]
        guard byte == 0x2A || byte == 0x60 || byte == 0x5F, let mark = opening(at: index) else {
          index += 1
          continue
        }
        add(start..<index)
        let first = scalars
        add(mark.inner)
        marks.append(InlineMark(kind: mark.kind, range: first..<scalars))
        index = mark.end
        start = index
      }
      add(start..<bytes.count)
    }

    private mutating func add(_ range: Range<Int>) {
      let piece = UnsafeBufferPointer(rebasing: bytes[range])
      for byte in piece where byte & 0xC0 != 0x80 { scalars &+= 1 }
      out.append(contentsOf: piece)
    }

    /// The run that the sign at `index` begins.
    private mutating func opening(at index: Int) -> Mark? {
      let sign = bytes[index]
      if index > 0, bytes[index - 1] == sign || isWord(before: index) { return nil }
      var first = index + 1
      while first < bytes.count, bytes[first] == sign { first += 1 }
      let width = first - index
      guard sign == 0x2A ? width <= 3 : width <= 2 else { return nil }
      let key = UInt16(1) << UInt16((sign == 0x2A ? 0 : sign == 0x60 ? 4 : 8) + width)
      guard hopeless & key == 0 else { return nil }
      guard first < bytes.count, !isBlank(at: first), sign != 0x5F || mayEmphasise(before: index) else {
        return nil
      }
      var end = first + 1
      while let next = MarkupBytes.firstIndex(of: sign, in: bytes, from: end) {
        var behind = next + 1
        while behind < bytes.count, bytes[behind] == sign, behind - next <= width { behind += 1 }
        if behind - next == width, !isBlank(before: next), behind == bytes.count || !isWord(at: behind) {
          if sign == 0x5F, !isProse(first..<next, in: index..<behind) { return nil }
          let kind: InlineMarkKind = sign == 0x60 ? .code : width >= 2 ? .strong : .emphasis
          return Mark(kind: kind, inner: first..<next, end: behind)
        }
        end = next + 1
      }
      hopeless |= key
      return nil
    }

    // MARK: - Underscores

    /// `x._name`, `/_name`: part of a name.
    private func mayEmphasise(before index: Int) -> Bool {
      guard index > 0 else { return true }
      switch bytes[index - 1] {
      case 0x22, 0x27, 0x28, 0x2A, 0x5B: return true
      default: return isBlank(before: index) || bytes[index - 1] >= 0x80
      }
    }

    /// Whether what stands between underscores is emphasised, and no name that they belong to: `__init__`,
    /// `__LP64__.h`. A blank, a capital before small letters, or letters beyond ASCII are of prose.
    private func isProse(_ inner: Range<Int>, in whole: Range<Int>) -> Bool {
      let word = bytes[inner]
      if word.contains(0x20) || word.contains(where: { $0 >= 0x80 }) { return true }
      if whole.lowerBound > 0, bytes[whole.lowerBound - 1] == 0x28 { return false }
      let behind = whole.upperBound
      if behind < bytes.count {
        switch bytes[behind] {
        case 0x28, 0x29, 0x2F: return false
        case 0x2E: if behind + 1 < bytes.count, !isBlank(at: behind + 1) { return false }
        default: break
        }
      }
      return word.first.map { $0 >= 0x41 && $0 <= 0x5A } == true && word.count > 1
        && word.dropFirst().allSatisfy(Letters.mayBeSmall)
    }

    // MARK: - Scalars

    private func isWord(at index: Int) -> Bool { scalar(at: index).map(Self.isWord) ?? false }
    private func isWord(before index: Int) -> Bool { scalar(before: index).map(Self.isWord) ?? false }
    private func isBlank(at index: Int) -> Bool { scalar(at: index).map(Letters.isBlank) ?? false }
    private func isBlank(before index: Int) -> Bool { scalar(before: index).map(Letters.isBlank) ?? false }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
      Letters.isLetter(scalar) || Letters.isDigit(scalar)
    }

    private func scalar(before index: Int) -> Unicode.Scalar? {
      var start = index - 1
      while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      return scalar(at: start)
    }

    private func scalar(at index: Int) -> Unicode.Scalar? {
      let byte = bytes[index]
      if byte < 0x80 { return Unicode.Scalar(byte) }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard index + length <= bytes.count else { return nil }
      var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
      for place in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[place]) & 0x3F }
      return Unicode.Scalar(value)
    }
  }
}

extension MarkdownSlices {
  /// How a line begins.
  struct Line {
    /// Blanks before the ink, a tab counted as four.
    var indent = 0
    /// Offset of the first ink.
    var start: Int
    /// The byte there, 0 in a blank line.
    var first: UInt8 = 0

    var isBlank: Bool { first == 0 }

    /// Whether it can be nothing but text or a heading.
    var beginsText: Bool { first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first >= 0x80 || first == 0x23 }

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      var index = range.lowerBound
      while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 {
        indent += bytes[index] == 0x20 ? 1 : 4
        index += 1
      }
      start = index
      // A NUL is no ink; the parser takes it for a sign.
      if index < range.upperBound { first = max(1, bytes[index]) }
    }

    /// The fence that the line opens or closes.
    func fence(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Fence? {
      guard first == 0x60 || first == 0x7E else { return nil }
      var index = start
      while index < range.upperBound, bytes[index] == first { index += 1 }
      let count = index - start
      guard count >= 3 else { return nil }
      var isBare = true
      while index < range.upperBound {
        if bytes[index] > 0x20 { isBare = false }
        // Ticks behind ticks: code in a line of text.
        if first == 0x60, bytes[index] == 0x60 { return nil }
        index += 1
      }
      return Fence(byte: first, count: count, isBare: isBare)
    }
  }

  struct Fence {
    var byte: UInt8
    var count: Int
    /// Whether nothing stands behind it.
    var isBare: Bool
  }

  /// The beginning of an item without indentation, a letter behind its marker.
  struct Item {
    /// The bullet, or the sign behind the number with its highest bit set.
    var sign: UInt8
    var contentIndent: Int
    private var isFirst = true

    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ line: Line) {
      guard line.indent == 0 else { return nil }
      var index = range.lowerBound
      switch line.first {
      case 0x2A, 0x2B, 0x2D:
        sign = line.first
      case 0x30...0x39:
        while index < range.upperBound, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        let count = index - range.lowerBound
        guard count <= 9, index < range.upperBound, bytes[index] == 0x2E || bytes[index] == 0x29
        else { return nil }
        sign = bytes[index] | 0x80
        isFirst = count == 1 && line.first == 0x31
      default:
        return nil
      }
      index += 1
      guard index + 1 < range.upperBound, bytes[index] == 0x20 else { return nil }
      let next = bytes[index + 1]
      guard next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next >= 0x80 else { return nil }
      contentIndent = index + 1 - range.lowerBound
    }

    /// Whether a list begins with it: right below a line of text only one that counts from 1.
    func mayBegin(isBehindBlank: Bool) -> Bool { isBehindBlank || isFirst }
  }

  /// Code in fences or HTML that ends with a certain sign: what stands in it begins no block.
  struct OpenBlock {
    private var fence: Fence?
    private var ends: [[UInt8]] = []

    var isOpen: Bool { fence != nil || !ends.isEmpty }

    init() {}

    init(fence: Fence) { self.fence = fence }

    /// The piece of HTML that goes on through blank lines; nil for any other, and for one that ends in
    /// its first line.
    init?(html bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
      ends = Self.ends(bytes, line)
      if ends.isEmpty || hasEnd(bytes, line) { return nil }
    }

    private static func ends(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [[UInt8]] {
      let head = bytes[line].prefix(12).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      func begins(_ text: String) -> Bool { head.starts(with: text.utf8) }
      if begins("<!--") { return [Array("-->".utf8)] }
      if begins("<?") { return [Array("?>".utf8)] }
      if begins("<![cdata[") { return [Array("]]>".utf8)] }
      if begins("<!") { return [Array(">".utf8)] }
      if ["<script", "<pre", "<style", "<textarea"].contains(where: begins) {
        return ["</script>", "</pre>", "</style>", "</textarea>"].map { Array($0.utf8) }
      }
      return []
    }

    private func hasEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
      var from = line.lowerBound
      while let close = MarkupBytes.firstIndex(
        of: 0x3E, in: UnsafeBufferPointer(rebasing: bytes[..<line.upperBound]), from: from)
      {
        for end in ends where close + 1 - line.lowerBound >= end.count {
          let found = bytes[(close + 1 - end.count)...close]
          if found.elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 }) { return true }
        }
        from = close + 1
      }
      return false
    }

    /// Reads a further line; true where the line may mean that the block has ended before.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ line: Line) -> Bool {
      if let fence {
        if line.indent <= 3, let close = line.fence(bytes, range), close.isBare, close.byte == fence.byte,
          close.count >= fence.count
        {
          self.fence = nil
        }
        return false
      }
      if hasEnd(bytes, range) {
        ends = []
        return false
      }
      return line.indent <= 3
        && (line.fence(bytes, range) != nil
          || line.first == 0x3C && !Self.ends(bytes, line.start..<range.upperBound).isEmpty)
    }
  }
}

import BriefingModel

/// Lines of a log, each begun with when it was written: they are kept as they are.
extension PlainTextParse {
  /// How a line of a log says when it was written.
  enum LogStamp: Equatable {
    /// `2026-03-02T10:00:00`, `2026/03/02 10:00:00`
    case date
    /// `Mar  2 10:00:00`
    case monthAndDay
    /// `10.0.0.1 - - [02/Mar/2026:10:00:00 +0100]`
    case request
    /// `[    0.370000]`
    case sinceStart
  }

  /// Reads the lines of a log, those that an entry goes on in too; nil where fewer than three entries follow each
  /// other.
  mutating func readLog(at index: Int) -> Int? {
    guard let end = logEnd(from: index) else { return nil }
    addKept(index..<end)
    return end
  }

  /// Whether a log begins at a line.
  func beginsLog(_ index: Int) -> Bool { logEnd(from: index) != nil }

  private func logEnd(from index: Int) -> Int? {
    guard let stamp = logStamp(index) else { return nil }
    var entries = 1
    var end = index + 1
    while end < lines.count, lines[end].kind != .blank, !dropped[end] {
      if logStamp(end) == stamp {
        entries += 1
      } else if lines[end].indent <= lines[index].indent {
        break
      }
      end += 1
    }
    return entries >= 3 ? end : nil
  }

  /// The stamp that a line begins with, with a day and seconds: a time alone may stand before what was said.
  private func logStamp(_ index: Int) -> LogStamp? {
    let line = lines[index]
    guard line.kind != .blank, line.signs.contains(.digit) else { return nil }
    let first = source.utf8[line.start]
    guard line.signs.contains(.clock) || first == 0x5B else { return nil }
    return source.utf8.withUnsafeBufferPointer { bytes in
      var scan = StampScan(bytes: bytes, at: line.start, end: min(line.content.upperBound, line.start + 120))
      return scan.stamp()
    }
  }
}

/// Reads the stamp at the beginning of a line.
private struct StampScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var at: Int
  let end: Int

  mutating func stamp() -> PlainTextParse.LogStamp? {
    let start = at
    if take(0x5B) {
      while take(0x20) {}
      let whole = digits()
      if whole > 0, take(0x2E), digits() == 6, take(0x5D) {
        return .sinceStart
      }
      at = start + 1
    }
    let begins = at
    if digits() == 4, take(0x2D) || take(0x2F), digits() == 2, take(0x2D) || take(0x2F), digits() == 2,
      take(0x54) || take(0x20), clock()
    {
      return .date
    }
    at = begins
    if month() {
      while take(0x20) {}
      if (1...2).contains(digits()), take(0x20), clock() { return .monthAndDay }
    }
    // Who asked stands before the brackets.
    at = begins
    while at < end, bytes[at] != 0x5B { at += 1 }
    if at > begins, take(0x5B), digits() == 2, take(0x2F), month(), take(0x2F), digits() == 4, take(0x3A),
      clock()
    {
      return .request
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// How many digits stand here, which are passed over.
  private mutating func digits() -> Int {
    let start = at
    while at < end, Letters.isASCIIDigit(bytes[at]) { at += 1 }
    return at - start
  }

  /// Three letters, the first of them a capital.
  private mutating func month() -> Bool {
    guard at + 3 < end, bytes[at] >= 0x41, bytes[at] <= 0x5A,
      Letters.isASCIILetter(bytes[at + 1]), Letters.isASCIILetter(bytes[at + 2]),
      !Letters.isASCIILetter(bytes[at + 3])
    else { return false }
    at += 3
    return true
  }

  private mutating func clock() -> Bool {
    digits() == 2 && take(0x3A) && digits() == 2 && take(0x3A) && digits() == 2
  }
}

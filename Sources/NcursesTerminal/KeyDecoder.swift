internal import TerminalScreen

/// Turns the bytes that a terminal sends into keys and pastes.
///
/// Sequences are taken in all the forms that terminals send them in, and those of the terminal's own
/// description besides. A sequence that means nothing is swallowed whole, so that no rest of it is
/// taken for typed characters.
struct KeyDecoder {
  /// What `next` found.
  enum Step: Equatable {
    case input(TerminalInput)
    /// Something that means nothing; ask again.
    case nothing
    /// The bytes end inside a sequence that could go on.
    case incomplete
    /// No bytes wait.
    case empty
  }

  /// Longest text taken in one paste, in bytes; the rest is swallowed.
  static let pasteLimit = 1 << 20
  /// Longest sequence waited for, in bytes.
  private static let sequenceLimit = 128
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  private var start = 0
  /// What was pasted so far, while a paste goes on.
  private var paste: [UInt8]?
  /// Whether the beginning of an answer of the terminal was seen but not its end.
  private var isInReport = false
  /// Sequences of the terminal's description.
  private let described: [DescribedKey]

  init(described: [DescribedKey] = []) {
    self.described = described
  }

  /// Whether the beginning of a paste was seen but not its end.
  var isPasting: Bool { paste != nil }

  mutating func feed(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// The next input. With `isFinal` nothing more can be expected, so an unfinished sequence is what it
  /// is: Escape, or Alt with a character.
  mutating func next(isFinal: Bool) -> Step {
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.count < 65_536)
      start = 0
      if !isInReport { return .empty }
    }
    if isInReport { return skipReport(isFinal: isFinal) }
    if paste != nil { return continuePaste(isFinal: isFinal) }
    let byte = bytes[start]
    if byte == 0x1B { return escape(isFinal: isFinal) }
    if let (length, key) = describedKey() {
      start += length
      return .input(.key(key))
    }
    if byte < 0x80 {
      start += 1
      return .input(.key(Self.key(ascii: byte)))
    }
    return unicode(at: start, isFinal: isFinal) { .character($0) }
  }

  /// Ends a paste whose end never came.
  mutating func endPaste() -> TerminalInput? {
    guard let pasted = paste else { return nil }
    paste = nil
    return .paste(Self.text(pasted))
  }

  // MARK: Characters

  private static func key(ascii byte: UInt8) -> Key {
    switch byte {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x08, 0x7F: .backspace
    case 0x00: .control("@")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: .character(Character(Unicode.Scalar(byte)))
    }
  }

  /// A scalar of several bytes; broken ones are swallowed.
  private mutating func unicode(
    at index: Int, isFinal: Bool, _ key: (Character) -> Key
  ) -> Step {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0
    guard length > 0, lead < 0xF5 else {
      start = index + 1
      return .nothing
    }
    var end = index + 1
    while end < bytes.count, end < index + length, bytes[end] & 0xC0 == 0x80 { end += 1 }
    if end == bytes.count, end < index + length, !isFinal { return .incomplete }
    start = end
    guard let text = String(validating: bytes[index..<end], as: UTF8.self), let character = text.first
    else { return .nothing }
    // C1 controls are no characters.
    if let scalar = text.unicodeScalars.first, scalar.value < 0xA0 { return .nothing }
    return .input(.key(key(character)))
  }

  // MARK: Sequences

  private mutating func escape(isFinal: Bool) -> Step {
    if let (length, key) = describedKey() {
      start += length
      return .input(.key(key))
    }
    let second = start + 1
    guard second < bytes.count else {
      guard isFinal else { return .incomplete }
      start = second
      return .input(.key(.escape))
    }
    switch bytes[second] {
    case 0x1B:
      start = second
      return .input(.key(.escape))
    case UInt8(ascii: "["):
      return controlSequence(isFinal: isFinal)
    case UInt8(ascii: "O"):
      return singleShift(isFinal: isFinal)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      return report(isFinal: isFinal)
    case let byte where byte < 0x80:
      start = second + 1
      return .input(.key(Self.meta(Self.key(ascii: byte))))
    default:
      return unicode(at: second, isFinal: isFinal) { .meta($0) }
    }
  }

  /// Alt with a key that is no character is that key.
  private static func meta(_ key: Key) -> Key {
    if case .character(let character) = key { return .meta(character) }
    return key
  }

  private mutating func alone() -> Step {
    let byte = bytes[start + 1]
    start += 2
    return .input(.key(Self.meta(Self.key(ascii: byte))))
  }

  /// `ESC O x`: the keys of the application modes.
  private mutating func singleShift(isFinal: Bool) -> Step {
    guard start + 2 < bytes.count else { return isFinal ? alone() : .incomplete }
    let final = bytes[start + 2]
    guard let key = Self.applicationKeys[final] else { return alone() }
    start += 3
    return .input(.key(key))
  }

  /// `ESC [ parameters final`.
  private mutating func controlSequence(isFinal: Bool) -> Step {
    var end = start + 2
    // The Linux console sends F1 to F5 as `ESC [ [ A` to `E`.
    let isConsole = end < bytes.count && bytes[end] == UInt8(ascii: "[")
    if isConsole { end += 1 }
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]), end - start < Self.sequenceLimit { end += 1 }
    guard end < bytes.count else {
      if !isFinal { return .incomplete }
      if end == start + 2 { return alone() }
      start = end
      return .nothing
    }
    let final = bytes[end]
    guard (0x40...0x7E).contains(final) else {
      // Broken off: what comes now is not part of it.
      start = end
      return .nothing
    }
    let parameters = bytes[(start + 2)..<end]
    let isOldMouse = parameters.isEmpty && final == UInt8(ascii: "M")
    if isOldMouse, end + 3 >= bytes.count, !isFinal { return .incomplete }
    start = end + 1
    if isOldMouse { return oldMouse() }
    if isConsole {
      return (0x41...0x45).contains(final) ? .input(.key(.function(Int(final) - 0x40))) : .nothing
    }
    if parameters.first == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
      return Self.mouse(Self.numbers(parameters.dropFirst()), isRelease: final == UInt8(ascii: "m"))
    }
    if parameters.first.map({ $0 >= 0x3C }) == true { return .nothing }
    let numbers = Self.numbers(parameters)
    if final == UInt8(ascii: "~") {
      if numbers.first == 200 {
        paste = []
        return continuePaste(isFinal: false)
      }
      if numbers.first == 27, numbers.count == 3 { return Self.modified(numbers[2], by: numbers[1]) }
      guard let key = Self.numberedKeys[numbers.first ?? 0] else { return .nothing }
      return .input(.key(key))
    }
    if final == UInt8(ascii: "u") {
      return Self.modified(numbers.first ?? 0, by: numbers.dropFirst().first ?? 1)
    }
    // A key with modifiers has 1 in the first place; else the terminal says where its cursor is.
    if final == UInt8(ascii: "R"), numbers.count > 1, numbers[0] != 1 { return .nothing }
    guard let key = Self.finalKeys[final] else { return .nothing }
    return .input(.key(key))
  }

  /// `ESC [ < button ; column ; row M`, or `m` for a button that came up.
  private static func mouse(_ numbers: [Int], isRelease: Bool) -> Step {
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return .nothing }
    let kind: MouseEvent.Kind
    // Shift, Alt and Control are 4, 8 and 16.
    switch numbers[0] & ~28 {
    case 0: kind = isRelease ? .release : .press
    case 32: kind = .drag
    case 64 where !isRelease: kind = .wheelUp
    case 65 where !isRelease: kind = .wheelDown
    default: return .nothing
    }
    return .input(.mouse(MouseEvent(kind, column: numbers[1] - 1, row: numbers[2] - 1)))
  }

  /// `ESC [ M button column row`, a byte each behind 32: what terminals send that know no other report. None of the
  /// three is typed.
  private mutating func oldMouse() -> Step {
    let numbers = bytes[start..<min(start + 3, bytes.count)].map { Int($0) - 32 }
    start += numbers.count
    guard numbers.count == 3, numbers[0] >= 0 else { return .nothing }
    // Which button came up is not said.
    let isRelease = numbers[0] & ~28 == 3
    return Self.mouse([isRelease ? 0 : numbers[0], numbers[1], numbers[2]], isRelease: isRelease)
  }

  /// `ESC ] …`, `ESC P …` and their like: answers of the terminal, up to their terminator.
  private mutating func report(isFinal: Bool) -> Step {
    let third = start + 2
    guard third < bytes.count else { return isFinal ? alone() : .incomplete }
    isInReport = true
    start = third
    return skipReport(isFinal: isFinal)
  }

  /// Goes on in an answer of the terminal, of any length and in any number of pieces: none of it is typed.
  private mutating func skipReport(isFinal: Bool) -> Step {
    while start < bytes.count {
      if bytes[start] == 0x07 {
        start += 1
        isInReport = false
        return .nothing
      }
      if bytes[start] == 0x1B {
        if start + 1 == bytes.count, !isFinal { return .incomplete }
        // Without its backslash it begins something else.
        if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "\\") { start += 2 }
        isInReport = false
        return .nothing
      }
      start += 1
    }
    guard isFinal else { return .incomplete }
    isInReport = false
    return .nothing
  }

  private mutating func describedKey() -> (Int, Key)? {
    guard !described.isEmpty else { return nil }
    // The longest: some terminals have one that begins another.
    var longest: DescribedKey?
    for one in described
    where one.bytes.count > longest?.bytes.count ?? 0 && bytes[start...].starts(with: one.bytes) {
      longest = one
    }
    return longest.map { ($0.bytes.count, $0.key) }
  }

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    var numbers: [Int] = []
    for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var value = 0
      for byte in part {
        // Sub-parameters behind a colon are of no interest.
        guard (0x30...0x39).contains(byte), value < 1_000_000 else { break }
        value = value * 10 + Int(byte - 0x30)
      }
      numbers.append(value)
    }
    return numbers
  }

  /// A character with modifiers, as terminals that tell them apart send it.
  private static func modified(_ code: Int, by modifier: Int) -> Step {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), code != 0 else { return .nothing }
    let bits = max(0, modifier - 1)
    if code < 0x20 || code == 0x7F {
      if code == 0x09, bits & 1 != 0 { return .input(.key(.backTab)) }
      return .input(.key(key(ascii: UInt8(code))))
    }
    guard !(0x7F..<0xA0).contains(code), !(0xE000...0xF8FF).contains(code) else { return .nothing }
    if bits & 4 != 0 {
      switch code {
      case 0x20, 0x40: return .input(.key(.control("@")))
      // Terminals without such reports send the same for both.
      case 0x2F, 0x5F: return .input(.key(.control("_")))
      case 0x40...0x7E: return .input(.key(.control(Character(String(scalar).lowercased()))))
      default: return .nothing
      }
    }
    return .input(.key(bits & 2 != 0 ? .meta(Character(scalar)) : .character(Character(scalar))))
  }

  // MARK: Pastes

  private mutating func continuePaste(isFinal: Bool) -> Step {
    let waiting = bytes[start...]
    var index = waiting.startIndex
    while let escape = waiting[index...].firstIndex(of: 0x1B) {
      let rest = waiting[escape...]
      if rest.starts(with: Self.pasteEnd) {
        append(waiting[..<escape])
        start = escape + Self.pasteEnd.count
        return endPaste().map(Step.input) ?? .nothing
      }
      if rest.count < Self.pasteEnd.count, Self.pasteEnd.starts(with: rest) {
        append(waiting[..<escape])
        start = escape
        return .incomplete
      }
      index = escape + 1
    }
    append(waiting)
    start = bytes.count
    return .incomplete
  }

  private mutating func append(_ more: ArraySlice<UInt8>) {
    let room = max(0, Self.pasteLimit - (paste?.count ?? 0))
    paste?.append(contentsOf: more.prefix(room))
  }

  /// Terminals send the line breaks of a paste as carriage returns.
  private static func text(_ pasted: [UInt8]) -> String {
    var lines: [UInt8] = []
    lines.reserveCapacity(pasted.count)
    var afterReturn = false
    for byte in pasted {
      if byte == 0x0A, afterReturn {
        afterReturn = false
        continue
      }
      afterReturn = byte == 0x0D
      lines.append(byte == 0x0D ? 0x0A : byte)
    }
    return String(decoding: lines, as: UTF8.self)
  }
}

/// Takes out of an HTML text, before it is parsed, what no reader would see and what would cost the
/// parser more than linear time.
///
/// Unseen are scripts, styles, comments and attributes that say nothing about an element's part in the
/// page: of a page from the web they are most of the bytes. Costly are elements nested deeper than any
/// page needs, formatting that is never closed, tags with hundreds of attributes; the depth is never
/// counted lower than the parser will have it, but it may be counted higher.
struct HTMLSieve {
  /// Elements within elements beyond which tags are ignored.
  static let deepest = 200
  private static let mostOpenFormatting = 12
  private static let mostAttributes = 200

  /// What was taken out, and where.
  struct Outcome {
    /// The text without what was taken out.
    var text: [UInt8]
    /// Ranges of the original text that were taken out, in order.
    var cuts: [Range<Int>]
    /// The offset of the first tag that was ignored because of its depth.
    var firstExcess: Int?
  }

  private var cuts: [Range<Int>] = []
  private var firstExcess: Int?
  private var open: [UInt64] = []
  /// Formatting elements that are active, with the number of scopes that were open around them.
  private var formatting: [(name: UInt64, scopes: Int)] = []
  private var scopeCount = 0
  private var seenBody = false
  private var seenHTML = false

  /// Takes the unseen and the excess out of `text`.
  static func apply(to text: [UInt8]) -> Outcome {
    var sieve = HTMLSieve()
    text.withUnsafeBufferPointer { sieve.run($0) }
    if sieve.cuts.isEmpty { return Outcome(text: text, cuts: []) }
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count - sieve.cuts.reduce(0) { $0 + $1.count })
    var start = 0
    text.withUnsafeBufferPointer { bytes in
      for cut in sieve.cuts {
        kept.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<cut.lowerBound]))
        start = cut.upperBound
      }
      kept.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    return Outcome(text: kept, cuts: sieve.cuts, firstExcess: sieve.firstExcess)
  }

  private mutating func run(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = text.count
    while index < count {
      guard text[index] == 0x3C, index + 1 < count else {
        index += 1
        continue
      }
      let next = text[index + 1]
      if next == 0x21 {
        let end = Self.afterMarkup(text, from: index)
        if index + 3 < count, text[index + 2] == 0x2D, text[index + 3] == 0x2D { cut(index..<end) }
        index = end
      } else if next == 0x2F, index + 2 < count, Self.isLetter(text[index + 2]) {
        let name = Self.name(text, from: index + 2)
        let isKept = close(HTMLNames.kinds(of: name.hash), name.hash)
        var end = name.end
        while end < count, text[end] != 0x3E { end += 1 }
        if !isKept { cut(index..<min(end + 1, count)) }
        index = min(end + 1, count)
      } else if Self.isLetter(next) {
        index = addTag(text, from: index)
      } else {
        index += 1
      }
    }
  }

  /// Reads the start tag at `start` with what it takes along; the offset behind that.
  private mutating func addTag(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let name = Self.name(text, from: start + 1)
    let kinds = HTMLNames.kinds(of: name.hash)
    guard begin(kinds, name.hash) else {
      if firstExcess == nil { firstExcess = start }
      let end = Self.tagEnd(text, from: name.end)
      cut(start..<end)
      return end
    }
    let before = cuts.count
    let tag = addAttributes(text, from: name.end)
    guard kinds.contains(.rawText) else { return tag.end }
    let end = Self.rawTextEnd(text, from: tag.end, name: name.hash)
    let isUnseen = kinds.contains(.unseen) && !tag.isLinkedData
    if isUnseen {
      // The tag goes with its content and its end tag, and what was cut out of it.
      cuts.removeSubrange(before...)
      var after = end
      while after < text.count, text[after] != 0x3E { after += 1 }
      let whole = min(after + 1, text.count)
      cut(start..<whole)
      return whole
    }
    return end
  }

  private mutating func cut(_ range: Range<Int>) {
    if let last = cuts.last, last.upperBound == range.lowerBound {
      cuts[cuts.count - 1] = last.lowerBound..<range.upperBound
    } else {
      cuts.append(range)
    }
  }

  /// Notes a start tag; false when it must go.
  private mutating func begin(_ kinds: HTMLNames.Kinds, _ name: UInt64) -> Bool {
    if kinds.contains(.single) {
      defer { if name == HTMLNames.body { seenBody = true } else { seenHTML = true } }
      return !(name == HTMLNames.body ? seenBody : seenHTML)
    }
    if kinds.contains(.uncounted) { return true }
    if kinds.contains(.formatting) {
      if formatting.count >= Self.mostOpenFormatting { return false }
      formatting.append((name, scopeCount))
      return true
    }
    if open.count >= Self.deepest { return false }
    open.append(name)
    if kinds.contains(.scope) { scopeCount += 1 }
    return true
  }

  /// Takes away what the parser would close, and never more. False for an end tag that closes
  /// nothing where the nesting has been cut.
  private mutating func close(_ kinds: HTMLNames.Kinds, _ name: UInt64) -> Bool {
    if !kinds.isDisjoint(with: [.uncounted, .single]) { return true }
    let isKeptAnyway = firstExcess == nil
    if kinds.contains(.formatting) {
      // Formatting outlives the element that it was opened in, but is not seen from a scope within.
      guard let place = formatting.lastIndex(where: { $0.name == name }),
        formatting[place].scopes == scopeCount
      else { return isKeptAnyway }
      formatting.remove(at: place)
      return true
    }
    if name == HTMLNames.form {
      // A form's end closes nothing but the form.
      guard let place = open.lastIndex(of: name) else { return isKeptAnyway }
      open.remove(at: place)
      return true
    }
    let isSpecial = kinds.contains(.special)
    var place = open.count - 1
    while place >= 0, open[place] != name {
      let isBarrier =
        isSpecial
        ? name != HTMLNames.table && HTMLNames.kinds(of: open[place]).contains(.scope)
        : HTMLNames.kinds(of: open[place]).contains(.special)
      if isBarrier { return isKeptAnyway }
      place -= 1
    }
    guard place >= 0 else { return isKeptAnyway }
    for closed in open[place...] where HTMLNames.kinds(of: closed).contains(.scope) { scopeCount -= 1 }
    open.removeSubrange(place...)
    return true
  }

  // MARK: - Attributes

  /// Goes over the attributes of a start tag and cuts those that say nothing.
  private mutating func addAttributes(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isLinkedData: Bool) {
    let count = text.count
    var index = start
    var kept = 0
    var isLinkedData = false
    while index < count {
      let first = index
      while index < count, text[index] <= 0x20 || text[index] == 0x2F { index += 1 }
      guard index < count, text[index] != 0x3E else { break }
      let attribute = Self.attribute(text, from: index)
      index = attribute.end
      let value = UnsafeBufferPointer(rebasing: text[attribute.value])
      if attribute.name == HTMLNames.type, Self.contains(value, "ld+json") { isLinkedData = true }
      let isKept = Self.tells(attribute.name, value) && kept < Self.mostAttributes
      if isKept { kept += 1 } else { cut(first..<index) }
    }
    return (min(index + 1, count), isLinkedData)
  }

  /// Whether an attribute says anything about an element's part in the page.
  private static func tells(_ name: UInt64, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let kinds = HTMLNames.kinds(of: name)
    if kinds.contains(.attribute) { return true }
    if name == HTMLNames.style { return contains(value, "none") || contains(value, "idden") }
    return name == HTMLNames.titleAttribute && value.count <= 60
  }

  /// The attribute whose name begins at `start`, as the HTML standard has it.
  private static func attribute(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (name: UInt64, value: Range<Int>, end: Int) {
    let count = text.count
    var index = start
    var hash = HashedWords<HTMLNames.Kinds>.seed
    while index < count, text[index] > 0x20, text[index] != 0x2F, text[index] != 0x3E,
      text[index] != 0x3D || index == start
    {
      hash = HashedWords<HTMLNames.Kinds>.adding(lowered(text[index]), to: hash)
      index += 1
    }
    let nameEnd = index
    while index < count, text[index] <= 0x20 { index += 1 }
    guard index < count, text[index] == 0x3D else { return (hash, nameEnd..<nameEnd, nameEnd) }
    index += 1
    while index < count, text[index] <= 0x20 { index += 1 }
    guard index < count else { return (hash, count..<count, count) }
    let quote = text[index]
    if quote == 0x22 || quote == 0x27 {
      let valueStart = index + 1
      index = valueStart
      while index < count, text[index] != quote { index += 1 }
      return (hash, valueStart..<index, min(index + 1, count))
    }
    let valueStart = index
    while index < count, text[index] > 0x20, text[index] != 0x3E { index += 1 }
    return (hash, valueStart..<index, index)
  }

  /// The end of a start tag, quotes considered.
  private static func tagEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      while index < text.count, text[index] <= 0x20 || text[index] == 0x2F { index += 1 }
      guard index < text.count, text[index] != 0x3E else { break }
      index = attribute(text, from: index).end
    }
    return min(index + 1, text.count)
  }

  private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ words: StaticString) -> Bool {
    let length = words.utf8CodeUnitCount
    guard bytes.count >= length else { return false }
    for start in 0...(bytes.count - length) {
      var matched = 0
      while matched < length, lowered(bytes[start + matched]) == words.utf8Start[matched] { matched += 1 }
      if matched == length { return true }
    }
    return false
  }

  // MARK: - Markup that is none

  /// Behind a comment, document type or marked section.
  private static func afterMarkup(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var index = start + 2
    guard index + 1 < text.count, text[index] == 0x2D, text[index + 1] == 0x2D else {
      while index < text.count, text[index] != 0x3E { index += 1 }
      return min(index + 1, text.count)
    }
    index += 2
    if index < text.count, text[index] == 0x3E { return index + 1 }
    while index < text.count {
      if text[index] == 0x3E, text[index - 1] == 0x2D, text[index - 2] == 0x2D { return index + 1 }
      index += 1
    }
    return text.count
  }

  /// The offset of the end tag of an element whose content is no markup.
  ///
  /// In a script a comment may hold a script of its own, whose end tag does not end the outer one.
  private static func rawTextEnd(
    _ text: UnsafeBufferPointer<UInt8>, from: Int, name: UInt64
  ) -> Int {
    var index = from
    var isInComment = false
    var isInner = false
    while index + 2 < text.count {
      let byte = text[index]
      if byte == 0x3C {
        if name == HTMLNames.script, text[index + 1] == 0x21, index + 3 < text.count, text[index + 2] == 0x2D,
          text[index + 3] == 0x2D
        {
          isInComment = true
          index += 4
          continue
        }
        if isInComment, !isInner, isLetter(text[index + 1]),
          Self.name(text, from: index + 1).hash == HTMLNames.script
        {
          isInner = true
        } else if text[index + 1] == 0x2F, isLetter(text[index + 2]),
          Self.name(text, from: index + 2).hash == name
        {
          if !isInner { return index }
          isInner = false
        }
      } else if byte == 0x2D, isInComment, text[index + 1] == 0x2D, text[index + 2] == 0x3E {
        isInComment = false
        isInner = false
      }
      index += 1
    }
    return text.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func name(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (hash: UInt64, end: Int) {
    var index = start
    var hash = HashedWords<HTMLNames.Kinds>.seed
    while index < text.count, text[index] > 0x20, text[index] != 0x3E, text[index] != 0x2F {
      hash = HashedWords<HTMLNames.Kinds>.adding(lowered(text[index]), to: hash)
      index += 1
    }
    return (hash, index)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}

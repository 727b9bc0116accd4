/// Takes out of an HTML text, before it is parsed, what no reader would see and what would cost the
/// parser more than linear time.
///
/// Unseen are scripts, styles, comments and attributes that say nothing about an element's part in the
/// page: of a page from the web they are most of the bytes. Costly are elements nested deeper than any
/// page needs, formatting that is never closed, tags with hundreds of attributes; the depth is never
/// counted lower than the parser will have it, but it may be counted higher. White space beside blocks, of
/// which the parser would make a node each, goes as well. Long runs of plain text are put aside, a sign in
/// the place of each: see `HTMLPlaces`.
struct HTMLSieve {
  /// Elements within elements beyond which tags are ignored.
  static let deepest = 200
  private static let mostOpenFormatting = 12
  private static let usualOpenFormatting = 3
  /// Elements that the parser may make again for formatting that is never closed, before less of it is kept.
  private static let mostRemade = 100_000
  /// Tags beyond which a page is not read: each takes the parser hundreds of bytes.
  static let mostTags = 400_000
  private static let mostAttributes = 200

  /// What is left for the parser.
  struct Outcome {
    /// The text without what was taken out, and with a sign for each long run of plain text.
    var text: [UInt8]
    /// Where it stands in the original text.
    var places: HTMLPlaces
    /// The offset of the first tag that was ignored because of its depth.
    var firstExcess: Int?
    /// The offset from which on a page of too many tags is left out.
    var firstUnread: Int?
  }

  /// A range of the original text that the parser does not see.
  private struct Cut {
    var start: Int32
    var end: Int32
    /// Bytes of ink of a run that a sign stands for; -1 for what is taken out.
    var ink: Int32
  }

  private var cuts: [Cut] = []
  private var firstExcess: Int?
  private var firstUnread: Int?
  private var tags = 0
  private var remade = 0
  private let mostOpen: Int
  private let mostTags: Int
  private var open: [UInt64] = []
  /// Formatting elements that are active, with the number of scopes that were open around them.
  private var formatting: [(name: UInt64, scopes: Int)] = []
  private var scopeCount = 0
  private var seenBody = false
  private var seenHTML = false
  /// Whether runs are put aside.
  private let replacesRuns: Bool
  /// The end of the tag read last and of the white space and comments behind it; -1 behind anything else.
  private var tagEnd = -1
  /// Whether that tag was a block's.
  private var isBehindBlock = false
  /// White space behind a tag that is no block's: it goes if one follows.
  private var blank = 0..<0
  private var seenPreformatted = false
  private var seenPlaintext = false
  /// Whether the text itself holds the sign that stands for runs.
  private var holdsSign = false

  /// Whether white space beside blocks goes.
  private let dropsBlanks: Bool

  private init(
    replacesRuns: Bool, dropsBlanks: Bool, mostTags: Int, mostOpen: Int = Self.mostOpenFormatting
  ) {
    self.replacesRuns = replacesRuns
    self.dropsBlanks = dropsBlanks
    self.mostTags = mostTags
    self.mostOpen = mostOpen
  }

  /// Takes the unseen and the excess out of `text`.
  static func apply(
    to text: [UInt8], replacesRuns: Bool = true, dropsBlanks: Bool = true, mostTags: Int = Self.mostTags
  ) -> Outcome {
    var sieve = HTMLSieve(replacesRuns: replacesRuns, dropsBlanks: dropsBlanks, mostTags: mostTags)
    text.withUnsafeBufferPointer { sieve.run($0) }
    let remakes = sieve.remade > mostRemade
    if sieve.holdsSign || remakes {
      sieve = HTMLSieve(
        replacesRuns: replacesRuns && !sieve.holdsSign, dropsBlanks: dropsBlanks, mostTags: mostTags,
        mostOpen: remakes ? usualOpenFormatting : mostOpenFormatting)
      text.withUnsafeBufferPointer { sieve.run($0) }
    }
    return text.withUnsafeBufferPointer { sieve.outcome($0) }
  }

  private func outcome(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    var kept: [UInt8] = []
    let size = cuts.reduce(text.count) { size, cut in
      size - Int(cut.end - cut.start) + (cut.ink < 0 ? 0 : HTMLPlaces.sign.count)
    }
    kept.reserveCapacity(size + 1)
    var places = HTMLPlaces()
    var start = 0
    for cut in cuts {
      let range = Int(cut.start)..<Int(cut.end)
      kept.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<range.lowerBound]))
      if cut.ink >= 0 {
        places.addRun(at: kept.count, for: range, ink: cut.ink)
        kept.append(contentsOf: HTMLPlaces.sign)
      }
      start = range.upperBound
      places.goOn(at: kept.count, with: start)
    }
    kept.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    return Outcome(text: kept, places: places, firstExcess: firstExcess, firstUnread: firstUnread)
  }

  private mutating func run(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = text.count
    while index < count {
      guard text[index] == 0x3C else {
        index = addText(text, from: index)
        continue
      }
      guard index + 1 < count else { return }
      let next = text[index + 1]
      if next == 0x21 {
        let end = Self.afterMarkup(text, from: index)
        // The parser ends the program over a marked section in a formula or drawing within a table: without its
        // second bracket it is a comment, as it is outside of those (https://html.spec.whatwg.org/#cdata-sections).
        if Self.begins("<![CDATA[", text, at: index) { cut(index + 8..<index + 9) }
        // Behind a stray `<` it parts that from what would make a tag of it.
        let isApart = index == 0 || text[index - 1] != 0x3C
        if isApart, index + 3 < count, text[index + 2] == 0x2D, text[index + 3] == 0x2D {
          cut(index..<end)
          if tagEnd == index { tagEnd = end }
        }
        index = end
      } else if next == 0x2F, index + 2 < count, Self.isLetter(text[index + 2]) {
        let name = Self.name(text, from: index + 2)
        let kinds = HTMLNames.kinds(of: name.hash)
        let depth = open.count
        let isInTable = kinds.contains(.tablePart) && open.contains(HTMLNames.table)
        let wasPreformatted = isPreformatted
        let isKept = close(kinds, name.hash)
        // An end tag without a beginning is passed over, and parts nothing.
        let isBlock =
          isInTable || kinds.contains(.block) && (kinds.contains(.special) ? open.count < depth : depth > 0)
        if isBlock, !wasPreformatted { cutBlank(before: index) }
        var end = name.end
        while end < count, text[end] != 0x3E { end += 1 }
        if !isKept { cut(index..<min(end + 1, count)) }
        index = min(end + 1, count)
        tagEnd = index
        isBehindBlock = isBlock
      } else if Self.isLetter(next) {
        tags += 1
        if tags > mostTags {
          firstUnread = index
          cut(index..<count)
          return
        }
        index = addTag(text, from: index)
      } else if next == 0x2F || next == 0x3F {
        // The parser takes it for a comment.
        while index < count, text[index] != 0x3E { index += 1 }
        index += 1
      } else {
        index += 1
      }
    }
  }

  // MARK: - Text

  /// Goes over text up to the next tag or sign that the parser may change, and puts a long run aside.
  private mutating func addText(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let count = text.count
    var index = start
    while index < count, text[index] <= 0x20 { index += 1 }
    let first = index
    if dropsBlanks, start == tagEnd, index == count || text[index] == 0x3C, Self.isBlank(text[start..<index])
    {
      tagEnd = index
      if !isBehindBlock { blank = start..<index } else if !isPreformatted { cut(start..<index) }
      return index
    }
    var ink: Int32 = 0
    let sorts = Self.sorts
    scan: while index < count {
      switch sorts[Int(text[index])] {
      case 0: ink &+= 1
      case 1: break
      case 2: break scan
      default:
        if isChanged(text, index) { break scan }
        ink &+= 1
      }
      index += 1
    }
    var end = index
    while end > first, text[end - 1] <= 0x20 { end -= 1 }
    if replacesRuns, end - first >= Self.shortestRun {
      cuts.append(
        Cut(start: Int32(truncatingIfNeeded: first), end: Int32(truncatingIfNeeded: end), ink: ink))
    }
    guard index < count, text[index] != 0x3C else { return index }
    if text[index] == 0x26 { return afterEntity(text, from: index) }
    index += 1
    while index < count, text[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  private static let shortestRun = 8

  /// Whether white space stands as it is shown here.
  private var isPreformatted: Bool {
    seenPlaintext
      || seenPreformatted && open.contains { $0 == HTMLNames.pre || $0 == HTMLNames.listing }
  }

  /// Whether there is nothing but what HTML takes for white space: other control signs are shown.
  private static func isBlank(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D || $0 == 0x0C }
  }

  /// Cuts the white space that ends where a block's tag begins.
  private mutating func cutBlank(before start: Int) {
    if blank.upperBound == start, tagEnd == start, !blank.isEmpty { cut(blank) }
  }

  /// Whether the parser may put another sign in the place of the one that begins here.
  private mutating func isChanged(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < text.count else { return true }
    let (second, third) = (text[index + 1], text[index + 2])
    switch text[index] {
    // Control signs.
    case 0xC2: return second < 0xA0
    case 0xEE:
      guard second == HTMLPlaces.sign[1], third == HTMLPlaces.sign[2] else { return false }
      holdsSign = true
      return true
    // What is no character.
    case 0xEF: return second == 0xB7 || second == 0xBF && third >= 0xBE
    default: return second & 0x0F == 0x0F && third == 0xBF
    }
  }

  /// Behind an ampersand and what may belong to it.
  private mutating func afterEntity(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start + 1
    guard index < text.count, text[index] == 0x23 else {
      while index < text.count, Self.isLetter(text[index]) || Self.isDigit(text[index]) { index += 1 }
      return index < text.count && text[index] == 0x3B ? index + 1 : index
    }
    index += 1
    let isHexadecimal = index < text.count && text[index] | 0x20 == 0x78
    if isHexadecimal { index += 1 }
    var value: UInt32 = 0
    while index < text.count {
      let byte = text[index]
      let digit: UInt32
      if Self.isDigit(byte) {
        digit = UInt32(byte & 0x0F)
      } else if isHexadecimal, byte | 0x20 >= 0x61, byte | 0x20 <= 0x66 {
        digit = UInt32(byte | 0x20) - 0x57
      } else {
        break
      }
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      index += 1
    }
    if value == HTMLPlaces.signScalar { holdsSign = true }
    return index < text.count && text[index] == 0x3B ? index + 1 : index
  }

  // MARK: - Tags

  /// Reads the start tag at `start` with what it takes along; the offset behind that.
  private mutating func addTag(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let name = Self.name(text, from: start + 1)
    let kinds = HTMLNames.kinds(of: name.hash)
    let isBlock = kinds.contains(.block) || kinds.contains(.tablePart) && open.contains(HTMLNames.table)
    if isBlock, !isPreformatted { cutBlank(before: start) }
    let isBehindTag = tagEnd == start
    guard begin(kinds, name.hash) else {
      if firstExcess == nil { firstExcess = start }
      let end = Self.tagEnd(text, from: name.end)
      cut(start..<end)
      if isBehindTag { tagEnd = end }
      return end
    }
    let before = cuts.count
    let tag = addAttributes(text, from: name.end)
    guard kinds.contains(.rawText) else {
      tagEnd = tag.end
      isBehindBlock = isBlock
      return tag.end
    }
    tagEnd = -1
    let end = Self.rawTextEnd(text, from: tag.end, name: name.hash)
    let isUnseen = kinds.contains(.unseen) && !tag.isLinkedData
    if isUnseen {
      // The tag goes with its content and its end tag, and what was cut out of it.
      cuts.removeSubrange(before...)
      var after = end
      while after < text.count, text[after] != 0x3E { after += 1 }
      let whole = min(after + 1, text.count)
      cut(start..<whole)
      if isBehindTag { tagEnd = whole }
      return whole
    }
    return end
  }

  private mutating func cut(_ range: Range<Int>) {
    let start = Int32(truncatingIfNeeded: range.lowerBound)
    let end = Int32(truncatingIfNeeded: range.upperBound)
    if let last = cuts.last, last.ink < 0, last.end == start {
      cuts[cuts.count - 1].end = end
    } else {
      cuts.append(Cut(start: start, end: end, ink: -1))
    }
  }

  /// Notes a start tag; false when it must go.
  private mutating func begin(_ kinds: HTMLNames.Kinds, _ name: UInt64) -> Bool {
    if kinds.contains(.single) {
      defer { if name == HTMLNames.body { seenBody = true } else { seenHTML = true } }
      return !(name == HTMLNames.body ? seenBody : seenHTML)
    }
    // Each block begins with the formatting that is open; a few of it every page has.
    if !kinds.contains(.formatting) { remade += max(0, formatting.count - Self.usualOpenFormatting) }
    if kinds.contains(.uncounted) { return true }
    if kinds.contains(.formatting) {
      if formatting.count >= mostOpen { return false }
      formatting.append((name, scopeCount))
      return true
    }
    if open.count >= Self.deepest { return false }
    if name == HTMLNames.pre || name == HTMLNames.listing { seenPreformatted = true }
    // It never ends.
    if name == HTMLNames.plaintext { seenPlaintext = true }
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
}

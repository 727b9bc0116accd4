/// Takes out of an HTML text what would cost the parser more than linear time: elements nested
/// deeper than any page needs, formatting that is never closed, tags with hundreds of attributes.
///
/// The depth is never counted lower than the parser will have it; it may be counted higher.
struct HTMLNestingGuard {
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
  }

  private var cuts: [Range<Int>] = []
  private var open: [UInt64] = []
  /// Formatting elements that are active, with the number of scopes that were open around them.
  private var formatting: [(name: UInt64, scopes: Int)] = []
  private var scopeCount = 0
  private var seenBody = false
  private var seenHTML = false

  /// Takes the excess out of `text`; most texts come back as they are.
  static func apply(to text: [UInt8]) -> Outcome {
    var guardian = HTMLNestingGuard()
    text.withUnsafeBufferPointer { guardian.run($0) }
    if guardian.cuts.isEmpty { return Outcome(text: text, cuts: []) }
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    var start = 0
    for cut in guardian.cuts {
      kept.append(contentsOf: text[start..<cut.lowerBound])
      start = cut.upperBound
    }
    kept.append(contentsOf: text[start...])
    return Outcome(text: kept, cuts: guardian.cuts)
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
        index = Self.afterMarkup(text, from: index)
      } else if next == 0x2F, index + 2 < count, Self.isLetter(text[index + 2]) {
        let name = Self.name(text, from: index + 2)
        let isKept = close(name.hash)
        var end = name.end
        while end < count, text[end] != 0x3E { end += 1 }
        if !isKept { cut(index..<min(end + 1, count)) }
        index = min(end + 1, count)
      } else if Self.isLetter(next) {
        let name = Self.name(text, from: index + 1)
        let tag = Self.tagEnd(text, from: name.end)
        if start(name.hash) {
          if let excess = tag.excess { cut(excess) }
          index = Self.rawTextEnd(text, from: tag.end, name: name.hash)
        } else {
          cut(index..<tag.end)
          index = tag.end
        }
      } else {
        index += 1
      }
    }
  }

  private mutating func cut(_ range: Range<Int>) {
    if let last = cuts.last, last.upperBound == range.lowerBound {
      cuts[cuts.count - 1] = last.lowerBound..<range.upperBound
    } else {
      cuts.append(range)
    }
  }

  /// Notes a start tag; false when it must go.
  private mutating func start(_ name: UInt64) -> Bool {
    if name == Self.body || name == Self.html {
      defer { if name == Self.body { seenBody = true } else { seenHTML = true } }
      return !(name == Self.body ? seenBody : seenHTML)
    }
    if Self.uncounted.contains(name) { return true }
    if Self.formattingNames.contains(name) {
      if formatting.count >= Self.mostOpenFormatting { return false }
      formatting.append((name, scopeCount))
      return true
    }
    if open.count >= Self.deepest { return false }
    open.append(name)
    if Self.scopes.contains(name) { scopeCount += 1 }
    return true
  }

  /// Takes away what the parser would close, and never more. False for an end tag that closes
  /// nothing where the nesting has been cut.
  private mutating func close(_ name: UInt64) -> Bool {
    if Self.uncounted.contains(name) || name == Self.body || name == Self.html { return true }
    if Self.formattingNames.contains(name) {
      // Formatting outlives the element that it was opened in, but is not seen from a scope within.
      guard let place = formatting.lastIndex(where: { $0.name == name }),
        formatting[place].scopes == scopeCount
      else { return cuts.isEmpty }
      formatting.remove(at: place)
      return true
    }
    if name == Self.form {
      // A form's end closes nothing but the form.
      guard let place = open.lastIndex(of: name) else { return cuts.isEmpty }
      open.remove(at: place)
      return true
    }
    let isSpecial = Self.special.contains(name)
    var place = open.count - 1
    while place >= 0, open[place] != name {
      let isBarrier =
        isSpecial
        ? name != Self.table && Self.scopes.contains(open[place])
        : Self.special.contains(open[place])
      if isBarrier { return cuts.isEmpty }
      place -= 1
    }
    guard place >= 0 else { return cuts.isEmpty }
    for closed in open[place...] where Self.scopes.contains(closed) { scopeCount -= 1 }
    open.removeSubrange(place...)
    return true
  }

  /// The end of a start tag, quotes considered, and the range of its attributes beyond the limit.
  private static func tagEnd(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, excess: Range<Int>?) {
    var index = start
    var attributes = 0
    var excess: Int?
    while index < text.count {
      let byte = text[index]
      if byte == 0x3E { break }
      if byte == 0x22 || byte == 0x27, lastInk(text, before: index) == 0x3D {
        var end = index + 1
        while end < text.count, text[end] != byte { end += 1 }
        index = end
      } else if byte <= 0x20 || byte == 0x2F {
        attributes += 1
        if attributes == mostAttributes { excess = index }
      }
      index += 1
    }
    let end = min(index + 1, text.count)
    return (end, excess.map { $0..<min(max($0, index), text.count) })
  }

  /// The byte before `index`, a short run of blanks left out.
  private static func lastInk(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> UInt8 {
    var at = index - 1
    var steps = 0
    while at > 0, text[at] <= 0x20, steps < 8 {
      at -= 1
      steps += 1
    }
    return text[at]
  }

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

  /// Behind the content of an element whose content is no markup; `from` for any other element.
  private static func rawTextEnd(
    _ text: UnsafeBufferPointer<UInt8>, from: Int, name: UInt64
  ) -> Int {
    guard rawText.contains(name) else { return from }
    var index = from
    while index + 2 < text.count {
      if text[index] == 0x3C, text[index + 1] == 0x2F, isLetter(text[index + 2]),
        Self.name(text, from: index + 2).hash == name
      {
        return index
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
    var hash: UInt64 = 14_695_981_039_346_656_037
    while index < text.count, text[index] > 0x20, text[index] != 0x3E, text[index] != 0x2F {
      hash = (hash ^ UInt64(lowered(text[index]))) &* 1_099_511_628_211
      index += 1
    }
    return (hash, index)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  private static func hashes(_ names: String) -> Set<UInt64> {
    Set(names.split(separator: " ").map { hash(String($0)) })
  }

  private static let body = hash("body")
  private static let html = hash("html")
  private static let form = hash("form")
  private static let table = hash("table")
  private static let rawText = hashes("script style textarea title xmp iframe noembed noframes")
  private static let formattingNames = hashes(
    "b big code em font i s small strike strong tt u")
  /// Elements that the end tag of an ordinary element does not reach through.
  private static let special = hashes(
    "address applet article aside blockquote button caption center details dir div dl fieldset "
      + "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup listing main marquee "
      + "menu nav noscript object ol plaintext pre section select summary table template ul")
  /// Elements that no end tag of a block around them reaches through.
  private static let scopes = hashes("applet caption marquee object table template")
  /// Elements without content, and those that end by themselves where the next of their kind begins.
  private static let uncounted = hashes(
    "a nobr area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead "
      + "tbody tfoot option optgroup colgroup rt rp head script style textarea title xmp iframe "
      + "noembed noframes")
}

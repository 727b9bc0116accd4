/// Takes out of an HTML text what would cost the parser more than linear time: elements nested
/// deeper than any page needs, formatting that is never closed, tags with hundreds of attributes.
///
/// What is taken out is overwritten with blanks, so that every other byte keeps its place.
struct HTMLNestingGuard {
  /// Elements within elements beyond which start tags are ignored.
  static let deepest = 400
  private static let mostOpenFormatting = 200
  private static let mostAttributes = 200

  /// Byte offset of the first tag that was overwritten; nil when none was.
  private(set) var firstCut: Int?
  private var open: [UInt64] = []
  private var openFormatting = 0
  private var seenBody = false
  private var seenHTML = false

  /// Overwrites the excess in `text` and says where it began.
  static func apply(to text: inout [UInt8]) -> Int? {
    var guardian = HTMLNestingGuard()
    text.withUnsafeMutableBufferPointer { guardian.run($0) }
    return guardian.firstCut
  }

  private mutating func run(_ text: UnsafeMutableBufferPointer<UInt8>) {
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
        close(name.hash)
        index = name.end
      } else if Self.isLetter(next) {
        let name = Self.name(text, from: index + 1)
        let tag = tagEnd(text, from: name.end, start: index)
        if start(name.hash, isSelfClosing: tag.isSelfClosing) {
          index = Self.rawTextEnd(text, from: tag.end, name: name.hash)
        } else {
          if firstCut == nil { firstCut = index }
          Self.blank(text, index..<tag.end)
          index = tag.end
        }
      } else {
        index += 1
      }
    }
  }

  /// Notes a start tag; false when it must go.
  private mutating func start(_ name: UInt64, isSelfClosing: Bool) -> Bool {
    if name == Self.body || name == Self.html {
      defer { if name == Self.body { seenBody = true } else { seenHTML = true } }
      return !(name == Self.body ? seenBody : seenHTML)
    }
    if Self.uncounted.contains(name) { return true }
    if Self.formatting.contains(name) {
      if openFormatting >= Self.mostOpenFormatting || open.count >= Self.deepest { return false }
      openFormatting += 1
    }
    if open.count >= Self.deepest { return false }
    open.append(name)
    return true
  }

  /// Takes away what the parser would close, and never more: an end tag that it ignores must not
  /// make the count lower than the real depth.
  private mutating func close(_ name: UInt64) {
    // Formatting elements outlive the element that they were opened in, and a form's end closes
    // nothing but the form: only they themselves go.
    if Self.formatting.contains(name) || name == Self.form {
      guard let place = open.lastIndex(of: name) else { return }
      if name != Self.form { openFormatting -= 1 }
      open.remove(at: place)
      return
    }
    let isSpecial = Self.special.contains(name)
    var place = open.count - 1
    while place >= 0, open[place] != name {
      let isBarrier =
        isSpecial
        ? name != Self.table && Self.scopes.contains(open[place])
        : Self.special.contains(open[place])
      if isBarrier { return }
      place -= 1
    }
    if place >= 0 { open.removeSubrange(place...) }
  }

  private static func blank(_ text: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) {
    for index in range where text[index] != 0x0A && text[index] != 0x0D { text[index] = 0x20 }
  }

  /// The end of a start tag, quotes considered; attributes beyond the limit are overwritten.
  private mutating func tagEnd(
    _ text: UnsafeMutableBufferPointer<UInt8>, from start: Int, start tag: Int
  ) -> (end: Int, isSelfClosing: Bool) {
    var index = start
    var attributes = 0
    var excess: Int?
    while index < text.count {
      let byte = text[index]
      if byte == 0x3E { break }
      if byte == 0x22 || byte == 0x27, index > 0, Self.lastInk(text, before: index) == 0x3D {
        var end = index + 1
        while end < text.count, text[end] != byte { end += 1 }
        index = end
      } else if byte <= 0x20 || byte == 0x2F {
        attributes += 1
        if attributes == Self.mostAttributes { excess = index }
      }
      index += 1
    }
    let end = min(index + 1, text.count)
    if let excess {
      if firstCut == nil { firstCut = tag }
      Self.blank(text, excess..<min(index, text.count))
    }
    return (end, index > 0 && index < text.count && text[index - 1] == 0x2F)
  }

  /// The byte before `index`, a short run of blanks left out.
  private static func lastInk(_ text: UnsafeMutableBufferPointer<UInt8>, before index: Int) -> UInt8 {
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
    _ text: UnsafeMutableBufferPointer<UInt8>, from start: Int
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
    _ text: UnsafeMutableBufferPointer<UInt8>, from: Int, name: UInt64
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
    _ text: UnsafeMutableBufferPointer<UInt8>, from start: Int
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
  private static let formatting = hashes(
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

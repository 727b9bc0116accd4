import BriefingModel
import Resources

/// Countries, organisations and operations by the forms in which texts name them, and the words by which a
/// name that no list has is known for one.
///
/// One look into a table for each word that begins with a capital, or is written without capitals at all;
/// other words are passed over.
public struct NameLexicon: Sendable {
  /// What was found at a place.
  struct Match {
    var kind: NamedThing.Kind
    /// Its place in the lexicon; nil for a name that the text alone tells.
    var number: Int?
    var range: Range<Int>
  }

  enum Meaning: Equatable {
    case name(Int)
    /// Swallowed: it names nothing.
    case nothing
    case organisationHead
    case operationLead
  }

  private struct Form {
    /// Its place in `letters`.
    var start: Int32
    var count: Int32
    var meaning: Meaning
    /// To be written just so.
    var isExact: Bool
    var next: Int32
  }

  private(set) var names: [(kind: NamedThing.Kind, name: String)] = []
  private var numbers = Numbers()
  private var forms: [Form] = []
  private var letters: [UInt8] = []
  private var heads = [Int32](repeating: -1, count: 4096)

  /// The built-in one.
  static let standard: NameLexicon = {
    var lexicon = NameLexicon()
    lexicon.read(EmbeddedLexicon.names.bytes)
    return lexicon
  }()

  /// Places of names, kind by kind.
  private struct Numbers {
    private var countries: [String: Int] = [:]
    private var organisations: [String: Int] = [:]
    private var operations: [String: Int] = [:]

    subscript(kind: NamedThing.Kind) -> [String: Int] {
      get {
        switch kind {
        case .country: countries
        case .organisation: organisations
        case .operation: operations
        }
      }
      _modify {
        switch kind {
        case .country: yield &countries
        case .organisation: yield &organisations
        case .operation: yield &operations
        }
      }
    }
  }

  // MARK: Filling

  enum Section: String, CaseIterable {
    case countries, organisations, operations
    case organisationHeads = "organisation heads"
    case operationLeads = "operation leads"

    var kind: NamedThing.Kind? {
      switch self {
      case .countries: .country
      case .organisations: .organisation
      case .operations: .operation
      case .organisationHeads, .operationLeads: nil
      }
    }
  }

  private mutating func read(_ utf8: UnsafeBufferPointer<UInt8>) {
    var section: Section?
    LexiconFile.read(utf8) { name, _, _ in
      section = Section(rawValue: String(decoding: name, as: UTF8.self))
      return section != nil
    } line: { line, _ in
      if let section { _ = read(line, in: section) }
    } stray: { _ in
    }
  }

  /// Reads `Name: forms` or, for heads and leads, words parted by commas; `!Name` and `!word` take out.
  ///
  /// - Returns: why the line cannot be used; nil where it can.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>, in section: Section) -> String? {
    guard let kind = section.kind else {
      let meaning: Meaning = section == .organisationHeads ? .organisationHead : .operationLead
      LexiconFile.entries(line) { entry in
        if entry.isRemoval {
          let folded = Self.folded(entry.bytes)
          let letters = letters
          remove { form in
            form.meaning == meaning
              && letters[Int(form.start)...].prefix(Int(form.count)).elementsEqual(folded)
          }
        } else {
          insert(entry.bytes, meaning, isExact: false)
        }
      }
      return nil
    }
    let removes = line.first == 0x21
    let line = removes ? LexiconFile.trimmed(UnsafeBufferPointer(rebasing: line[1...])) : line
    let colon = line.firstIndex(of: 0x3A)
    let head = LexiconFile.trimmed(UnsafeBufferPointer(rebasing: line[..<(colon ?? line.count)]))
    guard !head.isEmpty else { return "a name is missing" }
    let name = String(decoding: head, as: UTF8.self)
    if removes {
      guard let number = numbers[kind][name] else { return "there is no name “\(name)” to be taken out" }
      remove { $0.meaning == .name(number) }
      guard colon != nil else { return nil }
    }
    let swallows = head.first == UInt8(ascii: "~")
    let meaning: Meaning
    if swallows {
      meaning = .nothing
    } else if let known = numbers[kind][name] {
      meaning = .name(known)
    } else {
      meaning = .name(names.count)
      numbers[kind][name] = names.count
      names.append((kind, name))
    }
    if !swallows { insert(head, meaning) }
    guard let colon else { return nil }
    LexiconFile.entries(UnsafeBufferPointer(rebasing: line[(colon + 1)...])) { entry in
      insert(entry.bytes, meaning)
    }
    return nil
  }

  /// Takes all of a section out.
  mutating func removeAll(_ section: Section) {
    let names = names
    remove { form in
      switch (form.meaning, section) {
      case (.organisationHead, .organisationHeads), (.operationLead, .operationLeads): true
      case (.name(let number), _): names[number].kind == section.kind
      default: false
      }
    }
  }

  private mutating func insert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ meaning: Meaning, isExact: Bool? = nil
  ) {
    let first = Self.firstWord(in: bytes, at: 0)
    guard first > 0 else { return }
    let isExact = isExact ?? Self.isAcronym(bytes)
    let slot = Self.slot(bytes, 0..<first)
    forms.append(
      Form(
        start: Int32(letters.count), count: Int32(bytes.count), meaning: meaning, isExact: isExact, next: -1))
    for byte in bytes { letters.append(isExact ? byte : Self.folded(byte)) }
    // The longest first.
    let added = Int32(forms.count - 1)
    var before: Int32 = -1
    var place = heads[slot]
    while place >= 0, forms[Int(place)].count > bytes.count {
      before = place
      place = forms[Int(place)].next
    }
    forms[Int(added)].next = place
    if before < 0 { heads[slot] = added } else { forms[Int(before)].next = added }
  }

  /// Whether a name is a few capitals, to be written just so.
  private static func isAcronym(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !bytes.contains { (0x61...0x7A).contains($0) || $0 >= 0x80 } && bytes.count { isWordByte($0) } <= 8
  }

  private mutating func remove(where isUnwanted: (Form) -> Bool) {
    for slot in heads.indices {
      var kept: [Int32] = []
      var place = heads[slot]
      while place >= 0 {
        if !isUnwanted(forms[Int(place)]) { kept.append(place) }
        place = forms[Int(place)].next
      }
      heads[slot] = kept.first ?? -1
      for (index, form) in kept.enumerated() {
        forms[Int(form)].next = index + 1 < kept.count ? kept[index + 1] : -1
      }
    }
  }

  // MARK: Looking

  /// The longest form that stands at `start`, where a word begins.
  func form(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>, firstWord: Int
  ) -> (meaning: Meaning, end: Int)? {
    var place = heads[Self.slot(bytes, start..<firstWord)]
    guard place >= 0 else { return nil }
    return letters.withUnsafeBufferPointer { letters in
      while place >= 0 {
        let form = forms[Int(place)]
        let text = UnsafeBufferPointer(rebasing: letters[Int(form.start)..<Int(form.start + form.count)])
        if let end = Self.end(of: text, isExact: form.isExact, at: start, in: bytes) {
          return (form.meaning, end)
        }
        place = form.next
      }
      return nil
    }
  }

  private static func end(
    of form: UnsafeBufferPointer<UInt8>, isExact: Bool, at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var index = start
    for byte in form {
      guard index < bytes.count else { return nil }
      var other = bytes[index]
      if byte == 0x20 {
        guard other == 0x20 || other == 0x0A else { return nil }
      } else {
        if !isExact { other = folded(other) }
        guard other == byte else { return nil }
      }
      index += 1
    }
    guard index < bytes.count else { return index }
    // Scripts without blanks know no end of a word.
    if isIdeograph(form[0]) { return index }
    return wordLength(bytes, at: index) == 0 || form.last == UInt8(ascii: "+") ? index : nil
  }

  static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { folded($0) }
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (0x30...0x39).contains(byte)
  }

  /// The first byte of an ideograph, a kana or a hangul syllable.
  @inline(__always)
  static func isIdeograph(_ byte: UInt8) -> Bool { (0xE3...0xED).contains(byte) }

  /// Bytes of the letter or digit at `index`; 0 where none stands there.
  @inline(__always)
  static func wordLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return isWordByte(byte) ? 1 : 0 }
    // Quotation marks, dashes and special blanks.
    if byte == 0xE2, index + 1 < bytes.count, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 {
      return 0
    }
    if byte == 0xC2 { return 0 }
    if byte == 0xE3, index + 1 < bytes.count, bytes[index + 1] == 0x80 { return 0 }
    if byte == 0xEF { return 0 }
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Where the word at `start` ends: at two ideographs, at the first byte that is of no word.
  static func firstWord(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    if start < bytes.count, isIdeograph(bytes[start]) { return min(start + 6, bytes.count) }
    var end = start
    while end < bytes.count {
      let length = wordLength(bytes, at: end)
      if length == 0 { break }
      end += length
    }
    return min(end, bytes.count)
  }

  private static func slot(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for index in range {
      var byte = bytes[index]
      if (0x41...0x5A).contains(byte) { byte |= 0x20 }
      hash = (hash ^ UInt32(byte)) &* 0x0100_0193
    }
    return Int((hash ^ hash >> 15) & 4095)
  }
}

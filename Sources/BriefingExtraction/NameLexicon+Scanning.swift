import BriefingModel

extension NameLexicon {
  /// Calls `body` with each name in `bytes`, in order of where they begin as far as the lexicon has them; names
  /// that the text alone tells come when their run of capitals ends.
  ///
  /// - Parameter readsRuns: whether names are told by their words too: not in headings, where all words have
  ///   capitals.
  func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, readsRuns: Bool, _ body: (Match) -> Void
  ) {
    var run = Run()
    scan(bytes, readsRuns: readsRuns, &run, body)
  }

  /// The same with memory for a run of capitals, which many short texts can share one after the other.
  func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, readsRuns: Bool, _ run: inout Run, _ body: (Match) -> Void
  ) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isCapital = byte >= 0x41 && byte <= 0x5A
      guard isCapital || byte >= 0x80 else {
        // Blanks, signs, and words without a capital, most of them eight bytes at a time.
        let start = index
        while index + 8 <= bytes.count, Self.isOfSmallLetters(TextByte.eight(bytes, at: index)) { index += 8 }
        let isWithinWord = index > start && Self.isWordByte(bytes[index - 1])
        guard index < bytes.count else { break }
        if index > start, !isWithinWord { continue }
        let byte = bytes[index]
        if isWithinWord {
          Self.passWord(bytes, &index)
        } else if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 {
          index += 1
          Self.passWord(bytes, &index)
        } else {
          index += 1
        }
        continue
      }
      let length = Self.wordLength(bytes, at: index)
      guard length > 0 else {
        index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        continue
      }
      let end = Self.firstWord(in: bytes, at: index)
      let found = form(at: index, in: bytes, firstWord: end)
      var wordEnd = end
      var isHead = false
      var isLead = false
      var isListed = false
      switch found?.meaning {
      case .name(let number):
        if let found, !isShouted(index..<found.end, bytes) {
          body(Match(kind: names[number].kind, number: number, range: index..<found.end))
          wordEnd = found.end
          isListed = names[number].kind != .country
        }
      case .nothing: wordEnd = found?.end ?? end
      case .organisationHead: isHead = true
      case .operationLead: isLead = true
      case nil: break
      }
      if Self.isIdeograph(byte), found == nil {
        index += 3
        continue
      }
      if readsRuns, isCapital || byte == 0xC3 {
        if !run.continues(to: index, in: bytes) { finish(&run, bytes, body) }
        run.add(Run.Word(range: index..<wordEnd, isHead: isHead, isLead: isLead, isListed: isListed))
      }
      index = max(wordEnd, index + 1)
    }
    finish(&run, bytes, body)
  }

  /// Whether eight bytes are of ASCII and none of them is a capital.
  @inline(__always)
  private static func isOfSmallLetters(_ eight: UInt64) -> Bool {
    let every: UInt64 = 0x0101_0101_0101_0101
    // The highest bit of a byte is set from `A` on in the first sum, and from behind `Z` on in the second.
    let capitals = (eight &+ every &* 0x3F) & ~(eight &+ every &* 0x25)
    return (eight | capitals) & (every &* 0x80) == 0
  }

  /// Goes to the end of a word that began without a capital.
  @inline(__always)
  private static func passWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index < bytes.count, bytes[index] < 0x80, isWordByte(bytes[index]) { index += 1 }
    while index < bytes.count, bytes[index] >= 0x80, wordLength(bytes, at: index) > 0 {
      index = firstWord(in: bytes, at: index)
    }
  }

  /// Whether a word of capitals stands in a line of capitals, where it is a word like another.
  private func isShouted(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func isCapital(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 0x41 && bytes[index] <= 0x5A
    }
    guard range.count <= 4, range.allSatisfy({ isCapital($0) }) else { return false }
    let isBehind = isCapital(range.lowerBound - 2) && isCapital(range.lowerBound - 3)
    let isBefore = isCapital(range.upperBound + 1) && isCapital(range.upperBound + 2)
    return isBefore && (isBehind || range.lowerBound == 0) || isBehind && range.upperBound == bytes.count
  }

  // MARK: Runs of capitals

  /// Words with capitals that follow each other, parted by blanks, or by one of the words that join names.
  struct Run {
    struct Word {
      var range: Range<Int>
      var isHead: Bool
      var isLead: Bool
      /// Part of a name that the lexicon has.
      var isListed: Bool
      /// Whether more than a blank stands before it.
      var isJoined = false
    }

    var words: [Word] = []
    var isTelling = false

    private static let joiners: [[UInt8]] = [
      " of ", " of the ", " for ", " for the ", " and ", " on ", " de ", " de la ", " del ", " du ", " des ",
      " para ",
    ].map { Array($0.utf8) }

    private var isNextJoined = false

    init() { words.reserveCapacity(16) }

    mutating func continues(to start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let last = words.last?.range.upperBound, words.count < 16 else { return false }
      let gap = bytes[last..<start]
      isNextJoined = false
      if gap.count == 1 { return bytes[last] == 0x20 }
      guard gap.count <= 8 else { return false }
      isNextJoined = Self.joiners.contains { gap.elementsEqual($0) }
      return isNextJoined
    }

    mutating func add(_ word: Word) {
      var word = word
      word.isJoined = isNextJoined && !words.isEmpty
      isNextJoined = false
      if word.isHead || word.isLead { isTelling = true }
      words.append(word)
    }
  }

  private static let leading: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "in", "on", "at", "for", "as", "by", "from", "with",
    "its",
    "his", "her", "our", "their", "while", "when", "if", "and", "but", "both", "several", "some", "many",
    "all",
    "no", "under", "since", "after", "before", "to", "of", "is", "are", "such", "each", "another", "every",
    "el", "la", "los", "las", "le", "les", "un", "una", "une", "en", "dans", "l", "d",
  ]

  private func finish(_ run: inout Run, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Match) -> Void) {
    defer {
      run.words.removeAll(keepingCapacity: true)
      run.isTelling = false
    }
    guard run.isTelling else { return }
    var words = run.words[...]
    while let first = words.first, !first.isListed,
      Self.leading.contains(String(decoding: Self.folded(bytes[first.range]), as: UTF8.self))
    {
      words.removeFirst()
    }
    // `Operation Martillo`, and at most two words of its name.
    for (place, word) in zip(words.indices, words) where word.isLead {
      let own = words[(place + 1)...].prefix { !$0.isJoined && !$0.isHead && !$0.isLead }.prefix(2)
      if let last = own.last {
        body(Match(kind: .operation, number: nil, range: word.range.lowerBound..<last.range.upperBound))
        return
      }
    }
    guard let head = words.lastIndex(where: \.isHead), !words.contains(where: \.isListed) else { return }
    // `Joint Intelligence Operations Center`; where nothing stands before it, `Ministry of Defense`.
    let before = words[..<head]
    var first = words.startIndex
    // What a joining word parts belongs to the name only before its `of`.
    if let joined = before.lastIndex(where: \.isJoined) {
      first = words[..<joined].contains(where: \.isHead) ? first : joined
    }
    if head > first || words[first...].dropFirst().contains(where: \.isJoined) {
      var last = head
      if head + 1 < words.endIndex, words[head + 1].isJoined { last = words.endIndex - 1 }
      let heads = words[first...last].count { $0.isHead }
      // A name of heads alone (`Department Council`) is none that can be trusted.
      guard last > first, heads < last - first + 1 else { return }
      body(
        Match(
          kind: .organisation, number: nil,
          range: words[first].range.lowerBound..<words[last].range.upperBound))
    }
  }
}

/// Where each feature of places and cells has its weight, and which of them hold where.
///
/// A cell's score is a sum of parts that depend on its first word, its last word, its length and its
/// style alone, so that a column's parts can be added up once and looked up for every cell.
enum FlattenedFeatures {
  typealias Emit = (_ feature: Int, _ value: Double) -> Void

  // Plain numbers, which cost nothing where they are used: as many as the types have cases.
  static var classes: Int { 21 }
  static var shapes: Int { 4 }
  static var kinds: Int { 6 }
  /// First column, one between, last column.
  static var positions: Int { 3 }

  // MARK: Layout

  private static let gapFlags = [
    "after-stop", "after-comma", "in-brackets", "after-bracket", "before-bracket", "first", "second", "third",
    "last", "second-last", "together", "last-capital-before-lower", "same-word", "capital-function-word",
    "after-function-capital", "after-enumerator", "after-leading-bracket",
    "paired", "paired-capital", "digit-group", "closing-mark", "numbered", "lower-in-capitalised",
  ]
  static var gapBefore: Int { 1 }
  static var gapAfter: Int { gapBefore + classes * 2 }
  static var gapPair: Int { gapAfter + classes * 2 }
  static var gapShapes: Int { gapPair + classes * classes }
  static var gapFlag: Int { gapShapes + shapes * shapes * (shapes + 1) }

  private static let dense = [
    "shape", "first-class", "last-class", "stop", "style", "length", "first-word", "last-word", "same-cell",
    "comma", "brackets", "even",
  ]
  static var denseCount: Int { 12 }
  static var gapFlagCount: Int { 23 }
  static var cell: Int { gapFlag + gapFlagCount }
  static var lengthByKind: Int { cell + denseCount }
  static var lengthByPosition: Int { lengthByKind + kinds * 2 }
  static var firstByKind: Int { lengthByPosition + positions * 2 * 2 }
  static var firstByPosition: Int { firstByKind + kinds * classes }
  static var lastByPosition: Int { firstByPosition + positions * classes * 2 }
  static var styleByPosition: Int { lastByPosition + positions * classes }
  static var styleByKind: Int { styleByPosition + positions * FlattenedCells.styles }
  static var verbByPosition: Int { styleByKind + kinds * FlattenedCells.styles }
  static var verbByKind: Int { verbByPosition + positions }
  static var count: Int { verbByKind + kinds }

  /// The name of each weight in the file.
  static let names: [String] = names({ $0 }, +)

  /// What tells the names from others, without making them.
  static func nameHashes() -> [WordHash] {
    names({ WordHash($0) }) {
      var joined = $0
      joined.append($1)
      return joined
    }
  }

  /// The names in their order, made of their parts.
  private static func names<Name>(_ text: (String) -> Name, _ join: (Name, Name) -> Name) -> [Name] {
    let classes = FlattenedWord.Class.allCases.map { text("\($0)") }
    let shapes = FlattenedWord.Shape.allCases.map { text("\($0)") }
    let kinds = FlattenedLexicon.ColumnKind.allCases.map { text("\($0)") }
    let positions = ["first", "middle", "final"].map(text)
    let cases = ["lower", "capital"].map(text)
    let styles = FlattenedCells.styleNames.map(text)
    let dot = text(".")
    var names: [Name] = [text("gap.bias")]
    names.reserveCapacity(count)
    func add(_ beginnings: [Name], _ ends: [Name]) {
      for beginning in beginnings { for end in ends { names.append(join(beginning, end)) } }
    }
    func beginnings(_ head: Name, _ parts: [Name]) -> [Name] { parts.map { join(join(head, $0), dot) } }
    add(beginnings(text("gap.after."), cases), classes)
    add(beginnings(text("gap.before."), cases), classes)
    add(beginnings(text("gap.pair."), classes), classes)
    for before in beginnings(text("gap.shapes."), shapes) {
      add(beginnings(before, shapes), shapes + [text("none")])
    }
    add([text("gap.")], gapFlags.map(text))
    add([text("cell.")], dense.map(text))
    let lengths = [text("cell.length."), text("cell.length2.")]
    for kind in kinds { add(lengths, [kind]) }
    for width in ["two.", "more."].map(text) {
      for position in positions { add(lengths.map { join($0, width) }, [position]) }
    }
    add(beginnings(text("cell.first."), kinds), classes)
    for position in beginnings(text("cell.first."), positions) {
      add(beginnings(position, cases), classes)
    }
    add(beginnings(text("cell.last."), positions), classes)
    add(beginnings(text("cell.style."), positions), styles)
    add(beginnings(text("cell.style."), kinds), styles)
    add([text("cell.verb.")], positions + kinds)
    return names
  }

  // MARK: Places between words

  /// What holds before word `index` of a row.
  @inline(__always)
  static func gap(
    _ row: FlattenedCells, _ words: UnsafeBufferPointer<FlattenedWord>, at index: Int, _ emit: Emit
  ) {
    let before = words[index - 1]
    let after = words[index]
    emit(0, 1)
    emit(gapBefore + before.kind.rawValue + (before.shape == .capital ? classes : 0), 1)
    emit(gapAfter + after.kind.rawValue + (after.shape == .capital ? classes : 0), 1)
    emit(gapPair + before.kind.rawValue * classes + after.kind.rawValue, 1)
    let next = index + 1 < words.count ? words[index + 1].shape.rawValue : shapes
    emit(gapShapes + (before.shape.rawValue * shapes + after.shape.rawValue) * (shapes + 1) + next, 1)
    if before.endsWithStop { emit(gapFlag, 1) }
    if before.endsWithComma { emit(gapFlag + 1, 1) }
    if before.depth > 0 { emit(gapFlag + 2, 1) }
    if before.closesBracket { emit(gapFlag + 3, 1) }
    if after.opensBracket { emit(gapFlag + 4, 1) }
    if index <= 3 { emit(gapFlag + 4 + index, 1) }
    let rest = words.count - index
    if rest <= 2 { emit(gapFlag + 7 + rest, 1) }
    if row.isTogether[index] { emit(gapFlag + 10, 1) }
    if index == row.lastCapitalBeforeLower { emit(gapFlag + 11, 1) }
    if before.identity == after.identity { emit(gapFlag + 12, 1) }
    if after.isFunctionWord, after.shape == .capital { emit(gapFlag + 13, 1) }
    if before.isFunctionWord, before.shape == .capital { emit(gapFlag + 14, 1) }
    if index == 1, before.isEnumerator { emit(gapFlag + 15, 1) }
    if before.closesBracket, row.hasLeadingBracket, before.depth == 0, index <= row.firstBracketEnd {
      emit(gapFlag + 16, 1)
    }
    if after.isPaired { emit(gapFlag + (after.shape == .capital ? 18 : 17), 1) }
    if after.isDigitGroup { emit(gapFlag + 19, 1) }
    if after.isClosingMark { emit(gapFlag + 20, 1) }
    if after.kind == .number, before.takesNumber { emit(gapFlag + 21, 1) }
    if after.shape == .lower, row.words[0].shape == .capital { emit(gapFlag + 22, 1) }
  }

  // MARK: Cells

  static func start(_ column: FlattenedColumn, _ word: FlattenedWord, _ emit: Emit) {
    emit(cell, column.firstShape(word.shape.rawValue))
    emit(cell + 1, column.firstClass(word.kind.rawValue))
    if column.hasFirst(word.identity) { emit(cell + 6, 1) }
    emit(firstByKind + column.kind.rawValue * classes + word.kind.rawValue, 1)
    emit(
      firstByPosition + (column.position * 2 + (word.shape == .capital ? 1 : 0)) * classes
        + word.kind.rawValue, 1)
  }

  static func end(_ column: FlattenedColumn, _ word: FlattenedWord, _ emit: Emit) {
    emit(cell + 2, column.lastClass(word.kind.rawValue))
    emit(cell + 3, column.stop(word.endsWithStop ? 1 : 0))
    if column.hasLast(word.identity) { emit(cell + 7, 1) }
    emit(lastByPosition + column.position * classes + word.kind.rawValue, 1)
  }

  /// `logarithm` is that of the length; `even` that of the length a cell would have were all alike.
  static func length(_ column: FlattenedColumn, logarithm: Double, even: Double, _ emit: Emit) {
    emit(cell + 5, column.length(logarithm))
    let square = logarithm * logarithm
    emit(lengthByKind + column.kind.rawValue * 2, logarithm)
    emit(lengthByKind + column.kind.rawValue * 2 + 1, square)
    let place = lengthByPosition + (column.width == 2 ? 0 : positions * 2) + column.position * 2
    emit(place, logarithm)
    emit(place + 1, square)
    if column.areSides { emit(cell + 11, -(logarithm - even) * (logarithm - even)) }
  }

  /// `code` is what `FlattenedCells.code` gives for the cell.
  static func style(_ column: FlattenedColumn, code: Int, _ emit: Emit) {
    let style = code / FlattenedCells.flags
    let flags = code % FlattenedCells.flags
    emit(cell + 4, column.style(style))
    emit(styleByPosition + column.position * FlattenedCells.styles + style, 1)
    emit(styleByKind + column.kind.rawValue * FlattenedCells.styles + style, 1)
    if flags & 1 != 0 {
      emit(verbByPosition + column.position, 1)
      emit(verbByKind + column.kind.rawValue, 1)
    }
    emit(cell + 9, column.comma(flags & 2 != 0 ? 1 : 0))
    if flags & 4 != 0 { emit(cell + 10, 1) }
  }

  /// The weight of a cell that stands in another row of the column too.
  static var sameCell: Int { cell + 8 }
}

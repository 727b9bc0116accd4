public import TerminalScreen

/// One line being typed, with the usual keys of readline.
public struct LineEditor: Sendable, Equatable {
  public private(set) var text: String
  /// 0-based place of the cursor in graphemes of `text`.
  public private(set) var cursor: Int
  /// What was cut last, to be put in again.
  private var cut = ""

  public init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  public var isEmpty: Bool { text.isEmpty }

  var isAtEnd: Bool { cursor == text.count }

  private var index: String.Index { text.index(text.startIndex, offsetBy: cursor) }

  /// Inserts text at the cursor; line breaks and other controls become blanks.
  public mutating func insert(_ string: String) {
    let clean = String(
      string.map { character in
        character.unicodeScalars.allSatisfy { $0.value < 0x20 || $0.value == 0x7F }
          ? " " : character
      })
    text.insert(contentsOf: clean, at: index)
    cursor = min(text.count, cursor + clean.count)
  }

  /// Takes an editing key; false when the key means nothing here.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      insert(String(character))
    case .left, .control("b"):
      cursor = max(0, cursor - 1)
    case .right, .control("f"):
      cursor = min(text.count, cursor + 1)
    case .home, .control("a"):
      cursor = 0
    case .end, .control("e"):
      cursor = text.count
    case .backspace, .control("h"):
      if cursor > 0 {
        cursor -= 1
        text.remove(at: index)
      }
    case .delete, .control("d"):
      if cursor < text.count { text.remove(at: index) }
    case .control("u"):
      remove(0..<cursor)
    case .control("k"):
      remove(cursor..<text.count)
    case .control("w"):
      remove(wordStart()..<cursor)
    case .meta("d"):
      remove(cursor..<wordEnd())
    case .control("y"):
      insert(cut)
    case .control("t"):
      swapCharacters()
    case .meta("b"):
      cursor = wordStart()
    case .meta("f"):
      cursor = wordEnd()
    default:
      return false
    }
    return true
  }

  /// Cuts graphemes out; the cursor stands where they were.
  private mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.index(start, offsetBy: range.count)
    cut = String(text[start..<end])
    text.removeSubrange(start..<end)
    cursor = range.lowerBound
  }

  /// Exchanges the two characters around the cursor, or the last two at the end.
  private mutating func swapCharacters() {
    var characters = Array(text)
    let right = min(cursor, characters.count - 1)
    guard right > 0 else { return }
    characters.swapAt(right - 1, right)
    text = String(characters)
    cursor = min(text.count, right + 1)
  }

  private func wordStart() -> Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  private func wordEnd() -> Int {
    let characters = Array(text)
    var place = cursor
    while place < characters.count, characters[place] == " " { place += 1 }
    while place < characters.count, characters[place] != " " { place += 1 }
    return place
  }
}

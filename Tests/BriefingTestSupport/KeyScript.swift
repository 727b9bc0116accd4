public import TerminalScreen

/// Reads keys as `Key` writes them, parted by blanks: `keys("j j / r i s k Enter C-w <")`. A word of
/// more than one letter that names no key is typed letter by letter: `keys("/ risk Enter")`.
public func keys(_ script: String) -> [Key] {
  script.split(separator: " ").flatMap { word -> [Key] in
    if let key = Key(notation: String(word)) { return [key] }
    return word.map { .character($0) }
  }
}

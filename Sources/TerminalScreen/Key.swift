/// A key as the terminal reports it.
public enum Key: Sendable, Hashable {
  /// A printable character, the blank included.
  case character(Character)
  /// Control with a lower-case letter or one of `@[\]^_/`.
  case control(Character)
  /// Escape, or Alt, with a character.
  case meta(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, pageUp, pageDown, home, end
  /// F1 is 1.
  case function(Int)
}

/// What comes from the terminal.
public enum TerminalInput: Sendable, Hashable {
  case key(Key)
  /// Text pasted in one piece, where the terminal brackets it.
  case paste(String)
  /// Only where it was asked for by `Terminal.reportMouse`.
  case mouse(MouseEvent)
  /// The window has this size now.
  case resize(Size)
}

extension Key {
  /// The names of the keys that are not characters, as help shows them and configuration reads them.
  private static let names: [(String, Key)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
    ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert), ("Up", .up),
    ("Down", .down), ("Left", .left), ("Right", .right), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ("Home", .home), ("End", .end), ("Space", .character(" ")),
  ]

  private static let keysBySmallName = names.map { ($0.0.lowercased(), $0.1) }

  /// `j`, `C-d`, `M-x`, `Space`, `PgDn`, `F1`: how help names the key.
  public var notation: String {
    if let name = Self.names.first(where: { $0.1 == self })?.0 { return name }
    switch self {
    case .character(let character): return String(character)
    case .control(let character): return "C-\(character)"
    case .meta(let character): return "M-\(character)"
    case .function(let number): return "F\(number)"
    default: return ""
    }
  }

  /// Reads one key from its `notation`; names are taken without regard to case.
  public init?(notation: String) {
    if notation.count == 1, let character = notation.first {
      self = .character(character)
      return
    }
    let lower = notation.lowercased()
    if let key = Self.keysBySmallName.first(where: { $0.0 == lower })?.1 {
      self = key
      return
    }
    if notation.count == 3, let last = notation.last {
      if lower.hasPrefix("c-") {
        self = .control(Character(last.lowercased()))
        return
      }
      if lower.hasPrefix("m-") {
        self = .meta(last)
        return
      }
    }
    if lower.first == "f", let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
      return
    }
    return nil
  }
}

import BriefingModel

/// What of a marker is kept, because it says more than that an item begins: a clause is quoted by its number.
extension ListMarker {
  /// The marker as written, blanks around it left out, where it is a number, a box or a check mark.
  func written(_ source: String) -> String? {
    let text = source.trimmingBlanks()
    if isOrdered || family == .box { return text }
    return text.unicodeScalars.first.flatMap { Self.isCheck($0) ? text : nil }
  }

  /// ☐ ☑ ☒ ✅ ✓ ✔ ✕ ✖ ✗ ✘ ❌ ❎, which tell one item from another.
  private static func isCheck(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2610...0x2612, 0x2705, 0x2713...0x2718, 0x274C, 0x274E: true
    default: false
    }
  }

  /// A number and a box that stand before the same item.
  static func joined(_ number: String?, _ box: String?) -> String? {
    guard let number, let box else { return number ?? box }
    return number + " " + box
  }

  /// A number as a list of HTML writes it, by the list's `type`: `3.`, `c.`, `III.`.
  static func numbering(_ number: Int, type: String?) -> String {
    let shown: String? =
      switch type {
      case "a": letters(number)
      case "A": letters(number)?.uppercased()
      case "i": romanNumber(number)
      case "I": romanNumber(number)?.uppercased()
      default: nil
      }
    return (shown ?? String(number)) + "."
  }

  /// a…z, aa…; nil for what has none.
  private static func letters(_ number: Int) -> String? {
    var left = number
    var letters = ""
    while left > 0 {
      left -= 1
      guard let letter = Unicode.Scalar(0x61 + left % 26) else { return nil }
      letters.unicodeScalars.insert(letter, at: letters.unicodeScalars.startIndex)
      left /= 26
    }
    return letters.isEmpty ? nil : letters
  }

  private static func romanNumber(_ number: Int) -> String? {
    guard (1..<4_000).contains(number) else { return nil }
    let signs = [
      (1_000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
      (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ]
    var left = number
    var text = ""
    for (value, sign) in signs {
      while left >= value {
        text += sign
        left -= value
      }
    }
    return text
  }
}

extension InlineText {
  /// The box of a task at the beginning, `[ ]` or `[x]`, and the text behind it.
  var partedFromTaskMark: (mark: String?, text: InlineText) {
    let head = Array(text.utf8.prefix(4))
    guard head.count == 4, head[0] == 0x5B, text.utf8.count > 4, head[2] == 0x5D, head[3] == 0x20,
      head[1] == 0x20 || head[1] | 0x20 == 0x78
    else { return (nil, self) }
    return (String(decoding: head[..<3], as: UTF8.self), dropping(4))
  }
}

/// Raised or lowered text, whose place on the line is part of what it says: 10⁶ is not 106.
enum MarkupScript {
  case raised
  case lowered

  /// What stands for a raised or lowered text.
  struct Form {
    var text: String
    /// Scalars that were put before and behind it.
    var lead = 0
    var tail = 0
  }

  /// What stands for `text`: the raised or lowered digits and signs where there are such, else `^(…)` or `_x`; nil where
  /// it reads the same on the line: an ordinal (`1st`), a mark in brackets (`[1]`), words.
  func form(of text: String) -> Form? {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty, scalars.count <= 12 else { return nil }
    if let shifted = shifted(scalars) { return Form(text: shifted) }
    func isOfFormula(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "+-−=*/·.,^_()".unicodeScalars.contains(scalar)
    }
    guard scalars.allSatisfy(isOfFormula) else { return nil }
    let isWord = scalars.allSatisfy(\.properties.isAlphabetic)
    switch self {
    case .raised:
      if !isWord { return Form(text: "^(" + text + ")", lead: 2, tail: 1) }
      // `2nd`, `XVIIIe`, `1º`; a letter that ends no ordinal is an exponent.
      let isExponent =
        scalars.count == 1 && scalars[0].isASCII && !"eoarsdhmt".unicodeScalars.contains(scalars[0])
      return isExponent ? Form(text: "^" + text, lead: 1) : nil
    case .lowered:
      return isWord ? Form(text: "_" + text, lead: 1) : Form(text: "_(" + text + ")", lead: 2, tail: 1)
    }
  }

  /// The text in raised or lowered digits and signs, scalar for scalar; nil where it has no digit or a letter.
  private func shifted(_ scalars: [Unicode.Scalar]) -> String? {
    var result = String.UnicodeScalarView()
    var hasDigit = false
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "0"..."9":
        hasDigit = true
        result.append(digit(scalar))
      case "+": result.append(self == .raised ? "⁺" : "₊")
      case "-", "−": result.append(self == .raised ? "⁻" : "₋")
      case "–" where place == 0: result.append(self == .raised ? "⁻" : "₋")
      case "=": result.append(self == .raised ? "⁼" : "₌")
      case "(": result.append(self == .raised ? "⁽" : "₍")
      case ")": result.append(self == .raised ? "⁾" : "₎")
      case "n" where self == .raised:
        hasDigit = true
        result.append("ⁿ")
      // Several footnotes.
      case ",", "–", " ": result.append(scalar)
      default: return nil
      }
    }
    return hasDigit ? String(result) : nil
  }

  private func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value - 0x30
    switch (self, value) {
    case (.lowered, _): return Unicode.Scalar(0x2080 + value) ?? scalar
    case (.raised, 1): return "¹"
    case (.raised, 2): return "²"
    case (.raised, 3): return "³"
    case (.raised, _): return Unicode.Scalar(0x2070 + value) ?? scalar
    }
  }
}

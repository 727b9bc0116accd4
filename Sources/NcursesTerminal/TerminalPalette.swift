internal import TerminalScreen

/// Fits renditions to what a terminal has: fewer colours, or none, or few attributes.
struct TerminalPalette: Sendable {
  /// Colours of the terminal; 0 for none.
  let colors: Int
  /// Attributes that it shows.
  let attributes: TextAttributes

  /// What is sent for a style: numbers of colours, -1 for the terminal's own, and attributes.
  struct Look: Hashable {
    var foreground: Int
    var background: Int
    var attributes: TextAttributes
  }

  /// The look of `rendition` with `more` attributes on this terminal.
  ///
  /// Without colours a background of its own is shown reversed, so that bars and choices stay visible.
  func look(of rendition: Rendition, adding more: TextAttributes) -> Look {
    var wanted = rendition.attributes.union(more)
    var look = Look(foreground: -1, background: -1, attributes: [])
    if colors >= 8 {
      look.foreground = number(of: rendition.foreground, isForeground: true, &wanted)
      look.background = number(of: rendition.background, isForeground: false, &wanted)
      if look.foreground == look.background, look.foreground >= 0 {
        // Both came down to one colour: nothing could be read.
        look.foreground = -1
        look.background = -1
        wanted.insert(.reverse)
      }
    } else if rendition.background != .standard {
      wanted.insert(.reverse)
    }
    if wanted.contains(.italic), !attributes.contains(.italic) {
      wanted.insert(.underline)
    }
    look.attributes = wanted.intersection(attributes)
    return look
  }

  private func number(
    of color: TerminalColor, isForeground: Bool, _ attributes: inout TextAttributes
  ) -> Int {
    guard case .palette(let value) = color else { return -1 }
    let number = Int(value)
    if number < colors { return number }
    let basic = number < 16 ? number : Self.basic(number)
    if basic < colors { return basic }
    // Eight colours: the bright ones are the plain ones in bold.
    if isForeground { attributes.insert(.bold) }
    return basic - 8
  }

  /// The one of the sixteen colours that is nearest to a colour of the fixed palette (16…255).
  private static func basic(_ number: Int) -> Int {
    let red: Int
    let green: Int
    let blue: Int
    if number >= 232 {
      let gray = 8 + 10 * (number - 232)
      (red, green, blue) = (gray, gray, gray)
    } else {
      let levels = [0, 95, 135, 175, 215, 255]
      let index = number - 16
      (red, green, blue) = (levels[index / 36], levels[index / 6 % 6], levels[index % 6])
    }
    let high = max(red, green, blue)
    if high - min(red, green, blue) < 40 {
      return switch high {
      case ..<48: 0
      case ..<150: 8
      case ..<220: 7
      default: 15
      }
    }
    let threshold = high / 2
    let hue = (red > threshold ? 1 : 0) + (green > threshold ? 2 : 0) + (blue > threshold ? 4 : 0)
    return high > 190 ? hue + 8 : hue
  }
}

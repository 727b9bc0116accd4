internal import TerminalScreen

/// Fits renditions to what a terminal has: fewer colours, or none, or few attributes.
struct TerminalPalette: Sendable {
  /// Any colour can be shown from so many on.
  static let direct = 1 << 24

  /// Colours of the terminal; 0 for none.
  let colors: Int
  /// Attributes that it shows.
  let attributes: TextAttributes

  /// What is sent for a style: numbers of colours, -1 for the terminal's own, and attributes. Where any
  /// colour can be shown, numbers from 256 on are its red, green and blue.
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
    let number: Int
    let basic: Int
    switch color {
    case .standard: return -1
    case .palette(let value):
      number = Int(value)
      if number < colors { return number }
      basic = number < 16 ? number : Self.basic(Self.components(number))
    case .rgb(let red, let green, let blue):
      let components = (Int(red), Int(green), Int(blue))
      if colors >= Self.direct {
        // The first 256 are those of the palette: what would fall among them is a shade greener.
        return max(components.0 << 16 | components.1 << 8 | components.2, 256)
      }
      if colors >= 256 { return Self.nearest(components) }
      basic = Self.basic(components)
    }
    if basic < colors { return basic }
    if basic == 8 {
      // Grey where there are eight: bold black would be black on most of them.
      attributes.insert(isForeground ? .dim : .reverse)
      return -1
    }
    // The other bright ones are the plain ones in bold.
    if isForeground { attributes.insert(.bold) }
    return basic - 8
  }

  private static let levels = [0, 95, 135, 175, 215, 255]

  /// Red, green and blue of a colour of the fixed palette (16…255).
  private static func components(_ number: Int) -> (Int, Int, Int) {
    if number >= 232 {
      let gray = 8 + 10 * (number - 232)
      return (gray, gray, gray)
    }
    let index = number - 16
    return (levels[index / 36], levels[index / 6 % 6], levels[index % 6])
  }

  /// The one of the fixed palette that is nearest to a colour: of its cube, or of its greys.
  private static func nearest(_ color: (Int, Int, Int)) -> Int {
    func distance(_ other: (Int, Int, Int)) -> Int {
      let (red, green, blue) = (color.0 - other.0, color.1 - other.1, color.2 - other.2)
      // Eyes tell greens best.
      return 3 * red * red + 4 * green * green + 2 * blue * blue
    }
    func step(_ value: Int) -> Int {
      levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
    }
    let cube = 16 + 36 * step(color.0) + 6 * step(color.1) + step(color.2)
    let gray = 232 + max(0, min(23, ((color.0 + color.1 + color.2) / 3 - 3) / 10))
    return distance(components(gray)) < distance(components(cube)) ? gray : cube
  }

  /// The one of the sixteen colours that is nearest to a colour.
  private static func basic(_ color: (Int, Int, Int)) -> Int {
    let (red, green, blue) = color
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

public import TerminalScreen

/// Reads a theme from the text of its file; `Resources/themes/mono.theme` says how its lines are read. A
/// line that cannot be used is left out and told of.
public struct ThemeFile: Sendable {
  /// What is wrong with a line, 1-based.
  public struct Fault: Sendable, Equatable {
    public var line: Int
    public var reason: String
  }

  public private(set) var theme: Theme
  public private(set) var faults: [Fault] = []

  private struct Unusable: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  /// - Parameters:
  ///   - name: what the theme is called.
  public init(_ text: String, name: String) {
    theme = Theme(name: name)
    var isRich = false
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let words = Substring(bytes).split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      do throws(Unusable) {
        if first == "like" {
          try begin(like: words.dropFirst().map(String.init))
        } else if words == ["with", "256", "colours"] {
          isRich = true
        } else {
          guard let role = Role(name: String(first)) else { throw Unusable("“\(first)” is no role") }
          let look = try Self.rendition(words.dropFirst())
          if isRich { theme.richLooks[role] = look } else { theme.looks[role] = look }
        }
      } catch {
        faults.append(Fault(line: index + 1, reason: error.reason))
      }
    }
  }

  private mutating func begin(like names: [String]) throws(Unusable) {
    guard theme.looks.isEmpty, theme.richLooks.isEmpty else {
      throw Unusable("“like” must stand before all roles")
    }
    guard names.count == 1, let other = Theme.named(names[0]) else {
      throw Unusable("“like” needs one of " + Theme.builtInNames.joined(separator: ", "))
    }
    theme.looks = other.looks
    theme.richLooks = other.richLooks
  }

  /// `[COLOUR] [on COLOUR] [ATTRIBUTE …]`
  private static func rendition(_ words: ArraySlice<Substring>) throws(Unusable) -> Rendition {
    var look = Rendition()
    var isBackground = false
    var hasForeground = false
    for word in words {
      if word == "on", !isBackground {
        isBackground = true
      } else if let attribute = attributes[String(word)] {
        guard !isBackground else { throw Unusable("“on” needs a colour behind it") }
        look.attributes.insert(attribute)
      } else if let color = color(word) {
        if isBackground {
          look.background = color
          isBackground = false
        } else if hasForeground {
          throw Unusable("“\(word)” is a second colour; “on” stands before a background")
        } else {
          look.foreground = color
          hasForeground = true
        }
      } else {
        throw Unusable("“\(word)” is no colour and no attribute")
      }
    }
    guard !isBackground else { throw Unusable("“on” needs a colour behind it") }
    return look
  }

  private static let attributes: [String: TextAttributes] = [
    "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
  ]

  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  private static func color(_ word: Substring) -> TerminalColor? {
    if word == "default" { return .standard }
    if let index = names.firstIndex(where: { $0 == word }) { return .palette(UInt8(index)) }
    if word.hasPrefix("bright-"), let index = names.firstIndex(where: { $0 == word.dropFirst(7) }) {
      return .palette(UInt8(index + 8))
    }
    if word.hasPrefix("#") {
      let digits = word.dropFirst()
      guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16)
      else { return nil }
      return .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }
    guard let number = UInt8(word), number >= 16 else { return nil }
    return .palette(number)
  }
}

extension Role {
  /// What themes call the role: `focused-pane-title`.
  public var name: String {
    var name = ""
    for character in "\(self)" {
      if character.isUppercase { name += "-" }
      name += character.lowercased()
    }
    return name
  }

  /// The role that themes call so.
  init?(name: String) {
    guard let role = Self.byName[name] else { return nil }
    self = role
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: Role.allCases.map { ($0.name, $0) })
}

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
      let words = bytes.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map { Substring($0) }
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
      } else if let attribute = attributes.first(where: { $0.name == word })?.attribute {
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

  private static let attributes: [(name: String, attribute: TextAttributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
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
  ///
  /// Written out: the runtime takes longer to find the name of a case than the first screen to be drawn.
  public var name: String {
    switch self {
    case .text: "text"
    case .dim: "dim"
    case .rule: "rule"
    case .title: "title"
    case .heading: "heading"
    case .tableHeader: "table-header"
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .code: "code"
    case .link: "link"
    case .quote: "quote"
    case .bar: "bar"
    case .status: "status"
    case .paneTitle: "pane-title"
    case .focusedPaneTitle: "focused-pane-title"
    case .selection: "selection"
    case .focusedSelection: "focused-selection"
    case .benefit: "benefit"
    case .risk: "risk"
    case .mitigation: "mitigation"
    case .inferred: "inferred"
    case .hit: "hit"
    case .currentHit: "current-hit"
    case .evidence: "evidence"
    case .key: "key"
    case .prompt: "prompt"
    case .warning: "warning"
    case .progress: "progress"
    }
  }

  /// The role that themes call so.
  init?(name: String) {
    guard let role = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}

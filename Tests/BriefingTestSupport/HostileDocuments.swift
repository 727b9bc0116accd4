internal import BriefingExtraction
public import BriefingModel

/// Documents that try to reach the terminal, made up at random, the same in each run: sequences of every kind
/// stand in titles, headings, lists, cells, links, front matter, code and names of files.
public struct HostileDocuments {
  /// A document as bytes, and the name of its file.
  public struct Document: Sendable {
    public var name: [UInt8]
    public var bytes: [UInt8]

    /// As it is opened; a name that is not UTF-8 is repaired.
    public var opened: OpenedBriefing {
      BriefingReader.read(bytes, path: String(decoding: name, as: UTF8.self))
    }
  }

  private var state: UInt64

  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// The next document.
  public mutating func next() -> Document {
    let form = ["txt", "md", "html"][below(3)]
    let text =
      switch form {
      case "txt": plainText()
      case "md": markdown()
      default: html()
      }
    return Document(name: Array("a".utf8) + attack() + Array(".\(form)".utf8), bytes: text)
  }

  // MARK: - Attacks

  /// Bytes that a terminal would obey, that hide or turn text, or that are no text.
  private static let attacks: [[UInt8]] =
    [
      "\u{1B}]0;stolen\u{07}", "\u{1B}]52;c;c3RvbGVu\u{07}", "\u{1B}]8;;http://evil\u{1B}\\",
      "\u{1B}[2J\u{1B}[H",
      "\u{1B}[31;4242m", "\u{1B}P1$r\u{1B}\\", "\u{1B}_G\u{1B}\\", "\u{1B}^x\u{1B}\\", "\u{1B}c", "\u{1B}[6n",
      "\u{1B}[?1049l", "\u{1B}(0", "\u{1B}#8", "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{90}q\u{9C}", "\u{85}",
      "\r", "\u{08}\u{08}", "\u{0C}", "\u{0B}", "\u{00}", "\u{05}", "\u{0E}", "\u{7F}", "\u{1A}",
      "\u{202E}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}",
      "\u{E0041}", "\u{3164}", "\u{115F}", "\u{2800}", "\u{2028}", "\u{2029}", "\u{FFF9}", "\u{180E}",
      "\u{F8FF}", "\u{10FFFF}", "\u{1F468}\u{200D}\u{1F469}", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    ].map { Array($0.utf8) } + [
      [0x9B, 0x33, 0x31, 0x6D], [0xC0, 0x9B], [0xE0, 0x80, 0x9B], [0xFF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xC2], [0x1B], [0x9D, 0x30, 0x3B, 0x07],
    ]

  private static let words =
    [
      "risk", "benefit", "drone", "the", "harm to civilians", "東京", "שלום", "می‌خواهم", "partners", "costs",
      "2026",
    ]
    .map { Array($0.utf8) }

  private mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(count))
  }

  /// One attack without a byte that no name of a file can hold.
  private mutating func attack() -> [UInt8] {
    Self.attacks[below(Self.attacks.count)].map { $0 == 0 || $0 == 0x2F ? 0x1B : $0 }
  }

  /// Words with attacks between and inside them.
  private mutating func words(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<max(1, count) {
      if !text.isEmpty { text.append(0x20) }
      text += Self.words[below(Self.words.count)]
      if below(2) == 0 { text += Self.attacks[below(Self.attacks.count)] }
    }
    return text
  }

  /// Words as a page may write them: some as references, which stand for controls only after parsing.
  private mutating func markup(_ count: Int) -> [UInt8] {
    let references = [
      "&#27;]52;c;x&#7;", "&#x9b;31m", "&#155;", "&#x202e;", "&#x200b;", "&#0;", "&#127;", "&shy;", "&rlm;",
      "&#xFFFE;",
    ]
    return words(count) + Array(references[below(references.count)].utf8)
  }

  private static func join(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined()) }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  // MARK: - Forms

  private mutating func plainText() -> [UInt8] {
    var lines: [[UInt8]] = [words(3), [], words(30), []]
    lines += [Self.bytes("Benefits:")] + (0..<3).map { _ in Self.bytes("• ") + words(5) } + [[]]
    lines += [words(2) + [0x7C] + words(1), Self.bytes("---|---")]
    lines += (0..<3).map { _ in words(2) + [0x7C] + words(3) } + [[]]
    lines += [words(2), [], words(40)]
    return Array(lines.joined(separator: [0x0A]))
  }

  private mutating func markdown() -> [UInt8] {
    let head = [
      Self.bytes("---\ntitle: \"Escaped \\e]52;c;c3RvbGVu\\a\\u202E\\x9b\"\nsource: ") + words(2),
      Self.bytes("\n---\n"),
    ]
    let body = [
      Self.bytes("# ") + words(3),
      words(20) + Self.bytes(" [") + words(1) + Self.bytes("](http://evil/") + attack()
        + Self.bytes(") ![") + words(1) + Self.bytes("](x)[^1]"),
      Self.bytes("- **") + words(2) + Self.bytes("**: ") + words(3) + Self.bytes("\n- `") + words(2)
        + Self.bytes("`"),
      Self.bytes("| Benefit | Risk |\n|---|---|\n| ") + words(2) + Self.bytes(" | ") + words(3)
        + Self.bytes(" |"),
      Self.bytes("> ") + words(5), Self.bytes("```\n") + words(9) + Self.bytes("\n```"),
      Self.bytes("[^1]: ") + words(3),
    ]
    return Self.join(head) + Array(body.joined(separator: Self.bytes("\n\n")))
  }

  private mutating func html() -> [UInt8] {
    func tag(_ name: String, _ inner: [UInt8]) -> [UInt8] {
      Self.bytes("<\(name)>") + inner + Self.bytes("</\(name)>")
    }
    let parts = [
      Self.bytes("<!doctype html><html><head>"), tag("title", markup(3)),
      Self.bytes("</head><body><article>"),
      tag("h1", markup(3)), tag("p", markup(40)), tag("ul", tag("li", markup(4)) + tag("li", markup(2))),
      Self.bytes("<table><tr><th>Benefit<th>Risk<tr><td>") + markup(3) + Self.bytes("<td>") + markup(2)
        + Self.bytes("</table><a href=\"http://evil/") + markup(1) + Self.bytes("\">") + markup(1)
        + Self.bytes("</a>"),
      tag("pre", markup(9)), tag("blockquote", markup(5)), Self.bytes("</article></body></html>"),
    ]
    return Self.join(parts)
  }
}

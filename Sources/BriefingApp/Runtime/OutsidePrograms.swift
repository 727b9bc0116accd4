internal import BriefingLibrary
internal import Foundation

/// The reader's own programs, as the environment names them. Each is a list of arguments begun by an absolute
/// path: nothing goes through a shell.
struct OutsidePrograms: Sendable {
  private let environment: EnvironmentVariables
  /// Whether a file can be run.
  private let canRun: @Sendable (String) -> Bool

  /// The variables are those of this process when nil.
  init(
    environment: EnvironmentVariables = EnvironmentVariables(),
    canRun: @escaping @Sendable (String) -> Bool = { access($0, X_OK) == 0 }
  ) {
    self.environment = environment
    self.canRun = canRun
  }

  /// A program that cannot be named.
  struct Missing: Error, Equatable {
    /// A sentence without its stop.
    var reason: String
  }

  // MARK: - Which

  /// What opens a file at a 1-based line: VISUAL, EDITOR, or vi.
  func editor(of path: PathBytes, line: Int) throws(Missing) -> [[UInt8]] {
    let words = try named(by: ["VISUAL", "EDITOR"], else: ["vi", "vim", "nano"], what: "editor")
    let place = Array(":\(line)".utf8)
    let arguments: [[UInt8]]
    switch Self.name(of: words[0]) {
    case "hx", "helix", "subl", "zed": arguments = [path.bytes + place]
    case "code", "codium": arguments = [Array("--goto".utf8), path.bytes + place]
    case "ed", "gedit-viewer": arguments = [path.bytes]
    default: arguments = [Array("+\(line)".utf8), path.bytes]
    }
    return words.map { Array($0.utf8) } + arguments
  }

  /// What shows a text that comes on standard input from a 1-based line on: PAGER, or less. A pager that is
  /// this program is passed over.
  func pager(line: Int) throws(Missing) -> [[UInt8]] {
    let words = try named(by: ["PAGER"], else: ["less", "more"], what: "pager") { path in
      URL(filePath: path).resolvingSymlinksInPath().path != Self.ownPath
    }
    let knowsLines = ["less", "more", "most", "vim", "nvim"].contains(Self.name(of: words[0]))
    return (words + (knowsLines && line > 1 ? ["+\(line)"] : [])).map { Array($0.utf8) }
  }

  /// What opens a link: the first program of BROWSER that there is; nil for none.
  var browser: [String]? {
    guard let value = environment["BROWSER"], !value.isEmpty else { return nil }
    for part in value.split(separator: ":") {
      guard var words = Self.words(String(part)), let first = words.first, let path = path(of: first) else {
        continue
      }
      words[0] = path
      return words
    }
    return nil
  }

  /// The browser with a link, put where `%s` stands or at the end.
  func browser(of link: String) throws(Missing) -> [[UInt8]] {
    guard let words = browser else { throw Missing(reason: "BROWSER names no program that can be run") }
    let places = words.dropFirst().filter { $0.contains("%s") }
    // A word with blanks in it is a line for a shell, as in `sh -c "w3m %s"`.
    if places.contains(where: { $0.contains(where: \.isWhitespace) }),
      !link.utf8.allSatisfy(Self.isPlainInShell)
    {
      throw Missing(reason: "BROWSER gives the link to a shell, which would read commands in it")
    }
    let filled = words.enumerated().map { index, word in
      index > 0 ? word.replacingOccurrences(of: "%s", with: link) : word
    }
    return (places.isEmpty ? words + [link] : filled).map { Array($0.utf8) }
  }

  /// Whether a byte of a link can mean nothing but itself on a line for a shell.
  private static func isPlainInShell(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~:/?#@%+,=".utf8.contains(byte)
    }
  }

  /// A program as its reader has typed it.
  func typed(_ line: String) throws(Missing) -> [[UInt8]] {
    guard var words = Self.words(line) else { throw Missing(reason: "a quote is not closed") }
    guard let first = words.first else { throw Missing(reason: "no program is named") }
    guard let path = path(of: first) else { throw Missing(reason: "there is no program \(first)") }
    words[0] = path
    return words.map { Array($0.utf8) }
  }

  private func named(
    by variables: [String], else standard: [String], what: String,
    where isUsable: (String) -> Bool = { _ in true }
  ) throws(Missing) -> [String] {
    for variable in variables {
      guard let value = environment[variable], !value.isEmpty else { continue }
      guard var words = Self.words(value), let first = words.first, let path = path(of: first) else {
        throw Missing(reason: "\(variable) names no program that can be run")
      }
      guard isUsable(path) else { continue }
      words[0] = path
      return words
    }
    for name in standard {
      if let path = path(of: name), isUsable(path) { return [path] }
    }
    throw Missing(reason: "no \(what) was found")
  }

  private static func name(of path: String) -> String { URL(filePath: path).lastPathComponent }

  private static var ownPath: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
  }

  // MARK: - Where

  /// The absolute path of a program; folders of the search path that are named relatively are passed over.
  func path(of name: String) -> String? {
    if name.contains("/") { return name.hasPrefix("/") && canRun(name) ? name : nil }
    return (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") }.map { $0 + "/" + name }.first(where: canRun)
  }

  /// Parts a line into words at its blanks; quotes and backslashes hold words together, and nothing else has
  /// a meaning. Nil when a quote is not closed.
  static func words(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if character == "\\", quote != "'" {
        guard let next = rest.popFirst() else { break }
        word = (word ?? "") + String(next)
      } else if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil ? words : nil
  }
}

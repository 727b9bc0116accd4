/// The arguments that begin with `+` and say where to begin, as vi and less have them, and the rest.
struct StartArguments: Equatable {
  /// 1-based line of `+12`.
  private(set) var line: Int?
  /// Pattern of `+/pattern`.
  private(set) var pattern: String?
  /// What is left for the commands.
  private(set) var rest: [String] = []

  /// Takes `+12` and `+/pattern` out of `arguments`, unless they follow `--` or belong to one of
  /// `commands`. Any other word with a plus sign is a path.
  init(_ arguments: [String], commands: Set<String>) {
    if let word = arguments.first(where: { !$0.hasPrefix("-") }), commands.contains(word) {
      rest = arguments
      return
    }
    var isOpen = true
    for argument in arguments {
      if argument == "--" { isOpen = false }
      guard isOpen, argument.hasPrefix("+") else {
        rest.append(argument)
        continue
      }
      let word = argument.dropFirst()
      if word.hasPrefix("/"), word.count > 1 {
        pattern = String(word.dropFirst())
      } else if let number = Int(word), number > 0, word.first != "+" {
        line = number
      } else {
        rest.append(argument)
      }
    }
  }

  /// Whether what is left is paths and nothing else, as it mostly is: they need no parser, and reading
  /// the descriptions of all commands takes longer than drawing the first screen.
  func isPathsAlone(commands: Set<String>) -> Bool {
    if let first = rest.first, commands.contains(first) { return false }
    return rest.allSatisfy { !$0.hasPrefix("-") || $0 == "-" }
  }
}

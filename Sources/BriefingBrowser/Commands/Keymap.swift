public import TerminalScreen

/// From keys to commands. Made from the command table, changed by the reader's configuration.
public struct Keymap: Sendable, Equatable {
  /// What a sequence of keys means so far.
  public enum Lookup: Sendable, Equatable {
    case command(Command)
    /// The beginning of one or more longer sequences.
    case prefix
    case none
  }

  private struct Binding: Sendable, Equatable {
    var keys: [Key]
    var command: Command
  }

  private var bindings: [Binding]

  /// The keys of every command as a preset has them.
  public init(_ preset: KeyPreset = .vi) {
    bindings = CommandTable.rows.flatMap { row in
      row.keys.compactMap { notation in
        Self.parse(notation).map { Binding(keys: $0, command: row.command) }
      }
    }
    for (command, notations) in preset.changes {
      rebind(command, to: notations.compactMap { Self.parse($0) })
    }
  }

  /// Reads a sequence such as `C-w <`; nil when a key in it has no meaning.
  public static func parse(_ notation: String) -> [Key]? {
    let keys = notation.split(separator: " ").map { Key(notation: String($0)) }
    guard !keys.isEmpty, keys.allSatisfy({ $0 != nil }) else { return nil }
    return keys.compactMap { $0 }
  }

  /// Gives `command` these keys instead of its own; they are taken from any command that had them, or
  /// could not be told from them, in a context that both work in.
  public mutating func rebind(_ command: Command, to sequences: [[Key]]) {
    bindings.removeAll { binding in
      binding.command == command
        || Self.meet(binding.command, command)
          && sequences.contains { Self.collide($0, binding.keys) }
    }
    bindings += sequences.map { Binding(keys: $0, command: command) }
  }

  /// Whether two sequences are the same, or one begins the other, so that it would never be complete.
  public static func collide(_ first: [Key], _ second: [Key]) -> Bool {
    first.starts(with: second) || second.starts(with: first)
  }

  /// Whether there is a context in which both commands work.
  public static func meet(_ first: Command, _ second: Command) -> Bool {
    let (a, b) = (CommandTable.row(first).contexts, CommandTable.row(second).contexts)
    return a.isEmpty || b.isEmpty || a.contains { b.contains($0) }
  }

  /// What `keys` mean in a context. A command made for the context goes before one for all.
  public func lookup(_ keys: [Key], in context: CommandContext) -> Lookup {
    var general: Command?
    var isPrefix = false
    for binding in bindings where CommandTable.row(binding.command).works(in: context) {
      if binding.keys == keys {
        if !CommandTable.row(binding.command).contexts.isEmpty { return .command(binding.command) }
        if general == nil { general = binding.command }
      } else if binding.keys.count > keys.count, binding.keys.starts(with: keys) {
        isPrefix = true
      }
    }
    if let general { return .command(general) }
    return isPrefix ? .prefix : .none
  }

  /// The keys of a command as help writes them: `j`, `C-w <`.
  public func notations(of command: Command) -> [String] {
    bindings.filter { $0.command == command }.map { binding in
      binding.keys.map(\.notation).joined(separator: " ")
    }
  }

  /// What may follow `keys` in a context: the rest of each sequence with its command.
  public func continuations(
    of keys: [Key], in context: CommandContext
  ) -> [(keys: String, command: Command)] {
    bindings.filter { binding in
      binding.keys.count > keys.count && binding.keys.starts(with: keys)
        && CommandTable.row(binding.command).works(in: context)
    }.map { binding in
      (binding.keys.dropFirst(keys.count).map(\.notation).joined(separator: " "), binding.command)
    }
  }
}

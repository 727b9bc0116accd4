import Testing
import TerminalScreen

@testable import BriefingBrowser

@Suite struct CommandTableTests {
  @Test func `every command has exactly one row`() {
    for command in Command.allCases {
      #expect(CommandTable.rows.count { $0.command == command } == 1, "\(command.rawValue)")
    }
  }

  @Test func `the help of a command fits its line of the sheet`() {
    for row in CommandTable.rows {
      #expect(row.help.count <= 42, "\(row.command.rawValue)")
      #expect(row.command.rawValue.count <= 18)
    }
  }

  @Test func `every key in the table can be read, and every command has one`() {
    for row in CommandTable.rows {
      #expect(!row.keys.isEmpty)
      for notation in row.keys {
        let keys = Keymap.parse(notation)
        #expect(keys != nil, "\(notation)")
        #expect(keys?.map(\.notation).joined(separator: " ") == notation)
      }
    }
  }

  @Test(arguments: CommandContext.allCases)
  func `no two commands of a context share a key`(context: CommandContext) {
    var owners: [String: Command] = [:]
    for row in CommandTable.rows where row.works(in: context) {
      for key in row.keys {
        #expect(owners[key] == nil, "\(key): \(row.command.rawValue)")
        owners[key] = row.command
      }
    }
  }

  @Test(arguments: CommandContext.allCases)
  func `no key is the beginning of another one's sequence`(context: CommandContext) {
    let keys = CommandTable.rows.filter { $0.works(in: context) }.flatMap(\.keys)
      .compactMap(Keymap.parse)
    for sequence in keys {
      #expect(!keys.contains { $0.count > sequence.count && $0.starts(with: sequence) })
    }
  }

  @Test func `a key that is given to another command leaves the one that had it`() {
    var keymap = Keymap()
    keymap.rebind(.zoom, to: [[.character("j")], [.control("w"), .character("z")]])
    #expect(keymap.lookup([.character("j")], in: .reader) == .command(.zoom))
    #expect(keymap.lookup([.character("z")], in: .reader) == .none)
    #expect(keymap.lookup([.down], in: .reader) == .command(.lineDown))
    #expect(keymap.lookup([.control("w")], in: .reader) == .prefix)
    #expect(keymap.lookup([.control("w"), .character("z")], in: .reader) == .command(.zoom))
  }

  @Test func `a command made for a pane goes before one for all`() {
    let keymap = Keymap()
    #expect(keymap.lookup([.character("w")], in: .table) == .command(.tableView))
    #expect(keymap.lookup([.character("w")], in: .reader) == .none)
  }

  @Test(arguments: ["j", "C-d", "M-x", "Space", "PgDn", "F1", "F12", "S-Tab", "Backspace", "<", "%"])
  func `a key is read as it is written`(notation: String) throws {
    #expect(try #require(Key(notation: notation)).notation == notation)
  }
}

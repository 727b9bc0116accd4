import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct KeyPresetTests {
  @Test(arguments: KeyPreset.allCases)
  func `every command keeps a key`(preset: KeyPreset) {
    let keymap = Keymap(preset)
    for command in Command.allCases {
      #expect(!keymap.notations(of: command).isEmpty, "\(command.rawValue)")
    }
  }

  @Test(arguments: KeyPreset.allCases)
  func `every key of a preset can be read, and none begins another`(preset: KeyPreset) {
    for (command, notations) in preset.changes {
      for notation in notations { #expect(Keymap.parse(notation) != nil, "\(command): \(notation)") }
      // What the preset gives is there, none taken by a later line of it.
      #expect(Keymap(preset).notations(of: command) == notations, "\(command.rawValue)")
    }
    let keymap = Keymap(preset)
    for context in CommandContext.allCases {
      let all = Command.allCases.filter { CommandTable.row($0).works(in: context) }
        .flatMap { command in keymap.notations(of: command).compactMap(Keymap.parse).map { (command, $0) } }
      for (index, one) in all.enumerated() {
        for other in all[(index + 1)...] where one.0 != other.0 {
          #expect(!Keymap.collide(one.1, other.1), "\(one) \(other) in \(context)")
        }
      }
    }
  }

  @Test func `fingers of less and emacs find their keys`() {
    let less = Keymap(.less)
    #expect(less.lookup([.character("f")], in: .reader) == .command(.pageDown))
    #expect(less.lookup([.character("h")], in: .reader) == .command(.help))
    #expect(less.lookup([.character("v")], in: .reader) == .command(.edit))
    let emacs = Keymap(.emacs)
    #expect(emacs.lookup([.control("x")], in: .list) == .prefix)
    #expect(emacs.lookup([.control("x"), .control("c")], in: .list) == .command(.quit))
    #expect(emacs.lookup([.meta("x")], in: .list) == .command(.palette))
  }

  @Test func `a key that would begin others takes them away`() {
    var keymap = Keymap()
    keymap.rebind(.zoom, to: [[.character("y")]])
    #expect(keymap.lookup([.character("y")], in: .reader) == .command(.zoom))
    #expect(keymap.notations(of: .copyRow) == [])
    #expect(keymap.notations(of: .copyWithSource) == ["Y"])
  }
}

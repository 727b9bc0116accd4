import BriefingBrowser
import Foundation
import TerminalScreen
import Testing

@testable import BriefingApp

@Suite struct ConfigurationTests {
  private func environment(_ folder: TemporaryFolder, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["XDG_CONFIG_HOME": folder.path]) { old, _ in old }
  }

  private func folder(_ yaml: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/dossier", withIntermediateDirectories: true)
    let path = try folder.write(yaml, to: "dossier/config.yaml")
    chmod(path, 0o600)
    return folder
  }

  @Test func `without a file everything has its default`() throws {
    let folder = try TemporaryFolder()
    let configuration = Configuration.load(environment: environment(folder))
    #expect(configuration == Configuration())
    #expect(configuration.listing.allSatisfy { $0.origin == "default" })
  }

  @Test func `option before environment before file before default`() throws {
    let folder = try folder("measure: 70\ncolor: always\ntheme: mono\n")
    var options = Configuration.Options()
    options.color = .auto
    let configuration = Configuration.load(
      options: options,
      environment: environment(folder, ["DOSSIER_MEASURE": "66", "DOSSIER_COLOR": "never"]))
    #expect(configuration.color.value == .auto)
    #expect(configuration.color.origin == .option("--color"))
    #expect(configuration.measure.value == 66)
    #expect(configuration.measure.origin == .environment("DOSSIER_MEASURE"))
    #expect(configuration.theme.value == "mono")
    #expect(configuration.theme.origin == .file(path: folder.path + "/dossier/config.yaml", line: 3))
    #expect(configuration.ascii.origin == .standard)
    #expect(configuration.warnings == [])
  }

  @Test func `NO_COLOR switches colours off unless DOSSIER_COLOR says otherwise`() throws {
    let folder = try TemporaryFolder()
    let none = Configuration.load(environment: environment(folder, ["NO_COLOR": "1"]))
    #expect(none.color.value == .never)
    let empty = Configuration.load(environment: environment(folder, ["NO_COLOR": ""]))
    #expect(empty.color.value == .auto)
    let said = Configuration.load(
      environment: environment(folder, ["NO_COLOR": "1", "DOSSIER_COLOR": "always"]))
    #expect(said.color.value == .always)
  }

  @Test func `a bad line gives a warning with its place, and the rest counts`() {
    var configuration = Configuration()
    configuration.apply(
      yaml: "measure: wide\ncolour: never\nascii: true\ntheme: [1]\nkeys: 7\n", path: "c.yaml")
    #expect(
      configuration.warnings == [
        "c.yaml:1: measure: must be a number of columns from 20 to 400",
        "c.yaml:2: colour: unknown setting", "c.yaml:4: theme: must be a single value",
        "c.yaml:5: keys: must be one of vi, less, emacs, or commands with their keys",
      ])
    #expect(configuration.ascii.value)
    #expect(configuration.measure.value == 80)
  }

  @Test func `a theme that there is not is named with those that there are`() {
    var configuration = Configuration()
    configuration.apply(yaml: "theme: dusk\n", path: "c.yaml")
    #expect(
      configuration.warnings == ["c.yaml:1: theme: must be one of sixteen, dark, light, high-contrast, mono"])
    #expect(configuration.theme.value == "sixteen")
  }

  @Test(arguments: ["a: [", "x: &a [*a", "\t- b", "- a\n- b", "just words"])
  func `what is no configuration is one warning`(yaml: String) {
    var configuration = Configuration()
    configuration.apply(yaml: yaml, path: "c.yaml")
    #expect(configuration.warnings.count == 1)
    #expect(configuration.warnings[0].hasPrefix("c.yaml:"))
  }

  @Test func `keys are lists`() {
    var configuration = Configuration()
    configuration.apply(
      yaml: "keys:\n  quit: [q, C-c]\n  help: F1\n", path: "c.yaml")
    #expect(configuration.keys.value == ["quit": ["q", "C-c"], "help": ["F1"]])
    #expect(configuration.warnings == [])
  }

  @Test func `keys begin with a preset, from the file, the environment or an option`() throws {
    let folder = try folder("keys:\n  preset: less\n  zoom: Z\n")
    let inFile = Configuration.load(environment: environment(folder))
    #expect(inFile.warnings == [])
    #expect(inFile.keymap.lookup([.character("f")], in: .reader) == .command(.pageDown))
    #expect(inFile.keymap.lookup([.character("Z")], in: .reader) == .command(.zoom))
    var options = Configuration.Options()
    let said = Configuration.load(environment: environment(folder, ["DOSSIER_KEYS": "emacs"]))
    #expect(said.preset.value == .emacs)
    options.keys = .vi
    #expect(Configuration.load(options: options, environment: environment(folder)).preset.value == .vi)
    var alone = Configuration()
    alone.apply(yaml: "keys: emacs\n", path: "c.yaml")
    #expect(alone.preset.value == .emacs)
    #expect(alone.listing.first { $0.name == "keys" }?.value == "emacs")
  }

  @Test func `a bad key is told with its line, and the rest counts`() {
    var configuration = Configuration()
    configuration.apply(
      yaml: """
        keys:
          preset: nano
          zoom: [Z, C-w what]
          no-such: x
          help: [Z, F1]
          quit: {a: b}
          sort-rising: '*'
          star: '*'
          read: ['y', R]
          copy: [y y]

        """, path: "c.yaml")
    #expect(
      configuration.warnings == [
        "c.yaml:2: keys: preset: must be one of vi, less, emacs, or commands with their keys",
        "c.yaml:3: keys: zoom: “C-w what” is no key", "c.yaml:4: keys: no-such: no command is called so",
        "c.yaml:5: keys: help: “Z” was given to zoom above, and stays there",
        "c.yaml:6: keys: quit: must be a key or a list of keys",
        "c.yaml:10: keys: copy: “y y” was given to read above, and stays there",
      ])
    #expect(configuration.keys.value["zoom"] == ["Z"])
    #expect(configuration.keys.value["help"] == ["F1"])
    // They never work in the same place.
    #expect(configuration.keymap.lookup([.character("*")], in: .table) == .command(.sortRising))
    #expect(configuration.keymap.lookup([.character("*")], in: .list) == .command(.star))
  }

  @Test func `a command that lost its last key is told with the line that took it`() throws {
    let folder = try folder("keys:\n  outline: [q]\n  find: [x]\n")
    let configuration = Configuration.load(environment: environment(folder))
    let lost = configuration.warnings.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(
      lost == [
        "config.yaml:3: keys: find: notes has no key any more",
        "config.yaml:2: keys: outline: close has no key any more",
      ])
    // Who takes keys away on purpose knows it.
    let own = try self.folder("keys:\n  outline: [q]\n  close: []\n  notes: [N]\n  find-previous: [C-x]\n")
    #expect(Configuration.load(environment: environment(own)).warnings == [])
  }

  // MARK: Themes

  @Test func `a theme of the reader's own is read, and a bad line of it told`() throws {
    let folder = try folder("theme: dusk\n")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/dossier/themes", withIntermediateDirectories: false)
    let path = try folder.write("like dark\nheading crimson\nkey #ff0000\n", to: "dossier/themes/dusk.theme")
    chmod(path, 0o600)
    let configuration = Configuration.load(environment: environment(folder))
    #expect(configuration.warnings == [path + ":2: “crimson” is no colour and no attribute"])
    #expect(configuration.theme.value == "dusk")
    let dusk = try #require(configuration.ownThemes.first { $0.name == "dusk" })
    #expect(dusk.rendition(.key).foreground == .rgb(255, 0, 0))
    chmod(path, 0o666)
    let open = Configuration.load(environment: environment(folder))
    #expect(open.warnings.first == path + ": can be written by other users; not read")
    #expect(open.theme.value == "sixteen")
  }

  @Test func `a theme named by an option that there is not is told`() throws {
    let folder = try TemporaryFolder()
    var options = Configuration.Options()
    options.theme = "dusk"
    let configuration = Configuration.load(options: options, environment: environment(folder))
    #expect(configuration.theme.value == "sixteen")
    #expect(configuration.warnings.first?.hasPrefix("--theme: dusk: must be one of") == true)
  }

  @Test func `a file that others can write is not read`() throws {
    let folder = try folder("measure: 70\n")
    chmod(folder.path + "/dossier/config.yaml", 0o622)
    let configuration = Configuration.load(environment: environment(folder))
    #expect(configuration.measure.value == 80)
    #expect(configuration.warnings.count == 1)
    #expect(configuration.warnings.first?.hasSuffix("can be written by other users; not read") == true)
  }

  // MARK: Lexicons

  private func folder(lexicon: String, mode: mode_t = 0o600, names: String = "[own.txt]") throws
    -> TemporaryFolder
  {
    let folder = try folder("measure: 70\nlexicons: \(names)\n")
    chmod(try folder.write(lexicon, to: "dossier/own.txt"), mode)
    return folder
  }

  @Test func `a lexicon named in the file is read, and listed`() throws {
    let folder = try folder(lexicon: "[risk]\nsnag, snags\n")
    let configuration = Configuration.load(environment: environment(folder))
    #expect(configuration.warnings == [])
    #expect(configuration.lexicons != Configuration().lexicons)
    let line = configuration.listing.first { $0.name == "lexicons" }
    #expect(line?.value == "own.txt")
    #expect(line?.origin == folder.path + "/dossier/config.yaml:2")
  }

  @Test func `a bad line of a lexicon gives a warning with its place, and the rest counts`() throws {
    let folder = try folder(lexicon: "[benfit]\njoy\n[risk]\nsnag\n", names: "own.txt")
    let configuration = Configuration.load(environment: environment(folder))
    #expect(configuration.warnings == [folder.path + "/dossier/own.txt:1: unknown section “benfit”"])
    #expect(configuration.lexicons != Configuration().lexicons)
  }

  @Test func `a lexicon that others can write, that is missing or lies elsewhere is not read`() throws {
    let open = try folder(lexicon: "[risk]\nsnag\n", mode: 0o622)
    let first = Configuration.load(environment: environment(open))
    #expect(first.lexicons == Configuration().lexicons)
    #expect(first.warnings == [open.path + "/dossier/own.txt: can be written by other users; not read"])
    let missing = try folder(lexicon: "", names: "[none.txt]")
    let second = Configuration.load(environment: environment(missing))
    #expect(second.warnings == [missing.path + "/dossier/none.txt: no such file or directory; not read"])
    for names in ["/etc/passwd", "../own.txt", "[\"\"]"] {
      let elsewhere = try folder(lexicon: "[risk]\nsnag\n", names: names)
      let configuration = Configuration.load(environment: environment(elsewhere))
      #expect(configuration.lexicons == Configuration().lexicons)
      #expect(configuration.warnings.count == 1)
      #expect(configuration.measure.value == 70)
    }
  }

  @Test func `settings are listed with their origin`() {
    var configuration = Configuration()
    configuration.apply(environment: EnvironmentVariables(["DOSSIER_THEME": "mono"]))
    let context = memoryContext()
    #expect(Headless.config(configuration, format: .text, in: context) == 0)
    #expect(context.output.text.contains("theme      mono  (DOSSIER_THEME)\n"))
    #expect(context.output.text.split(separator: "\n").count == 9)
  }
}

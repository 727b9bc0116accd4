public import BriefingBrowser
internal import TerminalScreen
internal import Yams

extension Configuration {
  /// The keys in force: those of the preset with the reader's own.
  public var keymap: Keymap {
    var keymap = Keymap(preset.value)
    for (name, notations) in keys.value.sorted(by: { $0.key < $1.key }) {
      guard let command = Command(rawValue: name) else { continue }
      keymap.rebind(command, to: notations.compactMap { Keymap.parse($0) })
    }
    return keymap
  }

  /// Takes `less`, or commands with their keys and `preset: less` among them. What is no command, no key or
  /// was given to another command before gives a warning with its line, and the rest counts.
  mutating func apply(keys value: Node, from origin: SettingOrigin) -> String? {
    guard let mapping = value.mapping else {
      return set("keys", to: value.scalar?.string ?? "", from: origin)
    }
    guard case .file(let path, _) = origin else { return "must stand in the configuration file" }
    var bindings: [String: [String]] = [:]
    var taken: [(keys: [Key], command: Command)] = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      let place = "\(path):\(key.mark?.line ?? 1): keys: \(name)"
      if name == "preset" {
        if let fault = set("keys", to: value.scalar?.string ?? "", from: origin) {
          warn("\(place): \(fault)")
        }
        continue
      }
      guard let command = Command(rawValue: name) else {
        warn("\(place): no command is called so")
        continue
      }
      guard let notations = Self.strings(value) else {
        warn("\(place): must be a key or a list of keys")
        continue
      }
      keyPlaces[name] = place
      bindings[name] = notations.filter { notation in
        guard let keys = Keymap.parse(notation) else {
          warn("\(place): “\(notation)” is no key")
          return false
        }
        let other = taken.first {
          Keymap.collide($0.keys, keys) && $0.command != command && Keymap.meet($0.command, command)
        }
        if let other {
          warn("\(place): “\(notation)” was given to \(other.command.rawValue) above, and stays there")
          return false
        }
        taken.append((keys, command))
        return true
      }
    }
    set(keys: bindings, from: origin)
    return nil
  }

  /// Tells of each command that has no key any more because the reader gave its keys to another one.
  mutating func warnOfLostKeys() {
    // Keymaps take longer to make than anything else at the start, and most readers set no keys.
    guard !keys.value.isEmpty else { return }
    let (before, after) = (Keymap(preset.value), keymap)
    for row in CommandTable.rows where keys.value[row.command.rawValue] == nil {
      let own = before.notations(of: row.command).compactMap { Keymap.parse($0) }
      guard !own.isEmpty, after.notations(of: row.command).isEmpty else { continue }
      let taker = keys.value.keys.sorted().first { name in
        guard let command = Command(rawValue: name), Keymap.meet(command, row.command) else { return false }
        let given = (keys.value[name] ?? []).compactMap { Keymap.parse($0) }
        return given.contains { key in own.contains { Keymap.collide($0, key) } }
      }
      guard let taker, let place = keyPlaces[taker] else { continue }
      warn("\(place): \(row.command.rawValue) has no key any more")
    }
  }
}

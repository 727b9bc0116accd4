internal import TerminalScreen

extension BrowserState {
  // MARK: - Keys that came before an answer

  /// Whether what was found is not yet what was asked for.
  private var awaitsAnswer: Bool {
    if case .picker(let picker)? = overlays.last { return picker.isBehind }
    guard overlays.isEmpty, prompt == nil else { return false }
    if context == .allTables { return libraryTables.isWaiting }
    guard context == .hits else { return false }
    return !search.editor.text.trimmingBlanks.isEmpty && search.answered != searchGeneration
  }

  /// Whether a key acts on what was found, so that it has to wait for the answer.
  private func actsOnAnswer(_ key: Key) -> Bool {
    if overlays.isEmpty, !search.isTyping {
      guard pendingKeys.isEmpty, case .command(let command) = keymap.lookup([key], in: context) else {
        return true
      }
      switch command {
      case .search, .find, .allTables, .nextPane, .previousPane, .zoom, .help, .palette: return false
      default: return true
      }
    }
    switch key {
    case .enter, .up, .down, .pageUp, .pageDown, .control("n"), .control("p"), .delete: return true
    default: return false
    }
  }

  /// Holds a key back that is meant for what is still looked for, and all behind it, so that they keep their order;
  /// false where it is to be taken now.
  mutating func hold(_ key: Key) -> Bool {
    guard awaitsAnswer else { return false }
    switch key {
    case .escape, .control("c"), .control("g"), .control("z"), .control("l"):
      heldKeys = []
      return false
    default:
      if overlays.isEmpty, !search.isTyping, heldKeys.isEmpty,
        [.command(.quit), .command(.close), .command(.cancel)].contains(keymap.lookup([key], in: context))
      {
        return false
      }
      guard !heldKeys.isEmpty || actsOnAnswer(key) else { return false }
      // Nobody types that far ahead; a key that is held down may.
      if heldKeys.count < 200 { heldKeys.append(key) }
      return true
    }
  }

  /// Takes the keys that waited for the answer that has come.
  mutating func releaseKeys() -> [Effect] {
    var effects: [Effect] = []
    while !heldKeys.isEmpty, !awaitsAnswer {
      let key = heldKeys.removeFirst()
      effects += press(key)
    }
    return effects
  }
}

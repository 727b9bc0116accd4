internal import TerminalScreen

/// A line of the palette: a command, or a command with what may stand behind it.
struct PaletteEntry: Equatable {
  /// What stands in the prompt when it is completed.
  var text: String
  /// What is shown of it before its help.
  var name: String
  var help: String
  var command: Command
  /// Nil for the command as it is.
  var argument: String?
}

extension BrowserState {
  // MARK: - Palette

  /// The candidates for what is typed.
  func paletteEntries(_ typed: String) -> [PaletteEntry] {
    let (name, rest) = Self.parts(typed)
    if let row = CommandTable.rows.first(where: { $0.command.rawValue == name }), row.argument == .theme,
      typed.contains(" ")
    {
      return Theme.names(with: options.ownThemes).filter { $0.hasPrefix(rest) }.map { theme in
        let isShown = theme == self.theme
        return PaletteEntry(
          text: "\(name) \(theme)", name: "\(name) \(theme)", help: isShown ? "shown now" : "",
          command: row.command, argument: theme)
      }
    }
    return paletteRows(typed).map { row in
      let hint = row.argument.map { " " + $0.hint } ?? ""
      return PaletteEntry(
        text: row.command.rawValue + (row.argument == nil ? "" : " "), name: row.command.rawValue + hint,
        help: row.help, command: row.command)
    }
  }

  /// The commands whose name or help holds what is typed, an argument left out; names first.
  private func paletteRows(_ typed: String) -> [CommandRow] {
    let (name, rest) = Self.parts(typed)
    if !rest.isEmpty, let row = CommandTable.rows.first(where: { $0.command.rawValue == name }) {
      return [row]
    }
    let text = Int(rest) == nil ? typed.trimmingBlanks : name
    let matcher = TextMatcher(text)
    let byName = CommandTable.rows.filter { matcher.matches($0.command.rawValue) }
    let byHelp = CommandTable.rows.filter {
      !matcher.matches($0.command.rawValue) && matcher.matches($0.help)
    }
    let begun = byName.filter { $0.command.rawValue.hasPrefix(text) }
    return begun + byName.filter { !begun.contains($0) } + byHelp
  }

  /// The candidates that are shown, and the chosen one.
  var shownPaletteEntries: [PaletteEntry] {
    prompt.map { paletteEntries($0.stem ?? $0.editor.text) } ?? []
  }

  /// The first word of what is typed, and what stands behind it.
  private static func parts(_ typed: String) -> (name: String, rest: String) {
    let text = typed.trimmingBlanks
    guard let blank = text.firstIndex(of: " ") else { return (text, "") }
    return (String(text[..<blank]), String(text[blank...]).trimmingBlanks)
  }

  mutating func movePalette(by delta: Int) {
    let count = shownPaletteEntries.count
    prompt?.cursor.move(by: delta, count: count, visible: PaletteView.rows(in: size))
  }

  /// Tab: puts the chosen candidate into the line; again, the next one.
  mutating func completePalette(by delta: Int) {
    guard let typed = prompt?.editor.text else { return }
    let entries = shownPaletteEntries
    guard !entries.isEmpty else { return }
    if prompt?.stem == nil {
      prompt?.stem = typed
    } else {
      let next = ((prompt?.cursor.selected ?? 0) + delta + entries.count) % entries.count
      prompt?.cursor.selected = next
      prompt?.cursor.settle(count: entries.count, visible: PaletteView.rows(in: size))
    }
    guard let chosen = prompt?.cursor.selected, entries.indices.contains(chosen) else { return }
    prompt?.editor = LineEditor(entries[chosen].text)
    if entries.count == 1 {
      // What may stand behind it can be completed next.
      prompt?.stem = nil
      prompt?.cursor = ListCursor()
    }
  }

  /// How those who know vi leave a program: nothing here waits to be saved.
  private static let waysOut: Set<String> = ["q", "q!", "qa", "qa!", "wq", "x", "exit"]

  /// Carries out what was typed in the palette: a line to go to, or a command with its argument.
  mutating func performTyped(_ prompt: Prompt) -> [Effect] {
    let text = prompt.editor.text.trimmingBlanks
    if let number = Int(text) { return goToLine(number) }
    if text.last == "%", let percent = Int(text.dropLast()) {
      focus(.reader)
      return move(toPercent: percent)
    }
    guard !text.isEmpty else { return [] }
    let (name, rest) = Self.parts(text)
    if Self.waysOut.contains(text) { return perform(.quit) }
    let named = CommandTable.rows.first { $0.command.rawValue == name }
    if let named, prompt.cursor.selected == 0 || prompt.stem != nil || !rest.isEmpty {
      return perform(named.command, argument: rest)
    }
    let entries = paletteEntries(prompt.stem ?? prompt.editor.text)
    guard entries.indices.contains(prompt.cursor.selected) else {
      message = Message(text: "No command is called “\(text)”.", isWarning: true)
      return []
    }
    let chosen = entries[prompt.cursor.selected]
    return perform(chosen.command, argument: chosen.argument ?? (Int(rest) == nil ? "" : rest))
  }

  private mutating func goToLine(_ number: Int) -> [Effect] {
    if arrangement.focus.role != .reader { focus(.reader) }
    return go(to: number)
  }

  /// Carries out a command with what stands behind it; empty for nothing.
  mutating func perform(_ command: Command, argument: String) -> [Effect] {
    let row = CommandTable.row(command)
    guard !argument.isEmpty else { return perform(command) }
    if let number = Int(argument), number > 0, row.argument == nil || row.argument == .number {
      return perform(command, count: min(99_999_999, number))
    }
    guard row.argument != nil, row.argument != .number else {
      message = Message(text: "\(command.rawValue) takes no “\(argument)”.", isWarning: true)
      return []
    }
    if command == .theme { return showTheme(named: argument) }
    if command == .allTables {
      // Not the way back from it either.
      let effects = context == .allTables ? [] : perform(command)
      return effects + narrowLibraryTables(to: argument)
    }
    // With words it is never the way back.
    if command == .onlyMatches { endFind() }
    // The others ask for what they need: it is typed for the reader.
    let effects = perform(command)
    if case .picker(let picker)? = overlays.last { return effects + paste(argument, into: picker) }
    if context == .hits, search.isTyping, command == .search {
      search.editor = LineEditor(argument)
      search.isTyping = false
      return effects + keep(argument, .search) + searchAgain(isTyping: false)
    }
    guard let kind = prompt?.kind, kind != .palette else { return effects }
    prompt?.editor = LineEditor(kind == .export ? Self.exportPath(argument) : argument)
    return effects + promptChanged() + pressPrompt(.enter)
  }

  /// `md FILE` is FILE with that ending.
  private static func exportPath(_ argument: String) -> String {
    let (form, path) = parts(argument)
    guard ["csv", "md", "txt"].contains(form), !path.isEmpty else { return argument }
    return path.hasSuffix("." + form) ? path : path + "." + form
  }

  // MARK: - Themes

  /// The theme after the one that is shown.
  mutating func showNextTheme() -> [Effect] {
    let names = Theme.names(with: options.ownThemes)
    let shown = names.firstIndex(of: theme) ?? -1
    return showTheme(named: names[(shown + 1) % names.count])
  }

  mutating func showTheme(named name: String) -> [Effect] {
    guard let wanted = Theme.named(name, among: options.ownThemes) else {
      let names = Theme.names(with: options.ownThemes).joined(separator: ", ")
      message = Message(text: "No theme is called “\(name)”: there are \(names).", isWarning: true)
      return []
    }
    theme = name
    let shown = wanted.fitted(to: options.colors)
    let hasColors = shown.name == wanted.name
    message = Message(
      text: hasColors ? "Theme: \(name)." : "Theme: \(name), without its colours: there are none here.",
      isWarning: !hasColors)
    return [.showTheme(shown)]
  }
}

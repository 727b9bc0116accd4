internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Links

  /// `f`: labels on the links that can be seen.
  mutating func startLinks() -> [Effect] {
    let links = visibleLinks
    guard !links.isEmpty else {
      message = Message(text: "No link can be seen here.", isWarning: false)
      return []
    }
    self.links = LinkChooser(links: links)
    return []
  }

  mutating func pressLinks(_ key: Key) -> [Effect] {
    guard var chooser = links else { return [] }
    links = nil
    switch key {
    case .character(let character):
      chooser.typed.append(Character(character.lowercased()))
      guard let link = chooser.fitting.first else {
        message = Message(text: "No link has the label \(chooser.typed).", isWarning: false)
        return []
      }
      if link.label == chooser.typed { return follow(link) }
      links = chooser
    case .backspace where !chooser.typed.isEmpty:
      chooser.typed.removeLast()
      links = chooser
    case .enter:
      if let first = chooser.fitting.first { return follow(first) }
    case .control("l"):
      links = chooser
      return [.redraw]
    default: break
    }
    return []
  }

  /// The links of the lines that can be seen, in reading order, with their labels.
  private var visibleLinks: [LinkChooser.Link] {
    guard let reader else { return [] }
    var found: [LinkChooser.Link] = []
    var rows = rows(of: .reader)
    var line = reader.top.line
    for item in reader.flow.items.indices.dropFirst(reader.top.item) where rows > 0 {
      for pieces in reader.flow.lines(of: item, metrics).dropFirst(line).prefix(rows) {
        rows -= 1
        for piece in pieces.pieces {
          guard case .wrapped(let wrapped, let text) = piece.content else { continue }
          for mark in reader.flow.items[item].texts[text].marks {
            guard case .link(let destination) = mark.kind, !destination.isEmpty,
              wrapped.source.contains(mark.range.lowerBound)
            else { continue }
            found.append(
              LinkChooser.Link(
                label: "", destination: destination, item: item, text: text,
                offset: mark.range.lowerBound))
          }
        }
      }
      line = 0
    }
    for (index, label) in LinkChooser.labels(found.count).enumerated() { found[index].label = label }
    return found
  }

  /// Goes where a link within the briefings leads; asks before anything outside is opened.
  private mutating func follow(_ link: LinkChooser.Link) -> [Effect] {
    let destination = link.destination
    if destination.hasPrefix("#") {
      return goTo(fragment: String(destination.dropFirst()), from: link.item)
    }
    switch LinkTarget(destination) {
    case .outside where PrintableText.make(destination) != destination:
      // What is opened is what was shown.
      message = Message(text: "This link holds characters that cannot be shown.", isWarning: true)
      return []
    case .outside:
      overlays.append(.link(destination))
      return []
    case .refused(let scheme):
      message = Message(text: "Links of the kind \(scheme): are not followed.", isWarning: true)
      return []
    case .file(let path, let fragment):
      guard let here = list.entries.first(where: { $0.id == reader?.entryID })?.path,
        let entry = list.entries.first(where: { $0.path == LinkTarget.resolve(path, from: here) })
      else {
        message = Message(text: "\(path) is not among the briefings.", isWarning: true)
        return []
      }
      remember()
      if let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == entry.id }) {
        list.cursor.selected = place
        settleList()
      }
      let effects = request(AwaitedBriefing(entryID: entry.id))
      if fragment != nil, awaited == nil { return effects + goTo(fragment: fragment ?? "", from: 0) }
      return effects
    }
  }

  /// Goes to a heading or footnote of the open briefing by what a link calls it.
  private mutating func goTo(fragment: String, from item: Int) -> [Effect] {
    guard let reader else { return [] }
    guard let target = reader.flow.item(named: fragment, lines: reader.opened.lines, from: item) else {
      message = Message(text: "Nothing here is called #\(fragment).", isWarning: true)
      return []
    }
    remember()
    self.reader?.evidence = nil
    showReader(place: reader.flow.textStart(of: target))
    followReader()
    let key = keymap.notations(of: .back).first ?? ""
    message = Message(text: "\(key) comes back.", isWarning: false)
    return []
  }

  /// A key on the sheet that shows a link in full.
  mutating func press(_ key: Key, on destination: String) -> [Effect] {
    switch key {
    case .enter:
      if options.isSecure || !options.hasBrowser { return copyLink(destination) }
      return [.browse(destination)]
    case .character("y"), .character("c"):
      return copyLink(destination)
    case .control("l"), .control("z"):
      overlays.append(.link(destination))
      return [key == .control("l") ? .redraw : .suspend]
    default:
      return []
    }
  }

  private func copyLink(_ destination: String) -> [Effect] {
    [.copy(PrintableText.make(destination), what: "the link")]
  }
}

/// Where a link leads, by its text alone.
enum LinkTarget: Equatable {
  /// To the network or a letter; opened only after asking.
  case outside
  /// To a file, by its path from the one that names it.
  case file(String, fragment: String?)
  /// Of a kind that is not opened at all.
  case refused(String)

  init(_ destination: String) {
    let head = destination.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let colon = head.firstIndex(of: ":"), colon != head.startIndex {
      let scheme = head[..<colon].lowercased()
      self = ["http", "https", "mailto"].contains(scheme) ? .outside : .refused(scheme)
      return
    }
    if destination.hasPrefix("//") {
      self = .refused("//")
      return
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].prefix { $0 != "?" }
    self = .file(Self.unescaped(String(path)), fragment: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// The path from the folder of another file, as the list writes paths.
  static func resolve(_ path: String, from file: String) -> String {
    var parts = path.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
      if part == ".." {
        if !parts.isEmpty { parts.removeLast() }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return (file.hasPrefix("/") || path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// `%20` is a blank.
  static func unescaped(_ text: String) -> String {
    guard text.contains("%") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Flow {
  /// The item that a link within the briefing calls `fragment`: what has that name in the file, a heading
  /// whose words make it, or the footnote of its number.
  func item(named fragment: String, lines: SourceLines, from item: Int) -> Int? {
    let name = LinkTarget.unescaped(fragment)
    guard !name.isEmpty else { return items.isEmpty ? nil : 0 }
    if let place = Self.place(ofName: name, in: lines) {
      let found = items.indices.first { index in
        guard let span = items[index].span else { return false }
        return span.lastLine > place.line
          || span.lastLine == place.line && (span.lastColumn ?? .max) >= place.column
      }
      if let found { return found }
    }
    let heading = items.indices.first { index in
      guard case .heading = items[index].kind else { return false }
      return Self.slug(items[index].texts.first?.text ?? "") == name.lowercased()
    }
    if let heading { return heading }
    let number = String(name.reversed().prefix { $0.isNumber }.reversed())
    guard !number.isEmpty else { return nil }
    return items.indices.reversed().first { index in
      index != item && items[index].texts.first?.text.hasPrefix("[\(number)] ") == true
    }
  }

  /// Where `id="NAME"` or `name="NAME"` stands: 1-based line and column.
  private static func place(ofName name: String, in lines: SourceLines) -> (line: Int, column: Int)? {
    let wanted = Array(name.utf8)
    for (index, range) in lines.ranges.enumerated() {
      let bytes = lines.utf8[range]
      var start = bytes.startIndex
      while let equals = bytes[start...].firstIndex(of: UInt8(ascii: "=")) {
        start = equals + 1
        var value = bytes[start...]
        let quote = value.first
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { value = value.dropFirst() }
        guard value.starts(with: wanted) else { continue }
        let next = value.dropFirst(wanted.count).first
        guard next == nil || next == quote || next == UInt8(ascii: " ") || next == UInt8(ascii: ">") else {
          continue
        }
        let before = bytes[..<equals]
        if before.suffix(3).elementsEqual(" id".utf8) || before.suffix(5).elementsEqual(" name".utf8) {
          return (index + 1, String(decoding: before, as: UTF8.self).unicodeScalars.count + 1)
        }
      }
    }
    return nil
  }

  /// What links call a heading: small letters, digits, hyphens for blanks.
  static func slug(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        slug.append(character)
      } else if character == " " {
        slug.append("-")
      }
    }
    return slug
  }
}

import BriefingModel

/// The headings and tables of a briefing by name, as the index keeps them for opening by name: for each a
/// line of `h` or `t`, the line of the file, a tab and the name.
enum BriefingNames {
  struct Name: Equatable {
    var kind: NameMatch.Kind
    /// 1-based line of the file.
    var line: Int
    var text: String
  }

  private static let longest = 160
  private static let most = 2_000

  static func bytes(of briefing: Briefing) -> [UInt8] {
    var bytes: [UInt8] = []
    var left = most
    func add(_ sign: Character, _ line: Int, _ text: String) {
      guard !text.isEmpty, left > 0 else { return }
      left -= 1
      bytes += Array("\(sign)\(line)\t".utf8)
      // A cut may go through a character: what is left of it is dropped by whoever reads.
      for byte in text.utf8.prefix(longest) { bytes.append(byte < 0x20 ? 0x20 : byte) }
      bytes.append(0x0A)
    }
    for section in briefing.sections {
      if let heading = section.heading { add("h", heading.span.firstLine, heading.text) }
      for block in section.blocks {
        guard case .table(let table) = block else { continue }
        let caption = table.caption ?? ""
        add("t", table.span.firstLine, caption.isEmpty ? table.header.joined(separator: " | ") : caption)
      }
    }
    return bytes
  }

  static func names(in bytes: UnsafeRawBufferPointer) -> [Name] {
    var names: [Name] = []
    forEach(in: bytes) { kind, line, text in
      names.append(Name(kind: kind, line: line, text: String(decoding: text, as: UTF8.self)))
    }
    return names
  }

  /// Calls `body` with each name.
  static func forEach(
    in bytes: UnsafeRawBufferPointer, _ body: (NameMatch.Kind, Int, UnsafeRawBufferPointer) -> Void
  ) {
    var place = 0
    while place < bytes.count {
      let kind: NameMatch.Kind = bytes[place] == UInt8(ascii: "h") ? .heading : .table
      place += 1
      var line = 0
      while place < bytes.count, bytes[place] != 0x09 {
        line = min(line, 1 << 40) * 10 + Int(bytes[place] & 0x0F)
        place += 1
      }
      let start = min(place + 1, bytes.count)
      place = start
      while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      body(kind, line, UnsafeRawBufferPointer(rebasing: bytes[start..<place]))
      place += 1
    }
  }
}

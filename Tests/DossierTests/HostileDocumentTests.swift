import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// Documents that try to write to the terminal, and documents whose letters are not one column wide.
  @Suite struct HostileDocumentTests {
    /// A title for the window, the clipboard, a colour with a number of its own, C1 as UTF-8, a
    /// reversal of the writing direction and a blank that is none.
    private static let attack =
      "\u{1B}]0;stolen\u{07}\u{1B}]52;c;c3RvbGVu\u{07}\u{1B}[7;4242m\u{1B}P1\u{1B}\\\u{9B}31m\u{202E}\u{200B}\u{7F}"

    private static func write(to home: TestHome) throws {
      let attack = Self.attack
      try home.write(
        """
        Text title \(attack) end

        A paragraph \(attack) of the text. Benefits: it \(attack) helps.

        | Benefit | Risk |
        |---|---|
        | one \(attack) gain | one \(attack) loss |

        """, as: "a \u{1B}]0;stolen\u{07} name.txt")
      try home.write(
        """
        ---
        title: "Escaped \\e]52;c;c3RvbGVu\\a\\u202E end"
        source: "Source \\x9b31m\\u200b"
        ---
        # Heading \(attack)

        - item \(attack)

        | Benefit | Risk |
        |---|---|
        | **two** \(attack) | `code \(attack)` |

        """, as: Array("b-\u{202E}.md".utf8))
      try home.write(
        """
        <html><head><title>Page &#27;]52;c;c3RvbGVu&#7; &#x9b;31m &#x202E; end</title></head><body>
        <h1>Page &#27;[7;4242m</h1><p>Text &#27;]0;stolen&#7; \(attack)</p>
        <table><tr><th>Benefit</th><th>Risk</th></tr><tr><td>&#27;]52;c;x&#7;</td><td>\(attack)</td></tr></table>
        </body></html>
        """, as: [0x63, 0x9B, 0x33, 0x31, 0x6D, 0xFF] + Array(".html".utf8))
      try home.write("\u{1B}]0;stolen\u{07}", as: "d\u{1B}[7;4242m.png")
    }

    /// Expects letters, movements, erasures and renditions, which are what curses draws with, and
    /// nothing else: no strings, no other controls, no marks that turn or hide text.
    private func expectOnlyDrawing(
      _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Array(text.utf8) == bytes, "what is written is UTF-8", sourceLocation: sourceLocation)
      var faults: Set<String> = []
      var scalars = text.unicodeScalars[...]
      while let scalar = scalars.popFirst() {
        switch scalar.value {
        case 0x1B:
          guard let sequence = Self.drawing(&scalars) else {
            faults.insert("ESC \(String(scalars.prefix(8)).debugDescription)")
            continue
          }
          if sequence.contains("4242") { faults.insert("ESC " + sequence) }
        case 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F: break
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
          0x2060...0x206F, 0xFEFF:
          faults.insert("U+" + String(scalar.value, radix: 16))
        default: break
        }
      }
      #expect(faults.isEmpty, sourceLocation: sourceLocation)
    }

    /// Takes what follows ESC, if it is a sequence to draw with.
    private static func drawing(_ scalars: inout Substring.UnicodeScalarView) -> String? {
      var sequence = ""
      guard let first = scalars.popFirst() else { return nil }
      sequence.unicodeScalars.append(first)
      switch first {
      case "[":
        while let next = scalars.popFirst() {
          sequence.unicodeScalars.append(next)
          if "0123456789;?>".unicodeScalars.contains(next) { continue }
          // Not S and T: scrolling by several lines is what many terminals and recorders do not know.
          return "ABCDEFGHJKLMPXZ@bcdfhlmrt`".unicodeScalars.contains(next) ? sequence : nil
        }
        return nil
      case "(", ")":
        guard let set = scalars.popFirst(), "AB0".unicodeScalars.contains(set) else { return nil }
        return sequence
      default:
        return "=>78MDEH".unicodeScalars.contains(first) ? sequence : nil
      }
    }

    @Test(arguments: ["xterm-256color", "vt100"])
    func `no byte of a document reaches the terminal as a command`(term: String) throws {
      let home = try TestHome()
      try Self.write(to: home)
      let dossier = try Interface(
        [home.documents], home: home, columns: 120, rows: 40, term: term, isRecorded: true)
      let first = try dossier.session.wait(forText: "3 briefings")
      #expect(first.contains("Text title ^[]0;stolen^G") || first.contains("^[]0;stolen"))
      for document in 1...3 {
        try dossier.press("T", until: "Table 1 of 1", "Benefit")
        try dossier.press("Enter", until: "row 1 of 1", "^[]52;c;")
        try dossier.press("Enter", until: "card")
        try dossier.press(".", until: "Source")
        try dossier.press("H", "X", until: "Benefit")
        try dossier.press("Tab", until: "narrow")
        if document < 3 { try dossier.press("j", until: "\(document + 1) of 3") }
      }
      try dossier.press("/", until: "narrow:")
      try dossier.type("stolen", until: "of 3")
      try dossier.press("Enter", "S", until: "drone surveillance")
      // What is pressed before the answer would find nothing to act on.
      try dossier.type("stolen", until: "8 lines in 3 briefings", "^[]0;")
      try dossier.press("Enter", "Down", "Enter", until: "stolen: 1 of")
      try dossier.press("K", until: "Left out", "^[[7;4242m.png")
      try dossier.press("q", until: "? help")
      try dossier.session.press("Q")
      let bytes = try dossier.session.recorded()
      expectOnlyDrawing(bytes)
      #expect(String(decoding: bytes, as: UTF8.self).contains("⟨U+202E⟩"))
    }

    @Test func `nor does it when it is printed`() throws {
      let home = try TestHome()
      try Self.write(to: home)
      for command in [
        ["show"], ["tables"], ["matrix"], ["list"], ["search", "stolen"], ["index", "--skipped"], ["--plain"],
      ] {
        let outcome = try runProgram(command + [home.documents], environment: home.environment)
        #expect(outcome.code == 0)
        let hostile: Set<Unicode.Scalar> = ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}", "\u{200B}"]
        #expect(hostile.isDisjoint(with: outcome.output.unicodeScalars))
        #expect(outcome.output.contains("^["))
      }
    }

    /// The columns of text made of the letters that the next test uses.
    private func columns(_ text: Substring) -> Int {
      text.unicodeScalars.reduce(0) { sum, scalar in
        switch scalar.value {
        case 0x300...0x36F, 0x200D, 0xFE0F: sum
        case 0x1100...0x11FF, 0x3000...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF60, 0x1F300...0x1FAFF: sum + 2
        default: sum + 1
        }
      }
    }

    @Test func `wide, combined and small pictures leave the panes in line`() throws {
      let home = try TestHome()
      let words = "東京の会議 한국어 문서 cafe\u{301} e\u{301}te\u{301} 😀 🚀 ｆｕｌｌ Ñandu\u{301}"
      let paragraph = Array(repeating: words, count: 30).joined(separator: " ")
      try home.write(
        "\(words)\n\n\(paragraph)\n\n| Benefit 東京 | Risk 😀 |\n|---|---|\n| \(paragraph) | \(words) |\n",
        as: "東京 😀 e\u{301}.md")
      let dossier = try Interface([home.documents], home: home, columns: 120, rows: 40)
      try dossier.session.wait(forText: "1 briefing")
      try dossier.session.wait(forText: "東京の会議 한국어 문서")
      for keys in [[], ["Enter"], ["T"], ["Enter"], ["X"], ["v"]] as [[String]] {
        for key in keys { try dossier.session.press(key) }
        try dossier.session.wait(for: "rules in line after \(keys)") { screen in
          let places = screen.lines.dropFirst().dropLast().map { line in
            line.indices.filter { line[$0] == "│" }.map { columns(line[..<$0]) }
          }
          return places[0].count == 2 && places.allSatisfy { $0 == places[0] }
        }
      }
    }
  }
}

import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// Without colours, and without characters beyond ASCII.
  @Suite struct PlainScreenTests {
    /// The numbers of all SGR sequences in what went to the terminal.
    private func renditions(_ bytes: [UInt8]) -> Set<Int> {
      var numbers: Set<Int> = []
      for match in String(decoding: bytes, as: UTF8.self).matches(of: /\u{1B}\[([0-9;]*)m/) {
        numbers.formUnion(match.1.split(separator: ";").compactMap { Int($0) })
      }
      return numbers
    }

    /// Goes through the views, and returns all bytes that were written.
    private func tour(_ dossier: Interface) throws -> [UInt8] {
      try dossier.waitForSeeds()
      try dossier.press("Enter", "/", until: "\n /")
      try dossier.type("cartel", until: "1 of ")
      try dossier.press("Enter", "n", until: "cartel: 2 of")
      try dossier.press("X", until: "inferred from a")
      try dossier.press(".", until: "Source")
      try dossier.press("?", until: "one line or entry down")
      try dossier.session.press("Q")
      return try dossier.session.recorded()
    }

    private let colors = Set(Array(30...49) + Array(90...107))

    @Test(
      arguments: [
        (["--color=never"], [:]), ([], ["NO_COLOR": "1"]), ([], ["DOSSIER_COLOR": "never"]),
      ] as [([String], [String: String])])
    func `without colours the looks are told apart by attributes`(
      options: [String], environment: [String: String]
    ) throws {
      let dossier = try Interface(
        options + [Seeds.folder], term: "xterm-256color", environment: environment.mapValues { $0 },
        isRecorded: true)
      let used = renditions(try tour(dossier))
      #expect(used.isDisjoint(with: colors))
      // Bold, underlined and reversed.
      #expect(used.isSuperset(of: [1, 4, 7]))
    }

    @Test func `with colours there are some`() throws {
      let dossier = try Interface(term: "xterm-256color", isRecorded: true)
      #expect(!renditions(try tour(dossier)).isDisjoint(with: colors))
    }

    @Test(
      arguments: [
        ([], ["LC_ALL": "C", "LANG": "C"]), (["--ascii"], [:]),
      ] as [([String], [String: String])])
    func `only ASCII is written where only ASCII can be read`(
      options: [String], environment: [String: String]
    ) throws {
      let dossier = try Interface(
        options + [Seeds.folder], environment: environment.mapValues { $0 }, isRecorded: true)
      let bytes = try tour(dossier)
      #expect(bytes.allSatisfy { $0 < 0x7F })
      #expect(String(decoding: bytes, as: UTF8.self).contains("|"))
    }
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct NameReaderTests {
  private func names(_ text: String, lexicons: Lexicons = .standard) -> [String] {
    NameReader.tally([(text, true)], lexicons: lexicons).map {
      "\($0.kind.rawValue.prefix(3)) \($0.name) \($0.count)"
    }
    .sorted()
  }

  @Test(arguments: [
    ("Ecuadorian forces and the U.S. military met in Ecuador.", ["cou Ecuador 2", "cou United States 1"]),
    ("Latin American states, New Mexico and the Gulf of Mexico.", []),
    ("They told us that turkey is dear and china breaks.", []),
    ("The United\nStates’ envoy spoke; Mexico’s did not.", ["cou Mexico 1", "cou United States 1"]),
    (
      "Los Estados Unidos y Perú firmaron con la ONU.",
      ["cou Peru 1", "cou United States 1", "org United Nations 1"]
    ),
    ("厄瓜多尔和美国的合作", ["cou Ecuador 1", "cou United States 1"]),
    ("South Sudanese and Sudanese traders", ["cou South Sudan 1", "cou Sudan 1"]),
    ("WHO IS TO BLAME FOR IT", []),
    (
      "The WHO and the DEA said so.",
      ["org Drug Enforcement Administration 1", "org World Health Organization 1"]
    ),
    ("Nigeria, not Niger, and Mali but not Malibu", ["cou Mali 1", "cou Niger 1", "cou Nigeria 1"]),
    // Told by their words.
    ("One example is Operation Martillo, a multinational effort.", ["ope Operation Martillo 1"]),
    ("Under Operation Northern Shield ships sailed.", ["ope Operation Northern Shield 1"]),
    ("The operation was a success. Operation costs rose.", []),
    (
      "In a statement, Ecuador’s Ministry of Defense lauded it.",
      ["cou Ecuador 1", "org Ministry of Defense 1"]
    ),
    ("the Caribbean Basin Security Initiative and others", ["org Caribbean Basin Security Initiative 1"]),
    ("The Joint Intelligence Operations Center opened.", ["org Joint Intelligence Operations Center 1"]),
    ("The Commission met. A Council was formed.", []),
    ("The Bank of Mexico raised rates.", ["cou Mexico 1", "org Bank of Mexico 1"]),
  ])
  func `names are told from words`(text: String, expected: [String]) {
    #expect(names(text) == expected)
  }

  @Test func `headings, where all words have capitals, tell no name by their words`() {
    #expect(NameReader.tally([("Role of the Coast Security Center in Peru", false)]).map(\.name) == ["Peru"])
  }

  @Test func `a mention has its sentence and its line`() throws {
    let text = "# Title\n\nIt rained. The U.S. sent 3 ships to Panama. It was dry.\n"
    let briefing = BriefingReader.read(Array(text.utf8), path: "a.md").briefing
    let names = NameReader.names(in: briefing)
    let panama = try #require(names.first { $0.name == "Panama" })
    #expect(panama.mentions.map(\.sentence) == ["The U.S. sent 3 ships to Panama."])
    #expect(panama.mentions.first?.span.firstLine == 3)
  }

  @Test func `a reader's names count, and can be taken out`() {
    let (lexicons, faults) = Lexicons.extended(by: [
      Lexicons.Source(
        name: "own.txt",
        utf8: Array(
          """
          [countries]
          !Georgia
          Ruritania: Ruritanian
          [organisation heads]
          Guild
          [operation leads]
          Exercise
          """.utf8))
    ])
    #expect(faults.isEmpty)
    #expect(
      names("Georgia, Ruritanian tin, the Old Weavers Guild, Exercise Autumn.", lexicons: lexicons) == [
        "cou Ruritania 1", "ope Exercise Autumn 1", "org Old Weavers Guild 1",
      ])
    #expect(names("Georgia") == ["cou Georgia 1"])
    #expect(lexicons != .standard)
  }

  @Test func `a reader can empty a section, and hears of a name that is not there`() {
    func extended(_ text: String) -> (lexicons: Lexicons, faults: [LexiconFault]) {
      Lexicons.extended(by: [Lexicons.Source(name: "own.txt", utf8: Array(text.utf8))])
    }
    let emptied = extended("[!countries]\nPeru: Peruvian\n")
    #expect(
      names("Peru, Chile and the DEA", lexicons: emptied.lexicons) == [
        "cou Peru 1", "org Drug Enforcement Administration 1",
      ])
    #expect(
      extended("[countries]\n!Atlantis\n").faults.map(\.description) == [
        "own.txt:2: there is no name “Atlantis” to be taken out"
      ])
  }

  /// No byte of any text may stop it.
  @Test func `any bytes are passed over`() {
    var seed: UInt64 = 3
    for _ in 0..<300 {
      let bytes = (0..<60).map { _ -> UInt8 in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: seed >> 40)
      }
      bytes.withUnsafeBufferPointer { bytes in
        Lexicons.standard.names.scan(bytes, readsRuns: true) { match in
          #expect(!match.range.isEmpty && match.range.upperBound <= bytes.count)
        }
      }
    }
  }
}

@Suite struct FigureReaderTests {
  private func figures(_ text: String) -> [String] {
    FigureReader.figures(in: text, span: SourceSpan(line: 1)).map { figure in
      let value = figure.value.map { $0 == $0.rounded() ? " \(Int($0))" : " \($0)" } ?? ""
      return "\(figure.kind.rawValue) \(figure.text)\(value) \(figure.unit)"
    }
  }

  @Test(arguments: [
    ("by deploying an additional 4,000 troops.", ["amount 4,000 troops 4000 troops"]),
    ("Introduction of 12 patrol vessels and multiple UAVs", ["amount 12 patrol vessels 12 patrol vessels"]),
    ("over 4,000 U.S. troops into", ["amount 4,000 U.S. troops 4000 u.s. troops"]),
    ("Since its launch in 2012, Operation", ["date 2012 2012"]),
    ("back to the 1970s, when", ["date 1970s 1970s"]),
    ("In 2000 soldiers came", ["date 2000 2000"]),
    ("About 2000 soldiers came", ["amount 2000 soldiers came 2000 soldiers came"]),
    ("It cost $3.5 million and €20", ["money $3.5 million 3500000 ", "money €20 20 "]),
    ("a rise of 12% or 7.5 percent", ["share 12% 12 %", "share 7.5 percent 7.5 %"]),
    ("on March 6, 2026 and 6 March 2026", ["date March 6, 2026 2026-03-06", "date 6 March 2026 2026-03-06"]),
    ("el 6 de marzo de 2026", ["date 6 de marzo de 2026 2026-03-06"]),
    ("conducted on Tuesday.", ["date Tuesday tuesday"]),
    ("They may march in 3 days", ["amount 3 days 3 days"]),
    ("Entering the 21st century", ["date 21st century 21st century"]), ("the 3rd floor", []),
    ("COVID19 and B-52", []), ("version 1.2.3 of it", []),
    ("on 2026-03-06 it", ["date 2026-03-06 2026-03-06"]),
    ("a 24-hour watch", ["amount 24-hour watch 24 hour watch"]), ("1,20 and 3", ["amount 3 3 "]),
    ("no numbers here", []), ("", []),
    ("It costs 5 € a day, 5€ or 1,200 $", ["money 5 € 5 ", "money 5€ 5 ", "money 1,200 $ 1200 "]),
    ("at 7 EUR tomorrow", ["money 7 EUR 7 eur"]),
    ("for 300 million dollars in all", ["money 300 million dollars 300000000 dollars"]),
    ("un fonds de 3 millions €", ["money 3 millions € 3000000 "]),
    ("20 U.S. dollars each", ["money 20 U.S. dollars 20 u.s. dollars"]),
    ("as was said [1] before [12].", []), ("at 10:30 on Monday", ["date Monday monday"]),
    ("on 04/05/2026 and 25.12.2026", ["date 04/05/2026 2026", "date 25.12.2026 2026-12-25"]),
    ("on 12/25/2026", ["date 12/25/2026 2026-12-25"]),
    ("a share of 3/4/5", ["amount 3 3 ", "amount 4 4 ", "amount 5 5 "]),
  ])
  func `amounts and dates are read with what they count`(text: String, expected: [String]) {
    #expect(figures(text) == expected)
  }

  @Test func `a number that fills its cell is no amount`() {
    let text = "| ID | Cost | Troops |\n|---|---|---|\n| 7 | $3 | 40 men |\n| 8 | $4 | 1,200 |\n"
    let briefing = BriefingReader.read(Array(text.utf8), path: "a.md").briefing
    #expect(FigureReader.figures(in: briefing).map(\.text) == ["$3", "40 men", "$4"])
  }

  /// Eight bytes are passed over at a time where they hold no capital: nothing may change by where a name begins.
  @Test(arguments: 0..<20)
  func `a name is found wherever it begins`(shift: Int) {
    let lead = String("and so the men of the ports went on by sea".prefix(shift))
    for (text, names) in [
      ("\(lead) Ecuador and 'Peru' met", ["Ecuador", "Peru"]),
      ("\(lead)Ecuador met", shift == 0 || lead.last == " " ? ["Ecuador"] : []),
      ("\(lead) iPeru é Peru", ["Peru"]), ("\(lead) (Peru)", ["Peru"]),
    ] {
      #expect(NameReader.tally([(text, true)]).map(\.name) == names, "\(text)")
    }
  }
}

@Suite struct BriefingComparingTests {
  private func comparison(_ texts: String...) -> BriefingComparison {
    let briefings = texts.enumerated().map {
      BriefingReader.read(Array($0.element.utf8), path: "\($0.offset).md").briefing
    }
    return BriefingComparing.comparison(
      of: briefings,
      entries: briefings.enumerated().map { CombinedMatrix.Source($0.element, id: Int64($0.offset)).entry })
  }

  private let one = """
    # Strike in the port

    The navy sent 4,000 troops to the northern harbour on Tuesday to stop smuggling.

    Key risks include:

    - Fuel shortages in the island villages
    - Retaliation against fishermen
    """
  private let two = """
    # Harbour operation

    On Monday the navy sent 3,500 troops to the northern harbour to stop smuggling of arms.

    Key risks include:

    - Retaliation against fishermen
    - Closed schools along the coast
    """

  @Test func `what both say, what one says, and where they differ`() throws {
    let found = comparison(one, two)
    #expect(
      found.alone.map { $0.map(\.text) } == [
        ["Fuel shortages in the island villages"], ["Closed schools along the coast"],
      ])
    let differing = try #require(found.agreements.first { !$0.differences.isEmpty })
    #expect(differing.passages.map(\.span.firstLine) == [3, 3])
    #expect(differing.differences.contains("4,000 troops / 3,500 troops"))
    #expect(differing.differences.contains("Tuesday / Monday"))
    #expect(found.disagreements.map(\.unit) == ["troop"])
  }

  @Test func `a short statement of both is said by both`() {
    let found = comparison(one, two)
    let same = found.same.filter { $0.passages.allSatisfy { $0.text == "Retaliation against fishermen" } }
    #expect(same.map { $0.passages.map(\.span.firstLine) } == [[8, 7]])
  }

  @Test func `each passage is put beside the nearest that is left`() {
    let found = comparison(
      """
      # Strike

      The two countries attacked a camp that is allegedly linked to smuggling on the northern river.

      The attack aims to dismantle the networks of smugglers that trouble both countries.
      """,
      """
      # Raid

      Officials said that dismantling these networks of smugglers is the aim of the raid on both sides.

      A joint attack by the two countries hit a camp believed to be linked to smuggling on the river.
      """)
    #expect(
      found.agreements.map { $0.passages.map(\.span.firstLine) }.sorted { $0[0] < $1[0] } == [
        [3, 5], [5, 3],
      ])
  }

  @Test func `the nearest is the one of the same event, not the longest`() {
    func briefing(_ text: String) -> Briefing { BriefingReader.read(Array(text.utf8), path: "a.md").briefing }
    let long = (0..<30).map { "Smuggling along the northern river \($0) troubles towns, patrols and camps." }
    let others = [
      briefing("# Smuggling everywhere\n\n" + long.joined(separator: "\n\n")),
      briefing("# Raid in Peru\n\nTroops of Peru raided a camp at the river, officials in Lima said."),
      briefing("# Bread\n\nBakers bake rye in a wood oven."),
    ]
    let one = briefing("# Camp destroyed\n\nA camp of smugglers at the river was raided by Peru, Lima said.")
    #expect(BriefingComparing.nearest(to: one, among: others) == 1)
    #expect(BriefingComparing.nearest(to: one, among: []) == nil)
  }

  @Test(arguments: [
    ("collaboration", "collaborative"), ("escalation", "escalated"), ("operations", "operates"),
    ("agencies", "agency"), ("targeted", "target"),
  ])
  func `words of one stem are one`(_ one: String, _ other: String) {
    #expect(PassageFeatures.stem(one) == PassageFeatures.stem(other))
    #expect(PassageFeatures.stem(one) != PassageFeatures.stem("harbour"))
  }

  @Test func `one number said by both is no difference`() {
    let found = comparison(one, two.replacing("3,500", with: "4,000").replacing("Monday", with: "Tuesday"))
    #expect(found.agreements.allSatisfy { $0.differences.isEmpty })
    #expect(found.disagreements.isEmpty)
    #expect(found.agreements.contains { $0.passages.count == 2 && $0.likeness > 0.6 })
  }

  @Test func `a third that says the same joins the passages of two`() {
    let found = comparison(one, two, two.replacing("3,500", with: "3,000"))
    #expect(found.agreements.contains { Set($0.passages.map(\.briefing)) == [0, 1, 2] })
    #expect(found.alone[1].isEmpty && found.alone[2].isEmpty)
  }

  @Test func `briefings of nothing in common agree in nothing`() {
    let found = comparison(one, "# Bread\n\nBakers bake loaves of rye each morning in a wood oven.\n")
    #expect(found.agreements.isEmpty && found.disagreements.isEmpty)
    #expect(comparison("").agreements.isEmpty)
  }
}

import BriefingModel
import Resources
import Testing

@testable import BriefingExtraction

@Suite struct LexiconsTests {
  private func extended(_ text: String) -> (lexicons: Lexicons, faults: [LexiconFault]) {
    Lexicons.extended(by: [Lexicons.Source(name: "lexicon.txt", utf8: Array(text.utf8))])
  }

  private func faults(_ text: String) -> [String] { extended(text).faults.map(\.description) }

  private func kinds(_ text: String, _ lexicons: Lexicons) -> [AssessmentKind] {
    BriefingReader.read(Array(text.utf8), path: "a.md", lexicons: lexicons).briefing.assessments
      .filter(\.isStated).map(\.kind)
  }

  @Test(arguments: [EmbeddedLexicon.terms, .subjects])
  func `the built-in lexicons have no line that cannot be used`(_ lexicon: EmbeddedLexicon) {
    let sources = [Lexicons.Source(name: "built-in", utf8: lexicon.utf8)]
    #expect(Lexicons.extended(by: sources).faults.isEmpty)
  }

  @Test(arguments: [EmbeddedLexicon.words, .headers, .grammar, .names, .terms, .subjects])
  func `every line of a built-in lexicon stands in a section`(_ lexicon: EmbeddedLexicon) {
    lexicon.utf8.withUnsafeBufferPointer { utf8 in
      LexiconFile.read(
        utf8,
        section: { name, _, line in
          let isName = name.allSatisfy { Letters.isASCIILetter($0) || $0 == 0x2D || $0 == 0x20 }
          #expect(isName, "section of line \(line)")
          return true
        },
        line: { _, _ in },
        stray: { line in Issue.record("line \(line) stands in no section") })
    }
  }

  @Test func `names of columns say what the columns hold`() {
    func kind(_ name: String) -> FlattenedLexicon.ColumnKind {
      FlattenedLexicon.shared.columnKind(of: FoldedText(name))
    }
    #expect(kind("Costs") == .amount)
    #expect(kind("Country") == .single)
    #expect(kind("Benefit") == .side)
    #expect(HeaderLexicon.shared.isName("cómo abordarlo"))
  }

  @Test func `a reader's words count as the built-in ones do`() {
    let document = "# Title\n\n## Brownie points\n\n- Warm rooms\n- Dry cellars\n"
    let (lexicons, faults) = extended("[benefit]\nbrownie point*\n")
    #expect(faults.isEmpty)
    #expect(kinds(document, .standard).isEmpty)
    #expect(kinds(document, lexicons) == [.benefit, .benefit])
  }

  @Test func `a reader can take words out, and fill a section anew`() {
    let document = "# Title\n\n## Hurdles\n\n- Old pipes\n- Few plumbers\n"
    #expect(kinds(document, .standard) == [.risk, .risk])
    #expect(kinds(document, extended("[risk]\n!hurdles\n").lexicons).isEmpty)
    #expect(kinds(document, extended("[!risk]\nsnag, snags\n").lexicons).isEmpty)
    let snags = document.replacing("Hurdles", with: "Snags")
    #expect(kinds(snags, extended("[!risk]\nsnag, snags\n").lexicons) == [.risk, .risk])
  }

  @Test func `sentences are read by a reader's words too`() {
    let text = "The ferry gives commuters a leg up on winter mornings in the outer islands.\n"
    let (lexicons, _) = extended("[sentence-benefit]\na leg up\n")
    func found(_ lexicons: Lexicons) -> [AssessmentKind] {
      BriefingReader.read(Array(text.utf8), path: "a.txt", lexicons: lexicons).briefing.assessments.map(
        \.kind)
    }
    #expect(found(.standard).isEmpty)
    #expect(found(lexicons) == [.benefit])
  }

  @Test func `a line that cannot be used is told with its place, and the rest counts`() {
    let text = """
      # comment
      risk

      [benfit]
      joy, delight
      [benefit]
      boon*, ab*, n/a, !bliss
      windfall
      [subjects]
      Ferries
      Ferries: ferr, ab
      !Volcanoes
      """
    #expect(
      faults(text) == [
        "lexicon.txt:2: stands in no section",
        "lexicon.txt:4: unknown section “benfit”",
        "lexicon.txt:7: “ab*” is too short",
        "lexicon.txt:7: “n/a” holds a character that stands in no word",
        "lexicon.txt:7: “bliss” is not there to be taken out",
        "lexicon.txt:10: must be a subject, a colon and its stems",
        "lexicon.txt:11: “ab*” is too short",
        "lexicon.txt:12: there is no subject “Volcanoes” to be taken out",
      ])
    let lexicons = extended(text).lexicons
    #expect(lexicons.terms.kind(ofName: "Windfall") == .benefit)
    #expect(lexicons.terms.kind(ofName: "Boons") == .benefit)
    #expect(lexicons.terms.kind(ofName: "Joy") == nil)
    #expect(lexicons.subjects.subject(of: "the ferry at night") == "Ferries")
  }

  @Test func `a file that is not UTF-8 is left out and told`() {
    let bytes = Array("[risk]\nsnag\n".utf8) + [0xFF, 0x0A]
    let (lexicons, faults) = Lexicons.extended(by: [Lexicons.Source(name: "l.txt", utf8: bytes)])
    #expect(faults.map(\.description) == ["l.txt:3: not UTF-8"])
    #expect(lexicons.terms.kind(ofName: "Snag") == nil)
  }

  @Test func `lexicons of other words have another fingerprint, and stay the same from run to run`() {
    #expect(extended("").lexicons == .standard)
    let one = extended("[risk]\nsnag\n").lexicons
    #expect(one == extended("[risk]\nsnag\n").lexicons)
    #expect(one != .standard && one != extended("[risk]\nsnags\n").lexicons)
  }

  // MARK: Subjects

  @Test(arguments: [
    ("Cameras watch the harbour", "Surveillance"), ("Hackers stole the password list", "Cyber security"),
    ("Higher prices for bread", "Prices and costs"), ("Los aranceles frenan las exportaciones", "Trade"),
    ("Les loyers montent pour les locataires", "Housing"), ("农民担心粮食歉收", "Food and farming"),
    ("ارتفاع أسعار الخبز", "Prices and costs"), ("Asylum seekers wait at the border", "Migration"),
    ("Women and disabled people earn less", "Equity"), ("Droughts empty the rivers", "Water"),
    ("Bank runs made easier by a tap on a screen", "Funding"),
    ("Brine discharged into shallow bays", "Environment"), ("Misdiagnosis when images are poor", "Health"),
    ("Fewer short flights between capitals", "Infrastructure"), ("Falling collateral values", "Funding"),
    ("Broadband outages during storms", "Technology"), ("Fewer evictions to deal with", "Housing"),
    ("Human review of every refusal", "Governance"), ("Fishing crews lose their grounds", "Food and farming"),
  ])
  func `a statement has the subject of its words`(_ text: String, _ subject: String) {
    #expect(Lexicons.standard.subjects.subject(of: text) == subject)
  }

  @Test(arguments: [
    ("Community programs to build trust", "Communities"),
    ("Joint police training to raise standards", "Training"),
    ("Better resource use for the police", "Logistics and resources"),
    ("Strengthened intelligence collaboration", "Intelligence sharing"),
    ("Foreign aid for schools", "Aid and development"),
  ])
  func `of subjects with as many words a name has that of the word that rules it`(
    _ text: String, _ subject: String
  ) {
    #expect(Lexicons.standard.subjects.subject(of: text, isName: true) == subject)
  }

  @Test func `words of a subject are told also where another one decided`() {
    let text = "Community programs to build trust"
    #expect(SubjectReader.words(of: "Trust", in: text, lines: nil) == ["trust"])
    #expect(SubjectReader.words(of: "Corruption", in: text, lines: "Bribes | " + text) == ["Bribes"])
  }

  @Test func `the words that decided are kept as they stand`() {
    let decision = SubjectReader.decision(of: "Drones and Satellites monitor the coast; police wait.")
    #expect(decision?.subject == "Surveillance")
    #expect(decision?.words == ["Drones", "Satellites", "monitor"])
    #expect(SubjectReader.decision(of: "nothing of note") == nil)
  }

  @Test func `a reader's subjects go before the built-in ones, and can change them`() {
    let text = "Drones over the ferry"
    #expect(extended("[subjects]\nFerries: ferr\n").lexicons.subjects.subject(of: text) == "Ferries")
    #expect(extended("[subjects]\nSurveillance: !drone\n").lexicons.subjects.subject(of: text) == nil)
    #expect(extended("[subjects]\n!Surveillance\n").lexicons.subjects.subject(of: text) == nil)
    #expect(extended("[!subjects]\nAircraft: drone\n").lexicons.subjects.subject(of: text) == "Aircraft")
    #expect(
      extended("[subjects]\n!Surveillance: ferr\n").lexicons.subjects.subject(of: text) == "Surveillance")
  }

  // MARK: Phrases

  @Test(arguments: [
    ("risk", "a RISK here", [2..<6]), ("risk", "risks risky brisk", []),
    ("risk*", "risks, brisk risky", [0..<5, 13..<18]),
    ("risk of", "risk  of, risk\u{A0}of, risk. of", [0..<8, 10..<18]), ("d'énergie", "D’ÉNERGIE", [0..<12]),
    ("风险", "电网风险大，风 险", [6..<12]), ("فوائد", "وفوائد والفوائد للفوائد", [0..<12, 13..<29, 30..<44]),
    ("ai", "AI: ai技术 aid", [0..<2, 4..<6]),
  ])
  func `phrases are found as whole words in any case`(_ entry: String, _ text: String, _ places: [Range<Int>])
  {
    var table = PhraseTable()
    let isStem = entry.hasSuffix("*")
    Array((isStem ? String(entry.dropLast()) : entry).utf8).withUnsafeBufferPointer {
      table.insert($0, isStem: isStem, value: 1)
    }
    let found = Array(text.utf8).withUnsafeBufferPointer { table.matches(in: $0).map { $0.start..<$0.end } }
    #expect(found == places)
  }

  @Test func `every phrase of a table that grew is still found`() {
    var table = PhraseTable(capacity: 1)
    let words = (0..<3000).map { "word\($0)x" }
    for (index, word) in words.enumerated() {
      Array(word.utf8).withUnsafeBufferPointer { table.insert($0, isStem: false, value: UInt64(index + 1)) }
    }
    let text = Array(words.joined(separator: " ").utf8)
    let found = text.withUnsafeBufferPointer { table.matches(in: $0).map(\.value) }
    #expect(found == (1...3000).map(UInt64.init))
  }
}

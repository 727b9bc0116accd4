import BriefingExtraction
import BriefingModel
import Testing

/// Marks of items that count only beside lines alike, items behind their label, and items without marks.
@Suite struct ListMarksTests {
  private let prose =
    "The council met on Monday to discuss the plan for the river district, and the debate lasted for three hours."

  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private func items(_ briefing: Briefing) -> [String] {
    briefing.lists.flatMap { $0.items.map(\.text) }
  }

  private func risks(_ briefing: Briefing) -> [String] {
    AssessmentReader.assessments(in: briefing.sections).filter { $0.kind == .risk && $0.isStated }.map(\.text)
  }

  private func isLost(_ briefing: Briefing) -> Bool { briefing.notes.contains { $0.kind == .lostList } }

  @Test(
    arguments: [
      "❌ ", "× ", "☐ ", "» ", "\u{F0B7} ", "👉 ", "➡️ ", "⚠️ ", "❌", "√ ", "§ ", "o ", "[ ] ", "[x] ", "> ", "-",
      "※ ", "＊",
    ], ["\n", "\n\n"])
  func `any symbol before two lines alike marks items`(_ mark: String, _ gap: String) {
    let lines = ["Fire in the battery hall", "Long repair times", "Few trained crews"]
    let found = read(
      "\(prose)\n\nThe main risks are:\n\n" + lines.map { mark + $0 }.joined(separator: gap)
        + "\n\n\(prose)\n")
    #expect(items(found) == lines)
    #expect(risks(found) == lines)
    #expect(!isLost(found))
    #expect(found.headings.isEmpty)
  }

  @Test(arguments: [
    ["1- ", "2- ", "3- "], ["1 – ", "2 – ", "3 – "], ["1: ", "2: ", "3: "], ["i. ", "ii. ", "iii. "],
    ["a. ", "b. ", "c. "], ["(i) ", "(ii) ", "(iii) "], ["ii) ", "iii) ", "iv) "], ["I. ", "II. ", "III. "],
    ["#1 ", "#2 ", "#3 "], ["1.1 ", "1.2 ", "1.3 "], ["First, ", "Second, ", "Third, "],
    ["(1)", "(2)", "(3)"],
    ["1️⃣ ", "2️⃣ ", "3️⃣ "], ["En primer lugar, ", "En segundo lugar, ", "En tercer lugar, "],
    ["Premièrement, ", "Deuxièmement, ", "Troisièmement, "], ["أولاً: ", "ثانياً: ", "ثالثاً: "],
    ["第一，", "第二，", "第三，"], ["一是", "二是", "三是"], ["其一，", "其二，", "其三，"], ["1)", "2)", "3)"],
  ])
  func `a row of numbers below an introduction marks items`(_ marks: [String]) {
    let lines = ["Fire in the battery hall", "Long repair times", "Few trained crews"]
    let found = read(
      "\(prose)\n\nThe main risks are:\n\n" + zip(marks, lines).map { $0 + $1 }.joined(separator: "\n")
        + "\n\n\(prose)\n")
    #expect(items(found) == lines)
    #expect(risks(found) == lines)
    #expect(!isLost(found))
  }

  @Test(arguments: [
    (["5. ", "6. ", "7. "], ["5.", "6.", "7."]), (["7. ", "10) ", "12) "], ["7.", "10)", "12)"]),
    (["b) ", "c) ", "d) "], ["b)", "c)", "d)"]), (["（四）", "（五）", "（六）"], ["（四）", "（五）", "（六）"]),
    (["First, ", "Second, ", "Third, "], ["First,", "Second,", "Third,"]),
    (["- ", "- ", "- "], [nil, nil, nil]),
    (["- [ ] ", "- [x] ", "- "], ["[ ]", "[x]", nil]), (["[ ] ", "[x] ", "[ ] "], ["[ ]", "[x]", "[ ]"]),
    (["1. [x] ", "2. ", "3. [ ] "], ["1. [x]", "2.", "3. [ ]"]), (["☐ ", "☐ ", "☐ "], ["☐", "☐", "☐"]),
    (["✓ ", "✓ ", "✓ "], ["✓", "✓", "✓"]), (["• ", "• ", "• "], [nil, nil, nil]),
  ])
  func `what says more than a bullet is kept as written`(_ marks: [String], _ kept: [String?]) {
    let lines = ["Fire in the battery hall", "Long repair times", "Few trained crews"]
    let found = read(
      "\(prose)\n\nThe main risks are:\n\n" + zip(marks, lines).map { $0 + $1 }.joined(separator: "\n")
        + "\n\n\(prose)\n")
    #expect(items(found) == lines)
    #expect(found.lists.flatMap { $0.items.map(\.marker) } == kept)
  }

  @Test func `nested items keep their numbers`() {
    let found = read("\(prose)\n\n3. One\n    a) Two\n    b) Three\n4. Four\n\n\(prose)\n")
    #expect(found.lists.flatMap { $0.items.map(\.marker) } == ["3.", "a)", "b)", "4."])
  }

  @Test func `a mark alone makes no list`() {
    for line in [
      "❌ No entry beyond this point", "A. Smith wrote the report", "1- The first of one", "× 3 metres",
    ] {
      #expect(read("\(prose)\n\n\(line)\n\n\(prose)\n").lists.isEmpty, "\(line)")
    }
    #expect(read("\(prose)\n\nJ. Smith\nK. Jones\n\n\(prose)\n").lists.isEmpty)
  }

  @Test func `both sides with marks of their own`() {
    let found = read(
      "Storage plan\n\n\(prose)\n\nAdvantages\n\n✓ Quiet nights\n✓ Clean air\n\nDisadvantages\n\n❌ High price\n"
        + "❌ Rare metals\n\n\(prose)\n")
    #expect(found.headings.map(\.text) == ["Advantages", "Disadvantages"])
    #expect(risks(found) == ["High price", "Rare metals"])
  }

  @Test func `the first item may stand behind its label`() {
    let found = read(
      "\(prose)\nPros: - Quiet nights in the village.\n- Clean air for all.\nCons:- High price at first.\n"
        + "- Rare metals from far away.\n\(prose)\n")
    #expect(
      found.lists.map { $0.items.map(\.text) } == [
        ["Quiet nights in the village.", "Clean air for all."],
        ["High price at first.", "Rare metals from far away."],
      ])
    #expect(risks(found) == ["High price at first.", "Rare metals from far away."])
  }

  @Test func `a side as the first line is no title`() {
    let found = read(
      "PROS\n1. Speed: it is fast.\n2. Order: it is clear.\nCONS\n1. Price: it is dear.\n2. Noise: it hums.\n"
    )
    #expect(found.title == nil)
    #expect(risks(found) == ["it is dear.", "it hums."])
  }

  // MARK: Without marks

  @Test func `lines alike below an introduction are its items`() {
    let labelled = read(
      "\(prose)\n\nThe main risks are:\nCost: panels are dear at first.\nWeather: output falls on cloudy days.\n\n\(prose)\n"
    )
    #expect(risks(labelled) == ["panels are dear at first.", "output falls on cloudy days."])
    #expect(!isLost(labelled))
    let short = read(
      "\(prose)\nDespite its benefits, the plan faces some challenges, including:\nHigh prices at first.\n"
        + "Few trained crews.\nOld cables at sea.\n\(prose)\n")
    #expect(risks(short) == ["High prices at first.", "Few trained crews.", "Old cables at sea."])
    let bare = read(
      "\(prose)\n\nThe main risks are:\n\nFire in the hall\n\nLong repairs\n\nFew crews\n\n\(prose)\n\n\(prose)\n"
    )
    #expect(items(bare) == ["Fire in the hall", "Long repairs", "Few crews"])
  }

  @Test func `what is no item ends or prevents the list`() {
    // The heading of the next section.
    let closed = read(
      "\(prose)\n\nThe main risks are:\n\nFire in the hall\n\nLong repairs\n\nFew crews\n\nConclusion\n\n\(prose)\n"
    )
    #expect(items(closed) == ["Fire in the hall", "Long repairs", "Few crews"])
    // Speakers come again and again.
    let talk = read(
      "\(prose)\n\nThe main risks are discussed in the following interview:\n\nSmith: It burns.\n\nJones: Why so?\n\nSmith: It is old.\n\n\(prose)\n"
    )
    #expect(talk.lists.isEmpty)
    // One line is no list, and a lost one is still told.
    let lost = read("\(prose)\n\nThe main risks include:\n\nOutlook\n\n\(prose)\n\n\(prose)\n")
    #expect(lost.lists.isEmpty)
    #expect(isLost(lost))
  }

  // MARK: Announcements

  @Test(arguments: [
    "Here are key risks of remote work:\n\n1. Open networks at home\n\n@\n\n2. Own devices at work\n\n@",
    "We now look in detail at the risks of the plan:\n\nRisks of the move:\n\n- Long ways\n- Noise at night",
    "Below we show the pros and cons of the electric car:\n\n@\n\n@",
    "There are several reasons for the delay of the plan:\n\nFirst, @\n\nSecond, @",
  ])
  func `what was announced may follow as something else than a list`(_ text: String) {
    let found = read("\(prose)\n\n" + text.replacing("@", with: prose) + "\n\n\(prose)\n")
    #expect(!isLost(found))
  }

  @Test func `a further announcement whose list was lost leaves both lost`() {
    let found = read(
      "\(prose)\n\nThe key benefits of the plan include:\n\nThe main risks include:\n\n\(prose)\n\n\(prose)\n"
    )
    #expect(found.notes.count { $0.kind == .lostList } == 2)
  }

  @Test func `a numbered heading that is not the first leaves a list lost`() {
    let found = read(
      "\(prose)\n\n1. The benefits\n\nThe key benefits of the plan include:\n\n2. The risks of it all\n\n\(prose)\n\n\(prose)\n"
    )
    #expect(isLost(found))
  }

  @Test func `an introduction that points back takes the kind of the sentence before it`() {
    for text in [
      "L’IA présente un certain nombre d’avantages pour la santé. En voici quelques-uns :",
      "Heat pumps offer many benefits to tenants. Here are some of them:",
      "The scheme has clear advantages. These include:",
      "El plan tiene ventajas claras. Entre ellas destacan:",
    ] {
      for gap in ["\n\n", "\n"] {
        let found = read("\(prose)\n\n\(text)\(gap)- Quiet rooms\n- Lower bills\n\n\(prose)\n")
        let stated = AssessmentReader.assessments(in: found.sections).filter(\.isStated)
        #expect(stated.map(\.kind) == [.benefit, .benefit], "\(text)")
      }
    }
    let other = read(
      "\(prose)\n\nThe bank reduces its risks. These include:\n\n- Quiet rooms\n- Lower bills\n\n\(prose)\n")
    #expect(risks(other).isEmpty)
  }

  @Test func `a number beyond 999 goes on with a numbered list`() {
    let found = PlainTextReader.read(
      SourceLines("998. a thing\n999. b thing\n1000. c thing\n1001. d thing\n"), path: "a.txt")
    #expect(found.lists.map { $0.items.map(\.text) } == [["a thing", "b thing", "c thing", "d thing"]])
    #expect(found.title == nil)
  }

  @Test func `a year with a stop behind it is no item`() {
    let found = PlainTextReader.read(
      SourceLines("3. It was decided in\n2025. Nothing has come of it.\n"), path: "a.txt")
    #expect(found.lists.flatMap(\.items).allSatisfy { $0.marker != "2025." })
  }
}

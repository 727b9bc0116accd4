import BriefingModel
import Testing

@testable import BriefingExtraction

/// Shapes of pages on energy, health, money and borders, in five languages.
@Suite struct PlainTextPagesTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private func stated(_ text: String, _ kind: AssessmentKind) -> [String] {
    AssessmentReader.assessments(in: read(text).sections).filter { $0.kind == kind && $0.basis != .sentence }
      .map(\.text)
  }

  private let prose =
    "This is a paragraph of ordinary prose that ends as sentences do, and it is long enough to be one."

  // MARK: Tables

  @Test func `cells run together are parted where a capital touches a small letter`() {
    let found = read(
      "Register\n\n\(prose)\n\nEach entry tracks:\n\nFieldDescription\nOwnerPerson in charge\n"
        + "Risk LevelLow, Medium or High\nReview DateNext scheduled review\n\nHeat map\n\n\(prose)\n")
    #expect(found.tables.first?.header == ["Field", "Description"])
    #expect(
      found.tables.first?.rows == [
        ["Owner", "Person in charge"], ["Risk Level", "Low, Medium or High"],
        ["Review Date", "Next scheduled review"],
      ])
    #expect(found.lists.isEmpty)
  }

  @Test(arguments: [
    // Names of sites are no cells, and one row without its seam leaves the lines as they are.
    "LinkedIn\nYouTube\nGitHub\nTikTok\nFaceBook",
    "FieldDescription\nOwnerPerson in charge\nRisk level of the site\nReview DateNext review",
  ]) func `lines that only look as if they were run together stay lines`(_ lines: String) {
    #expect(read("Register\n\n\(prose)\n\n\(lines)\n\n\(prose)\n").tables.isEmpty)
  }

  @Test func `blanks part the cells of a script without them, though one name is not known`() {
    let found = read("比较\n\n\(prose)\n\n方案 适用范围 优势 劣势\n原始配置 少量资源 直观 重复多\n包管理器 复杂应用 功能强大 难学\n\n\(prose)\n")
    #expect(found.tables.first?.header == ["方案", "适用范围", "优势", "劣势"])
    #expect(found.tables.first?.rows.count == 2)
  }

  @Test func `verse in a script without blanks is no table`() {
    #expect(read("静夜思\n\n床前明月光 疑是地上霜\n举头望明月 低头思故乡\n床前明月光 疑是地上霜\n").tables.isEmpty)
  }

  @Test func `a sign between two words parts no cells`() {
    let found = read(
      "Training\n\n\(prose)\n\nChallenge Impact Solution\nClient Drift Poor convergence Weighted average term\n"
        + "Slow Start Long training Learning rate warmup\nOverfitting High forgetting Dropout + augmentation\n"
        + "Small Classes Low precision Weighted loss + augmentation\n\n\(prose)\n")
    for row in found.tables.first?.rows ?? [] {
      #expect(!row.contains { $0.hasPrefix("+") || $0.hasSuffix("+") })
    }
  }

  @Test func `a definition of risk is no risk`() {
    let text =
      "Terms\n\n\(prose)\n\n| Type | Definition | Action |\n|---|---|---|\n"
      + "| Issue | Something that is known | Plan for it |\n| Risk | Something that may happen | Watch it |\n"
    #expect(read(text).tables.first?.rows.count == 2)
    #expect(stated(text, .risk).isEmpty)
  }

  // MARK: Lists

  @Test func `bullets on lines of their own stand over names and what is said of them`() {
    let text =
      "\(prose)\nAdvantages of the scheme\n-\nStability\nThe state stands behind the new money.\n-\nRegulation\n"
      + "It lies within the law as it stands.\n-\nAccess\nPeople without a bank can use it too.\n"
      + "Disadvantages of the scheme\n-\nPrivacy\nThe bank may see what is paid.\n-\nCost\n"
      + "Shops need another device.\nOutlook\n\(prose)\n"
    let found = read(text)
    #expect(
      found.headings.map(\.text) == ["Advantages of the scheme", "Disadvantages of the scheme", "Outlook"])
    #expect(found.lists.map { $0.items.count } == [3, 2])
    #expect(found.lists.first?.items.first?.text == "Stability The state stands behind the new money.")
    #expect(stated(text, .benefit).count == 3)
    #expect(stated(text, .risk).count == 2)
  }

  @Test(arguments: [
    "The scheme is simple. There are many benefits offered.",
    "Le dispositif est simple. Il présente plusieurs avantages.",
    "El plan es sencillo. Tiene numerosas ventajas.",
  ]) func `a sentence that counts benefits introduces the list below it`(_ sentence: String) {
    #expect(
      stated("A title\n\n\(prose)\n\n\(sentence)\n\n- Short queues\n- Safe papers\n", .benefit).count == 2)
  }

  @Test func `a sentence that speaks of the main benefit introduces nothing`() {
    #expect(
      stated("A title\n\n\(prose)\n\nThe main benefits are paid in May.\n\n- Paris\n- Rome\n", .benefit)
        .isEmpty)
  }

  @Test func `what a strategy delivers is what the list holds`() {
    let text =
      "A title\n\n\(prose)\n\nAn effective risk mitigation strategy delivers significant benefits:\n\n"
      + "- Faster work\n- Lower costs\n"
    #expect(stated(text, .benefit).count == 2)
  }

  @Test func `lists under labels alike are of one kind, and so are those that an aside parts`() {
    let text =
      "La télésanté\n\n\(prose)\n\nLes bénéfices\n\nPour les patients\n\n- Accès plus simple aux soins\n"
      + "- Moins de déplacements\n\n(selon l’enquête de l’agence)\n\n- Suivi plus rapproché\n\n"
      + "Pour le système de santé\n\n- Temps médical mieux employé\n- Concertation plus facile\n"
    #expect(stated(text, .benefit).count == 5)
  }

  @Test func `subheadings that say more of their heading are what was announced`() {
    let found = read(
      "Migration\n\n\(prose)\n\nBenefits of migration\n\nWe speak of the benefits according to the following:\n\n"
        + "Benefits of migration for families\n\n- More income\n- Better schools\n")
    #expect(!found.notes.contains { $0.kind == .lostList })
  }

  @Test func `an address below a colon is no lost list`() {
    let found = read(
      "Minutes\n\n\(prose)\n\nTheir address has not changed since May:\n\nHarbour Agents Ltd\n14 Quay Road\nPort Talbot SA13 1RB\n\n\(prose)\n"
    )
    #expect(!found.notes.contains { $0.kind == .lostList })
  }

  @Test func `two words may announce a list that was lost`() {
    let found = read(
      "Waste\n\n\(prose)\n\nSeveral solutions are proposed. These include:\n\(prose) \(prose)\n\n\(prose)\n")
    #expect(found.notes.count { $0.kind == .lostList } == 1)
  }

  // MARK: Titles and headings

  @Test(arguments: [
    "Introduction: why towns need doctors", "引言：数据安全的新时代挑战", "الأفكار الأساسية", "Key ideas",
    "I. What is the plan?",
  ]) func `what heads the first section is no title`(_ line: String) {
    let found = read("\(line)\n\(prose)\n\nII. Why does it matter?\n\(prose)\n")
    #expect(found.title == nil)
    #expect(found.headings.first?.text == line)
  }

  @Test func `one side named first is no title where the other is named below`() {
    let found = read("VENTAJAS\n\n\(prose)\n\nINCONVENIENTES\n\n\(prose)\n")
    #expect(found.title == nil)
    #expect(found.headings.map(\.text) == ["VENTAJAS", "INCONVENIENTES"])
  }

  @Test func `the name of a picture is no title`() {
    #expect(read("go_auto\n\nIntroduction\n\n\(prose)\n").title == nil)
  }

  @Test func `headings may end in a stop where all do`() {
    let body = (0..<3).map { "Reason \(["one", "two", "three"][$0]) is wind.\n\(prose)" }.joined(
      separator: "\n")
    let found = read("\(prose)\n\(body)\n")
    #expect(found.headings.count == 3)
  }

  @Test func `short sentences among others are no headings`() {
    let found = read(
      "\(prose)\nIt was late.\n\(prose)\nNobody came.\nThe end.\nA plain line\n\(prose)\n\(prose)\n\(prose)\nWe left.\n\(prose)\n"
    )
    #expect(!found.headings.contains { $0.text.hasSuffix(".") })
  }

  @Test func `two sentences are no heading, whatever ends the second`() {
    let found = read(
      "The digital euro\n\n\(prose)\n\nMany writers warn of dangers in the new money. What is there to it?\n\n\(prose)\n"
    )
    #expect(found.headings.isEmpty)
  }

  @Test(arguments: [
    "A lire aussi : les pays sans impôt", "Read also: ten ways to save", "اقرأ أيضا: أخبار اليوم",
  ])
  func `what leads to another article is left out`(_ line: String) {
    let found = read(
      "A title\n\n\(prose)\n\nThe main ways of making it are these:\n\n\(line)\n\n- Grey\n- Blue\n")
    #expect(found.headings.isEmpty)
    #expect(found.lists.first?.intro == "The main ways of making it are these:")
    #expect(!found.notes.contains { $0.kind == .lostList })
  }

  // MARK: Above the title

  @Test func `the name of a part of the paper stands above a title whose words come up again`() {
    let found = read(
      "Track Limits\nHospitals and the ransom of patient files\n\(prose)\nMany hospitals paid a ransom last year.\n"
    )
    #expect(found.title == "Hospitals and the ransom of patient files")
  }

  @Test(arguments: [
    // Its own words come up again, the line below asks, or says nothing of the text.
    "Hospital ransom\nHow the hospitals lost their patient files",
    "Frequently asked things\nDo hospitals pay a ransom for files?",
    "Cold rooms\nNothing here is of any use below",
  ]) func `a short title above a line like one stays the title`(_ head: String) {
    let found = read("\(head)\n\(prose)\nMany hospitals paid a ransom for the files last year.\n")
    #expect(found.title == head.split(separator: "\n").first.map(String.init))
  }
}

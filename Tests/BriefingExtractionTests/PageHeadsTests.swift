import BriefingModel
import Testing

@testable import BriefingExtraction

/// What stands above the title of a page or a message, and what of it is the title.
@Suite struct PageHeadsTests {
  private func read(_ text: String, _ path: String = "a.txt") -> Briefing {
    BriefingReader.read(Array(text.utf8), path: path).briefing
  }

  private let prose =
    "The harbour board met twice in the spring and heard the owners of the smaller boats about the new fees."

  // MARK: Names of sites

  @Test(arguments: [
    "Green Daily\n\nYour source of good reading\n\n",
    "The Northern Post\nIndependent journalism since 1921\n",
    "Coastal Review\n\nPlain words, every day\n\nFree for all readers\n\n",
    "Harbour Daily\n\nYour source for news from the water\n\n",
  ])
  func `a site and what it says of itself stand above the title`(head: String) {
    let found = read("\(head)New fees in the old harbour of the north\n\n\(prose)\n\nThe fees rise in May.\n")
    #expect(found.title == "New fees in the old harbour of the north")
    #expect(found.headings.isEmpty)
    #expect(found.source == String(head.prefix { $0 != "\n" }))
    #expect(found.notes.contains { $0.kind == .furniture && $0.span.firstLine == 1 })
  }

  @Test func `a title above the headings of a first section stays the title`() {
    let found = read(
      "Harbour Fees: A Comprehensive Analysis\nArticle Overview\nPurpose of the Article\n\(prose)\n"
        + "Relevance to the Owners of Boats\n\(prose)\n")
    #expect(found.title == "Harbour Fees: A Comprehensive Analysis")
    #expect(found.headings.first?.text == "Article Overview")
  }

  @Test func `navigation may stand below what a site says of itself`() {
    let found = read(
      "Harbour Economy\n\nBoats, Fees, and the Real Owners\n\n  • Home\n  • Who we are\n    • Board\n  • Events\n\n"
        + "Open Harbours: Promise and Trade-Offs\n\nApril 18, 2023 by Ada Vives and Ben Rivero\n\n\(prose)\n")
    #expect(found.title == "Open Harbours: Promise and Trade-Offs")
    #expect(found.date == "2023-04-18")
    #expect(found.source == "Harbour Economy")
    #expect(found.lists.isEmpty && found.headings.isEmpty)
  }

  // MARK: Parts of a site

  @Test func `a part of a site stands above a title in capitals`() {
    let found = read(
      "Remittances\n\nNew Fees as an Alternative to Old Ones\n\n\(prose)\n\nWho pays the fees now\n\n\(prose)\n"
    )
    #expect(found.title == "New Fees as an Alternative to Old Ones")
    #expect(found.headings.map(\.text) == ["Who pays the fees now"])
  }

  @Test func `a title over headings in capitals stays the title`() {
    let found = read(
      "Remittances\n\nNew Fees as an Alternative to Old Ones\n\n\(prose)\n\n"
        + "Why the Owners of Boats Pay Them\n\n\(prose)\n")
    #expect(found.title == "Remittances")
  }

  @Test func `the line above a date is the title, not the part of the site above it`() {
    let found = read(
      "Installation solaire\n\nQu’est-ce qu’un panneau solaire hybride ?\n\n"
        + "Le 27/02/2022 , mis à jour le 31/08/2022 - 20 minutes de lecture\nInstallation solaire PVT\n"
        + "Icone de demande de devis d'installateurs\n\n\(prose)\n\nQuelle part de marché ?\n\n\(prose)\n")
    #expect(found.title == "Qu’est-ce qu’un panneau solaire hybride ?")
    #expect(found.date == "2022-02-27")
    #expect(found.headings.map(\.text) == ["Quelle part de marché ?"])
  }

  @Test func `a line that says more of the title stays below it`() {
    let found = read("Harbour fees in May\n\nWhat changes for owners\n\nBy Ada Vives\n\n\(prose)\n")
    #expect(found.title == "Harbour fees in May")
  }

  // MARK: Messages

  @Test(arguments: [
    (
      "From: Press Office <press@example.org>\nTo: editors@example.org\nSubject: New fees in the harbour\n"
        + "Date: Tue, 3 Mar 2026 10:15:00 +0000\n", "New fees in the harbour"
    ),
    (
      "De: Oficina de prensa\nPara: Redacción\nAsunto: Nuevas tasas\nFecha: 3 de marzo de 2026\n",
      "Nuevas tasas"
    ),
    (
      "De : Service de presse\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Rédaction\nObjet : Nouvelles taxes\n",
      "Nouvelles taxes"
    ),
    ("发件人：新闻处\n收件人：编辑部\n主题：新的收费标准\n日期：2026年3月3日\n", "新的收费标准"),
  ])
  func `the subject of a message is its title`(head: String, title: String) {
    let found = read("\(head)\n\(prose)\n\nOutlook\n\n\(prose)\n")
    #expect(found.title == title)
    #expect(found.date == "2026-03-03")
    #expect(found.headings.map(\.text) == ["Outlook"])
    #expect(found.notes.contains { $0.kind == .frontMatter })
  }

  @Test func `two labelled lines are no head of a message`() {
    let found = read("From: the harbour\nTo: the market\n\n\(prose)\n")
    #expect(!found.notes.contains { $0.kind == .frontMatter })
  }

  // MARK: Headings

  @Test(arguments: ["Fees and costs#", "Fees and costs¶", "المرونة والتحكم في الوقت#"])
  func `the mark of a link to a heading is no part of it`(line: String) {
    let found = read("\(prose)\n\(line)\n\(prose)\nOther things#\n\(prose)\n")
    #expect(found.headings.map(\.text) == [String(line.dropLast()), "Other things"])
  }

  @Test func `a name may end in the same sign`() {
    #expect(read("\(prose)\n\nLearning C#\n\n\(prose)\n").headings.map(\.text) == ["Learning C#"])
  }

  @Test func `numbered sentences over paragraphs are headings`() {
    let found = read(
      "Harbour Fees\n\n\(prose)\n\nWhat speaks for them\n\n1. There is a reward for small boats.\n\(prose)\n\n"
        + "2. Proper records are easier to keep.\n\(prose)\n")
    #expect(
      found.headings.map(\.text) == [
        "What speaks for them", "1. There is a reward for small boats.",
        "2. Proper records are easier to keep.",
      ])
    #expect(found.lists.isEmpty)
  }

  @Test func `numbered sentences below each other are items`() {
    let found = read("Harbour Fees\n\n\(prose)\n\n1. There is a reward.\n2. Records are kept.\n\n\(prose)\n")
    #expect(found.lists.map { $0.items.map(\.text) } == [["There is a reward.", "Records are kept."]])
  }

  @Test(arguments: [
    "How the new seasonal permit rules change what employers, recruiters and workers have to do before they sign",
    "Cómo cambian las nuevas normas de permisos lo que los patronos y los trabajadores tienen que hacer antes de firmar",
    "The Harbour Board Has to Find New Money for Old Walls Before the Winter Storms Come Back to the Coast",
  ])
  func `a heading may be long where it asks or stands in capitals`(line: String) {
    let found = read(
      "Work permits\n\n\(prose)\n\n\(line)\n\n\(prose)\n\nWhat the unions say\n\n\(prose)\n\nOutlook\n\n\(prose)\n"
    )
    #expect(found.headings.map(\.text) == [line, "What the unions say", "Outlook"])
  }

  @Test func `a long line that only lacks its stop is no heading`() {
    let line =
      "The new seasonal permit rules change what employers and workers have to do before they sign a contract"
    let found = read("Work permits\n\n\(prose)\n\n\(line)\n\n\(prose)\n\nOutlook\n\n\(prose)\n")
    #expect(found.headings.map(\.text) == ["Outlook"])
  }

  @Test func `a long question over its answer is a heading without blank lines too`() {
    let question =
      "What are the broader implications of the new fees, particularly in relation to the owners of small boats?"
    let found = read(
      "Harbour Fees\n\n\(prose)\n\(question)\n\(prose) \(prose)\n\(question)\n\(prose) \(prose)\n")
    #expect(found.headings.map(\.text) == [question, question])
    let tagged = read(
      "Harbour Fees\n\n\(prose)\n\nBoats\n\nHarbours\n\nFees\nOwners And Boats\nAda Vives\n\(question)\n\(prose) \(prose)\n"
        + "\(question)\n\(prose) \(prose)\n")
    #expect(tagged.headings.map(\.text).suffix(2) == [question, question])
  }

  @Test func `a name of what was lost heads the end of a text without blank lines too`() {
    let found = read("Harbour Fees\n\n\(prose)\nWhat they cost\n\(prose)\nBenefits seen so far\n")
    #expect(found.headings.map(\.text) == ["What they cost", "Benefits seen so far"])
  }

  @Test func `benefits seen so far are benefits`() {
    let found = read("Harbour Fees\n\n\(prose)\n\nBenefits seen so far\n\n- Cleaner quays\n- Fewer wrecks\n")
    let stated = AssessmentReader.assessments(in: found.sections).filter { $0.kind == .benefit }
    #expect(stated.map(\.text) == ["Cleaner quays", "Fewer wrecks"])
  }

  @Test func `an introduction in Arabic may lack its colon`() {
    let found = read(
      "رسوم الميناء\n\nاجتمع مجلس الميناء مرتين في الربيع واستمع إلى أصحاب القوارب الصغيرة بشأن الرسوم الجديدة.\n\nمزايا الرسوم الجديدة\n\nللرسوم العديد من المزايا ومن أبرزها\n\n• توفير المال\n• نظافة الميناء\n"
    )
    #expect(!found.headings.contains { $0.text.hasSuffix("أبرزها") })
    #expect(AssessmentReader.assessments(in: found.sections).filter { $0.kind == .benefit }.count == 2)
  }

  @Test func `a long line above the title is no deck of it`() {
    let text =
      "What are the broader implications of the new fees for the owners of small boats?\n\n\(prose) \(prose)\n\n"
      + "# Harbour Fees of the North\n\n\(prose)\n\n## Outlook\n\n\(prose)\n"
    #expect(read(text).title == "Harbour Fees of the North")
    // A table above the title, and lines that its header could be.
    let table =
      "Harbour Watch in the Pacific – T\t12\t\n\nName      Amount s thel2 |\n\nName\t\tAmos reduce the  Risks\n\n"
      + "The table below s\n\n| Country | Amou see\n\nExit mobile vHarbour Watch in the Pacific – The Ledger\n\n"
      + "Published: March 6, 2026\n\nPorts along the coaste report more theft.As \n\nThe table belo    ms them up:\n\n"
      + "Benefit Descri\n|---|---|\nased Reach Drones can cover areas that ships do not\n"
      + "Lower Cost They need fewer sailors than a ship\nBetter Data Cameras report what chey see\n\nExit mobile version"
    #expect(read(table).lineCount > 20)
  }

  // MARK: Twice

  @Test func `a line that comes twice is the title, whatever stands above`() {
    let found = read(
      "The Actual Harbour\n\nJust the fees, from multiple sources.\n\n(Another) Plan to Fix \"Broken\" Walls\n\n"
        + "(Another) Plan to Fix \"Broken\" Walls\n\nSummary\n\n\(prose)\n")
    #expect(found.title == "(Another) Plan to Fix \"Broken\" Walls")
    #expect(found.headings.map(\.text) == ["Summary"])
  }

  @Test func `a label alone above the title is none`() {
    let found = read(
      "Review:\nHarbour Control Automation\noverall score: 4.2\n\(prose)\nPros\n- Quick\n- Cheap\n")
    #expect(found.title == "Harbour Control Automation")
  }

  @Test func `files of pictures are neither title nor headings`() {
    let found = read(
      "Harbour walls cover.jpg\nHow the harbour walls were built\n\(prose)\nWalls 2.jpg\nWho paid\n\(prose)\n"
    )
    #expect(found.title == "How the harbour walls were built")
    #expect(found.headings.map(\.text) == ["Who paid"])
  }

  @Test func `the first of some questions heads a section`() {
    let found = read("What's Happening?\n\(prose)\nWhy It's Important?\n\(prose)\nWhat's Next?\n\(prose)\n")
    #expect(found.title == nil)
    #expect(found.headings.map(\.text) == ["What's Happening?", "Why It's Important?", "What's Next?"])
  }

  @Test func `a figure is no title`() {
    let found = read("08 de mayo de 2024\nDOLAR: $16.9\n\nLas nuevas tasas del puerto viejo\n\n\(prose)\n")
    #expect(found.title == "Las nuevas tasas del puerto viejo")
  }

  @Test func `of several days that of publication counts`() {
    let found = read(
      "Harbour Walls of the North\n\nSubmitted: 08 October 2016 Reviewed: 17 March 2017 Published: 16 August 2017\n\n\(prose)\n"
    )
    #expect(found.date == "2017-08-16")
  }

  // MARK: Without a title

  @Test func `the first section of a text without a title is a section`() {
    let found = read(
      "一、港口的核心定义与本质\n什么是港口收费？它包括哪些内容？\n港口委员会在春季召开了两次会议，听取了船主的意见，并公布了报告。\n二、港口的主要应用领域\n港口委员会在春季召开了两次会议，听取了船主的意见，并公布了报告。\n"
    )
    #expect(found.title == nil)
    #expect(found.headings.first?.text == "一、港口的核心定义与本质")
    #expect(found.headings.contains { $0.text == "什么是港口收费？它包括哪些内容？" })
  }

  @Test func `one item at the head is the page's`() {
    let found = read("• WIADOMOŚCI\n\nThe fight against the new harbour fees\n\n\(prose)\n\n\(prose)\n")
    #expect(found.title == "The fight against the new harbour fees")
    #expect(found.lists.isEmpty)
  }

  @Test(arguments: ["-Anuncio-", "- Advertisement -", "Publicidad"])
  func `a mark of advertising is no title`(line: String) {
    let found = read("\(line)\n\nThe fight against the new harbour fees\n\n\(prose)\n\n\(line)\n\n\(prose)\n")
    #expect(found.title == "The fight against the new harbour fees")
    #expect(found.lists.isEmpty && found.headings.isEmpty)
  }

  @Test func `the words of controls right below the date are furniture`() {
    let found = read("24 juillet 2001, 0h00\nPartager\n\(prose)\n\(prose)\n")
    #expect(found.date == "2001-07-24")
    #expect(found.headings.isEmpty)
  }

  // MARK: Pages

  @Test func `a page that says only when it was changed has a note of it`() {
    let found = read(
      "<html><body><article><h1>Solar roofs</h1><div class=\"meta\">Updated: March 4, 2026</div><p>\(prose)</p>"
        + "<p>\(prose)</p></article></body></html>", "a.html")
    #expect(found.date == nil)
    #expect(found.notes.contains { $0.message.contains("Updated: March 4, 2026") })
  }
}

import BriefingExtraction
import BriefingModel
import Testing

/// What a line that ends in a colon promises, and what stands around the title of a page.
@Suite struct AnnouncedAndLostTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private func isLost(_ briefing: Briefing) -> Bool { briefing.notes.contains { $0.kind == .lostList } }

  private let prose =
    "Sensors on the roof measure the wind, and the pump is switched on as soon as the tank runs low."

  @Test(arguments: [
    ("发布日期：", "市里计划在十二个小区建设小型储能电站。居民代表上周听取了介绍，意见并不一致。"),
    (
      "طريقة عمل الطاقة الشمسية:",
      "تسقط أشعة الشمس على الألواح، ثم يتم استخدام الكهرباء مباشرة أو تخزينها لاحقًا."
    ),
    (
      "How it works at night:",
      "Sensors on the roof measure the wind, and the pump is switched on when it is strong."
    ),
    ("下表列出主要变化：", "自三月起，外来护工可以更换雇主一次，机构需要在一个月之内办理登记手续。"),
    ("يوضح الجدول التالي أهم المخاطر:", "تعمل الخوادم في مبنى واحد، وتديرها جهة حكومية منذ خمس سنوات."),
  ])
  func `a date, an explanation and a table are no lists that were lost`(label: String, text: String) {
    #expect(!isLost(read("Harbour Watch\n\n\(prose)\n\n\(label)\n\n\(text)\n")))
  }

  @Test func `items that were announced and are missing were lost`() {
    #expect(isLost(read("Harbour Watch\n\n\(prose)\n\nThe main benefits of the pump are:\n\n\(prose)\n")))
  }

  @Test(arguments: [
    ("Recommendations:", true), ("建议：", true), ("Benefits:", true), ("Note:", false), ("Tags:", false),
  ])
  func `a name over nothing has lost its list`(line: String, wasLost: Bool) {
    for end in ["", "\n\nOutlook\n\n\(prose)\n"] {
      #expect(isLost(read("Harbour Watch\n\n\(prose)\n\n\(line)\(end)")) == wasLost)
    }
    #expect(!isLost(read("Harbour Watch\n\n\(prose)\n\n\(line)\n\n\(prose)\n")))
  }

  @Test(arguments: [
    // Labels over paragraphs, names over what is said of them, and a quotation.
    "Improve safety:\n\nPROSE\n\nEnhance care coordination:\n\nPROSE\n\nIncrease efficiency:\n\nPROSE",
    "Numerous factors kept owners from the new harbour, such as:\n\nVolatility\n\nPROSE\n\nFees\n\nPROSE",
    "The board makes the new walls of the harbour “a major priority for the agency”:\n\nPROSE",
  ])
  func `labels, names and quotations lost no list`(text: String) {
    let body = text.split(separator: "PROSE", omittingEmptySubsequences: false).joined(separator: prose)
    #expect(!isLost(read("Harbour Watch\n\n\(prose)\n\n\(body)\n\nOutlook\n\n\(prose)\n")))
  }

  @Test func `questions that should be asked are announced`() {
    #expect(
      isLost(
        read(
          "Harbour Watch\n\n\(prose)\n\nBefore a wall is built, three questions should be asked:\n\nOutlook of the Board\n\n\(prose)\n"
        )
      ))
  }

  @Test func `a list that was lost above an announced table is told`() {
    let found = read(
      "Harbour Watch\n\n\(prose)\n\nThe benefits of the programme include:\n\n"
        + "The following table sums up the challenges:\n\n| Challenge | Effect |\n|---|---|\n| Storms | Delays |\n"
        + "| Debt | Less building |\n\n\(prose)\n")
    #expect(found.notes.filter { $0.kind == .lostList }.map(\.span.firstLine) == [5])
  }

  @Test(arguments: ["Mis à jour le 17/03/2025", "Last updated March 3, 2025", "Updated on 3 March 2025"])
  func `when a text was touched is not its title`(line: String) {
    let found = read("\(line)\n\nWind pumps in the old harbour\n\n\(prose)\n\nHow they work\n\n\(prose)\n")
    #expect(found.title == "Wind pumps in the old harbour")
    #expect(found.date == nil)
  }

  @Test func `a table of contents and the day of a change are neither title nor heading`() {
    let found = read(
      "Mis à jour le 17/03/2025\nSommaire\nLes risques du télétravail\n\(prose)\nLa sensibilisation\n\(prose)\n"
    )
    #expect(found.title == nil)
    #expect(found.headings.map(\.text).suffix(2) == ["Les risques du télétravail", "La sensibilisation"])
    #expect(!found.headings.contains { $0.text.hasPrefix("Mis") })
  }

  @Test(arguments: ["Published on", "Publié le", "发布日期："])
  func `the label of a date that was lost is no heading`(label: String) {
    let found = read("Wind Pumps in the Old Harbour\n\n\(label)\n\n\(prose)\n\nHow They Work\n\n\(prose)\n")
    #expect(found.headings.map(\.text) == ["How They Work"])
    #expect(!isLost(found))
  }

  @Test func `two sentences are no heading though the second has no stop`() {
    let found = read(
      "储能电站\n\n一、环保\n\n核能发电不会像化石能源发电那样产生二氧化碳。发展核电有助于减轻温室效应,改善气候环境\n\n二、低耗\n\n核电站所消耗的核燃料比火电厂少得多。\n")
    #expect(found.headings.map(\.text) == ["一、环保", "二、低耗"])
  }

  @Test func `a short dash and a hyphen that touches its text mark the same list`() {
    let found = read(
      "\(prose)\n\nLes risques du projet :\n– L’énergie dépend du vent.\n-C’est une source intermittente.\n"
        + "-Les zones sont limitées.\n\(prose)\n")
    #expect(
      found.lists.map { $0.items.map(\.text) } == [
        [
          "L’énergie dépend du vent.", "C’est une source intermittente.", "Les zones sont limitées.",
        ]
      ])
  }

  @Test func `what a page says of itself may stand above its title`() {
    let found = read(
      "discover the ultimate checklist to guarantee cybersecurity and to protect the data of your staff at home.\n\n"
        + "Cybersecurity: The Ultimate Checklist to Protect the Data of Your Staff at Home\n\nIn brief\n\n\(prose)\n"
    )
    #expect(found.title == "Cybersecurity: The Ultimate Checklist to Protect the Data of Your Staff at Home")
    #expect(found.headings.map(\.text) == ["In brief"])
  }

  @Test func `a first section below a first paragraph is not the title`() {
    let found = read("\(prose)\n\nWhat the pump costs\n\n\(prose)\n")
    #expect(found.title == nil)
    #expect(found.headings.map(\.text) == ["What the pump costs"])
  }

  @Test func `what goes on with the title is no heading`() {
    let found = read(
      "Harbour Pumps Compared\n\nCompare wind pumps, solar pumps, and diesel pumps on price and on noise\n\n"
        + "Ad placeholder (leaderboard)\n\n\(prose)\n\nHow They Work\n\n\(prose)\n")
    #expect(found.title == "Harbour Pumps Compared")
    #expect(found.headings.map(\.text) == ["How They Work"])
  }

  @Test func `the last heading is kept when its items are lost`() {
    let found = read("Harbour Pumps\n\n\(prose)\n\nCosts\n\n\(prose)\n\nEthical risks\n")
    #expect(found.headings.map(\.text) == ["Costs", "Ethical risks"])
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct PlainTextHeadingsTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private let prose =
    "This is a paragraph of ordinary prose that ends as sentences do, and it is long enough to be one."

  @Test(arguments: [
    "$ pip install thing", "Use pip install --upgrade", "Photos: Jane Doe", "3 comments", "4 min read",
    "Hace 28 minutos", "2 hours ago", "17 July 2011 @ 13:04", "“Nobody asked us anything”", "since then",
    "for (x in y) { }", "Run make_all now",
  ])
  func `a short line that is something else is no heading`(_ line: String) {
    #expect(read("\(prose)\n\(line)\n\(prose)\n\(prose)").headings.isEmpty)
  }

  @Test(arguments: [
    "A wider view of it", "¿Quién gana y quién pierde?", "一、政策背景", "المخاطر المتوقعة", "“Downtown” Montauk",
    "Les aides en un coup d’œil", "2.1 Third parties", "4. Conveying Source Versions.", "现状",
  ])
  func `a short line between paragraphs is a heading`(_ line: String) {
    #expect(read("\(prose)\n\(line)\n\(prose)\n\(prose)").headings.map(\.text) == [line])
  }

  @Test(arguments: [
    "A chart showing the share of wind power in each region", "Un cartel que muestra las rutas del puerto",
    "Harbour Watch banner",
  ])
  func `the words for a picture are no heading`(_ line: String) {
    #expect(read("A title of it\n\n\(prose)\n\n\(line)\n\n\(prose)\n\n\(prose)").headings.isEmpty)
  }

  @Test(arguments: [("Next steps", true), ("النتائج", true), ("Conclusion", true), ("Jane Doe", false)])
  func `the last line is a heading where it is called as last sections are`(_ line: String, _ isHeading: Bool)
  {
    let found = read("A title of it\n\n\(prose)\n\nA part of it\n\n\(prose)\n\n\(line)")
    #expect(found.headings.map(\.text) == ["A part of it"] + (isHeading ? [line] : []))
  }

  @Test func `a date glued before a long paragraph is the date`() {
    let long = Array(repeating: prose, count: 16).joined(separator: " ")
    let found = read(" date 2025-04-09 \(long)\n\nA part of it\n\n\(prose)\n\n\(prose)")
    #expect(found.date == "2025-04-09")
    #expect(found.title == nil)
  }

  @Test func `what a page says above its title is no part of it`() {
    let found = read("You are currently viewing Ferries: What the Islands Want\n\n\(prose)\n\n\(prose)")
    #expect(found.title == "Ferries: What the Islands Want")
  }

  @Test func `pieces of a broken sentence are no headings`() {
    let found = read(
      "\(prose)\nSince the virtual environment includes its own version of\nPip\n"
        + ", any installed packages in lib are found by it, and that is what one wants.\n\(prose)")
    #expect(found.headings.isEmpty)
  }

  @Test func `the link to edit a section is no part of its heading`() {
    let found = read(
      "\(prose)\nDetails[edit]\n\(prose)\nLiens externes[modifier le code]\n\(prose)")
    #expect(found.headings.map(\.text) == ["Details", "Liens externes"])
  }

  @Test func `where headings are marked a short line without marks is none`() {
    let found = read("# A title\n\n\(prose)\n\n## Part one\n\n\(prose)\n\nShort line\n\n\(prose)\n")
    #expect(found.headings.map(\.text) == ["Part one"])
  }

  @Test func `prompts and comments are no headings and make no Markdown`() {
    let text =
      "\(prose)\n\nThe first step\n\n\(prose)\n\n# aa-enforce /usr/bin/pidgin\nSetting to enforce mode.\n# aa-complain x\nDone.\n\n\(prose)\n\n\(prose)"
    let found = BriefingReader.read(Array(text.utf8), path: "a.txt").briefing
    #expect(found.format == .text)
    #expect(found.headings.map(\.text) == ["The first step"])
  }

  @Test func `levels follow the numbers`() {
    let found = read(
      "\(prose)\n1. Objectives of it\n1.1 Cover\n\(prose)\n1.2 Reach\n\(prose)\n2. Results of it\n\(prose)\n2.1 Costs\n\(prose)"
    )
    #expect(found.headings.map(\.level) == [1, 2, 2, 1, 2])
    let chinese = read("\(prose)\n一、背景\n\(prose)\n（一）优势\n\(prose)\n（二）风险\n\(prose)\n二、下一步\n\(prose)")
    #expect(chinese.headings.map(\.level) == [1, 2, 2, 1])
  }

  @Test func `text in ideographs is not taken for wrapped lines`() {
    let line = "随着移动支付的普及，不少老年人在乘车、就医时遇到困难。多个城市开始恢复现金窗口。"
    let found = read("\(line)\n现状\n\(line)\n各地做法\n\(line)\n结语\n\(line)")
    #expect(found.headings.map(\.text) == ["现状", "各地做法", "结语"])
    #expect(found.paragraphs.count == 4)
  }

  @Test func `blank lines behind the text do not change how it is read`() {
    let text = "\(prose)\nCosts of it\n\(prose)\n"
    #expect(read(text + String(repeating: "\n", count: 12)).headings.map(\.text) == ["Costs of it"])
  }

  // MARK: Title and furniture

  @Test func `navigation before the title is dropped with a note`() {
    let found = read("  * Home\n  * News\n  * Economy\n\nGuidance on border data\n\n\(prose)\n\n\(prose)")
    #expect(found.title == "Guidance on border data")
    #expect(found.lists.isEmpty)
    #expect(found.notes.map(\.span) == [SourceSpan(firstLine: 1, lastLine: 3)])
  }

  @Test(arguments: ["6 de marzo de 2026", "By Jane Doe", "Publié le 3 mars 2026 à 10h30"])
  func `a line that ends in a stop is a title above a date or byline`(_ below: String) {
    #expect(
      read("Tariffs change again in July.\n\(below)\n\(prose)\n\(prose)").title
        == "Tariffs change again in July.")
  }

  @Test(arguments: [
    "Leer también", "À lire aussi", "相关阅读", "اقرأ أيضاً", "分享到微博", "شارك على فيسبوك",
    "Read more: A technology divides the world",
    "Suscríbase a nuestro boletín", "本网站使用Cookie。", "Newer posts",
  ])
  func `furniture at the end is dropped with a note`(_ line: String) {
    let found = read("A title of it\n\(prose)\n\(prose)\n\(line)")
    #expect(found.paragraphs.count == 2)
    #expect(found.notes.map(\.kind) == [.furniture])
  }

  @Test(arguments: [
    ("发布时间：2025-12-18 09:30", "2025-12-18"), ("٦ مارس ٢٠٢٦", "2026-03-06"),
    ("نُشر في 15 أبريل 2026", "2026-04-15"),
    ("2026年3月6日 来源：能源观察", "2026-03-06"), ("Le 12 janvier 2026", "2026-01-12"),
    ("Publicado el 14/11/2025 por el Ministerio de Salud", "2025-11-14"), ("١٥ آذار ٢٠٢٦", "2026-03-15"),
  ])
  func `a dateline of another script gives its day`(_ line: String, _ day: String) {
    #expect(DateReader.dateline(line)?.reading == .day(day))
  }

  @Test(arguments: ["更新时间：2025-12-18", "Mis à jour le 4 mars 2026"])
  func `an update in another language is no date of publication`(_ line: String) {
    #expect(DateReader.dateline(line) == nil)
  }

  @Test(arguments: [
    ("  “Leer  más…”", "\"leer más…\""), ("À LIRE — aussi.", "à lire - aussi"), ("«Été»", "\"été\""),
    ("分享　到", "分享 到"), ("", ""), ("...", ""),
  ])
  func `folded text is the key of comparison`(_ text: String, _ folded: String) {
    #expect(String(decoding: FoldedText(text).bytes, as: UTF8.self) == folded)
    #expect(text.comparisonKey == folded)
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct PlainTextRecogniserTests {
  @Test(arguments: [
    ("the region.As both countries", "the region. As both countries", [11]),
    ("for years.Recently,joint operations", "for years. Recently, joint operations", [10, 19]),
    ("voluntario.Las organizaciones", "voluntario. Las organizaciones", [11]),
    ("he said “no.”The end", "he said “no.” The end", [13]),
    ("Is it over?Nobody knows", "Is it over? Nobody knows", [11]),
  ])
  func `glued sentences are parted`(_ text: String, _ parted: String, _ offsets: [Int]) {
    let found = GluedSentences.part(text)
    #expect(found.text == parted)
    #expect(found.spots.map(\.offset) == offsets)
  }

  @Test(arguments: [
    "the U.S. and U.S.-Ecuador relations", "a rise of 3.5 points", "tools, e.g.drones",
    "built with Node.js today",
    "see file.txt and README.MD", "at https://example.com/a.B,c", "in 1,000 homes", "N,N-dimethyl",
    "a,b and c",
    "System.out.println(x)", "write to me@example.com", "at 5 p.m.on Friday",
  ])
  func `abbreviations, numbers and names with dots stay whole`(_ text: String) {
    #expect(GluedSentences.part(text).text == text)
  }

  @Test(arguments: [
    ("22 de enero de 2026", "2026-01-22"), ("Posted on April 9, 2026 by newsdesk", "2026-04-09"),
    ("Published: 2026-03-06", "2026-03-06"), ("le 1er mars 2026", "2026-03-01"), ("2026年3月6日", "2026-03-06"),
    ("By Jane Doe | March 3, 2026", "2026-03-03"), ("13/04/2026", "2026-04-13"),
    ("6 March 2026", "2026-03-06"),
    ("Publié le 3 mars 2026 à 10h30", "2026-03-03"), ("Fecha: 3 de febrero de 2025", "2025-02-03"),
  ])
  func `a dateline gives its day`(_ line: String, _ day: String) {
    #expect(DateReader.dateline(line)?.reading == .day(day))
  }

  @Test(arguments: [
    "The treaty was signed on March 3, 1998 in Lima.", "In 2024 the government changed course.",
    "Last updated: March 3, 2026", "The interview took place on 5 May 2025 and lasted two hours.",
    "32 March 2026", "Plan Colombia", "30 February 2026",
  ])
  func `prose, updates and impossible days give none`(_ line: String) {
    #expect(DateReader.dateline(line) == nil)
  }

  @Test func `a day and month that cannot be told apart are ambiguous`() {
    #expect(DateReader.dateline("03/04/2026")?.reading == .ambiguous)
  }

  @Test func `a date glued to the title is parted from it`() {
    let found = DateReader.gluedDate("date 2026-03-06 U.S. Partners with Ecuador")
    #expect(found?.day == "2026-03-06")
    #expect(found?.rest == 16)
    #expect(DateReader.gluedDate("2024-03-06 was the day of the vote") == nil)
  }

  @Test(arguments: [
    ("Drones over the border – ABC7 Los Angeles", "Drones over the border", "ABC7 Los Angeles"),
    ("Cameras at the port - Dockside News", "Cameras at the port", "Dockside News"),
    ("Rates stay flat | Example Bank", "Rates stay flat", "Example Bank"),
  ])
  func `the publication is parted from a title`(_ text: String, _ title: String, _ source: String) {
    #expect(TitleReader.part(text) == TitleReader.Parted(title: title, source: source))
  }

  @Test func `a dash within a title stays`() {
    #expect(TitleReader.part("Carbon capture – promise and peril").source == nil)
    #expect(TitleReader.part("Carbon capture – Promise and Peril").source == nil)
  }

  @Test(arguments: [
    ("Primary Aim: Weaken operations", "Primary Aim"), ("Riesgos: varios", "Riesgos"),
    ("U.S. Support: Provide drones", "U.S. Support"),
  ])
  func `a label ends at its colon`(_ text: String, _ label: String) {
    #expect(ListLabel.label(of: text) == label)
  }

  @Test(arguments: ["No colon here", "At 10:30 they met", "One. Two: three", "https://example.com/a"])
  func `what is no label gives none`(_ text: String) {
    #expect(ListLabel.label(of: text) == nil)
  }

  @Test func `marks are taken out of the text and kept as runs`() {
    let read = InlineMarkup.read("on *intelligence sharing* and `code` but 3 * 4 * 5")
    #expect(read.text == "on intelligence sharing and code but 3 * 4 * 5")
    #expect(read.marks.map(\.range) == [3..<23, 28..<32])
    #expect(read.marks.map(\.kind) == [.emphasis, .code])
  }

  @Test func `underscores of names stay, and those around prose are marks`() {
    for name in [
      "__init__.py", "__LP64__", "call _private_ here", "__init__", "x._part_(y)", "(_one_)", "a _b_/_c_",
    ] {
      #expect(InlineMarkup.read(name) == InlineText(name))
    }
    let read = InlineMarkup.read("as _the committee_ said in _Nature_ (_see below_)")
    #expect(read.text == "as the committee said in Nature (see below)")
    #expect(read.marks.map(\.kind) == [.emphasis, .emphasis, .emphasis])
  }

  @Test func `the sentence that announces is the last one`() {
    #expect(
      Announcements.sentence(in: "It grew in the U.S. fast. Key risks include:") == "Key risks include:")
    #expect(Announcements.sentence(in: "No colon.") == nil)
    #expect(!Announcements.promisesList("The minister said:"))
    #expect(!Announcements.promisesList("The table below shows the costs:"))
    #expect(Announcements.promisesList("Entre los puntos pendientes figuran:"))
  }
}

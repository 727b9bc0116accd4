@testable import BriefingExtraction
import BriefingModel
import Testing

/// What pages leave in the text that scrapers write: lines above the title, dates in words, tables in scripts
/// without capitals.
@Suite struct PageScarsTests {
  private static let paragraph =
    "The harbour board met twice in the spring and heard the owners of the smaller boats about the new fees."

  private func read(_ text: String, _ path: String = "a.txt") -> Briefing {
    BriefingReader.read(Array(text.utf8), path: path).briefing
  }

  // MARK: Above the title

  @Test(arguments: [
    "Varios", "News", "Inicio > Salud > Noticias", "Home / Energy / Reports", "Loading\nsvg\nOpen",
    "Actualités",
    "Josh\n\nPosted on Dec 30, 2021", "Logo APRA", "Tag Archives: harbours",
    "Tag Archives: harbours\n\nMonthly Archives: May",
  ])
  func `what stands above the title is not the title`(kicker: String) {
    let briefing = read("\(kicker)\n\nNew fees in the old harbour of the north\n\n\(Self.paragraph)\n")
    #expect(briefing.title == "New fees in the old harbour of the north")
    #expect(briefing.headings.isEmpty)
    #expect(briefing.notes.contains { $0.kind == .furniture && $0.span.firstLine == 1 })
  }

  @Test(arguments: ["新闻", "首页 > 要闻 > 正文"])
  func `nor in a script without blanks`(kicker: String) {
    let text = "北方港口的新收费标准引发渔民讨论\n\n港口委员会在春季召开了两次会议，听取了小型船只船主对新收费标准的意见，并公布了报告。"
    #expect(read("\(kicker)\n\n\(text)\n").title == "北方港口的新收费标准引发渔民讨论")
  }

  @Test(arguments: ["Harbour fees", "Energy", "Hydrogen", "能源", "Josh"])
  func `a short title is one where no other stands below`(title: String) {
    #expect(read("\(title)\n\n\(Self.paragraph)\n\n\(Self.paragraph)\n").title == title)
  }

  @Test(arguments: ["Fundamentals", "Introduction", "引言", "Resumen ejecutivo", "مقدمة"])
  func `the heading of a first section is no title`(opener: String) {
    let briefing = read(
      "\(opener)\n\(Self.paragraph)\n\nWhat the fees pay for\n\(Self.paragraph)\n\nOutlook\n\(Self.paragraph)\n"
    )
    #expect(briefing.title == nil)
    #expect(briefing.headings.map(\.text) == [opener, "What the fees pay for", "Outlook"])
  }

  @Test func `a line that says when is no title`() {
    #expect(read("时间:01-18人气:20作者:木子\n\n\(Self.paragraph)\n").title == nil)
  }

  // MARK: Dates

  @Test(arguments: [
    "Friday, March 14, 2025", "Vendredi 14 mars 2025", "Viernes, 14 de marzo de 2025", "الجمعة 14 مارس 2025",
    "Madrid, 14 mar 2025", "Fri 14 Mar 2025 06.00 GMT", "March 14, 20256 min read", "14 آذار/مارس 2025",
    "2025年3月14日 星期五",
  ])
  func `a date with its weekday, place or time is the date`(line: String) {
    let briefing = read("Council approves flood plan\n\n\(line)\n\n\(Self.paragraph)\n")
    #expect(briefing.date == "2025-03-14")
    #expect(briefing.headings.isEmpty)
  }

  @Test(arguments: ["Data as of 14 March 2025", "数据截至2025年3月14日", "Deadline: 14 March 2025"])
  func `the day of something else is neither the date nor a heading`(line: String) {
    let briefing = read(
      "Council approves flood plan\n\n\(Self.paragraph)\n\n\(line)\n\n\(Self.paragraph)\n\n时间:01-17人气:25\n\n\(Self.paragraph)"
    )
    #expect(briefing.date == nil)
    #expect(briefing.headings.isEmpty)
  }

  @Test func `a hand that points elsewhere is no heading`() {
    let text = "\(Self.paragraph)\n\n👉 Explore how fees change ports\n\n\(Self.paragraph)\n"
    #expect(read("New fees\n\n" + text).headings.isEmpty)
  }

  // MARK: Tables

  @Test func `bars between and behind two cells make rows`() throws {
    let table = try #require(
      read(
        "New fees\n\n\(Self.paragraph)\n\nBenefits | Risks |\nCleaner quays | Fewer boats |\nNew lights | Higher prices |\n\n\(Self.paragraph)"
      ).tables.first)
    #expect(table.header == ["Benefits", "Risks"])
    #expect(table.rows == [["Cleaner quays", "Fewer boats"], ["New lights", "Higher prices"]])
  }

  @Test(arguments: [
    (
      ["Approach", "Strengths", "Weaknesses"],
      ["Quays", "Quick to build", "Short lived", "Buoys", "Cheap", "Few sites"]
    ),
    (
      ["الخدمة", "المزايا", "العيوب"],
      ["دفع الفواتير", "توفير الوقت", "أعطال متكررة", "القروض", "شروط سهلة", "رسوم إضافية"]
    ),
    (["挑战", "影响", "解决方案"], ["标准不统一", "拆解效率低", "制定编码规则", "资质管理薄弱", "非法回收增多", "建立白名单制度"]),
  ])
  func `cells one below the other fall into the columns that are named first`(
    header: [String], cells: [String]
  ) throws {
    let lines = (header + cells).map { $0 + "|" }.joined(separator: "\n")
    let briefing = read("New fees\n\n\(Self.paragraph)\n\n\(lines)\n\n\(Self.paragraph)\n")
    let table = try #require(briefing.tables.first)
    #expect(table.header == header)
    #expect(table.rows == [Array(cells[..<3]), Array(cells[3...])])
  }

  @Test func `cells that several numbers of columns explain are shown as their lines and state nothing`()
    throws
  {
    let cells = [
      "Benefits", "Risks", "Costs", "Results", "New steep steep roads wet", "High lamps wet cables walls",
      "Slow long", "Lamps high long lamps thin", "Low cold wet", "New nights roads quiet old", "Walls quiet",
      "Steep lamps boats quiet roofs", "Lamps", "Slow cold nights roads steep", "Wet old dark", "Slow rooms",
      "Old long wet", "Quiet", "Long", "Low cables", "Tides quiet high", "Steep low thin new low", "Dark",
      "Roofs cold",
    ]
    let lines = cells.map { $0 + "|" }.joined(separator: "\n")
    let briefing = read("New fees\n\n\(Self.paragraph)\n\n\(lines)\n\n\(Self.paragraph)\n")
    let table = try #require(briefing.tables.first)
    #expect(table.confidence == .uncertain)
    #expect(table.rows.isEmpty)
    #expect(table.raw.contains("Roofs cold|"))
    #expect(briefing.assessments.isEmpty)
  }

  @Test func `a heading between two such tables parts them`() {
    let briefing = read("优势|\n风险|\n减少进口|\n造成污染|\n降低成本|\n存在隐患|\n应对措施\n挑战|\n影响|\n标准不一|\n效率低|\n管理薄弱|\n回收增多|\n")
    #expect(briefing.tables.map(\.header) == [["优势", "风险"], ["挑战", "影响"]])
    #expect(briefing.headings.map(\.text) == ["应对措施"])
  }

  @Test func `cells of a script without blanks are parted by them`() throws {
    let table = try #require(
      read("回收报告\n\n行业协会本周发布了年度报告，介绍了情况。\n\n主要优势 风险\n减少对进口的依赖 造成污染\n降低电池的成本 起火隐患\n\n各地将陆续出台政策。\n").tables
        .first)
    #expect(table.header == ["主要优势", "风险"])
    #expect(table.rows == [["减少对进口的依赖", "造成污染"], ["降低电池的成本", "起火隐患"]])
    #expect(table.isReconstructed)
  }

  private func desalination(_ rows: String) throws -> Table {
    try #require(
      read(
        "تحلية المياه\n\nافتتحت ثلاث دول محطات جديدة خلال العام الماضي.\n\nالفوائد المخاطر\n\(rows)\n\nومن المتوقع أن تنضم دولتان.\n"
      ).tables.first)
  }

  @Test func `cells of a script without capitals are parted by grammar, and never for certain`() throws {
    let table = try desalination("خفض تكلفة المتر ارتفاع ملوحة البحر\nتقليل الانبعاثات لا رقابة على المصانع")
    #expect(table.confidence == .likely)
    #expect(table.header == ["الفوائد", "المخاطر"])
    #expect(
      table.rows == [
        ["خفض تكلفة المتر", "ارتفاع ملوحة البحر"], ["تقليل الانبعاثات", "لا رقابة على المصانع"],
      ])
  }

  @Test func `what is compared may have a name that is not known`() throws {
    let briefing = read(
      "تحلية المياه\n\nافتتحت ثلاث دول محطات جديدة خلال العام الماضي.\n\nالمرشح المزايا العيوب\nالمحطة الساحلية قرب من السكان ارتفاع التكلفة\nالمحطة العائمة سهولة النقل لا رقابة على المياه\n\nومن المتوقع أن تنضم دولتان.\n"
    )
    #expect(briefing.tables.first?.header == ["المرشح", "المزايا", "العيوب"])
  }

  @Test func `levels side by side are cells of their own`() throws {
    let table = try #require(
      read(
        "مخاطر المشروع\n\nيعمل النظام على خوادم محلية وتديره جهة حكومية منذ خمس سنوات.\n\n"
          + "الخطر التأثير الاحتمالية خطة التخفيف\nفقدان بيانات عالي منخفض نسخ احتياطي يومي\n"
          + "امتلاء القرص متوسط متوسط مراقبة المساحة\nاختراق أمني عالي منخفض تشفير، صلاحيات دقيقة، مراقبة\n"
      ).tables.first)
    #expect(table.header == ["الخطر", "التأثير", "الاحتمالية", "خطة التخفيف"])
    #expect(
      table.rows == [
        ["فقدان بيانات", "عالي", "منخفض", "نسخ احتياطي يومي"],
        ["امتلاء القرص", "متوسط", "متوسط", "مراقبة المساحة"],
        ["اختراق أمني", "عالي", "منخفض", "تشفير، صلاحيات دقيقة، مراقبة"],
      ])
    #expect(table.confidence == .likely)
  }

  @Test func `one level is a cell between two names`() throws {
    let table = try #require(
      read(
        "مخاطر الموانئ\n\nأعدت هيئة الموانئ قائمة بأهم المخاطر خلال العام المقبل، وستراجعها كل ستة أشهر.\n\n"
          + "الخطر الاحتمال الأثر\nهجوم إلكتروني مرتفع توقف الرافعات\nعاصفة بحرية متوسط تأخر السفن\n"
          + "إضراب العمال منخفض تكدس الحاويات\n"
      ).tables.first)
    #expect(
      table.rows == [
        ["هجوم إلكتروني", "مرتفع", "توقف الرافعات"], ["عاصفة بحرية", "متوسط", "تأخر السفن"],
        ["إضراب العمال", "منخفض", "تكدس الحاويات"],
      ])
  }

  @Test func `an adjective made of a noun ends the cell as well`() throws {
    let table = try #require(
      read(
        "طوابير المهام\n\nيتطلب الحل تأخير المهام وضمان تنفيذها مرة واحدة على الأقل ومراقبة حالة كل مهمة.\n\n"
          + "البديل المزايا العيوب\nالمؤقت المدمج بسيط جدًا، لا تبعية إضافية يضيع عند إعادة تشغيل الخادوم\n"
          + "الطابور السحابي موثوقية عالية، لا إدارة بنية تحتية تكلفة إضافية، تعقيد تكامل\n"
          + "التدفقات اليدوية مرونة كاملة يتطلب بناء المنطق من الصفر\n"
      ).tables.first)
    #expect(
      table.rows == [
        ["المؤقت المدمج", "بسيط جدًا، لا تبعية إضافية", "يضيع عند إعادة تشغيل الخادوم"],
        ["الطابور السحابي", "موثوقية عالية، لا إدارة بنية تحتية", "تكلفة إضافية، تعقيد تكامل"],
        ["التدفقات اليدوية", "مرونة كاملة", "يتطلب بناء المنطق من الصفر"],
      ])
  }

  @Test func `an adjective ends the cell of the noun that it agrees with`() throws {
    let table = try #require(
      read(
        "تحلية المياه\n\nتبني الهيئة أربع محطات لتحلية المياه تعمل بالطاقة الشمسية في السنوات المقبلة.\n\n"
          + "الموقع المزايا العيوب\nالمرفأ الشرقي مراقبة وتنبيه تلقائي رسوم عالية\nالميناء القديم قريب من الشبكة مساحة ضيقة\n"
          + "الشاطئ الشمالي شمس دائمة بعيد عن الطرق\nالجزيرة تيارات قوية تكلفة نقل عالية\n"
      ).tables.first)
    #expect(
      table.rows == [
        ["المرفأ الشرقي", "مراقبة وتنبيه تلقائي", "رسوم عالية"],
        ["الميناء القديم", "قريب من الشبكة", "مساحة ضيقة"], ["الشاطئ الشمالي", "شمس دائمة", "بعيد عن الطرق"],
        ["الجزيرة", "تيارات قوية", "تكلفة نقل عالية"],
      ])
  }

  @Test func `cells that nothing parts are not made up`() throws {
    let table = try desalination("خفض تكلفة المتر ارتفاع ملوحة البحر\nمياه شرب ضجيج محركات")
    #expect(table.confidence == .uncertain)
    #expect(table.header == ["الفوائد", "المخاطر"])
    #expect(table.rows.isEmpty)
    #expect(table.raw.contains("ضجيج محركات"))
  }

  // MARK: Pages

  @Test func `names of columns head a table whose page marks no header`() throws {
    let rows =
      "<tr><td>Island</td><td>Benefit</td><td>Risk</td></tr><tr><td>Eigg</td><td>Lower bills</td><td>Old cables</td></tr>"
    let table = try #require(
      read("<h1>Plan</h1><p>\(Self.paragraph)</p><table>\(rows)</table><p>\(Self.paragraph)</p>", "a.html")
        .tables.first)
    #expect(table.header == ["Island", "Benefit", "Risk"])
    // The name of a row is no header.
    let facts = "<tr><td>Country</td><td>Chile</td></tr><tr><td>Fleet</td><td>Twelve boats</td></tr>"
    let plain = try #require(
      read("<h1>Plan</h1><p>\(Self.paragraph)</p><table>\(facts)</table><p>\(Self.paragraph)</p>", "a.html")
        .tables.first)
    #expect(plain.header.isEmpty)
  }

  @Test func `words over numbers head a table whose page marks no header`() throws {
    func page(_ rows: [String]) throws -> Table {
      let cells = rows.map { row in
        "<tr>" + row.split(separator: "|").map { "<td>\($0)</td>" }.joined() + "</tr>"
      }
      return try #require(read("<body><p>Text</p><table>\(cells.joined())</table>", "a.html").tables.first)
    }
    let pumps = try page([
      "Pump|Purchase|Subsidy|Payback", "Air|14,000|40%|9 years", "Ground|27,500|45%|14 years",
    ])
    #expect(pumps.header == ["Pump", "Purchase", "Subsidy", "Payback"])
    #expect(try page(["Air|14,000|40%|9 years", "Ground|27,500|45%|14 years", "Well|3|4|5"]).header.isEmpty)
    #expect(try page(["Air|loud|cheap", "Ground|14|quiet", "Well|9|quiet"]).header.isEmpty)
  }

  @Test func `a note in a box is no table`() {
    let box =
      "<table><tr><td rowspan=2><img src=n.png alt=Note></td><th>Note</th></tr><tr><td><p>All islands are meant.</p></td></tr></table>"
    let briefing = read("<h1>Plan</h1><p>\(Self.paragraph)</p>\(box)<p>\(Self.paragraph)</p>", "a.html")
    #expect(briefing.tables.isEmpty)
    let texts = briefing.sections.flatMap(\.blocks).map { block in
      if case .paragraph(let paragraph) = block { paragraph.text } else { "" }
    }
    #expect(texts.contains { $0.contains("All islands are meant.") })
  }

  @Test(arguments: ["a.html", "a.md"])
  func `one paragraph in bold between others is a heading`(path: String) {
    let text =
      path == "a.md"
      ? "# Plan\n\n\(Self.paragraph)\n\n**What went well**\n\n\(Self.paragraph)\n"
      : "<h1>Plan</h1><p>\(Self.paragraph)</p><p><strong>What went well</strong></p><p>\(Self.paragraph)</p>"
    #expect(read(text, path).headings.map(\.text).last == "What went well")
  }

  @Test func `what a page states as its title goes before the name of its section`() {
    let page = """
      <html><head><title>News | The Daily River</title><meta property="og:title" content="Fees for three islands"></head>
      <body><div><h1>The Daily River</h1></div><div><h2>Fees for three islands</h2><p>\(Self.paragraph)</p>
      <h3>Costs</h3><p>\(Self.paragraph)</p></div></body></html>
      """
    #expect(read(page, "a.html").title == "Fees for three islands")
  }
}

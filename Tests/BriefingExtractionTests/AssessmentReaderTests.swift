import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct AssessmentReaderTests {
  /// Sign, label and text of what a Markdown text states.
  private func stated(_ markdown: String) -> [String] {
    let briefing = BriefingReader.read(Array(markdown.utf8), path: "a.md").briefing
    return briefing.assessments.filter(\.isStated).map { found in
      "\(found.kind.sign) " + (found.label.map { "\($0): " } ?? "") + found.text
    }
  }

  private func table(_ header: String, _ rows: String...) -> String {
    let columns = header.split(separator: "|", omittingEmptySubsequences: false).count
    let rule = Array(repeating: "---", count: columns).joined(separator: "|")
    return "# T\n\ntext before the table\n\n| \(header) |\n|\(rule)|\n"
      + rows.map { "| \($0) |\n" }.joined()
  }

  // MARK: Tables

  @Test(arguments: [
    ("Benefits | Risks", "Cleaner air | Higher bills", ["+ Cleaner air", "- Higher bills"]),
    (
      "Challenge | Impact", "30% null rate | Missing values spoil the model",
      ["- 30% null rate: Missing values spoil the model"]
    ),
    ("Region | Impact | Strategy", "Ferry ports | Missed departures | Registration on board", []),
    ("风险类型 | 应对策略", "数据泄露 | 加密存储", ["- 数据泄露", "= 加密存储"]),
    (
      "Challenge | Impact | Strategy", "Vulnerabilities | Severe | Scan the code",
      ["- Vulnerabilities", "= Scan the code"]
    ),
    ("Option | Pros | Cons", "Tape | Cheap to keep | Slow to read", ["+ Cheap to keep", "- Slow to read"]),
    (
      "Benefit | Description", "Lower bills | Families pay less in winter",
      ["+ Lower bills: Families pay less in winter"]
    ),
    (
      "Challenge | Effect | Proposed Solution", "Gaps | Slow answers at night | Hire two officers",
      ["- Gaps: Slow answers at night", "= Hire two officers"]
    ),
    ("Threat | Mitigation", "Ransomware | Offline copies", ["- Ransomware", "= Offline copies"]),
    (
      "Risk | Likelihood | Impact | Response", "Cost overruns | High | Medium | Fixed price contract",
      ["- Cost overruns", "= Fixed price contract"]
    ),
    (
      "Strategy | Impact", "Community patrols | Less crime at night",
      ["= Community patrols", "+ Less crime at night"]
    ),
    ("Strategy | Impact", "Import ban | Higher costs for bakers", ["= Import ban"]),
    (
      "Focus | Action | Expected Result", "Water | Repair the mains | Fewer leaks in summer",
      ["= Repair the mains", "+ Fewer leaks in summer"]
    ),
    (
      "Ventajas | Desventajas", "Menos ruido | Coste inicial alto", ["+ Menos ruido", "- Coste inicial alto"]
    ),
    (
      "Riesgo | Efecto | Solución propuesta", "Sequía | Pérdida de cosechas enteras | Riego por goteo",
      ["- Sequía: Pérdida de cosechas enteras", "= Riego por goteo"]
    ),
    (
      "Mesure | Avantages | Inconvénients", "Péage urbain | Moins de bouchons | Coût pour les salariés",
      ["+ Moins de bouchons", "- Coût pour les salariés"]
    ),
    ("方案 | 优点 | 缺点", "太阳能 | 清洁无噪音 | 夜间不能发电", ["+ 清洁无噪音", "- 夜间不能发电"]),
    (
      "风险 | 描述 | 应对措施", "汇率波动 | 进口成本可能上升 | 签订远期合同",
      ["- 汇率波动: 进口成本可能上升", "= 签订远期合同"]
    ),
    ("الخيار | المزايا | العيوب", "الرياح | طاقة نظيفة | إنتاج متقطع", ["+ طاقة نظيفة", "- إنتاج متقطع"]),
    (
      "Strengths | Weaknesses | Opportunities | Threats",
      "Loyal staff | Old plant | New rail line | Cheap imports",
      ["+ Loyal staff", "- Old plant", "+ New rail line", "- Cheap imports"]
    ),
    (
      "Sector | Concern | Recommended action", "Ports | Idle cranes in winter | Share the berths",
      ["- Idle cranes in winter", "= Share the berths"]
    ),
    // What a column is called by is not what it holds.
    ("Activity | Risk level | Owner", "Diving | High | Harbour office", []),
    ("Activity | Risk", "Diving | High", []),
    ("Benefit | Amount", "Child benefit | £25 a week", ["+ Child benefit"]),
    ("Option | Benefits | Risks", "A | None | No known risks", []),
    ("Option | Benefits and risks", "A | Fast but noisy at night", []),
    ("Country | Risk reduction", "Chile | Early warning by phone", []),
    ("Measure | Cost", "Insulation | Two million euros", []),
    ("Actor | Response | Potential Impact", "Smugglers | New routes by sea | Slower patrols at night", []),
    ("Step | Action", "1 | Open the valve slowly", []),
    ("Ejercicio | Gestión de riesgos", "2024 | Revisión anual del plan", []),
    ("Option | Benefits", "A | Reduced risk of fire", ["+ Reduced risk of fire"]),
    ("Option | Risks", "A | Loss of tax benefits", ["- Loss of tax benefits"]),
  ])
  func `a row is read by the names of its columns`(_ header: String, _ row: String, _ expected: [String]) {
    #expect(stated(table(header, row)) == expected)
  }

  @Test func `the first column may name the kinds`() {
    let text = table(
      "Aspect | Heat pumps | Gas boilers", "Benefits | Low running costs | Cheap to install",
      "Drawbacks | Dear to install | Exposed to fuel prices", "Lifetime | 20 years | 12 years")
    #expect(
      stated(text) == [
        "+ Low running costs", "+ Cheap to install", "- Dear to install", "- Exposed to fuel prices",
      ])
  }

  @Test func `a table of kinds without a header keeps its first row`() {
    let text = table("Pros | Quick and quiet", "Cons | Costs more in winter")
    #expect(stated(text) == ["+ Quick and quiet", "- Costs more in winter"])
  }

  @Test func `the lower half of a table of strengths and threats has a header of its own`() {
    let text = table(
      "Strengths | Weaknesses", "Trained crews | Few spare parts", "Opportunities | Threats",
      "A second berth | Rising insurance prices")
    #expect(
      stated(text) == [
        "+ Trained crews", "- Few spare parts", "+ A second berth", "- Rising insurance prices",
      ])
  }

  @Test func `a table under a heading of a kind is of that kind`() {
    let text =
      "# T\n\n## Benefits\n\n| Item | Description |\n|---|---|\n| Lower bills | Families pay less |\n"
      + "\n## Figures\n\n| Item | Description |\n|---|---|\n| Bills | What families pay |\n"
    #expect(stated(text) == ["+ Lower bills: Families pay less"])
  }

  @Test func `challenge, effect and solution stand on one subject and in the row`() {
    let table = Table(
      id: "t1", form: .pipe, header: ["Challenge", "Effect", "Proposed Solution"],
      rows: [["Communication Gaps", "Delayed intelligence flow", "Deployment of liaison officers"]],
      rowSpans: [SourceSpan(line: 3)], raw: "", span: SourceSpan(firstLine: 1, lastLine: 3))
    let found = AssessmentReader.assessments(in: [Section(blocks: [.table(table)])])
    #expect(found.map(\.kind) == [.risk, .mitigation])
    #expect(found.first?.subject != nil && found.first?.subject == found.last?.subject)
    #expect(found.map(\.column) == [1, 2])
    #expect(found.map(\.span) == [SourceSpan(line: 3), SourceSpan(line: 3)])
  }

  // MARK: Lists

  @Test(arguments: [
    ("Key benefits include:\n\n- Cleaner air\n- Quieter streets", ["+ Cleaner air", "+ Quieter streets"]),
    ("## Risks\n\n- Flooding in spring\n- Loss of grazing", ["- Flooding in spring", "- Loss of grazing"]),
    (
      "## Advantages\n\nThe lines are short and dry.\n\n- Cheap to run\n- Easy to mend",
      ["+ Cheap to run", "+ Easy to mend"]
    ),
    (
      "## Benefits\n\nThese include:\n\n- Cheap to run\n- Easy to mend", ["+ Cheap to run", "+ Easy to mend"]
    ),
    ("## Benefits\n\nTo apply, bring the following:\n\n- A passport\n- Two photographs", []),
    ("**Pros**\n\n- Cheap to run\n\n**Cons**\n\n- Hard to mend", ["+ Cheap to run", "- Hard to mend"]),
    (
      "The plan in short:\n\n- Benefit: shorter queues\n- Drawback: higher fares\n- Start: May",
      ["+ Benefit: shorter queues", "- Drawback: higher fares"]
    ),
    ("Focus areas include:\n\n- Cyber threats: agencies watch the network\n- Trade: ports stay open", []),
    (
      "Benefits include:\n\n- Lower risk: fewer falls at night\n- Security threats: seen at once",
      ["+ Lower risk: fewer falls at night", "+ Security threats: seen at once"]
    ),
    (
      "- Benefits\n  - Cheap to run\n  - Easy to mend\n- Risks\n  - Hard to insure",
      ["+ Cheap to run", "+ Easy to mend", "- Hard to insure"]
    ),
    (
      "## Benefits\n\n### For patients\n\n- Shorter stays\n\n### For staff\n\n- Fewer nights",
      ["+ Shorter stays", "+ Fewer nights"]
    ),
    ("## Benefits and risks\n\n- Shorter stays\n- Higher bills", []),
    (
      "Despite these benefits, several challenges remain:\n\n- Old pipes\n- Few plumbers",
      ["- Old pipes", "- Few plumbers"]
    ),
    ("The benefits outweigh the risks for these groups:\n\n- Nurses\n- Drivers", []),
    (
      "A careful approach should encompass:\n\n- Lamps along the quay\n- Patrols at night",
      ["= Lamps along the quay", "= Patrols at night"]
    ),
    ("The following steps should be taken:\n\n- Open the lid\n- Press the switch", []),
    (
      "## Recommendations for the port\n\nThe quay is dark.\n\nThis can be achieved through:\n\n- Lamps along the quay\n- Patrols at night",
      ["= Lamps along the quay", "= Patrols at night"]
    ),
    ("Who benefits:\n\n- Nurses\n- Drivers", []),
    ("Entre las ventajas figuran:\n\n- Menos ruido\n- Aire limpio", ["+ Menos ruido", "+ Aire limpio"]),
    (
      "Los principales riesgos son:\n\n- Retrasos en las obras\n- Falta de agua",
      ["- Retrasos en las obras", "- Falta de agua"]
    ),
    (
      "Les principaux avantages sont :\n\n- Moins de bruit\n- Air plus sain",
      ["+ Moins de bruit", "+ Air plus sain"]
    ),
    (
      "Malgré ces avantages, plusieurs défis subsistent :\n\n- Coût élevé\n- Manque de bras",
      ["- Coût élevé", "- Manque de bras"]
    ),
    ("主要好处包括：\n\n- 空气更清洁\n- 噪音更小", ["+ 空气更清洁", "+ 噪音更小"]),
    ("尽管有这些好处，仍面临以下挑战：\n\n- 成本高\n- 缺少人手", ["- 成本高", "- 缺少人手"]),
    ("تشمل الفوائد ما يلي:\n\n- هواء أنظف\n- ضوضاء أقل", ["+ هواء أنظف", "+ ضوضاء أقل"]),
    (
      "رغم فوائدها، تواجه الطاقة بعض التحديات، منها:\n\n- كلفة مرتفعة\n- نقص التخزين",
      ["- كلفة مرتفعة", "- نقص التخزين"]
    ),
  ])
  func `a list is read by what announces it`(_ text: String, _ expected: [String]) {
    #expect(stated("# Title of the page\n\n" + text + "\n") == expected)
  }

  // MARK: Sentences

  private func inferred(_ text: String, heading: String? = nil) -> [Assessment] {
    let section = Section(blocks: [
      .paragraph(Paragraph(content: InlineText(text), span: SourceSpan(line: 1)))
    ])
    return AssessmentReader.assessments(in: [section])
  }

  @Test(arguments: [
    (
      "Allies have expressed support for the plan, while critics warn that it could spread further.",
      "- while critics warn that it could spread further."
    ),
    (
      "The U.S. strike raised concerns about the safety of the port.",
      "- The U.S. strike raised concerns about the safety of the port."
    ),
    (
      "The tunnel will boost trade between the two coasts.",
      "+ The tunnel will boost trade between the two coasts."
    ),
    (
      "Despite its benefits, the dam poses a threat to the fish of the lower river.",
      "- Despite its benefits, the dam poses a threat to the fish of the lower river."
    ),
    (
      "Los expertos advierten que la medida encarecerá el pan en las ciudades.",
      "- Los expertos advierten que la medida encarecerá el pan en las ciudades."
    ),
    (
      "Les syndicats craignent que la réforme ne réduise les salaires.",
      "- Les syndicats craignent que la réforme ne réduise les salaires."
    ),
    (
      "El programa permite reducir los contagios en las escuelas rurales.",
      "+ El programa permite reducir los contagios en las escuelas rurales."
    ),
    (
      "El nuevo peaje dificulta la vida de los comerciantes del centro.",
      "- El nuevo peaje dificulta la vida de los comerciantes del centro."
    ),
    (
      "Le compteur permet de réduire la facture des ménages modestes.",
      "+ Le compteur permet de réduire la facture des ménages modestes."
    ),
    (
      "La réforme suscite des inquiétudes chez les infirmières du nord.",
      "- La réforme suscite des inquiétudes chez les infirmières du nord."
    ),
    ("专家担心，新规可能导致药品价格大幅上涨。", "- 专家担心，新规可能导致药品价格大幅上涨。"),
    (
      "الطاقة الشمسية تساعد على خفض فاتورة الكهرباء في القرى البعيدة.",
      "+ الطاقة الشمسية تساعد على خفض فاتورة الكهرباء في القرى البعيدة."
    ),
    ("Drawbacks: the gates are slow and hard to clean.", "- the gates are slow and hard to clean."),
  ])
  func `a sentence is inferred, and only for the clause that says so`(_ text: String, _ expected: String) {
    let found = inferred(text)
    #expect(found.map { "\($0.kind.sign) \($0.text)" } == [expected])
    #expect(found.allSatisfy { !$0.isStated })
  }

  @Test(arguments: [
    "The strikes were planned to minimize collateral damage in the valley.",
    "There is no risk of fire in the new halls, the owners say.",
    "Doctors say that the benefits of the vaccine outweigh the risks of the illness.",
    "The new locks do not pose a threat to the eels of the river.",
    "Will the new road pose a risk to the village school?",
    "Critics warn that the benefits of the new line will come too late.",
    "The agency pays for the benefits of the plan but warns that the risks of delay remain.",
    "The law undermines the benefits of the earlier reform in every way.",
    "No existe riesgo de que el dique se rompa este año.",
    "Il n'y a aucun risque de rupture du barrage cette année.",
  ])
  func `what is denied, acted against, asked or of two sides is not inferred`(_ text: String) {
    #expect(inferred(text).filter { $0.kind != .mitigation }.isEmpty)
  }

  @Test(arguments: [
    ("The raid marks a turn in policy amid growing concerns over smuggling in the bay.", []),
    ("Officials are curbing a trade that poses a threat to the fishing villages of the coast.", []),
    (
      "Some envoys cautioned against a hasty embargo, advocating instead for a round of talks.",
      ["- Some envoys cautioned against a hasty embargo", "= advocating instead for a round of talks."]
    ),
    (
      "As concerns about theft grow, many see the cameras as a necessary measure to calm the trade.",
      ["+ As concerns about theft grow, many see the cameras as a necessary measure to calm the trade."]
    ),
    (
      "The owners, however, say that the new pumps will help the lower villages.",
      ["+ The owners, however, say that the new pumps will help the lower villages."]
    ),
    (
      "While pumps bring immediate gains against the flood, a plan for the whole river will be vital.",
      [
        "+ While pumps bring immediate gains against the flood",
        "= a plan for the whole river will be vital.",
      ]
    ),
    (
      "Patrols are often impeded by bad roads, which can delay help for the villages.",
      ["- Patrols are often impeded by bad roads, which can delay help for the villages."]
    ),
  ])
  func `clauses of different kinds are read apart, circumstances not at all`(
    _ text: String, _ expected: [String]
  ) {
    #expect(inferred(text).map { "\($0.kind.sign) \($0.text)" } == expected)
  }

  @Test func `a harm among impacts reads as a risk, which no column states`() {
    let text = table(
      "Change | Regional impact", "Night ferries | Later trains along the coast",
      "New customs rules | Potential friction with the island")
    let found = BriefingReader.read(Array(text.utf8), path: "a.md").briefing.assessments
    #expect(found.map(\.text) == ["Potential friction with the island"])
    #expect(
      found.allSatisfy { $0.kind == .risk && !$0.isStated && $0.basisWords == "~ inferred from a cell" })
  }

  @Test func `the last sentence of a paragraph says what the list below it holds`() {
    #expect(
      stated(
        "# Nube\n\nUn hospital debe garantizar que los expedientes cumplan con las leyes de protección de datos. "
          + "Los principales retos son:\n\n- Protección de datos personales.\n- Ubicación de la información.\n"
      )
        == ["- Protección de datos personales.", "- Ubicación de la información."])
  }
}

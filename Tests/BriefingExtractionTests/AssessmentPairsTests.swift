import BriefingModel
import Testing

@testable import BriefingExtraction

/// Whatever form is understood for benefits is understood for risks: pairs of words in the frames in which texts
/// have them.
@Suite struct AssessmentPairsTests {
  private let terms = TermLexicon.standard

  private static let english = [
    ("benefits", "risks"), ("advantages", "disadvantages"), ("pros", "cons"), ("upsides", "downsides"),
    ("strengths", "weaknesses"), ("merits", "demerits"), ("positive impacts", "negative impacts"),
    ("positive effects", "negative effects"), ("positive aspects", "negative aspects"),
    ("positive consequences", "negative consequences"), ("strong points", "weak points"),
    ("plus points", "minus points"), ("good points", "bad points"),
  ]
  private static let spanish = [
    ("beneficios", "riesgos"), ("ventajas", "desventajas"), ("pros", "contras"),
    ("puntos fuertes", "puntos débiles"), ("fortalezas", "debilidades"),
    ("aspectos positivos", "aspectos negativos"), ("efectos positivos", "efectos negativos"),
    ("puntos a favor", "puntos en contra"), ("impactos positivos", "impactos negativos"),
    ("consecuencias positivas", "consecuencias negativas"),
  ]
  private static let french = [
    ("avantages", "inconvénients"), ("atouts", "faiblesses"), ("points forts", "points faibles"),
    ("bénéfices", "risques"), ("bienfaits", "dangers"), ("effets positifs", "effets négatifs"),
    ("points positifs", "points négatifs"), ("aspects positifs", "aspects négatifs"),
    ("impacts positifs", "impacts négatifs"), ("avantages", "freins"),
  ]
  private static let chinese = [
    ("优点", "缺点"), ("优势", "劣势"), ("好处", "坏处"), ("益处", "害处"), ("利好", "隐患"), ("积极影响", "消极影响"),
    ("正面影响", "负面影响"), ("有利因素", "不利因素"), ("积极作用", "消极作用"),
  ]
  private static let arabic = [
    ("الفوائد", "المخاطر"), ("المزايا", "العيوب"), ("الإيجابيات", "السلبيات"), ("نقاط القوة", "نقاط الضعف"),
    ("المميزات", "المساوئ"), ("المنافع", "الأضرار"), ("المكاسب", "الخسائر"),
  ]

  private func check(_ pairs: [(String, String)], _ frames: [String]) {
    for frame in frames {
      for (benefit, risk) in pairs {
        let one = frame.replacing("@", with: benefit)
        let other = frame.replacing("@", with: risk)
        #expect(terms.kind(announcedBy: one) == .benefit, "\(one)")
        #expect(terms.kind(announcedBy: other) == .risk, "\(other)")
      }
    }
  }

  @Test func `pairs in English`() {
    check(
      Self.english,
      [
        "@:", "Main @ of the plan:", "The main @ are:", "The @ of remote care include:",
        "Supporters and critics point to several @:", "Here are some of the key @ of heat pumps:",
        "The following @ were named:", "There are also some @:", "The @ are as follows:",
        "Among the @ are:", "The scheme has the following @:", "What are the @ of telehealth?",
        "The reform has a number of @ for patients, including:", "The @ are outlined below:",
      ])
  }

  @Test func `pairs in Spanish`() {
    check(
      Self.spanish,
      [
        "@:", "@ del plan:", "Principales @ de los vehículos eléctricos:", "Los principales @ son:",
        "Entre los @ destacan:", "A continuación, se detallan algunos de los principales @ del plan:",
        "El proyecto presenta los siguientes @:", "Sin embargo, también presenta algunos @:",
        "Los @ del sistema son los siguientes:", "Entre los @ se encuentran:",
      ])
  }

  @Test func `pairs in French`() {
    check(
      Self.french,
      [
        "@ :", "Les @ du projet :", "Les principaux @ sont :", "Parmi les @, on peut citer :",
        "Le projet présente plusieurs @ :", "Les @ de la réforme sont les suivants :",
        "Voici les principaux @ :", "On distingue les @ suivants :",
      ])
  }

  @Test func `pairs in Chinese`() {
    check(
      Self.chinese,
      ["@：", "主要@包括：", "数字人民币的@主要体现在以下几个方面：", "该项目的@有：", "其@如下：", "主要有以下@："])
  }

  @Test func `sides in Chinese`() {
    check([("有利的一面", "不利的一面"), ("有利影响", "不利影响")], ["@：", "核能@包括："])
  }

  @Test(arguments: [
    ("On the plus side:", "On the minus side:"),
    ("The case for nuclear power", "The case against nuclear power"),
    (
      "Potential advantages include but are not limited to:",
      "Potential disadvantages include but are not limited to:"
    ), ("Proponents cite the following benefits:", "Opponents cite the following concerns:"),
    ("Arguments for the reform", "Arguments against the reform"),
    (
      "Migrants enjoy a range of benefits on the route, including:",
      "Migrants face a range of risks on the route, including:"
    ),
    (
      "Remittances bring a range of benefits to families, including:",
      "Remittances bring a range of risks to families, including:"
    ),
    (
      "Despite the risks, there are benefits to consider:",
      "Despite the benefits, there are risks to consider:"
    ),
    ("La medida aportaría varios beneficios al sector:", "La medida plantea varios riesgos al sector:"),
    ("Como ventajas, cabe destacar:", "Como desventajas, cabe destacar:"),
    ("Du côté des avantages :", "Du côté des inconvénients :"),
    ("On peut citer comme avantages :", "On peut citer comme inconvénients :"),
    ("具有以下优势：", "面临以下挑战："), ("有哪些好处？", "有哪些坏处？"),
    ("تتميز الطاقة الشمسية بالعديد من المزايا، أهمها:", "تعاني الطاقة الشمسية من العديد من العيوب، أهمها:"),
    ("ما هي مميزات العملة الرقمية؟", "ما هي عيوب العملة الرقمية؟"), ("تشمل الفوائد:", "تشمل المخاطر:"),
  ])
  func `sentences set against each other`(_ benefit: String, _ risk: String) {
    #expect(terms.kind(announcedBy: benefit) == .benefit)
    #expect(terms.kind(announcedBy: risk) == .risk)
  }

  @Test func `pairs in Arabic`() {
    check(
      Self.arabic, ["@:", "من أبرز @:", "تشمل @ ما يلي:", "هناك بعض @ المرتبطة بالمشروع:", "وتتمثل @ في:"])
  }

  @Test(arguments: [
    ("Pros", "Cons"), ("Upside", "Downside"), ("Positives", "Negatives"), ("Opportunities", "Threats"),
    ("Gains", "Losses"), ("Merits", "Demerits"), ("Positive impacts", "Negative impacts"),
    ("Strength", "Weakness"), ("Arguments for", "Arguments against"), ("The good", "The bad"),
    ("Helpful", "Harmful"), ("Le pour", "Le contre"), ("الأثر الإيجابي", "الأثر السلبي"), ("Pros", "Contras"),
    ("A favor", "En contra"), ("Ganancias", "Pérdidas"),
    ("Virtudes", "Defectos"), ("Lo positivo", "Lo negativo"), ("Oportunidades", "Amenazas"),
    ("Fortalezas", "Debilidades"), ("Puntos positivos", "Puntos negativos"), ("Atouts", "Freins"),
    ("Gains", "Pertes"), ("Pour", "Contre"), ("Forces", "Faiblesses"), ("Les plus", "Les moins"),
    ("Opportunités", "Menaces"), ("Qualités", "Défauts"), ("Côtés positifs", "Côtés négatifs"),
    ("好处", "坏处"), ("利", "弊"), ("优势", "不足"), ("机遇", "挑战"), ("收益", "风险"), ("利处", "弊处"),
    ("الفوائد", "الأضرار"), ("الإيجابيات", "السلبيات"), ("الفرص", "التحديات"), ("المكاسب", "الخسائر"),
    ("نقاط إيجابية", "نقاط سلبية"), ("الميزات", "العيوب"),
  ])
  func `columns set against each other`(_ benefit: String, _ risk: String) {
    #expect(terms.namedKind(benefit, inTable: true)?.kind == .benefit)
    #expect(terms.namedKind(risk, inTable: true)?.kind == .risk)
  }

  // MARK: What is listed is none

  @Test(arguments: [
    "Benefits are paid to the following groups:", "Social security benefits rose in:",
    "The cons were sent to prison:", "Countries with the most benefits include:",
    "Patients with the highest risks are:", "The risks fall on the following households:",
    "The following regions face risks:", "Hospitals that report benefits are:",
    "The benefits were cut for the following reasons:", "Groups at risk include:",
    "To claim unemployment benefits, applicants must:", "Documents needed to claim benefits:",
    "Requisitos para recibir el beneficio:", "Factors that increase the risk include:",
    "People who benefit from the reform are:", "Benefits depend on:", "How to apply for benefits:",
    "The benefits are distributed to:",
    "Los beneficios se pagan a los grupos siguientes:",
    "Pueden solicitar el beneficio las siguientes personas:",
    "Los países con más riesgos son:", "Las poblaciones de riesgo son:", "Grupos de riesgo:",
    "Los riesgos afectan a las siguientes regiones:", "Beneficiarios del programa:",
    "Les populations à risque sont :", "Les personnes à risque sont :",
    "Les bénéficiaires du programme sont :",
    "Les zones à risques sont :", "Les risques concernent les publics suivants :",
    "高风险人群包括：", "风险地区包括：", "受益人群：", "优势企业包括：", "高风险行业主要有：",
    "الفئات المعرضة للمخاطر هي:", "المستفيدون من البرنامج:",
  ])
  func `people and places are no statements`(_ sentence: String) {
    let kind = terms.kind(announcedBy: sentence)
    #expect(kind == nil, "\(sentence)")
  }

  @Test(arguments: [
    ("Los sindicatos alertan de varios problemas:", AssessmentKind.risk),
    ("The reform is expected to bring the following gains:", .benefit),
    ("The change opens several opportunities:", .benefit), ("Hospitals face several problems:", .risk),
    ("Le dispositif connaît plusieurs difficultés :", .risk), ("存在的问题", .risk),
    ("核电站的弊主要表现在以下几个方面：", .risk), ("核电站的利主要表现在以下几个方面：", .benefit),
  ])
  func `weaker words that are counted out`(_ sentence: String, _ kind: AssessmentKind) {
    #expect(terms.kind(announcedBy: sentence) == kind)
  }
}

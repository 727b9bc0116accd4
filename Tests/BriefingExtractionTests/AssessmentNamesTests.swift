import BriefingModel
import Testing

@testable import BriefingExtraction

/// Names of kinds and sentences that announce lists, in five languages and many fields.
@Suite struct AssessmentNamesTests {
  private let terms = TermLexicon.standard

  @Test(arguments: [
    "Benefits", "Key Benefits", "Anticipated Benefits", "Benefits of heat pumps", "1. Benefits", "Pros",
    "The benefits of early screening", "Main advantages", "ADVANTAGES", "Advantages of rail over road",
    "Strengths", "Potential benefits (long term)", "Economic benefits for the region",
    "What are the benefits?",
    "Advantages named by nurses", "Understanding the benefits of a carbon tax", "Upsides", "Opportunities",
    "Key advantages and strengths", "Solar power: benefits", "Environmental benefits", "Arguments for",
    "Health benefits of walking", "Benefits you can expect",
    "Beneficios", "Principales beneficios", "Ventajas de la energía renovable", "Beneficios económicos",
    "Fortalezas",
    "¿Cuáles son los beneficios del acuerdo?", "Puntos fuertes", "Las ventajas del teletrabajo", "A favor",
    "Avantages", "Les avantages du télétravail", "Principaux bénéfices", "Avantages économiques attendus",
    "Quels sont les avantages de la réforme ?", "Points forts", "Atouts", "Bénéfices pour les patients",
    "好处", "主要优势", "潜在收益", "经济效益", "该计划的好处", "优点", "机遇", "一、优势",
    "الفوائد", "أهم الفوائد", "فوائد الطاقة المتجددة", "المزايا الرئيسية", "ما هي فوائد الطاقة الشمسية؟",
    "نقاط القوة", "الإيجابيات",
    "Vorteile",
  ])
  func `a name of benefits`(_ name: String) {
    #expect(terms.kind(ofName: name) == .benefit)
  }

  @Test(arguments: [
    "Risks", "Key Challenge", "Cons", "Risks of delay", "Main concerns", "Implementation Challenges",
    "Risks and challenges", "Cyber threats", "Disadvantages", "2) Drawbacks", "Barriers to adoption",
    "Concerns raised by residents", "What are the risks of the merger?", "Supply chain vulnerabilities",
    "Challenges facing the grid", "Weaknesses", "Costs and risks", "Mitigation challenges", "Threats",
    "Limitations of the study", "Key risks: what to watch", "Safety hazards", "Biggest obstacles",
    "Disadvantages of nuclear energy:", "Climate risks for farmers",
    "Operational and Collaborative Challenges in Troop Deployment",
    "Riesgos", "Riesgos operativos", "Principales desafíos", "Desventajas de la energía eólica",
    "Retos pendientes",
    "Inconvenientes", "Los riesgos del acuerdo", "Debilidades", "Amenazas", "¿Cuáles son los riesgos?",
    "En contra",
    "Risques", "Principaux risques", "Les inconvénients du télétravail", "Risques financiers",
    "Défis à relever",
    "Points faibles", "Menaces", "Freins", "Quels sont les risques ?", "Limites",
    "风险", "主要风险", "电网面临的挑战", "潜在风险与挑战", "缺点", "劣势", "安全隐患", "无人机风险", "二、主要挑战",
    "المخاطر", "أبرز المخاطر", "مخاطر الاستثمار", "التحديات الرئيسية", "تحديات استخدام الطاقة المتجددة",
    "العيوب", "نقاط الضعف", "السلبيات",
    "Nachteile",
  ])
  func `a name of risks`(_ name: String) {
    #expect(terms.kind(ofName: name) == .risk)
  }

  @Test(arguments: [
    "Mitigation", "Mitigation measures", "Risk mitigation", "Mitigation of risks", "Proposed Solution",
    "Recommendations",
    "Climate risk mitigation", "Safeguards", "Soluciones", "Recomendaciones", "Medidas de mitigación",
    "Recommandations",
    "Solutions proposées", "解决方案", "应对措施", "政策建议", "التوصيات", "الحلول المقترحة", "Action Points",
    "Countermeasures",
  ])
  func `a name of mitigations`(_ name: String) {
    #expect(terms.kind(ofName: name) == .mitigation)
  }

  @Test(arguments: [
    "Risk level", "Risk Assessment", "Benefits and Risks", "Country", "Risk reduction", "Reducing risks",
    "No risk",
    "Pros and cons", "Advantages and disadvantages", "Benefits vs. risks", "Risk/benefit",
    "Challenges and Opportunities",
    "Lack of benefits", "Lost benefits", "Risk-free options", "Benefits outweigh the risks",
    "Overcoming challenges",
    "Challenges overcome", "Risks avoided", "Lower risk", "Reduced risks", "Fewer concerns", "Who benefits",
    "How Europe benefits", "Benefits eligibility", "Benefit level", "Risk factors", "Cost-benefit analysis",
    "Benefits administrator", "Risk appetite", "Managing risk", "Challenges and solutions",
    "Risks and mitigation",
    "Assess the risks", "Weighing the benefits", "Limitation of liability", "Workload concern",
    "Risk management", "Risk reduction benefits", "Strength of concrete", "Funding opportunities",
    "Without risk", "Job opportunities",
    "Concern Worldwide office", "Threat response", "Meeting the challenge",
    "Addressing the concerns of residents",
    "Ventajas y desventajas", "Gestión de riesgos", "Reducción de riesgos", "Nivel de riesgo", "Sin riesgos",
    "Evaluación de riesgos", "Falta de beneficios", "Riesgos evitados", "Coordinación con la policía",
    "Desafíos superados",
    "Ventajas e inconvenientes", "Pros y contras", "Fuerzas armadas", "Cómo reducir los riesgos",
    "Avantages et inconvénients", "Gestion des risques", "Niveau de risque", "Sans risque",
    "Réduction des risques",
    "Absence de bénéfices", "Risques évités", "Évaluation des risques", "Forces armées",
    "Surmonter les défis",
    "风险评估", "风险管理", "利弊", "优缺点", "降低风险", "好处和风险", "无风险", "风险等级", "收益率", "机遇与挑战", "应对挑战",
    "إدارة المخاطر", "الفوائد والمخاطر", "مزايا وعيوب", "الحد من المخاطر", "تقييم المخاطر", "مواجهة التحديات",
    "بدون مخاطر",
  ])
  func `a name about a kind, of both or of neither`(_ name: String) {
    let kind = terms.kind(ofName: name)
    #expect(kind == nil || kind == .mitigation, "\(String(describing: kind))")
  }

  @Test(arguments: [
    "The key benefits of the plan include:",
    "Local officials have outlined the key benefits of the drones, including:",
    "There are several advantages to this approach:", "Key advantages of this approach include:", "Benefits:",
    "Supporters point to the following benefits:", "The benefits are as follows:", "Among the benefits are:",
    "In spite of the risks, supporters list these advantages:", "Why heat pumps? The benefits include:",
    "Patients gain three clear benefits:", "The benefits of these measures include:",
    "Benefits from trade include:",
    "The scheme offers several advantages, such as:", "The main benefit is:",
    "los principales beneficios del acuerdo son:", "Entre las ventajas figuran:",
    "El plan ofrece las siguientes ventajas:",
    "A pesar de los riesgos, los beneficios son claros:", "Los beneficios incluyen:",
    "Les principaux avantages sont :", "Le télétravail présente de nombreux avantages :",
    "Parmi les bénéfices figurent :",
    "Malgré les risques, la réforme a plusieurs avantages :", "Voici les avantages du dispositif :",
    "该计划的好处有：", "主要优势包括：", "尽管存在风险，该技术仍有以下优点：", "太阳能具有以下优势：",
    "تشمل الفوائد ما يلي:", "من أبرز مزايا الطاقة الشمسية:", "رغم المخاطر، للمشروع فوائد عدة منها:",
    "تتمثل فوائد الطاقة المتجددة في:",
  ])
  func `an announcement of benefits`(_ sentence: String) {
    #expect(terms.kind(announcedBy: sentence) == .benefit)
  }

  @Test(arguments: [
    "Key obstacles include:", "Their main concerns are:", "Critics raise several concerns:",
    "The main risks are:",
    "Key concerns surrounding the impact of such military operations include:",
    "Experts warn of the following risks:",
    "Despite these benefits, several challenges remain:",
    "The programme will address the following challenges:",
    "The country is facing several challenges, including:", "The risks of these measures include:",
    "While costs are falling, there are drawbacks:",
    "Besides its advantages, the tax has these disadvantages:",
    "Risks:", "Patients report three concerns:", "The biggest risk is:",
    "These advantages come with significant drawbacks:",
    "Sin embargo, estas ventajas vienen con desventajas significativas:",
    "Ces avantages s'accompagnent de plusieurs risques :",
    "Challenges identified by auditors include:",
    "Firms must overcome the following obstacles:", "Policy insures homes against the following risks:",
    "Los expertos advierten de los siguientes riesgos:", "Entre los principales riesgos figuran:",
    "Los desafíos son:",
    "Pese a los beneficios, persisten varios desafíos:", "El país enfrenta varios retos:",
    "Las desventajas incluyen:",
    "Parmi les risques figurent :", "Malgré ces avantages, plusieurs défis subsistent :",
    "Les inconvénients sont les suivants :",
    "Les experts citent les risques suivants :", "Les principaux défis sont :",
    "主要风险包括：", "尽管有这些好处，仍面临以下挑战：", "该项目存在以下隐患：", "专家指出的担忧有：", "缺点如下：",
    "رغم فوائدها العديدة، تواجه الطاقة المتجددة بعض التحديات، منها:", "من أبرز المخاطر:", "تشمل التحديات:",
    "ومن عيوب هذا النظام:",
  ])
  func `an announcement of risks`(_ sentence: String) {
    #expect(terms.kind(announcedBy: sentence) == .risk)
  }

  @Test(arguments: [
    "To overcome these challenges, the following steps are proposed:",
    "Key recommendations from analysts include:",
    "Steps to limit the risks include:", "Actionable steps include:", "Proposed solutions include:",
    "To prevent these threats, take the following measures:", "Solutions:",
    "To reduce the risk of infection, patients should:", "Para reducir los riesgos, se recomienda:",
    "Las recomendaciones son:", "Pour réduire les risques, il faut :",
    "Les recommandations sont les suivantes :",
    "为了降低风险，应采取以下措施：", "专家建议：", "للحد من هذه المخاطر، يجب اتخاذ التدابير التالية:", "تشمل التوصيات:",
  ])
  func `an announcement of mitigations`(_ sentence: String) {
    #expect(terms.kind(announcedBy: sentence) == .mitigation)
  }

  @Test(arguments: [
    "Officials list these benefits and concerns:", "Key elements of effective work include:", "Who benefits:",
    "The benefits outweigh the risks for these groups:", "While the benefits are clear, critics point to:",
    "The programme benefits the following groups:", "Groups that benefit from the scheme include:",
    "People with the following conditions are at higher risk:", "Groups at risk include:",
    "There are no benefits:", "These benefits and risks are:", "These benefits outweigh the risks:",
    "The pros and cons are:", "Officials who raised concerns include:", "Sectors facing challenges are:",
    "The benefits are paid to the following people:", "The ruling challenges the following laws:",
    "Vaccination reduces the risk of:", "This section concerns the following:",
    "Challenges overcome include:",
    "The risk reduction plan includes:", "The benefits agency runs:",
    "Social security benefits claims include:",
    "To realise these benefits:", "The process takes the following steps:", "Other solutions include:",
    "The scheme has no known drawbacks:", "Risk management covers:",
    "The study included:",
    "The following measures have benefits:", "The index measures the following:", "It reduces the risks of:",
    "Los beneficios y riesgos son:", "Quién se beneficia:", "El plan evita los riesgos de:",
    "No hay beneficios:",
    "La gestión de riesgos incluye:", "Los beneficios superan a los riesgos:",
    "Les avantages l'emportent sur les risques :", "Les avantages et les inconvénients sont :",
    "La gestion des risques comprend :",
    "Il n'y a pas de risques :", "Qui en bénéficie :",
    "利弊如下：", "风险管理包括：", "优点和缺点包括：", "该方法没有缺点：", "好处大于风险：",
    "تشمل الفوائد والمخاطر:", "إدارة المخاطر تشمل:", "لا توجد مخاطر:",
  ])
  func `an announcement of both, of neither, or of those who have them`(_ sentence: String) {
    let kind = terms.kind(announcedBy: sentence)
    #expect(kind == nil || kind == .mitigation, "\(String(describing: kind))")
  }
}

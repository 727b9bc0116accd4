import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct AssessmentReaderTests {
  @Test(arguments: [
    ("The key benefits of the plan include:", AssessmentKind.benefit), ("Key obstacles include:", .risk),
    ("Their main concerns are:", .risk),
    ("To overcome these challenges, the following steps are proposed:", .mitigation),
    ("Key recommendations from analysts include:", .mitigation),
    ("los principales beneficios del acuerdo son:", .benefit),
    ("Parmi les risques figurent :", .risk), ("主要风险包括：", .risk),
  ])
  func `an announcement names the kind of its list`(_ sentence: String, _ kind: AssessmentKind) {
    #expect(TermLexicon.shared.kind(announcedBy: sentence) == kind)
  }

  @Test(arguments: ["Officials list these benefits and concerns:", "Key elements of effective work include:"])
  func `an announcement of both or of neither names none`(_ sentence: String) {
    #expect(TermLexicon.shared.kind(announcedBy: sentence) == nil)
  }

  @Test(arguments: [
    ("Benefits", AssessmentKind.benefit), ("Key Challenge", .risk), ("Anticipated Benefits", .benefit),
    ("Cons", .risk),
    ("Riesgos", .risk), ("Avantages", .benefit), ("Risks of delay", .risk),
  ])
  func `a name names its kind`(_ name: String, _ kind: AssessmentKind) {
    #expect(TermLexicon.shared.kind(ofName: name) == kind)
  }

  @Test(arguments: ["Risk level", "Benefits and Risks", "Country", "Risk Assessment"])
  func `a name about a kind, or about two, names none`(_ name: String) {
    #expect(TermLexicon.shared.kind(ofName: name) == nil)
  }

  @Test func `challenge, effect and solution make a risk and its mitigation on one subject`() {
    let table = Table(
      id: "t1", form: .pipe, header: ["Challenge", "Effect", "Proposed Solution"],
      rows: [["Communication Gaps", "Delayed intelligence flow", "Deployment of liaison officers"]],
      rowSpans: [SourceSpan(line: 3)], raw: "", span: SourceSpan(firstLine: 1, lastLine: 3))
    let found = AssessmentReader.assessments(in: table, heading: nil)
    #expect(found.map(\.kind) == [.risk, .mitigation])
    #expect(found.first?.label == "Communication Gaps")
    #expect(found.first?.text == "Delayed intelligence flow")
    #expect(found.first?.subject != nil && found.first?.subject == found.last?.subject)
    #expect(found.map(\.column) == [1, 2])
    #expect(found.map(\.span) == [SourceSpan(line: 3), SourceSpan(line: 3)])
  }

  @Test func `a column of ratings is no statement of a risk`() {
    let table = Table(
      id: "t1", form: .pipe, header: ["Risk", "Impact"],
      rows: [["Cost overruns", "High"], ["Late delivery", "Low"]],
      rowSpans: [SourceSpan(line: 2), SourceSpan(line: 3)], raw: "",
      span: SourceSpan(firstLine: 1, lastLine: 3))
    let found = AssessmentReader.assessments(in: table, heading: nil)
    #expect(found.map(\.text) == ["Cost overruns", "Late delivery"])
    #expect(found.allSatisfy { $0.kind == .risk && $0.label == nil })
  }

  @Test func `a sentence is inferred, and only for the clause that says so`() {
    let paragraph = Paragraph(
      content: "Allies have expressed support for the plan, while critics warn that it could spread further.",
      span: SourceSpan(line: 1))
    let found = SentenceAssessments.read(paragraph, heading: nil)
    #expect(found.map(\.kind) == [.risk])
    #expect(found.first?.text == "while critics warn that it could spread further.")
    #expect(found.first?.isStated == false)
  }

  @Test func `what is acted against is not stated as a risk`() {
    let paragraph = Paragraph(
      content: "The strikes were planned to minimize collateral damage in the valley.",
      span: SourceSpan(line: 1))
    #expect(SentenceAssessments.read(paragraph, heading: nil).isEmpty)
  }
}

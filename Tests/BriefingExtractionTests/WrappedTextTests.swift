import BriefingExtraction
import BriefingModel
import Testing

/// Texts whose paragraphs are broken over lines of one width.
@Suite struct WrappedTextTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private func paragraphs(_ briefing: Briefing) -> [String] {
    briefing.sections.flatMap(\.blocks).compactMap {
      guard case .paragraph(let paragraph) = $0 else { return nil }
      return paragraph.text
    }
  }

  private let wrapped = """
    The committee met on Monday and agreed on the plan to build a new bridge
    over the river, which will cost ten million and take three years. Work
    begins in May, and the road will be closed for as long as it takes to
    lay the foundations on both of the banks.


    """

  // MARK: Headings

  @Test func `the first line of a wrapped paragraph is no heading, however long the sentence`() {
    let found = read(
      wrapped
        + "To protect your rights, we need to make restrictions that forbid\n"
        + "anyone to deny you these rights or to ask you to surrender the rights.\n"
        + "These restrictions translate to certain responsibilities for you.\n\n" + wrapped)
    #expect(found.headings.isEmpty)
    #expect(paragraphs(found).contains { $0.contains("restrictions that forbid anyone to deny") })
  }

  @Test func `nor is one whose next line begins with a name`() {
    let found = read(
      wrapped
        + "Examples of suitable formats for Transparent copies include plain\n"
        + "ASCII without markup, Texinfo input format, LaTeX input format, and\n"
        + "the rest of what is written down for people to read and to change.\n\n" + wrapped)
    #expect(found.headings.isEmpty)
  }

  @Test func `a numbered paragraph in capitals is no heading`() {
    let found = read(
      wrapped
        + "  12. IN NO EVENT UNLESS REQUIRED BY APPLICABLE LAW OR AGREED TO IN\n"
        + "WRITING WILL ANY COPYRIGHT HOLDER, OR ANY OTHER PARTY WHO MAY MODIFY\n"
        + "AND/OR REDISTRIBUTE THE PROGRAM AS PERMITTED ABOVE, BE LIABLE TO YOU.\n\n" + wrapped)
    #expect(found.headings.isEmpty)
  }

  @Test func `a heading right above a wrapped paragraph stays one`() {
    let found = read("A note on bridges\n\nThe plan\n\(wrapped)")
    #expect(found.headings.map(\.text) == ["The plan"])
  }

  // MARK: Short texts

  @Test func `a paragraph is joined where the text is too short to be wrapped as a whole`() {
    let found = read(
      "Heading of the note\n\nThe committee met on Monday and agreed on the plan to build\n"
        + "the new bridge over the river. It will cost ten million and\ntake three years. Work begins in May.\n"
    )
    #expect(paragraphs(found).count == 1)
    #expect(paragraphs(found).first?.contains("to build the new bridge") == true)
  }

  @Test func `two lines that are one sentence are joined`() {
    let found = read("A title\n\nA paragraph with few words\nthat is broken over two lines.\n")
    #expect(paragraphs(found) == ["A paragraph with few words that is broken over two lines."])
  }

  @Test func `verse and addresses stay lines`() {
    let verse =
      "Two roads diverged in a yellow wood,\nAnd sorry I could not travel both\nand be one traveler, long I stood\n"
    #expect(paragraphs(read("The Road\n\n\(verse)\n\(verse)")).count == 6)
    let address = "Ann Example\nthe old mill\n12 High Street\nLondon\n"
    #expect(!paragraphs(read("Where to write\n\n\(address)")).contains { $0.contains("Example the") })
  }

  @Test func `short lines in a wrapped text stay lines`() {
    let found = read(
      wrapped + "        Ann Example\n        Bob Example\n        and many others\n\n" + wrapped)
    #expect(!paragraphs(found).contains { $0.contains("Ann Example Bob") })
  }

  // MARK: Hyphens

  @Test func `a word that is broken at the end of a line is one word again`() {
    let found = read(
      "A report\n\nThe new plan for the region was presented to the govern-\n"
        + "ment on Monday. It is a well-known one and was incor\u{2010}\nporated into what is a well-\n"
        + "known list.\n")
    #expect(
      paragraphs(found) == [
        "The new plan for the region was presented to the government on Monday. It is a well-known one and was "
          + "incorporated into what is a well-known list."
      ])
  }

  @Test func `the hyphen of a compound stays`() {
    let found = read(
      "A report\n\nWhat the user wants is defined here, and no more than that, by user-\n"
        + "defined rules, which the third party has to keep, as any third-\nparty does.\n")
    #expect(paragraphs(found).first?.contains("user-defined rules") == true)
    #expect(paragraphs(found).first?.contains("third-party does") == true)
  }
}

import BriefingModel
import Testing

@Suite struct TableChoiceTests {
  @Test func `a choice is one number, and a number one choice`() {
    #expect(TableChoice(number: 1) == .raw)
    for count in TableChoice.columnCounts {
      #expect(TableChoice(number: count) == .columns(count))
      #expect(TableChoice.columns(count).number == count)
    }
    for number in [-1, 0, 9, 1_000] { #expect(TableChoice(number: number) == nil) }
  }

  private func table(_ raw: String, form: TableForm = .flattened) -> Table {
    Table(
      id: "t", form: form, header: ["a"], rows: [["b"]], rowSpans: [SourceSpan(line: 1)], raw: raw,
      span: SourceSpan(line: 1))
  }

  @Test func `tables of equal lines are told apart by their order`() {
    let identities = Table.identities(of: [table("x\ny"), table("z"), table("x\ny")])
    #expect(identities[0].source == identities[2].source)
    #expect(identities.map(\.occurrence) == [0, 0, 1])
    #expect(Set(identities).count == 3)
  }

  @Test func `only columns that the file does not state can be chosen`() {
    #expect(table("x").canBeReread)
    #expect(!table("x", form: .pipe).canBeReread)
    var uncertain = table("x", form: .aligned)
    uncertain.confidence = .uncertain
    #expect(uncertain.canBeReread)
  }

  /// What is kept in files rests on these.
  @Test func `the hash of a content is the same for ever`() {
    #expect(
      ContentHash(of: "".utf8)
        == ContentHash(high: 16_939_640_658_723_038_616, low: 7_496_001_757_559_587_243))
    #expect(
      ContentHash(of: "Benefit Description\n".utf8)
        == ContentHash(high: 15_211_134_356_148_840_744, low: 4_428_742_151_280_386_734))
    #expect(ContentHash(of: Array("é".utf8)) == ContentHash(of: "é".utf8))
  }

  @Test func `contents that differ in one bit, in length or in order have other hashes`() {
    var hashes: Set<ContentHash> = []
    var bytes = [UInt8](repeating: 0, count: 40)
    hashes.insert(ContentHash(of: bytes))
    for place in bytes.indices {
      for bit in 0..<8 {
        bytes[place] ^= 1 << UInt8(bit)
        hashes.insert(ContentHash(of: bytes))
        bytes[place] ^= 1 << UInt8(bit)
      }
    }
    for count in 0..<40 { hashes.insert(ContentHash(of: bytes.prefix(count))) }
    #expect(hashes.count == 1 + 320 + 40)
    #expect(ContentHash(of: "12345678abcdefgh".utf8) != ContentHash(of: "abcdefgh12345678".utf8))
    // Halves count by themselves as well.
    #expect(Set(hashes.map(\.high)).count == hashes.count)
    #expect(Set(hashes.map(\.low)).count == hashes.count)
  }
}

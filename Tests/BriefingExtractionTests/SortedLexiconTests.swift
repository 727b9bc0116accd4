import Resources
import Testing

@testable import BriefingExtraction

/// Words that are searched where they lie in the program.
@Suite struct SortedLexiconTests {
  @Test(arguments: [EmbeddedLexicon.classes, .pairs])
  func `each word of a file is found with what its line says`(_ file: EmbeddedLexicon) throws {
    let lexicon = SortedLexicon(file)
    let lines = String(decoding: file.utf8, as: UTF8.self).split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    #expect(lines.count > 4_000)
    var lost: [Substring] = []
    for line in lines {
      let blank = try #require(line.utf8.firstIndex(of: 0x20))
      let found = Array(line[..<blank].utf8).withUnsafeBufferPointer { lexicon.entry($0).map { Array($0) } }
      if found != Array(line[line.utf8.index(after: blank)...].utf8) { lost.append(line) }
    }
    #expect(lost == [])
  }

  @Test(arguments: ["", "a", "marke", "markets-", "zzzz", "~", "market price"])
  func `what no line begins with is not found`(_ word: String) {
    for file in [EmbeddedLexicon.classes, .pairs] {
      Array(word.utf8).withUnsafeBufferPointer { word in
        #expect(SortedLexicon(file).entry(word) == nil)
      }
    }
  }

  @Test(arguments: [
    ("Market price", true), ("(market) prices", true), ("age groups", true), ("Groups age", false),
    ("market the", false), ("market, price", false), ("market 12", false), ("précio price", false),
  ])
  func `words that name one thing are paired`(_ text: String, _ isPair: Bool) throws {
    #expect(try #require(FlattenedLine(text).words.last).isPaired == isPair)
  }

  @Test(arguments: [
    ("420 MW", FlattenedWord.Class.unit), ("15 m", .unit), ("plan m", .other), ("the MW", .acronym),
    ("1.2 t/ha", .unit), ("3 million", .unit),
  ])
  func `a unit is one behind a number`(_ text: String, _ kind: FlattenedWord.Class) throws {
    #expect(try #require(FlattenedLine(text).words.last).kind == kind)
  }

  @Test(arguments: [("131 000", true), ("131 0000", false), ("1310 000", false), ("in 000", false)])
  func `three digits may go on with a number`(_ text: String, _ isGroup: Bool) throws {
    #expect(try #require(FlattenedLine(text).words.last).isDigitGroup == isGroup)
  }

  @Test func `trees add up what their answers say`() throws {
    let names = ["size", "age"]
    let words = "size 0.500 age 2.000 age 3.000 size 9 size 9 size 9 size 9 1 0 2 0 3 0 4 0".split(
      separator: " ")
    let tree = try #require(BoostedTrees.Tree(words: words.map(String.init), names: names))
    #expect([[0.5, 2], [0.5, 2.1], [0.6, 3], [0.6, 3.1]].map { tree.value($0) } == [1, 2, 3, 4])
    let model = BoostedTrees(bias: -1, trees: [tree, tree])
    #expect(model.probability([0.5, 2]) > 0.73 && model.probability([0.5, 2]) < 0.74)
    #expect(BoostedTrees.Tree(words: tree.words(names: names), names: names)?.value([0.6, 3]) == 3)
    #expect(BoostedTrees.Tree(words: words.map(String.init), names: ["size"]) == nil)
    #expect(BoostedTrees.Tree(words: ["size", "1"], names: names) == nil)
  }
}

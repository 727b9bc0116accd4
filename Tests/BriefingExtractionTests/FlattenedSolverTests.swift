import Testing

@testable import BriefingExtraction

@Suite struct FlattenedSolverTests {
  private static let tables: [[String]] = [
    [
      "Enhanced intelligence on movements Potential for civilian casualties",
      "Stronger operational coordination increased local resentment",
      "Improved resource allocation for the police Risk of escalation in violence",
      "Stronger operational coordination Risk of escalation in violence",
    ],
    [
      "World Bank Rural Electrification Fund $350 million 2024",
      "African Union Cross-Border Power Pool (first phase) $120 million 2025",
      "World Bank Solar Mini-Grids, small dams $75 million 2024",
      "Fondo Verde Redes pequeñas de energía 75 millones 2026",
    ],
    ["NO YES", "YES NO (1)", "1. Tape drives – cheap. Slow; old", "Lima’s port – – it works. Well, mostly"],
  ]

  private static let kinds: [[FlattenedLexicon.ColumnKind]] = [
    [.label, .clause], [.side, .side], [.label, .other, .amount], [.single, .amount, .clause, .other],
  ]

  @Test(arguments: tables, kinds)
  func `rows are parted as the columns of the other rows suggest most`(
    _ lines: [String], _ kinds: [FlattenedLexicon.ColumnKind]
  ) throws {
    let weights = FlattenedLexicon.shared.weights.cells
    let rows = lines.map { FlattenedCells(FlattenedLine($0)) }.filter { $0.count >= kinds.count }
    let solution = try #require(FlattenedSolver(rows, width: kinds.count, weights: weights).solve(kinds))
    let cut = kinds.count - 1
    func cuts(_ row: Int) -> [Int] { Array(solution.cuts[row * cut..<(row + 1) * cut]) }
    for row in rows.indices {
      var columns = FlattenedRows.columns(kinds)
      for other in rows.indices where other != row {
        FlattenedRows.add(cuts(other), of: rows[other], to: &columns)
      }
      let lattice = FlattenedLattice(
        rows[row], columns, gaps: FlattenedRows.gaps(rows[row], weights: weights), weights: weights)
      var gradient = weights.map { _ in 0.0 }
      func share(_ cuts: [Int]) -> Double { lattice.addGradient(toward: cuts, into: &gradient) }
      #expect(abs(share(cuts(row)) - solution.shares[row]) < 1e-9)
      for other in Self.ways(rows[row].count, cuts: cut) {
        #expect(share(other) <= solution.shares[row] + 1e-9)
      }
    }
  }

  @Test(arguments: tables, kinds)
  func `a row is parted by the columns that were learnt as it was among its table`(
    _ lines: [String], _ kinds: [FlattenedLexicon.ColumnKind]
  ) throws {
    let weights = FlattenedLexicon.shared.weights.cells
    let rows = lines.map { FlattenedCells(FlattenedLine($0)) }.filter { $0.count >= kinds.count }
    let known = rows.dropLast()
    let solver = FlattenedSolver(Array(known), width: kinds.count, weights: weights)
    let solution = try #require(solver.solve(kinds))
    solver.learn(kinds, cuts: solution.cuts)
    let row = rows[rows.count - 1]
    let cut = kinds.count - 1
    var columns = FlattenedRows.columns(kinds)
    for other in known.indices {
      FlattenedRows.add(Array(solution.cuts[other * cut..<(other + 1) * cut]), of: rows[other], to: &columns)
    }
    let lattice = FlattenedLattice(
      row, columns, gaps: FlattenedRows.gaps(row, weights: weights), weights: weights)
    var gradient = weights.map { _ in 0.0 }
    let best = try #require(solver.cuts(row))
    let share = lattice.addGradient(toward: best, into: &gradient)
    for other in Self.ways(row.count, cuts: cut) {
      #expect(lattice.addGradient(toward: other, into: &gradient) <= share + 1e-9)
    }
  }

  /// All ways to choose so many places between `size` words.
  private static func ways(_ size: Int, cuts: Int, from first: Int = 1) -> [[Int]] {
    guard cuts > 0 else { return [[]] }
    guard first < size else { return [] }
    return (first..<size).flatMap { at in ways(size, cuts: cuts - 1, from: at + 1).map { [at] + $0 } }
  }

  @Test func `the numbers of shapes and classes are those of their types`() {
    #expect(FlattenedFeatures.classes == FlattenedWord.Class.allCases.count)
    #expect(FlattenedFeatures.shapes == FlattenedWord.Shape.allCases.count)
    #expect(FlattenedFeatures.kinds == FlattenedLexicon.ColumnKind.allCases.count)
    #expect(FlattenedFeatures.count == FlattenedFeatures.names.count)
    #expect(FlattenedCells.styles == FlattenedCells.styleNames.count)
    #expect(FlattenedTally.codes == FlattenedCells.styles * FlattenedCells.flags)
  }

  @Test func `weights are found by their names in whatever order they stand`() {
    #expect(FlattenedFeatures.nameHashes() == FlattenedFeatures.names.map { WordHash($0) })
    #expect(Set(FlattenedFeatures.nameHashes()).count == FlattenedFeatures.count)
    let weights = FlattenedLexicon.shared.weights
    let turned = FlattenedWeights(utf8: Array(weights.lines.reversed().joined(separator: "\n").utf8))
    // Trees are added up in their order, which is turned with the lines.
    func named(_ lines: [String]) -> [String] { lines.filter { !$0.hasPrefix("location.tree ") } }
    #expect(named(turned.lines) == named(weights.lines))
    #expect(turned.location.trees.count == weights.location.trees.count)
  }

  @Test(arguments: [
    ("Risks", "risks", FlattenedWord.Shape.capital, FlattenedWord.Class.plural),
    ("(Électricité,", "électricité", .capital, .noun), ("$3.5", "3", .number, .number),
    ("–", "", .other, .sign),
    ("NATO", "nato", .capital, .acronym), ("d’emplois", "d’emplois", .lower, .other),
    ("requires", "requires", .lower, .thirdPerson), ("¿Qué", "qué", .capital, .other),
    ("风险", "风险", .lower, .other), ("rebus", "rebus", .lower, .other), ("%", "", .number, .unit),
    ("\"Rallying\"", "rallying", .capital, .gerund), ("the", "the", .lower, .determiner),
  ])
  func `a word has a key, a shape and a class`(
    _ text: String, _ key: String, _ shape: FlattenedWord.Shape, _ kind: FlattenedWord.Class
  ) throws {
    let line = FlattenedLine("x \(text) y")
    let word = try #require(line.words.dropFirst().first)
    #expect(line.text(1..<2) == text)
    #expect(word.hash == Array(key.utf8).withUnsafeBufferPointer { WordHash($0) })
    #expect(word.shape == shape)
    #expect(word.kind == kind)
  }
}

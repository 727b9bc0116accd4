/// The words of the lines that were looked at last, for the finder of flattened tables looks at a line more
/// than once.
final class FlattenedLines {
  private var lines: [Int: FlattenedLine] = [:]
  private var likenesses: [Int: (sum: Double, mean: Double)] = [:]
  private static let most = 128

  func line(_ index: Int, _ make: () -> FlattenedLine) -> FlattenedLine {
    if let known = lines[index] { return known }
    if lines.count >= Self.most { lines.removeAll(keepingCapacity: true) }
    let made = make()
    lines[index] = made
    return made
  }

  func likeness(_ index: Int, _ make: () -> (sum: Double, mean: Double)) -> (sum: Double, mean: Double) {
    if let known = likenesses[index] { return known }
    if likenesses.count >= Self.most { likenesses.removeAll(keepingCapacity: true) }
    let made = make()
    likenesses[index] = made
    return made
  }
}

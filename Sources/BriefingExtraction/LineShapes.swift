/// What was found out of lines, one answer for each; found out when it is first asked for, for most lines
/// never are.
final class LineShapes {
  private enum Answer: UInt8 {
    case open, no, yes
  }

  private var answers: [Answer]

  init(_ count: Int) {
    answers = Array(repeating: .open, count: count)
  }

  func value(_ index: Int, _ find: () -> Bool) -> Bool {
    switch answers[index] {
    case .yes: return true
    case .no: return false
    case .open:
      let found = find()
      answers[index] = found ? .yes : .no
      return found
    }
  }
}

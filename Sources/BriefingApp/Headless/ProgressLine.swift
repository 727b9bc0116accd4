internal import BriefingModel
internal import Synchronization

/// One line on standard error that is written over as work goes on. Called from any thread.
final class ProgressLine: Sendable {
  private let width = Mutex(0)

  func show(_ step: IndexProgress) {
    let total = step.filesTotal.map { " of \($0)" } ?? ""
    let reader = step.isElsewhere ? "another session reads" : "reading briefings"
    var text = "\(reader): \(step.filesDone)\(total)"
    if let rate = step.rate { text += ", \(Int((rate / 1e6).rounded())) MB/s" }
    if let left = step.secondsLeft { text += ", \(Int(left.rounded(.up))) s left" }
    draw(text)
  }

  func clear() {
    draw("")
  }

  private func draw(_ text: String) {
    width.withLock { width in
      // Blanks over what was longer: every terminal knows a carriage return.
      let blanks = String(repeating: " ", count: max(0, width - text.utf8.count))
      let sink = OutputSink(descriptor: 2)
      try? sink.write("\r" + text + blanks + (text.isEmpty ? "\r" : ""))
      try? sink.flush()
      width = text.utf8.count
    }
  }
}

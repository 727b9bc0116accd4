import BriefingExtraction
import BriefingModel
import Foundation

/// Reads and extracts files on several threads, for one writer that takes the outcomes.
///
/// What is being read and waits to be taken is bounded in bytes, whatever the files are; a file
/// larger than the bound is read alone.
final class ReadPipeline: @unchecked Sendable {
  /// Bytes of files in memory.
  private static let mostBytes = 24 << 20
  private static let mostWaiting = 256
  /// Extraction may call itself for nested markup.
  private static let stackSize = 16 << 20

  private let files: [FoundFile]
  private let roots: [LibraryRoot]
  private let lexicons: Lexicons

  // All that follows is touched only under the condition's lock.
  private let condition = NSCondition()
  private var nextFile = 0
  private var waiting: [IndexStore.Outcome] = []
  private var bytesHeld = 0
  private var workersLeft: Int
  private var isStopped = false

  /// Starts reading at once.
  init(_ files: [FoundFile], roots: [LibraryRoot], lexicons: Lexicons = .standard) {
    self.lexicons = lexicons
    self.files = files
    self.roots = roots
    let workers = min(max(1, ProcessInfo.processInfo.activeProcessorCount), 8, max(1, files.count))
    workersLeft = workers
    for number in 0..<workers {
      let thread = Thread { [self] in work() }
      thread.name = "dossier.read.\(number)"
      thread.stackSize = Self.stackSize
      thread.start()
    }
  }

  /// Takes what is there, waiting for something when nothing is, at most until `deadline`; nil when
  /// everything has been taken.
  func take(until deadline: Date) -> [IndexStore.Outcome]? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, workersLeft > 0 {
      if !condition.wait(until: deadline) { return [] }
    }
    if waiting.isEmpty { return nil }
    let taken = waiting
    waiting.removeAll(keepingCapacity: true)
    for outcome in taken { bytesHeld -= Int(outcome.file.facts.size) }
    condition.broadcast()
    return taken
  }

  /// Ends the reading and waits for the threads, which finish the file they have.
  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    while workersLeft > 0 { condition.wait() }
    condition.unlock()
  }

  private func work() {
    while let file = nextToRead() {
      let outcome = read(file)
      condition.lock()
      // The handle may have told another size than the walk.
      bytesHeld += Int(outcome.file.facts.size - file.facts.size)
      waiting.append(outcome)
      condition.broadcast()
      condition.unlock()
    }
    condition.lock()
    workersLeft -= 1
    condition.broadcast()
    condition.unlock()
  }

  private func nextToRead() -> FoundFile? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      guard !isStopped, nextFile < files.count else { return nil }
      let size = Int(files[nextFile].facts.size)
      if waiting.count < Self.mostWaiting, bytesHeld == 0 || bytesHeld + size <= Self.mostBytes {
        bytesHeld += size
        nextFile += 1
        return files[nextFile - 1]
      }
      condition.wait()
    }
  }

  private func read(_ file: FoundFile) -> IndexStore.Outcome {
    let root = roots[file.root]
    do {
      let content = try FileReading.read(file.path, in: root)
      var file = file
      file.facts = content.facts
      let name = file.path.isEmpty ? root.path : file.path
      if let reason = FileKind(name: name).reasonAgainst(content: content.bytes) {
        return .notRead(file, reason: reason)
      }
      let shown = root.shownPath(of: file.path).display
      let opened = BriefingReader.read(content.bytes, path: shown, lexicons: lexicons)
      return .read(IndexRecord(opened.briefing, file: file, in: root))
    } catch {
      return .notRead(file, reason: error.reason)
    }
  }
}

import BriefingExtraction
import BriefingModel
import Foundation

/// Reads and extracts files and gathers their words on several threads, for one writer that takes the
/// batches.
///
/// What is being read and waits to be taken is bounded in bytes, whatever the files are; a file
/// larger than the bound is read alone.
final class ReadPipeline: @unchecked Sendable {
  /// Bytes of files in memory.
  private static let mostBytes = 48 << 20
  /// Batches end at this many bytes or files: enough to make writing cheap, little enough that the
  /// list fills while the reader looks on.
  private static let batchBytes = 12 << 20
  private static let batchFiles = 2_000
  /// The first ones are small.
  private static let firstBatchFiles = 25
  /// However few they are, files that were read wait no longer to be listed, and to be kept: the longer it
  /// takes, the less often anybody looks, and larger batches cost less.
  private var batchTime: Duration { min(max((.now - began) / 8, .seconds(1)), .seconds(2)) }
  /// Extraction may call itself for nested markup.
  private static let stackSize = 16 << 20

  private let files: [FoundFile]
  private let roots: [LibraryRoot]
  private let reading: IndexedLibrary.Reading
  private let lexicons: Lexicons

  // All that follows is touched only under the condition's lock.
  private let condition = NSCondition()
  private var nextFile = 0
  private var waiting: [IndexStore.Batch] = []
  private var isTaken = false
  private var filesDone = 0
  private var bytesDone = 0
  /// Of files that are read, gathered or wait.
  private var bytesHeld = 0
  private var workersLeft: Int
  private var isStopped = false
  /// Whether the batch with the first of the files was finished.
  private var hasFirst = false
  private let began = ContinuousClock.now

  /// How long other batches wait for the one with the first file: a reader who opens a folder begins with
  /// its first briefing, whichever thread was quicker.
  private static let patience = Duration.milliseconds(400)

  /// Starts reading at once.
  init(
    _ files: [FoundFile], roots: [LibraryRoot], lexicons: Lexicons,
    reading: @escaping IndexedLibrary.Reading
  ) {
    self.reading = reading
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

  /// What came of looking for a batch.
  struct Taken {
    /// Nil when none was finished in time.
    var batch: IndexStore.Batch?
    /// Files read so far, and their bytes, written or not.
    var filesDone: Int
    var bytesDone: Int
  }

  /// Takes the next batch, waiting for it at most until `deadline`; nil when all were taken.
  func take(until deadline: Date) -> Taken? {
    condition.lock()
    defer { condition.unlock() }
    var isLate = false
    while !isReady, workersLeft > 0, !isLate { isLate = !condition.wait(until: deadline) }
    if waiting.isEmpty, workersLeft == 0 { return nil }
    var taken = Taken(filesDone: filesDone, bytesDone: bytesDone)
    if isReady {
      let batch = waiting.removeFirst()
      taken.batch = batch
      isTaken = true
      bytesHeld -= batch.fileBytes
      condition.broadcast()
    }
    return taken
  }

  /// Whether there is a batch to take.
  private var isReady: Bool {
    !waiting.isEmpty
      && (hasFirst || isStopped || workersLeft == 0 || ContinuousClock.now - began > Self.patience)
  }

  /// Ends the reading and waits for the threads, which finish the file they have.
  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    while workersLeft > 0 { condition.wait() }
    condition.unlock()
  }

  /// Lets the threads finish what they have: no further file is begun.
  func cancel() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }

  private func work() {
    let gathering = BatchGathering()
    var batchBegan = ContinuousClock.now
    var holdsFirst = false
    while let file = nextToRead(mayWait: gathering.count == 0) {
      if case .file(let file, let isFirst) = file {
        if isFirst { holdsFirst = true }
        let outcome = Self.read(file, in: roots[file.root], lexicons: lexicons, reading: reading)
        gathering.add(outcome)
        FreedMemory.giveBack(after: Int(outcome.file.facts.size))
        condition.lock()
        // The handle may have told another size than the walk.
        bytesHeld += Int(outcome.file.facts.size - file.facts.size)
        filesDone += 1
        bytesDone += Int(outcome.file.facts.size)
        let most = isTaken ? Self.batchFiles : Self.firstBatchFiles
        condition.unlock()
        guard
          gathering.count >= most || gathering.weight >= Self.batchBytes
            || ContinuousClock.now - batchBegan >= batchTime
        else { continue }
      }
      hand(over: gathering, isFirst: holdsFirst)
      holdsFirst = false
      batchBegan = .now
    }
    if gathering.count > 0 { hand(over: gathering, isFirst: holdsFirst) }
    condition.lock()
    workersLeft -= 1
    condition.broadcast()
    condition.unlock()
  }

  private func hand(over gathering: BatchGathering, isFirst: Bool) {
    let batch = gathering.finish()
    condition.lock()
    if isFirst { hasFirst = true }
    waiting.insert(batch, at: isFirst ? 0 : waiting.endIndex)
    condition.broadcast()
    condition.unlock()
  }

  private enum Next {
    case file(FoundFile, isFirst: Bool)
    /// There is no room for another file before this thread's batch was handed over.
    case full
  }

  private func nextToRead(mayWait: Bool) -> Next? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      guard !isStopped, nextFile < files.count else { return nil }
      let size = Int(files[nextFile].facts.size)
      if bytesHeld == 0 || bytesHeld + size <= Self.mostBytes {
        bytesHeld += size
        nextFile += 1
        return .file(files[nextFile - 1], isFirst: nextFile == 1)
      }
      if !mayWait { return .full }
      condition.wait()
    }
  }

  /// Reads one file and extracts it.
  static func read(
    _ file: FoundFile, in root: LibraryRoot, lexicons: Lexicons, reading: IndexedLibrary.Reading
  ) -> IndexStore.Outcome {
    do {
      let content = try FileReading.read(file.path, in: root)
      var file = file
      file.facts = content.facts
      let name = file.path.isEmpty ? root.path : file.path
      if let reason = FileKind.reasonAgainst(content.bytes, named: name) {
        return .notRead(file, reason: reason)
      }
      let shown = root.shownPath(of: file.path).display
      let opened = reading(content.bytes, shown)
      return .read(IndexRecord(opened, file: file, in: root, lexicons: lexicons))
    } catch {
      return .notRead(file, reason: error.reason)
    }
  }
}

import BriefingLibrary
import Glibc

/// The index of a library: making it, opening it again, noticing a change.
enum LibraryBenchmark {
  static func run(
    _ report: inout Report, over corpus: Corpus, in place: Workplace, runs: Int, program: String?
  ) throws {
    let (folder, bytes) = (corpus.folder, corpus.bytes)
    report.head("index of \(folder), \(Report.number(Double(bytes) / 1e6)) MB")
    try making(&report, "made", corpus, corpus.reading, in: place, runs: runs)
    if corpus.reading == nil {
      try making(&report, "made without extraction", corpus, Corpus.linesOnly, in: place, runs: 1)
    }
    if let program {
      let peak = try peakMemory(of: program, over: folder, cache: place.folder("index-child"))
      report.row("most memory of dossier index", "\(Report.number(Double(peak) / 1024)) MB")
    }
    try reopening(&report, folder: folder, kept: "\(place.path)/index-0")
  }

  private static func making(
    _ report: inout Report, _ name: String, _ corpus: Corpus, _ reading: IndexedLibrary.Reading?,
    in place: Workplace, runs: Int
  ) throws {
    var making = Samples()
    var (size, count) = (0, 0)
    for run in 0..<runs {
      let kept = place.folder("index-\(run)" + (reading == nil ? "" : "-lines"))
      let library = try IndexedLibrary(
        pathBytes: [Array(corpus.folder.utf8)], location: .folder(kept), reading: reading)
      making.add(try Samples.seconds { try refresh(library) })
      size = Workplace.size(of: kept)
      count = try library.entries().count
    }
    report.time(name, making, "\(Report.number(Double(count) / making.median)) files/s")
    report.rate(name, bytes: corpus.bytes, making)
    report.row("size of the index to the text", Report.number(Double(size) / Double(corpus.bytes)))
  }

  private static func reopening(_ report: inout Report, folder: String, kept: String) throws {
    let location = IndexLocation.folder(kept)
    report.time(
      "opened again, list read",
      try Samples.seconds(15) { _ in
        _ = try IndexedLibrary(paths: [folder], location: location).entries()
      })
    let library = try IndexedLibrary(paths: [folder], location: location)
    report.time("looked through, nothing changed", try Samples.seconds(15) { _ in try refresh(library) })
    let changing = "\(folder)/00000.txt"
    let text = String(decoding: try Workplace.read(changing), as: UTF8.self)
    report.time(
      "one changed file noticed",
      try Samples.seconds(15) { run in
        // Another size each time: the clock of the files may be too coarse to tell two changes apart.
        try Workplace.write(
          text + String(repeating: "A further word. ", count: run + 1), to: changing)
        try refresh(library)
      }, "its writing included")
  }

  private static func refresh(_ library: IndexedLibrary) throws {
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
  }

  /// In kB, of the program itself making the index.
  private static func peakMemory(of program: String, over folder: String, cache: String) throws -> Int {
    let session = try TerminalSession(
      [program, "index", folder], environment: ["XDG_CACHE_HOME": cache], columns: 80, rows: 24)
    return session.peakMemoryUntilEnd()
  }
}

import ArgumentParser
import Glibc

/// Measures Dossier and prints one table. Everything that is read is generated here, the same on
/// every machine; the ratios say more than the figures.
@main struct Benchmarks: ParsableCommand {
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case extraction, library, search, screen, table, start, keys, scale
  }

  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure Dossier; without parts, all but scale, which takes long.")

  @Option(help: "The program to start in a terminal; without it, start and keys are left out.")
  var program: String?
  @Option(help: "The folder of the seeds.")
  var seeds = "seeds"
  @Option(help: "Briefings in the generated library.")
  var briefings = 1_000
  @Option(
    help: "A folder to take in the place of the generated library; its queries are in FOLDER.manifest.json.")
  var folder: String?
  @Option(help: "A folder to keep the index of the searches in from one run to the next.")
  var keptIndex: String?
  @Flag(
    inversion: .prefixedNo,
    help: "Measure other engines too, where Python has them: SQLite's own and tantivy (pip install tantivy).")
  var peers = true
  @Option(help: "A folder to keep the indexes of other engines in from one run to the next.")
  var keptPeers: String?
  @Flag(help: "Take each line for a paragraph: the index without the extraction.")
  var linesOnly = false
  @Option(help: "Only cases of scale, and classes of search, whose name holds this.")
  var only: [String] = []
  @Option(help: "Seconds of processor time that one reading of scale may take.")
  var limit = 60
  @Option(help: .hidden)
  var measured: String?
  @Argument(help: "extraction, library, search, screen, table, start, keys, scale")
  var parts: [Part] = []

  func validate() throws {
    if briefings < 1 || limit < 1 { throw ValidationError("there must be a briefing and a second") }
  }

  func run() throws {
    if let measured { return ScaleBenchmark.child(measured) }
    let place = try Workplace()
    var report = Report()
    for part in Part.allCases where parts.contains(part) || (parts.isEmpty && part != .scale) {
      _ = "\(part.rawValue) …\n".withCString { write(2, $0, strlen($0)) }
      try run(part, &report, place)
    }
    print(report.text)
  }

  private func run(_ part: Part, _ report: inout Report, _ place: Workplace) throws {
    switch part {
    case .extraction: try ExtractionBenchmark.run(&report, folder: folder, in: place)
    case .library:
      try LibraryBenchmark.run(
        &report, over: try corpus(place), in: place, runs: folder == nil ? 3 : 1,
        program: program.map(Self.absolute))
    case .search:
      try SearchBenchmark.run(
        &report, over: try corpus(place), in: place, only: only,
        peers: peers ? keptPeers ?? place.folder("peer-indexes") : nil)
    case .screen: ScreenBenchmark.run(&report)
    case .table: ScreenBenchmark.runTable(&report)
    case .start: try session(place)?.runStart(&report, count: briefings)
    case .keys: try session(place)?.runKeys(&report)
    case .scale:
      ScaleBenchmark.run(&report, names: only, limit: limit, program: Self.absolute(CommandLine.arguments[0]))
    }
  }

  private func corpus(_ place: Workplace) throws -> Corpus {
    var corpus =
      try folder.map { try Corpus(folder: Self.absolute($0)) }
      ?? Corpus(generated: briefings, in: place)
    corpus.keptIndex = keptIndex
    if linesOnly { corpus.reading = Corpus.linesOnly }
    return corpus
  }

  private func session(_ place: Workplace) -> SessionBenchmark? {
    program.map {
      SessionBenchmark(program: Self.absolute($0), seeds: Self.absolute(seeds), place: place)
    }
  }

  private static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

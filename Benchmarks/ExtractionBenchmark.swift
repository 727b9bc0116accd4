import BriefingExtraction
import BriefingModel
import CCmarkGFM
import Glibc

/// How fast files become briefings, on one core, and how fast well-known programs read the same files in
/// the same run.
///
/// Time of the processor is measured, so that what else runs on the machine weighs less.
enum ExtractionBenchmark {
  private static let runs = 9

  /// Of a folder so many bytes of each form are read.
  private static let mostBytes = 8 << 20

  /// Over generated briefings, or over the files of a folder.
  static func run(_ report: inout Report, folder: String?, in place: Workplace) throws {
    report.head("extraction, one core", columns: ["median", "slowest", ""])
    var own: [BriefingForm: Samples] = [:]
    var size: [BriefingForm: Int] = [:]
    var texts: [BriefingForm: [[UInt8]]] = [:]
    for form in BriefingForm.allCases {
      let files =
        try folder.map { try Workplace.files(below: $0, suffix: form.suffix, bytes: mostBytes) }
        ?? generated(form)
      guard !files.isEmpty else { continue }
      var tables = 0
      let samples = Samples.processorSeconds(runs) {
        tables = 0
        for file in files {
          tables += BriefingReader.read(file, path: "document.\(form.suffix)").briefing.tables.count
        }
      }
      let bytes = files.reduce(0) { $0 + $1.count }
      (own[form], size[form], texts[form]) = (samples, bytes, files)
      row(&report, form.rawValue, bytes, samples, "\(files.count) files, \(tables) tables")
    }
    let markdown = parsing(texts[.markdown] ?? [])
    compare(&report, "cmark-gfm, parsing only", markdown, own[.markdown], size[.markdown] ?? 0)
    guard let pages = texts[.html] else { return }
    for (name, samples) in try pagePeers(pages, in: place) {
      compare(&report, name, samples, own[.html], size[.html] ?? 0)
    }
  }

  private static func generated(_ form: BriefingForm) -> [[UInt8]] {
    let generator = BriefingGenerator()
    return (0..<150).map { Array(form.write(generator.briefing($0), number: $0).utf8) }
  }

  private static func row(
    _ report: inout Report, _ name: String, _ bytes: Int, _ samples: Samples, _ remark: String
  ) {
    let megabytes = Double(bytes) / 1e6
    report.row(
      name, Report.number(megabytes / samples.median) + " MB/s",
      Report.number(megabytes / samples.p99) + " MB/s",
      "fastest \(Report.number(megabytes / samples.least)) MB/s, " + remark)
  }

  private static func compare(
    _ report: inout Report, _ name: String, _ peer: Samples, _ own: Samples?, _ bytes: Int
  ) {
    guard let own else { return }
    row(&report, name, bytes, peer, "dossier is \(Report.number(peer.median / own.median)) times as fast")
  }

  /// The parser of the Markdown reader alone, with tables, strikethrough and footnotes.
  private static func parsing(_ files: [[UInt8]]) -> Samples {
    cmark_gfm_core_extensions_ensure_registered()
    return Samples.processorSeconds(runs) {
      for file in files {
        file.withUnsafeBytes { bytes in
          let text = bytes.bindMemory(to: CChar.self)
          guard let start = text.baseAddress else { return }
          cmark_node_free(markdown_parse(start, text.count))
        }
      }
    }
  }

  /// Extractors written in or for Python, where one is installed: DOSSIER_BENCH_PYTHON, or `python3`.
  private static func pagePeers(
    _ files: [[UInt8]], in place: Workplace
  ) throws -> [(name: String, samples: Samples)] {
    let folder = place.folder("pages")
    for (number, file) in files.enumerated() {
      try Workplace.write(String(decoding: file, as: UTF8.self), to: "\(folder)/\(number).html")
    }
    let python = getenv("DOSSIER_BENCH_PYTHON").map { String(cString: $0) } ?? "python3"
    guard let child = try? ChildProcess.run([python, "Scripts/bench-page-peers", folder]) else { return [] }
    // A line for each: its name, a tab, its seconds.
    return child.output.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2 else { return nil }
      var samples = Samples()
      for value in parts[1].split(separator: " ").compactMap({ Double($0) }) { samples.add(value) }
      return (String(parts[0]), samples)
    }
  }
}

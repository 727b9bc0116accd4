import BriefingExtraction
import BriefingModel

/// How fast files become briefings, on one core.
enum ExtractionBenchmark {
  static func run(_ report: inout Report) {
    report.head("extraction, one core")
    let generator = BriefingGenerator()
    let count = 150
    for form in BriefingForm.allCases {
      let files = (0..<count).map { number in
        (Array(form.write(generator.briefing(number), number: number).utf8), "\(number).\(form.suffix)")
      }
      let bytes = files.reduce(0) { $0 + $1.0.count }
      var tables = 0
      let samples = Samples.seconds(9) { _ in
        tables = 0
        for (content, path) in files {
          tables += BriefingReader.read(content, path: path).briefing.tables.count
        }
      }
      report.rate(
        form.rawValue, bytes: bytes, samples,
        "\(count) files of \(Report.number(Double(bytes) / Double(count) / 1000)) kB, \(tables) tables")
    }
  }
}

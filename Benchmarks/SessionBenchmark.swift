import Glibc

/// The program itself in a terminal of 120x40, beside less in the same run.
struct SessionBenchmark {
  private static let less = "/usr/bin/less"

  /// The program's path.
  var program: String
  /// The folder of the seeds.
  var seeds: String
  var place: Workplace

  /// A program with a document, and a word of the document that its first page shows.
  private struct Subject {
    var name: String
    var arguments: [String]
    var mark: String
  }

  /// The index is shared by all; the reader's own data are never those of whoever runs this.
  private func environment(data: String = "session") -> [String: String] {
    [
      "XDG_CACHE_HOME": place.folder("session-cache"), "XDG_DATA_HOME": place.folder("\(data)-data"),
      "XDG_STATE_HOME": place.folder("\(data)-state"),
    ]
  }

  // MARK: Start

  func runStart(_ report: inout Report, count: Int) throws {
    report.head("start to first paint, with an index")
    let (library, _) = try place.library(count)
    let seed = try Self.firstFile(of: seeds)
    var subjects = [
      Subject(name: "dossier seeds", arguments: [program, seeds], mark: try Self.mark(of: seed)),
      Subject(
        name: "dossier, library of \(count)", arguments: [program, library],
        mark: try Self.mark(of: "\(library)/00000.txt")),
    ]
    let hasLess = access(Self.less, X_OK) == 0
    if hasLess {
      subjects.append(
        Subject(name: "less, one seed", arguments: [Self.less, seed], mark: try Self.mark(of: seed)))
    }
    for subject in subjects.prefix(2) {
      let indexing = try TerminalSession(
        [program, "index", subject.arguments[1]], environment: environment(), columns: 80, rows: 24)
      _ = indexing.peakMemoryUntilEnd()
    }
    var samples = subjects.map { _ in Samples() }
    // In turns, so that all meet the machine in the same mood; the first turn only warms it.
    for turn in 0..<21 {
      for (number, subject) in subjects.enumerated() {
        let session = try start(subject.arguments)
        let seconds = session.wait(for: subject.mark)
        if let seconds, turn > 0 { samples[number].add(seconds) }
        session.end()
      }
    }
    for (number, subject) in subjects.enumerated() {
      let ratio = samples[number].median / (samples.last?.median ?? .nan)
      let remark = hasLess && number < 2 ? "\(Report.number(ratio)) times less's" : ""
      report.time(subject.name, samples[number], remark)
    }
    for subject in subjects.prefix(2) { try rest(&report, subject) }
  }

  /// What a program takes while nobody touches it.
  private func rest(_ report: inout Report, _ subject: Subject) throws {
    let session = try start(subject.arguments)
    _ = session.wait(for: subject.mark)
    session.settle(silence: 0.5)
    let before = session.processorTime
    session.settle(silence: 2)
    let used = session.processorTime - before
    report.row(
      "\(subject.name): most memory", "\(Report.number(Double(session.peakMemory) / 1024)) MB", "",
      "processor time of two seconds at rest: \(Report.time(used))")
  }

  // MARK: Keys

  func runKeys(_ report: inout Report) throws {
    report.head("from key to frame, 120x40")
    let folder = place.folder("long")
    let file = "\(folder)/long.txt"
    let briefing = BriefingGenerator().briefing(4, bytes: 60_000)
    try Workplace.write(BriefingForm.text.write(briefing, number: 4), to: file)
    let dossier = [program, folder]
    if access(Self.less, X_OK) == 0 {
      try keys(&report, "less", [Self.less, file], before: [], of: file)
    }
    try keys(&report, "reader among panes", dossier, before: [], of: file)
    try keys(&report, "reader alone", dossier, before: ["z"], of: file)
    let (library, _) = try place.library(200)
    try keys(&report, "list of 200", [program, library], before: [], of: "\(library)/00000.txt")
  }

  private func keys(
    _ report: inout Report, _ name: String, _ arguments: [String], before: [String], of file: String
  ) throws {
    for (moving, key, count) in [("line down", "j", 60), ("page down", " ", 12)] {
      // Each begins at the beginning, not where the one before ended.
      let data = "\(name) \(moving)".map { $0 == " " ? "-" : String($0) }.joined()
      let session = try start(arguments, data: data)
      guard session.wait(for: try Self.mark(of: file)) != nil else { continue }
      session.settle()
      for key in before { _ = session.press(key) }
      var times = Samples()
      var bytes = Samples()
      for _ in 0..<count {
        guard let answer = session.press(key) else { continue }
        times.add(answer.seconds)
        bytes.add(Double(answer.bytes))
      }
      guard !times.isEmpty else { continue }
      report.time("\(name): \(moving)", times, "\(Int(bytes.median)) bytes")
    }
  }

  // MARK: Parts

  private func start(_ arguments: [String], data: String = "session") throws -> TerminalSession {
    try TerminalSession(arguments, environment: environment(data: data), columns: 120, rows: 40)
  }

  private static func firstFile(of folder: String) throws -> String {
    guard let stream = opendir(folder) else {
      throw Workplace.Fault(description: "\(folder): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    guard let first = names.min() else {
      throw Workplace.Fault(description: "\(folder): no files")
    }
    return "\(folder)/\(first)"
  }

  /// The first long word that stands behind the title of a file, and not in it: once it is on the
  /// screen, the text is.
  private static func mark(of file: String) throws -> String {
    let bytes = try Workplace.read(file)
    let head = String(decoding: bytes.prefix(1_500), as: UTF8.self)
    let lines = head.split(separator: "\n", maxSplits: 1)
    let title = lines.count > 1 && lines[0].count < 120 ? lines[0] : ""
    let text = title.isEmpty ? Substring(head) : lines[1]
    for word in text.split(whereSeparator: { !$0.isLetter })
    where word.count > 6 && word.allSatisfy(\.isASCII) && !title.contains(word) {
      return String(word)
    }
    throw Workplace.Fault(description: "\(file): no word to look for")
  }
}

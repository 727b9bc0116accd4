internal import BriefingExtraction
public import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

/// The commands that print instead of opening the browser. Each takes its options and a context and
/// gives the exit code.
public enum Headless {
  /// Forms of output.
  public enum Format: String, Sendable, CaseIterable {
    case text, md, csv, json, jsonl
  }

  /// Reads the briefings that `paths` name, folders included, and gives each to `body`, its tables read
  /// as their reader chose. A file that can not be read is reported and does not stop the others.
  ///
  /// - Returns: `failure` when something could not be read, else `ok`.
  static func forEachBriefing(
    _ paths: [PathBytes], in context: HeadlessContext,
    _ body: (OpenedBriefing) throws(OutputFault) -> Void
  ) throws(OutputFault) -> Int32 {
    var code = ExitCode.ok
    for candidate in BriefingFile.candidates(paths) {
      let opened: OpenedBriefing
      do throws(LibraryError) {
        let bytes = try BriefingFile.read(candidate.path, followsLinks: candidate.isNamed)
        opened = asChosen(
          BriefingReader.read(bytes, path: candidate.path.display, lexicons: context.lexicons),
          at: candidate.path, in: context)
      } catch {
        try context.output.flush()
        context.report(error.path, error.reason)
        code = ExitCode.failure
        continue
      }
      try body(opened)
    }
    return code
  }

  /// The briefing with its tables read as its reader chose.
  private static func asChosen(
    _ found: OpenedBriefing, at path: PathBytes, in context: HeadlessContext
  ) -> OpenedBriefing {
    guard let desk = context.desk, found.briefing.tables.contains(where: \.canBeReread) else { return found }
    let place = path.isStandardInput ? nil : path.resolved
    let record = desk.record(of: BriefingIdentity(path: place, lines: found.lines))
    while let remark = desk.takeRemark() { context.warn(remark) }
    return TableOverruling.apply(record.choices, to: found, lexicons: context.lexicons)
  }

  /// `dossier show`: whole briefings.
  public static func show(_ paths: [PathBytes], format: Format, in context: HeadlessContext) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let isSingle = paths.count == 1 && !BriefingFile.isFolder(paths[0], followsLinks: true)
      var isFirst = true
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        let briefing = opened.briefing
        switch format {
        case .json, .jsonl, .csv:
          let pretty = format == .json && isSingle
          try context.output.line(JSONText.encode(BriefingDocument(briefing), pretty: pretty))
        case .md:
          if !isFirst { try context.output.write("\n---\n\n") }
          try context.output.write(MarkdownText.briefing(briefing))
        case .text:
          if !isFirst { try context.output.line() }
          try PlainText(context).write(briefing)
        }
        isFirst = false
      }
      return isFirst ? try context.reportNothing("no briefings", in: paths, after: code) : code
    }
  }

  /// `dossier tables`: the tables of briefings. With `number` only that 1-based table of each; with
  /// `showsSources` each line of comma-separated values begins with where it comes from and how far it is
  /// to be trusted.
  public static func tables(
    _ paths: [PathBytes], format: Format, number: Int? = nil, showsSources: Bool = false,
    in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var count = 0
      if format == .json { try context.output.write("[") }
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        for (place, table) in opened.briefing.tables.enumerated() where number == nil || number == place + 1 {
          try write(
            table, of: opened.briefing, format: format, showsSources: showsSources, isFirst: count == 0,
            in: context)
          count += 1
        }
      }
      if format == .json { try context.output.line(count == 0 ? "]" : "\n]") }
      guard count == 0 else { return code }
      return try context.reportNothing(number.map { "no table \($0)" } ?? "no tables", in: paths, after: code)
    }
  }

  private static func write(
    _ table: Table, of briefing: Briefing, format: Format, showsSources: Bool, isFirst: Bool,
    in context: HeadlessContext
  ) throws(OutputFault) {
    switch format {
    case .json:
      try context.output.write(isFirst ? "\n" : ",\n")
      try context.output.write(JSONText.encode(TableRecord(briefing: briefing, table: table)))
    case .jsonl:
      try context.output.line(JSONText.encode(TableRecord(briefing: briefing, table: table)))
    case .csv:
      if !isFirst { try context.output.line() }
      if showsSources {
        try context.output.write(CSVText.table(table, of: briefing))
      } else {
        try context.output.write(CSVText.table(table))
        // The values stay what they are for the program that takes them; a reader hears of it all the same.
        if table.canBeReread {
          try context.output.flush()
          context.report("\(briefing.path):\(table.span.firstLine)", "\(table.id): \(table.trustWords)")
        }
      }
    case .md:
      if !isFirst { try context.output.line() }
      let place = "\(briefing.path):\(table.span.firstLine)"
      try context.output.line("**\(MarkdownText.escaped(table.name))** (\(MarkdownText.escaped(place)))\n")
      try context.output.write(MarkdownText.table(table))
    case .text:
      if !isFirst { try context.output.line() }
      let place = "\(briefing.path):\(table.span.firstLine): \(table.id) \(table.name)"
      try context.output.line(PrintableText.make(place))
      try PlainText(context).write(table, indent: 0)
    }
  }

  /// `dossier FOLDER` without a terminal: the list of briefings, then each of them, as plain lines.
  public static func plain(_ paths: [PathBytes], in context: HeadlessContext) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var briefings: [Briefing] = []
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        briefings.append(opened.briefing)
      }
      if briefings.isEmpty {
        if code == ExitCode.ok {
          context.report(paths.first?.display ?? ".", "no briefings in this folder")
        }
        return ExitCode.failure
      }
      let writer = PlainText(context)
      if briefings.count > 1 {
        try context.output.line("\(briefings.count) briefings")
        try context.output.line()
        for (place, briefing) in briefings.enumerated() {
          let number = "\(place + 1). "
          try writer.write(
            InlineText(number + briefing.displayTitle), indent: 0, hanging: number.utf8.count)
        }
      }
      for (place, briefing) in briefings.enumerated() {
        if briefings.count > 1 {
          try context.output.line()
          try context.output.line("Briefing \(place + 1) of \(briefings.count)")
          try context.output.line()
        }
        try writer.write(briefing)
      }
      return code
    }
  }
}

internal import BriefingExtraction
public import BriefingLibrary
public import BriefingModel
internal import TerminalScreen

extension Headless {
  /// What `dossier matrix` lays out, and how.
  public struct MatrixOptions: Sendable {
    public enum Part: Sendable {
      /// Benefits, risks and mitigations by subject.
      case kinds
      /// Subjects down, briefings across.
      case briefings
      /// How many statements there are of each subject.
      case counts
      /// Mitigations that are named more than once.
      case repeatedRemedies
    }

    public var part = Part.kinds
    public var request = MatrixRequest(limit: .max / 8)
    public var order = CombinedMatrix.Order.reading
    /// Whether the words are shown that decided for a subject.
    public var showsWords = false

    public init() {}

    /// Narrows to what a query asks: `kind:`, `is:stated` and `subject:` of the statements, as in the browser, the
    /// rest of the briefings.
    ///
    /// - Returns: what is wrong with it, in words; nil when nothing is.
    public mutating func narrow(to query: String) -> String? {
      var rest: [String] = []
      for part in QueryPart.parts(of: query) {
        let (name, value) = part.field ?? ("", "")
        switch name {
        case "kind":
          guard let kind = AssessmentKind(rawValue: value.lowercased()),
            request.kind == nil || request.kind == kind
          else { return "\(part.text): kind: knows benefit, risk and mitigation, and one of them at a time" }
          request.kind = kind
        case "is" where value.lowercased() == "stated": request.includesInferred = false
        case "subject" where !value.isEmpty: request.subject = .named(value)
        default: rest.append(part.text)
        }
      }
      request.query = rest.joined(separator: " ")
      return nil
    }
  }

  /// `dossier matrix`: one matrix over all briefings. Of folders it is made from their index.
  public static func matrix(
    _ paths: [PathBytes], format: ReportFormat, options: MatrixOptions = MatrixOptions(),
    in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let usesIndex =
        !paths.contains(where: \.isStandardInput)
        && (!options.request.query.isEmpty
          || paths.contains { BriefingFile.isFolder($0, followsLinks: true) })
      return try usesIndex
        ? indexedMatrix(paths, format, options, context) : readMatrix(paths, format, options, context)
    }
  }

  /// The exit code, and where nothing is stated a word about it.
  private static func ended(
    _ isEmpty: Bool, _ paths: [PathBytes], _ code: Int32, _ context: HeadlessContext
  ) throws(OutputFault) -> Int32 {
    isEmpty
      ? try context.reportNothing("no benefits, risks or mitigations found", in: paths, after: code) : code
  }

  /// The matrix of files that are read for it.
  private static func readMatrix(
    _ paths: [PathBytes], _ format: ReportFormat, _ options: MatrixOptions, _ context: HeadlessContext
  ) throws(OutputFault) -> Int32 {
    var opened: [OpenedBriefing] = []
    let code = try forEachBriefing(paths, in: context) { one throws(OutputFault) in opened.append(one) }
    let sources = opened.enumerated().map { CombinedMatrix.Source($0.element.briefing, id: Int64($0.offset)) }
    let report = MatrixReport(
      MatrixStatements(sources: sources, request: options.request).matrix.sorted(by: options.order), options,
      context
    ) { opened[Int($0.id)] }
    if options.part == .counts {
      var counting = MatrixCountsText(context)
      let counts = report.matrix.counted
      try counting.write(counts, format: format)
      return try ended(counts.rows.isEmpty, paths, code, context)
    }
    let isEmpty = try report.write(format)
    return try ended(isEmpty, paths, code, context)
  }

  /// The matrix of a library, which is brought up to date first.
  private static func indexedMatrix(
    _ paths: [PathBytes], _ format: ReportFormat, _ options: MatrixOptions, _ context: HeadlessContext
  ) throws(OutputFault) -> Int32 {
    let library: any Library
    var found = MatrixStatements(request: options.request)
    var counts = MatrixCounts()
    let code: Int32
    do throws(LibraryError) {
      library = try context.openLibrary(paths)
      code = reportMissing(of: library, context)
      try library.refresh(onProgress: { _ in }, isCancelled: { false })
      if options.part == .counts {
        counts = try library.counts(options.request, desk: context.desk, isCancelled: { false })
      } else {
        found = try library.statements(options.request, desk: context.desk, isCancelled: { false })
      }
    } catch {
      context.report(error.path, error.reason)
      return ExitCode.failure
    }
    if let fault = found.fault ?? counts.fault {
      let results = SearchResults(query: options.request.query, fault: fault)
      return report(fault, of: results, context)
    }
    if options.part == .counts {
      var counting = MatrixCountsText(context)
      try counting.write(counts, format: format)
      return try ended(counts.rows.isEmpty, paths, code, context)
    }
    let report = MatrixReport(found.matrix.sorted(by: options.order), options, context) { entry in
      try? library.open(entry.id)
    }
    let isEmpty = try report.write(format)
    return try ended(isEmpty, paths, code, context)
  }

  /// Writes a matrix without the lines it rests on.
  static func write(
    _ matrix: CombinedMatrix, format: ReportFormat, in context: HeadlessContext
  ) throws(OutputFault) {
    _ = try MatrixReport(matrix, MatrixOptions(), context) { _ in nil }.write(format)
  }
}

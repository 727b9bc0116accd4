internal import BriefingLibrary
internal import BriefingModel
public import ArgumentParser
internal import BriefingApp

extension CombinedMatrix.Order: ExpressibleByArgument {}
extension AssessmentKind: ExpressibleByArgument {}

/// What stands in the columns of a matrix.
enum MatrixColumns: String, ExpressibleByArgument, CaseIterable {
  case kinds, briefings
}

struct Matrix: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.matrix.rawValue,
    abstract: "Print benefits, risks and mitigations by subject, over all briefings.")
  @OptionGroup var output: OutputOptions
  @Option(
    name: .shortAndLong,
    help: "text, md (a report with its evidence as footnotes), csv (a statement a line), json or html.")
  var format = Headless.ReportFormat.text
  @Flag(help: "Only what a table or a list states, nothing inferred from sentences.")
  var stated = false
  @Option(
    name: .shortAndLong,
    help:
      "Only briefings that this search finds, as country:Ecuador, and of them kind:risk, is:stated, subject:NAME."
  )
  var query: String?
  @Option(help: "Only this subject.")
  var subject: String?
  @Option(help: "Only benefit, risk or mitigation.")
  var kind: AssessmentKind?
  @Option(help: "What stands across: kinds or briefings.")
  var across = MatrixColumns.kinds
  @Option(
    help: "Order: reading, subject, statements, benefits, risks, mitigations, briefings, date or source.")
  var sort = CombinedMatrix.Order.reading
  @Flag(help: "How many statements there are of each subject, not the statements.")
  var counts = false
  @Flag(help: "Only stated risks that nothing in their own row answers.")
  var openRisks = false
  @Flag(help: "Only mitigations that are named more than once.")
  var repeatedRemedies = false
  @Flag(help: "Show the words that decided for a subject.")
  var words = false
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Files, folders, or - for standard input.")
  var paths: [String] = []

  func validate() throws {
    if counts, openRisks || repeatedRemedies || across == .briefings || subject != nil || kind != nil {
      throw ValidationError("--counts counts all: it goes with --query and --stated alone")
    }
    if query != nil, paths.contains("-") { throw ValidationError("standard input cannot be searched") }
  }

  func execute() -> Int32 {
    var options = Headless.MatrixOptions()
    options.order = sort
    options.showsWords = words
    options.part =
      counts ? .counts : repeatedRemedies ? .repeatedRemedies : across == .briefings ? .briefings : .kinds
    options.request.includesInferred = !stated
    options.request.subject = subject.map { $0.isEmpty ? .none : .named($0) } ?? .all
    options.request.kind = kind
    options.request.onlyOpenRisks = openRisks
    let context = reading.context(output)
    if let query, let fault = options.narrow(to: query) {
      context.report("usage", fault)
      return 2
    }
    return Headless.matrix(pathBytes(paths), format: format, options: options, in: context)
  }
}

struct Compare: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.compare.rawValue,
    abstract: "Compare briefings on one event: what they share, what only one says, other numbers.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, md, csv, json or html.")
  var format = Headless.ReportFormat.text
  @Flag(help: "Only what a table or a list states, nothing inferred from sentences.")
  var stated = false
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Two or more files.")
  var paths: [String]

  func execute() -> Int32 {
    Headless.compare(pathBytes(paths), format: format, statedOnly: stated, in: reading.context(output))
  }
}

/// What a briefing names.
enum NamedKind: String, ExpressibleByArgument, CaseIterable {
  case country, organisation, operation, amount, money, share, date
}

struct Named: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.named.rawValue,
    abstract: "Print countries, organisations, operations, amounts and dates, each with its sentence.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, md, csv, json or html.")
  var format = Headless.ReportFormat.text
  @Option(
    help: "Only country, organisation, operation, amount, money, share or date; may be given more than once.")
  var kind: [NamedKind] = []
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Files, folders, or - for standard input.")
  var paths: [String] = []

  func execute() -> Int32 {
    let kinds = kind.isEmpty ? nil : Set(kind.map(\.rawValue))
    return Headless.named(pathBytes(paths), kinds: kinds, format: format, in: reading.context(output))
  }
}

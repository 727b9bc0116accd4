internal import TerminalScreen

extension Headless {
  /// `dossier --version`.
  public static func version(_ version: String, in context: HeadlessContext) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      try context.output.line("dossier " + version)
      return ExitCode.ok
    }
  }

  /// `dossier config`: each setting, its value and where it came from.
  public static func config(
    _ configuration: Configuration, format: Format, in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let lines = configuration.listing
      if format == .json || format == .jsonl {
        let records = lines.map { SettingRecord(name: $0.name, value: $0.value, origin: $0.origin) }
        try context.output.line(JSONText.encode(records, pretty: format == .json))
        return ExitCode.ok
      }
      let widest = lines.reduce(0) { max($0, $1.name.utf8.count) }
      for line in lines {
        let name = line.name + String(repeating: " ", count: widest - line.name.utf8.count)
        try context.output.line(PrintableText.make("\(name)  \(line.value)  (\(line.origin))"))
      }
      return ExitCode.ok
    }
  }
}

private struct SettingRecord: Encodable {
  var name: String
  var value: String
  var origin: String
}

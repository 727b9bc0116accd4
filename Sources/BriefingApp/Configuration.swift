public import BriefingBrowser
public import BriefingExtraction
public import TerminalScreen

/// Where the value of a setting came from.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
  case standard
  /// A line of the configuration file, 1-based.
  case file(path: String, line: Int)
  case environment(String)
  case option(String)

  public var description: String {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): name
    case .option(let name): name
    }
  }
}

/// A value and where it came from.
public struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
  public private(set) var value: Value
  public private(set) var origin: SettingOrigin

  init(_ value: Value) {
    self.value = value
    origin = .standard
  }

  mutating func set(_ value: Value, from origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// What the reader has set: option before environment before configuration file before default.
public struct Configuration: Sendable, Equatable {
  public private(set) var color = Setting(ColorMode.auto)
  /// The name of a theme.
  public private(set) var theme = Setting("sixteen")
  /// Draw with ASCII only.
  public private(set) var ascii = Setting(false)
  /// Columns that prose takes at most.
  public private(set) var measure = Setting(80)
  /// Use the mouse; otherwise it is the terminal's.
  public private(set) var mouse = Setting(false)
  /// When the list stands above the text.
  public private(set) var portrait = Setting(PortraitMode.never)
  /// How wide characters are that terminals disagree on.
  public private(set) var ambiguous = Setting(AmbiguousWidth.narrow)
  /// The keys to begin with.
  public private(set) var preset = Setting(KeyPreset.vi)
  /// Keys by the name of their command, in the notation of the help.
  public private(set) var keys = Setting([String: [String]]())
  /// Where the keys of each command were set: `config.yaml:3: keys: find`.
  var keyPlaces: [String: String] = [:]
  /// Files with words of the reader's own, as the configuration names them.
  public private(set) var lexiconFiles = Setting([String]())
  /// The words by which assessments are read: the built-in ones with the reader's.
  public private(set) var lexicons = Lexicons.standard
  /// Themes of the reader's own.
  public private(set) var ownThemes: [Theme] = []
  /// What could not be used, each with its place: `config.yaml:3: unknown setting “colour”`.
  public private(set) var warnings: [String] = []

  /// Settings given as options of the command line; nil where there was none.
  public struct Options: Sendable, Equatable {
    public var color: ColorMode?
    public var ascii: Bool?
    public var measure: Int?
    public var theme: String?
    public var mouse: Bool?
    public var keys: KeyPreset?
    public var ambiguous: AmbiguousWidth?

    public init() {}
  }

  /// Nothing set.
  public init() {}

  static let measures = 20...400

  /// All settings in the order of their names, for `dossier config`.
  public var listing: [(name: String, value: String, origin: String)] {
    let bindings = keys.value.keys.sorted().map { name in
      name + ": " + (keys.value[name] ?? []).joined(separator: " ")
    }
    return [
      ("ambiguous", ambiguous.value.rawValue, ambiguous.origin.description),
      ("ascii", ascii.value ? "true" : "false", ascii.origin.description),
      ("color", color.value.rawValue, color.origin.description),
      (
        "keys", ([preset.value.rawValue] + bindings).joined(separator: "; "),
        (bindings.isEmpty ? preset.origin : keys.origin).description
      ),
      (
        "lexicons", lexiconFiles.value.isEmpty ? "[]" : lexiconFiles.value.joined(separator: ", "),
        lexiconFiles.origin.description
      ),
      ("measure", String(measure.value), measure.origin.description),
      ("mouse", mouse.value ? "true" : "false", mouse.origin.description),
      ("portrait", portrait.value.rawValue, portrait.origin.description),
      ("theme", theme.value, theme.origin.description),
    ]
  }

  /// A value of the configuration file that could not be used.
  mutating func warn(_ text: String) {
    warnings.append(text)
  }

  /// Sets a scalar by its name.
  ///
  /// - Returns: nil when it was set, else why not.
  mutating func set(_ name: String, to text: String, from origin: SettingOrigin) -> String? {
    switch name {
    case "color":
      guard let mode = ColorMode(rawValue: text) else { return "must be auto, always or never" }
      color.set(mode, from: origin)
    case "theme":
      let names = Theme.names(with: ownThemes)
      guard names.contains(text) else { return "must be one of " + names.joined(separator: ", ") }
      theme.set(text, from: origin)
    case "keys":
      guard let wanted = KeyPreset(rawValue: text) else {
        return "must be one of " + KeyPreset.allCases.map(\.rawValue).joined(separator: ", ")
          + ", or commands with their keys"
      }
      preset.set(wanted, from: origin)
    case "ambiguous":
      guard let width = AmbiguousWidth(rawValue: text) else { return "must be narrow or wide" }
      ambiguous.set(width, from: origin)
    case "measure":
      guard let columns = Int(text), Self.measures.contains(columns) else {
        return "must be a number of columns from \(Self.measures.lowerBound) to \(Self.measures.upperBound)"
      }
      measure.set(columns, from: origin)
    case "ascii":
      guard let flag = Self.flag(text) else { return "must be true or false" }
      ascii.set(flag, from: origin)
    case "mouse":
      guard let flag = Self.flag(text) else { return "must be true or false" }
      mouse.set(flag, from: origin)
    case "portrait":
      guard let mode = PortraitMode(rawValue: text) else { return "must be never, narrow or always" }
      portrait.set(mode, from: origin)
    default:
      return "unknown setting"
    }
    return nil
  }

  mutating func add(_ theme: Theme) { ownThemes.append(theme) }

  mutating func set(keys bindings: [String: [String]], from origin: SettingOrigin) {
    keys.set(bindings, from: origin)
  }

  mutating func set(lexicons names: [String], _ lexicons: Lexicons, from origin: SettingOrigin) {
    lexiconFiles.set(names, from: origin)
    self.lexicons = lexicons
  }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on", "1": true
    case "false", "no", "off", "0": false
    default: nil
    }
  }

  /// Applies the environment: DOSSIER_COLOR and its like, and NO_COLOR.
  mutating func apply(environment: EnvironmentVariables) {
    if let value = environment["NO_COLOR"], !value.isEmpty {
      color.set(.never, from: .environment("NO_COLOR"))
    }
    for name in ["ambiguous", "ascii", "color", "keys", "measure", "mouse", "portrait", "theme"] {
      let variable = "DOSSIER_" + name.uppercased()
      guard let value = environment[variable], !value.isEmpty else { continue }
      if let fault = set(name, to: value, from: .environment(variable)) {
        warn("\(variable): \(fault)")
      }
    }
  }

  /// Applies the options of the command line.
  mutating func apply(_ options: Options) {
    if let mode = options.color { color.set(mode, from: .option("--color")) }
    if let flag = options.ascii { ascii.set(flag, from: .option("--ascii")) }
    if let flag = options.mouse { mouse.set(flag, from: .option("--mouse")) }
    if let columns = options.measure { measure.set(columns, from: .option("--measure")) }
    if let name = options.theme, let fault = set("theme", to: name, from: .option("--theme")) {
      warn("--theme: \(name): \(fault)")
    }
    if let preset = options.keys { self.preset.set(preset, from: .option("--keys")) }
    if let width = options.ambiguous { ambiguous.set(width, from: .option("--ambiguous")) }
  }
}

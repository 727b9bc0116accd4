internal import Foundation
internal import Yams

extension Configuration {
  /// Reads the configuration file, if there is one, and lets environment and options override it.
  /// `environment` is that of this process when nil.
  public static func load(
    options: Options = Options(), environment: [String: String]? = nil
  ) -> Configuration {
    let environment = EnvironmentVariables(environment)
    var configuration = Configuration()
    if let path = path(in: environment) {
      configuration.readThemes(in: folder(of: path) + "/themes")
      configuration.apply(file: path)
    }
    configuration.apply(environment: environment)
    configuration.apply(options)
    configuration.warnOfLostKeys()
    return configuration
  }

  /// XDG_CONFIG_HOME/dossier/config.yaml, with ~/.config as the standard says; nil without a home.
  static func path(in environment: EnvironmentVariables) -> String? {
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      return base + "/dossier/config.yaml"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/dossier/config.yaml"
  }

  /// Applies a file that belongs to this user and that nobody else can write; no file is no fault.
  mutating func apply(file path: String) {
    switch TrustedFile.read(path) {
    case .bytes(let bytes): apply(yaml: String(decoding: bytes, as: UTF8.self), path: path)
    case .none: break
    case .refused(let reason): warn("\(path): \(reason); not read")
    }
  }

  /// Applies the text of a configuration file. A line that can not be used gives a warning.
  mutating func apply(yaml: String, path: String) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      return warn("\(path):\(Self.line(of: error)): not valid YAML; not read")
    } catch {
      return warn("\(path): not valid YAML; not read")
    }
    guard let root else { return }
    guard let mapping = root.mapping else {
      if root.string?.isEmpty != true {
        warn("\(path):\(root.mark?.line ?? 1): must be lines of the form name: value")
      }
      return
    }
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      let name = key.string ?? ""
      if let fault = apply(name, value, from: .file(path: path, line: line)) {
        warn("\(path):\(line): \(name): \(fault)")
      }
    }
  }

  private mutating func apply(_ name: String, _ value: Node, from origin: SettingOrigin) -> String? {
    switch name {
    case "keys":
      return apply(keys: value, from: origin)
    case "lexicons":
      guard let names = Self.strings(value) else { return "must be files" }
      guard case .file(let path, _) = origin else { return "must stand in the configuration file" }
      return apply(lexicons: names, in: Self.folder(of: path), from: origin)
    default:
      guard let text = value.scalar?.string else { return "must be a single value" }
      return set(name, to: text, from: origin)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// One string or a list of them.
  static func strings(_ node: Node) -> [String]? {
    if let text = node.scalar?.string { return [text] }
    guard let sequence = node.sequence else { return nil }
    let list = sequence.compactMap { $0.scalar?.string }
    return list.count == sequence.count ? list : nil
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: 1
    }
  }
}

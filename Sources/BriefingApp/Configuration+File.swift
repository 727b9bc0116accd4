internal import Foundation
internal import Yams

extension Configuration {
  private static let sizeLimit = 1 << 18

  /// Reads the configuration file, if there is one, and lets environment and options override it.
  /// `environment` is that of this process when nil.
  public static func load(
    options: Options = Options(), environment: [String: String]? = nil
  ) -> Configuration {
    let environment = environment ?? ProcessInfo.processInfo.environment
    var configuration = Configuration()
    if let path = path(in: environment) { configuration.apply(file: path) }
    configuration.apply(environment: environment)
    configuration.apply(options)
    return configuration
  }

  /// XDG_CONFIG_HOME/dossier/config.yaml, with ~/.config as the standard says; nil without a home.
  static func path(in environment: [String: String]) -> String? {
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") {
      return base + "/dossier/config.yaml"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/dossier/config.yaml"
  }

  /// Applies a file that belongs to this user and that nobody else can write; no file is no fault.
  mutating func apply(file path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno != ENOENT, errno != ENOTDIR {
        warn("\(path): \(String(cString: strerror(errno)).lowercased()); not read")
      }
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return warn("\(path): not a regular file; not read")
    }
    guard status.st_uid == geteuid() else {
      return warn("\(path): belongs to another user; not read")
    }
    guard status.st_mode & 0o022 == 0 else {
      return warn("\(path): can be written by other users; not read")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= Self.sizeLimit {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes.append(contentsOf: chunk[0..<count])
    }
    if bytes.count > Self.sizeLimit { return warn("\(path): larger than 256 kB; not read") }
    apply(yaml: String(decoding: bytes, as: UTF8.self), path: path)
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
      guard let mapping = value.mapping else { return "must be commands with their keys" }
      var bindings: [String: [String]] = [:]
      for (command, keys) in mapping {
        guard let command = command.string, let list = Self.strings(keys) else {
          return "must be commands with their keys"
        }
        bindings[command] = list
      }
      set(keys: bindings, from: origin)
      return nil
    default:
      guard let text = value.scalar?.string else { return "must be a single value" }
      return set(name, to: text, from: origin)
    }
  }

  /// One string or a list of them.
  private static func strings(_ node: Node) -> [String]? {
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

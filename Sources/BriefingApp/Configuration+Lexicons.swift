internal import BriefingExtraction
internal import Foundation

extension Configuration {
  /// Faults of one file that are told; the others are counted.
  private static let mostFaults = 20

  /// Reads the reader's lexicons, files in the folder of the configuration, and makes their words count.
  /// A file or line that cannot be used gives a warning and is left out.
  ///
  /// - Returns: nil when the names can be used, else why not.
  mutating func apply(lexicons names: [String], in folder: String, from origin: SettingOrigin) -> String? {
    for name in names where name.isEmpty || name.hasPrefix("/") || name.split(separator: "/").contains("..") {
      return "must be files in \(folder)"
    }
    var sources: [Lexicons.Source] = []
    for name in names {
      let path = folder + "/" + name
      switch TrustedFile.read(path, isExpected: true) {
      case .bytes(let bytes): sources.append(Lexicons.Source(name: path, utf8: bytes))
      case .none: break
      case .refused(let reason): warn("\(path): \(reason); not read")
      }
    }
    let (lexicons, faults) = Lexicons.extended(by: sources)
    for source in sources {
      let own = faults.filter { $0.file == source.name }
      for fault in own.prefix(Self.mostFaults) { warn(fault.description) }
      if own.count > Self.mostFaults {
        warn("\(source.name): \(own.count - Self.mostFaults) more lines not used")
      }
    }
    set(lexicons: names, lexicons, from: origin)
    return nil
  }
}

/// Reads files that speak for the reader: they belong to the reader, and nobody else can write them.
enum TrustedFile {
  enum Content: Equatable {
    case bytes([UInt8])
    /// There is no such file, and none had to be.
    case none
    case refused(String)
  }

  static let sizeLimit = 1 << 18

  /// The bytes of a file; no file is no fault unless it `isExpected`.
  static func read(_ path: String, isExpected: Bool = false) -> Content {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if !isExpected, errno == ENOENT || errno == ENOTDIR { return .none }
      return .refused(String(cString: strerror(errno)).lowercased())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .refused("not a regular file")
    }
    guard status.st_uid == geteuid() else { return .refused("belongs to another user") }
    guard status.st_mode & 0o022 == 0 else { return .refused("can be written by other users") }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= sizeLimit {
      let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .refused(String(cString: strerror(errno)).lowercased()) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[0..<count])
    }
    return bytes.count > sizeLimit ? .refused("larger than 256 kB") : .bytes(bytes)
  }
}

import Foundation

/// A folder that lasts as long as the measurements do, and the libraries in it.
final class Workplace {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  let path: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/dossier-benchmarks-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Fault(description: "\(parent): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A new folder.
  func folder(_ name: String) -> String {
    let folder = "\(path)/\(name)"
    mkdir(folder, 0o700)
    return folder
  }

  /// A folder of so many generated briefings in all forms, and how many bytes they are.
  func library(_ count: Int) throws -> (path: String, bytes: Int) {
    let folder = folder("library-\(count)")
    let generator = BriefingGenerator()
    var bytes = 0
    for number in 0..<count {
      let form = BriefingForm.allCases[number % BriefingForm.allCases.count]
      let text = form.write(generator.briefing(number), number: number)
      bytes += text.utf8.count
      let digits = String(number)
      let name = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
      try Self.write(text, to: "\(folder)/\(name).\(form.suffix)")
    }
    return (folder, bytes)
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw Fault(description: "\(path): \(String(cString: strerror(errno)))")
    }
    fputs(text, file)
    fclose(file)
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else {
      throw Fault(description: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Files of a suffix below a folder, in the order of their paths, until they are so many bytes.
  static func files(below folder: String, suffix: String, bytes most: Int) throws -> [[UInt8]] {
    guard let all = FileManager.default.enumerator(atPath: folder) else {
      throw Fault(description: "\(folder): cannot be listed")
    }
    var files: [[UInt8]] = []
    var bytes = 0
    for path in all.compactMap({ $0 as? String }).filter({ $0.hasSuffix("." + suffix) }).sorted()
    where bytes < most {
      files.append(try read("\(folder)/\(path)"))
      bytes += files.last?.count ?? 0
    }
    return files
  }

  /// The size of all files in a folder and those below it, in bytes.
  static func size(of folder: String) -> Int {
    guard let stream = opendir(folder) else { return 0 }
    defer { closedir(stream) }
    var total = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard name != ".", name != "..", lstat("\(folder)/\(name)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: total += size(of: "\(folder)/\(name)")
      case S_IFREG: total += Int(status.st_size)
      default: break
      }
    }
    return total
  }
}

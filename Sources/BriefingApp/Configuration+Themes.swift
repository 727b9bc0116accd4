internal import BriefingBrowser
internal import Foundation

extension Configuration {
  private static let mostThemes = 50

  /// Reads the reader's own themes, `NAME.theme` in a folder. A line that cannot be used gives a warning with
  /// its place, and the rest of the theme counts; no folder is no fault.
  mutating func readThemes(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream), names.count < Self.mostThemes {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name.hasSuffix(".theme"), name.first != "." { names.append(name) }
    }
    for name in names.sorted() {
      let path = folder + "/" + name
      switch TrustedFile.read(path) {
      case .bytes(let bytes):
        let file = ThemeFile(String(decoding: bytes, as: UTF8.self), name: String(name.dropLast(6)))
        for fault in file.faults.prefix(20) { warn("\(path):\(fault.line): \(fault.reason)") }
        add(file.theme)
      case .none: break
      case .refused(let reason): warn("\(path): \(reason); not read")
      }
    }
  }
}

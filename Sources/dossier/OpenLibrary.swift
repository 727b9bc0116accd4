internal import BriefingApp
internal import BriefingLibrary
internal import Glibc

/// Opens the library over paths: standard input for a lone `-`, else files and folders behind an
/// index. Assessments are read by the words that
/// the configuration names.
func openLibrary(_ configuration: Configuration = Configuration()) -> LibraryOpener {
  let lexicons = configuration.lexicons
  return { paths throws(LibraryError) in
    if let shortage = SystemSupply.shortage { throw LibraryError(path: "system", reason: shortage) }
    guard paths.count == 1, paths[0].bytes == Array("-".utf8) else {
      return try IndexedLibrary(pathBytes: paths.map(\.bytes), lexicons: lexicons)
    }
    return try StandardInputLibrary(bytes: try standardInput(), lexicons: lexicons)
  }
}

/// Everything that comes on standard input.
private func standardInput() throws(LibraryError) -> [UInt8] {
  if isatty(0) == 1 {
    throw LibraryError(path: "standard input", reason: "is the terminal; pipe a document into it")
  }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(0, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer[..<count]
    } else if count == 0 {
      return bytes
    } else if errno != EINTR {
      throw LibraryError(path: "standard input", reason: String(cString: strerror(errno)))
    }
  }
}

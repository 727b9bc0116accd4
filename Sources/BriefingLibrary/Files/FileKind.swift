/// What a file's name and first bytes say about whether it can be a briefing.
public enum FileKind {
  /// A name that briefings have.
  case briefing
  /// A name that says nothing; the content decides.
  case unknown
  case binary
  case compressed
  /// Many files in one.
  case archive

  /// Why the content of a file with this name is no text, in one plain phrase; nil when it is text.
  public static func reasonAgainst(_ content: [UInt8], named name: PathBytes) -> String? {
    FileKind(name: name).reasonAgainst(content: content)
  }

  /// Judges by the extension of the name.
  init(name: PathBytes) {
    let ending = name.fileExtension
    if Self.briefings.contains(ending) {
      self = .briefing
    } else if Self.archives.contains(ending) {
      self = .archive
    } else if Self.compressedEndings.contains(ending) {
      self = .compressed
    } else if Self.binaries.contains(ending) {
      self = .binary
    } else {
      self = .unknown
    }
  }

  /// Why a file with this name is not read; nil when it is.
  var reason: String? {
    switch self {
    case .briefing, .unknown: nil
    case .binary: "binary file"
    case .compressed: "compressed file"
    case .archive: "archive"
    }
  }

  /// Why content is no text; nil when it is text. Looks at the first 8,000 bytes.
  func reasonAgainst(content bytes: [UInt8]) -> String? {
    for (magic, reason) in Self.magics where bytes.starts(with: magic) { return reason }
    if Self.isTar(bytes) { return "archive" }
    // UTF-16 says so by its first two bytes and is full of zeros.
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
    let head = bytes.prefix(8_000)
    var controls = 0
    for byte in head where byte < 0x20 && !Self.plainControls.contains(byte) { controls += 1 }
    // A briefing with a few damaged bytes is still one; a file of no known name must be cleaner.
    let allowed = self == .briefing ? head.count / 10 : head.count / 100
    if self == .unknown, head.contains(0) { return "binary file" }
    return controls > allowed ? "binary file" : nil
  }

  /// A tar file names itself behind the head of its first file.
  private static func isTar(_ bytes: [UInt8]) -> Bool {
    bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8) && bytes.prefix(257).contains(0)
  }

  /// Tab, line feed, form feed, carriage return, escape.
  private static let plainControls: Set<UInt8> = [0x09, 0x0A, 0x0C, 0x0D, 0x1B]

  private static let magics: [([UInt8], String)] = [
    ([0x1F, 0x8B], "compressed file"), (Array("PK\u{3}\u{4}".utf8), "archive"),
    (Array("BZh9".utf8), "compressed file"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed file"), ([0x37, 0x7A, 0xBC, 0xAF], "archive"),
    (Array("%PDF-".utf8), "binary file"), ([0x89, 0x50, 0x4E, 0x47], "binary file"),
    ([0x7F, 0x45, 0x4C, 0x46], "binary file"), (Array("GIF8".utf8), "binary file"),
    ([0xFF, 0xD8, 0xFF], "binary file"), (Array("SQLite format 3".utf8), "binary file"),
  ]

  private static let briefings: Set<String> = ["txt", "text", "md", "markdown", "html", "htm"]

  private static let compressedEndings: Set<String> = [
    "br", "bz2", "gz", "lz", "lz4", "lzma", "xz", "z", "zst",
  ]

  private static let archives: Set<String> = [
    "7z", "cab", "cpio", "rar", "tar", "tbz", "tbz2", "tgz", "txz", "war", "zip",
  ]

  private static let binaries: Set<String> = [
    "a", "aac", "avi", "bin", "bmp", "class", "dat", "db", "deb", "dll", "doc", "docx", "dylib",
    "eot", "epub", "exe", "flac", "gif", "gmo", "ico", "iso", "jar", "jpeg", "jpg", "key", "mkv",
    "mo", "mobi", "mov", "mp3", "mp4", "numbers", "o", "odp", "ods", "odt", "ogg", "otf", "pages",
    "pdf", "png", "ppt", "pptx", "psd", "pyc", "rpm", "so", "sqlite", "swiftmodule", "tif", "tiff",
    "ttf", "wasm", "wav", "webm", "webp", "wmv", "woff", "woff2", "xls", "xlsx",
  ]
}

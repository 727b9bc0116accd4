/// What can be fuzzed; DOSSIER_FUZZ names the one of a run. One program holds them all, so that it is built
/// and linked once.
enum FuzzSubject: String, CaseIterable {
  case text, markdown, html, decoding, query, configuration, keys, screen, browser

  /// Feeds `bytes` to the subject: it must neither trap nor hang, and what comes of them must be sound.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .text: ReaderSubjects.readText(bytes)
    case .markdown: ReaderSubjects.readMarkdown(bytes)
    case .html: ReaderSubjects.readHTML(bytes)
    case .decoding: ReaderSubjects.decode(bytes)
    case .query: QuerySubject.shared.search(bytes)
    case .configuration: ConfigurationSubject.read(bytes)
    case .keys: KeysSubject.decode(bytes)
    case .screen: ScreenSubject.write(bytes)
    case .browser: BrowserSubject.shared.press(bytes)
    }
  }
}

internal import CResources

/// The themes that are built into the program, as the text of their files. `Resources/themes/mono.theme`
/// says how their lines are read.
public enum EmbeddedTheme: String, Sendable, CaseIterable {
  case sixteen
  case dark
  case light
  case highContrast = "high-contrast"
  case mono

  /// The file's contents.
  public var text: String {
    var count = 0
    let bytes = dossier_theme(file, &count)
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private var file: dossier_theme_file {
    switch self {
    case .sixteen: DOSSIER_THEME_SIXTEEN
    case .dark: DOSSIER_THEME_DARK
    case .light: DOSSIER_THEME_LIGHT
    case .highContrast: DOSSIER_THEME_HIGH_CONTRAST
    case .mono: DOSSIER_THEME_MONO
    }
  }
}

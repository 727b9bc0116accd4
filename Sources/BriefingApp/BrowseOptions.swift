public import BriefingLibrary
public import TerminalScreen

/// When the interface uses colours.
public enum ColorMode: String, Sendable, Hashable, CaseIterable {
  /// Unless the terminal has none or NO_COLOR is set.
  case auto
  case always
  case never
}

extension AmbiguousWidth {
  /// Makes it so for all that is drawn and printed from now on. To be called before anything is.
  public func apply() { CellWidth.ambiguous = self }
}

/// What the command line asks of the browser.
public struct BrowseOptions: Sendable, Equatable {
  /// Files, folders, or `-` for standard input; never empty. As text, for display.
  public var paths: [String]
  /// The same paths as the system knows them.
  public var pathBytes: [PathBytes]
  /// 1-based line to begin at (`+12`).
  public var startLine: Int?
  /// Pattern to look for at the beginning (`+/pattern`).
  public var startPattern: String?
  public var color: ColorMode
  /// Draw with ASCII only.
  public var ascii: Bool
  /// Linear text instead of the interface.
  public var plain: Bool
  /// Begin with the usual panes, not as they stood the last time.
  public var fresh: Bool

  public init(
    pathBytes: [PathBytes] = [PathBytes(".")], startLine: Int? = nil, startPattern: String? = nil,
    color: ColorMode = .auto, ascii: Bool = false, plain: Bool = false, fresh: Bool = false
  ) {
    self.pathBytes = pathBytes.isEmpty ? [PathBytes(".")] : pathBytes
    paths = self.pathBytes.map(\.display)
    self.startLine = startLine
    self.startPattern = startPattern
    self.color = color
    self.ascii = ascii
    self.plain = plain
    self.fresh = fresh
  }
}

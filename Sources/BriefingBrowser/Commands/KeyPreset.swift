/// Keys to begin with, for the fingers of another program.
public enum KeyPreset: String, Sendable, Hashable, CaseIterable {
  /// The keys of the command table.
  case vi
  case less
  case emacs

  /// The commands whose keys are others than in the command table.
  var changes: [(Command, [String])] {
    switch self {
    case .vi: []
    case .less: Self.lessKeys
    case .emacs: Self.emacsKeys
    }
  }

  private static let lessKeys: [(Command, [String])] = [
    (.lineDown, ["j", "e", "Down", "C-n", "C-e"]),
    (.pageDown, ["Space", "f", "PgDn", "C-f", "C-v"]),
    (.pageUp, ["b", "PgUp", "C-b", "M-v"]),
    (.top, ["g", "<", "Home", "M-<"]),
    (.bottom, ["G", ">", "End", "M->"]),
    (.goToPercent, ["p", "%"]),
    (.left, ["Left"]),
    (.right, ["Right", "l"]),
    (.help, ["h", "F1", "?"]),
    (.edit, ["v"]),
    (.raw, ["V"]),
    (.followLink, ["M-f"]),
    (.nextUnread, ["M-n"]),
    (.previousUnread, ["M-p"]),
    (.read, ["M-r"]),
    (.redraw, ["r", "C-l"]),
    (.reload, ["R", "C-r", "F5"]),
  ]

  private static let emacsKeys: [(Command, [String])] = [
    (.lineDown, ["C-n", "Down", "j"]),
    (.lineUp, ["C-p", "Up", "k"]),
    (.left, ["C-b", "Left", "h"]),
    (.right, ["C-f", "Right", "l"]),
    (.pageDown, ["C-v", "Space", "PgDn"]),
    (.pageUp, ["M-v", "b", "PgUp"]),
    (.top, ["M-<", "g", "Home"]),
    (.bottom, ["M->", "G", "End"]),
    (.nextSection, ["M-}", "}"]),
    (.previousSection, ["M-{", "{"]),
    (.evidence, ["M-.", "."]),
    (.back, ["M-,", "H", "Backspace", "C-o"]),
    (.find, ["C-s", "/"]),
    (.search, ["M-s", "S", "C-_"]),
    (.openByName, ["C-x C-f", "C-x b", "o"]),
    (.copy, ["M-w", "y y"]),
    (.pipe, ["M-|", "|"]),
    (.export, ["C-x C-w", "s"]),
    (.nextPane, ["C-x o", "Tab", "C-w w"]),
    (.onlyPane, ["C-x 1", "C-w o"]),
    (.splitBelow, ["C-x 2", "C-w s"]),
    (.splitBeside, ["C-x 3", "C-w v"]),
    (.closePane, ["C-x 0", "C-w q", "C-w c"]),
    (.palette, ["M-x", ":", "F2"]),
    (.close, ["C-x k", "q"]),
    (.quit, ["C-x C-c", "Q"]),
    (.cancel, ["C-g", "Esc", "C-c"]),
    (.suspend, ["C-z", "C-x C-z"]),
  ]
}

internal import BriefingBrowser

extension Headless {
  /// `dossier keys`: all commands with their keys, as the reader's configuration has them.
  ///
  /// - Parameter format: `.text`, or `.md` for a table.
  public static func keys(
    _ configuration: Configuration, format: Format, in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let keymap = configuration.keymap
      var isFirst = true
      for group in CommandGroup.allCases {
        if !isFirst { try context.output.line() }
        isFirst = false
        try context.output.line(format == .md ? "**\(group.rawValue)**\n" : group.rawValue)
        if format == .md { try context.output.line("| keys | command | |\n|---|---|---|") }
        for row in CommandTable.rows where row.group == group {
          let keys = keymap.notations(of: row.command)
          let name = row.command.rawValue
          if format == .md {
            let cells = keys.map { "`\($0.replacingPipe)`" }.joined(separator: " ")
            try context.output.line("| \(cells) | `\(name)` | \(row.help)\(row.places) |")
          } else {
            let shown = keys.joined(separator: "  ").padded(to: 24)
            try context.output.line("  \(shown)  \(name.padded(to: 18))  \(row.help)\(row.places)")
          }
        }
      }
      return ExitCode.ok
    }
  }

  /// `dossier manual`: the manual page in the man(7) macros, its keys from the command table.
  public static func manual(version: String, in context: HeadlessContext) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      try context.output.line(ManualPage.text(version: version))
      return ExitCode.ok
    }
  }
}

extension CommandRow {
  /// ` (in tables, matrix)`; nothing for a command that works everywhere.
  fileprivate var places: String {
    contexts.isEmpty ? "" : " (in \(contexts.map(\.rawValue).joined(separator: ", ")))"
  }
}

extension String {
  /// The text with blanks behind it up to `count` characters.
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }

  /// A pipe would end the cell of a Markdown table.
  fileprivate var replacingPipe: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

/// The manual page. What the command table says is not said twice.
private enum ManualPage {
  static func text(version: String) -> String {
    var page = """
      .\\" Made by: dossier manual
      .TH DOSSIER 1 "" "dossier \(version)" "User Commands"
      .SH NAME
      dossier \\- read briefings, their tables, and the risks and benefits they state
      .SH SYNOPSIS
      .B dossier
      [\\fIOPTION\\fR]... [\\fB+\\fILINE\\fR] [\\fB+/\\fIPATTERN\\fR] [\\fIPATH\\fR]...
      .br
      .B dossier
      \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIPATH\\fR]...
      .SH DESCRIPTION
      Opens the briefings of each \\fIPATH\\fR, a file, a folder or \\fB\\-\\fR for standard input, in a browser
      for the terminal: articles as plain text, Markdown or HTML, the tables found in them, and a matrix of
      the benefits, risks and mitigations that they state, each a key away from its source lines. Without
      a path the current folder is opened. When standard output is not a terminal, plain text is printed.
      .PP
      Nothing is written into the folder of the briefings. What was not stated but rebuilt or inferred is
      marked
      .BR ~ .
      .SH OPTIONS
      .TP
      .BI \\-c\\  WHEN \\fR,\\  \\-\\-color= WHEN
      When to use colours: auto, always or never.
      .TP
      .BI \\-\\-theme\\  NAME
      How it looks: sixteen (the terminal's own colours), dark, light, high\\-contrast, mono, or a theme of your own.
      .TP
      .BI \\-\\-keys\\  PRESET
      Keys to begin with: vi, less or emacs.
      .TP
      .BI \\-\\-ambiguous\\  WIDTH
      How wide characters are that terminals disagree on: narrow or wide.
      .TP
      .B \\-\\-ascii
      Draw with ASCII only.
      .TP
      .B \\-\\-mouse
      Use the mouse: click, wheel, drag of a border.
      .TP
      .B \\-\\-fresh
      Begin with the usual panes, not as they stood the last time.
      .TP
      .B \\-\\-plain
      Line by line, for screen readers and simple terminals. On a terminal a walk by commands, of which
      .B help
      lists all; else plain text. A terminal whose TERM is dumb has it in any case.
      .TP
      .BI \\-\\-format\\  FORM
      Print instead: text, md, json or jsonl.
      .TP
      .BI + LINE
      Begin at this line of the file.
      .TP
      .BI +/ PATTERN
      Begin at the first place that matches.
      .TP
      .BR \\-h ,\\  \\-\\-help
      Print help.
      .TP
      .BR \\-V ,\\  \\-\\-version
      Print the version.
      .SH COMMANDS
      .TP
      .B show
      Print briefings as text, Markdown or JSON (schema dossier.briefing/1).
      .TP
      .B tables
      Print their tables as text, Markdown, CSV or JSON. In CSV nothing is marked: what was rebuilt is named on
      standard error, and
      .B \\-\\-sources
      begins each line with its file, line, table and confidence.
      .TP
      .B matrix
      Print benefits, risks and mitigations by subject, with file and line.
      .TP
      .B compare
      Compare briefings on one event: what they share, what only one says, other numbers.
      .TP
      .B named
      Print countries, organisations, operations, amounts and dates, each with its sentence.
      .TP
      .B search
      Print the lines that match, as path:line: text.
      .TP
      .B index
      Bring the index of folders up to date.
      .TP
      .B list
      Print a line for each briefing.
      .TP
      .B notes
      Print what was noted: stars, tags, notes and annotations, with file and line, as text, Markdown or JSON.
      .TP
      .BR schema ,\\  config ,\\  keys ,\\  manual
      Print the JSON Schema, the settings in force, the keys, this page.
      .PP
      Show, tables and matrix read tables as they were set in the browser, unless
      .B \\-\\-as\\-found
      is given.
      .SH KEYS

      """
    for group in CommandGroup.allCases {
      page += ".SS \(group.rawValue)\n"
      for row in CommandTable.rows where row.group == group {
        let keys = row.keys.map(escaped).joined(separator: "\\fR, \\fB")
        page += ".TP\n\\fB\(keys)\\fR\n\(escaped(row.command.rawValue)): \(escaped(row.help))\(row.places).\n"
      }
    }
    page += """
      .SH ENVIRONMENT
      .TP
      .B NO_COLOR
      When not empty, no colours are used.
      .TP
      .B COLORTERM
      When truecolor or 24bit, themes have all their colours; else the nearest that there are.
      .TP
      .BR VISUAL ,\\  EDITOR ,\\  PAGER ,\\  BROWSER
      What opens a file, a text, a link. They are parted into words, and no shell reads them.
      .TP
      .B DOSSIER_SECURE
      When set to 1, no program is started and no file written.
      .TP
      .BR XDG_CACHE_HOME ,\\  XDG_CONFIG_HOME ,\\  XDG_DATA_HOME ,\\  XDG_STATE_HOME
      Where the index is kept, the configuration is found, the reader's own data and what was typed in prompts
      are kept; \\(ti/.cache, \\(ti/.config, \\(ti/.local/share and \\(ti/.local/state otherwise.
      .TP
      .B ESCDELAY
      Milliseconds that Esc waits for the rest of a key; 25 otherwise.
      .SH FILES
      .TP
      .I $XDG_CONFIG_HOME/dossier/config.yaml
      Settings: ambiguous, ascii, color, keys, lexicons, measure, mouse, portrait, theme.
      .B keys
      is vi, less or emacs, or commands with their keys and one of these as
      .BR preset .
      .B lexicons
      names files in this folder with words of your own: lines
      .RI [ section ]
      with entries below them, parted by commas; an entry that ends in * stands for every word that begins so.
      Sections are benefit, risk and mitigation (with \\-first at their end for names whose head stands first, as
      in Spanish), sentence\\-benefit, sentence\\-risk, sentence\\-mitigation, and subjects, whose lines are
      .IR subject : stems .
      Entries add to the built\\-in ones;
      .RI ! entry
      takes one out,
      .RI [! section ]
      empties a section first.
      .TP
      .I $XDG_CONFIG_HOME/dossier/themes/NAME.theme
      A theme of your own: lines of a role, a colour, \\(lqon\\(rq and another colour, and attributes.
      .TP
      .I $XDG_STATE_HOME/dossier/history
      What was typed in prompts.
      .TP
      .I $XDG_CACHE_HOME/dossier
      Indexes. They can be deleted at any time.
      .TP
      .I $XDG_DATA_HOME/dossier/reader.sqlite
      How the reader set tables, where reading ended, and all that was noted. It belongs to the reader alone; it is copied before its
      form changes, and a damaged one is set aside, never replaced.
      .SH EXIT STATUS
      0 ok, 1 nothing found, 2 wrong usage or an error of input or output, 130 interrupted.
      """
    return page
  }

  /// Text that roff takes as it is.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case ".": result += "\\&."
      default: result.append(character)
      }
    }
    return result
  }
}

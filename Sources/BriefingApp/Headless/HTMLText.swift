internal import TerminalScreen

/// Writes documents of HTML that hold text and nothing that acts.
enum HTMLText {
  /// Printable text in which nothing reads as markup, in attributes too.
  static func escaped(_ text: String) -> String {
    var result = ""
    for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if place > 0 { result += "<br>" }
      for scalar in PrintableText.make(String(line)).unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// A whole document, its style in it, and a policy that lets nothing be loaded or run.
  static func document(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escaped(title))</title>
    <style>
    body { font: 16px/1.45 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222; background: #fff; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border-bottom: 1px solid #bbb; padding: .4em .8em .4em 0; text-align: left; vertical-align: top; }
    td p { margin: 0 0 .5em; }
    .inferred { font-style: italic; color: #555; }
    .notes { font-size: .9em; }
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}

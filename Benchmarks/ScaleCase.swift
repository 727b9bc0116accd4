/// A document of any size that one reader finds hard, or just long.
struct ScaleCase: Sendable {
  var name: String
  /// Decides on the reader.
  var suffix: String
  /// In units of the case: bytes, or items, rows, levels.
  var sizes: [Int]
  /// Makes the document; the same on every machine.
  var make: @Sendable (Int) -> [UInt8]

  static let all = growing + lines + nested + hostile + large

  static func named(_ name: String) -> ScaleCase? { all.first { $0.name == name } }

  private static let megabytes = [1_000_000, 10_000_000, 100_000_000]

  // MARK: Documents of any length

  private static let growing: [ScaleCase] = [
    pieces("text prose", "txt", megabytes) { sentence($0) + "\n\n" },
    pieces("text wrapped", "txt", megabytes) { wrapped($0) },
    pieces("text briefings", "txt", megabytes) { briefing($0, .text) },
    pieces("text digits", "txt", megabytes) { "\($0)\n" },
    pieces("text short lines", "txt", megabytes) { "Harbour \($0 % 977) Watch\n" },
    pieces("text headings", "txt", megabytes) {
      "Harbour Watch in the Pacific \($0)\n\n" + sentence($0) + "\n\n"
    },
    pieces("text pipe tables", "txt", megabytes) { number in
      (number % 20 == 0 ? "\n| Country | Amount | Risk |\n|---|---|---|\n" : "")
        + "| Peru \(number) | \(number * 7) | More illegal mining upstream |\n"
    },
    pieces("text list", "txt", megabytes) {
      ($0 % 9 == 0 ? "\nKey risks include:\n\n" : "") + "- Higher costs: the price of fuel rises by \($0)\n"
    },
    pieces("text tabs", "txt", megabytes) { "Peru\t\($0)\tMore mining\n" },
    pieces("text aligned", "txt", megabytes) { "Peru \($0 % 10)      \($0 % 10)0   More mining\n" },
    pieces("text grid", "txt", megabytes) { "| Peru \($0 % 10) | mining |\n+--------+--------+\n" },
    pieces("text flattened", "txt", megabytes) { number in
      (number % 8 == 0 ? "\n" + sentence(number) + "\n\nBenefit Description\n" : "")
        + "Increased Reach Drones can cover \(number) areas that ships do not\n"
    },
    pieces("markdown prose", "md", megabytes) { sentence($0) + " **strong** [link](/\($0)) `code`\n\n" },
    pieces("markdown briefings", "md", megabytes) { briefing($0, .markdown) },
    pieces("markdown tables", "md", megabytes) { number in
      (number % 20 == 0 ? "\n| Country | Amount | Risk |\n|---|---|---|\n" : "")
        + "| Peru \(number) | \(number * 7) | More *illegal* mining |\n"
    },
    pieces("markdown list", "md", megabytes) {
      ($0 % 9 == 0 ? "\n\nSteps:\n\n" : "") + "- item \($0) **of** it\n"
    },
    pieces("html paragraphs", "html", megabytes, before: "<html><body><article>\n") {
      "<p>" + sentence($0) + " <b>strong</b></p>\n"
    },
    pieces("html briefings", "html", megabytes) { briefing($0, .html) },
    pieces("html tables", "html", megabytes, before: "<html><body><article>\n") { number in
      (number % 20 == 0 ? "</table><table><tr><th>Country<th>Amount<th>Risk</tr>\n" : "")
        + "<tr><td>Peru \(number)<td>\(number * 7)<td>More illegal mining</tr>\n"
    },
    pieces("html list", "html", megabytes, before: "<html><body><article><ul>\n") {
      "<li>Higher costs: the price of fuel rises by \($0)</li>\n"
    },
  ]

  // MARK: One line

  private static let lines: [ScaleCase] =
    [("txt", "text"), ("md", "markdown"), ("html", "html")].flatMap { suffix, reader in
      [
        ("prose", "Ports along the coast report more theft. "), ("words", "ports "), ("stars", "*"),
        ("stars apart", "*a "), ("underscores", "_a_ "), ("pipes", "|"), ("cells", "a|"), ("brackets", "["),
        ("links", "[a](b"), ("backticks", "`"), ("ticks apart", "`a ``b "), ("angles", "<a "),
        ("ampersands", "&amp;&#"), ("stops", "a.B"), ("ideographs", "港口"),
      ].map { name, piece in
        pieces("\(reader) line of \(name)", suffix, [5_000_000, 50_000_000]) { _ in piece }
      }
    }

  // MARK: Nesting

  private static let nested: [ScaleCase] = [
    counted("html nested div", "html", [10_000, 100_000]) { "<html><body>" + times("<div>", $0) + "deep" },
    counted("html nested b", "html", [10_000, 100_000]) { "<html><body>" + times("<b>", $0) + "deep" },
    counted("html nested a", "html", [10_000, 100_000]) {
      "<html><body>" + times("<a href=x><p>", $0) + "deep"
    },
    counted("html nested ul", "html", [10_000, 100_000]) { "<html><body>" + times("<ul><li>x", $0) },
    counted("html nested table", "html", [10_000, 100_000]) {
      "<html><body>" + times("<table><tr><td>x", $0)
    },
    counted("html nested quotes", "html", [10_000, 100_000]) {
      "<html><body>" + times("<blockquote>", $0) + "deep"
    },
    counted("html unclosed formatting", "html", [10_000, 100_000]) {
      "<html><body>" + times("<b><i><u><p>x", $0)
    },
    counted("html many attributes", "html", [10_000, 100_000]) {
      "<html><body><p " + (0..<$0).map { "a\($0)=1 " }.joined() + ">x</p>"
    },
    counted("markdown nested quotes", "md", [10_000, 100_000]) { times(">", $0) + " deep\n" },
    counted("markdown nested list", "md", [10_000, 100_000]) { times("- ", $0) + "deep\n" },
    counted("markdown indented list", "md", [300, 1_000]) { count in
      (0..<count).map { times("  ", $0) + "- x\n" }.joined()
    },
    counted("markdown nested brackets", "md", [10_000, 100_000]) { times("[", $0) + "a" + times("]", $0) },
    counted("markdown nested images", "md", [10_000, 100_000]) { times("![[]()", $0) },
    counted("text nested brackets", "txt", [10_000, 100_000]) { times("[", $0) + "a" + times("](", $0) },
  ]

  // MARK: Known to hurt parsers

  private static let hostile: [ScaleCase] = [
    counted("markdown emphasis", "md", [50_000, 500_000]) { times("*a_ ", $0) },
    counted("markdown emphasis mixed", "md", [50_000, 500_000]) { times("*a **a ", $0) },
    counted("markdown emphasis runs", "md", [50_000, 500_000]) { times("a***b__c ", $0) },
    counted("markdown ticks of all lengths", "md", [1_000, 3_000]) { count in
      (1...count).map { "e" + times("`", $0) }.joined()
    },
    counted("markdown references", "md", [20_000, 200_000]) { count in
      (0..<count).map { "[a\($0)]: b\n" }.joined() + "\n" + times("[a1] ", count)
    },
    counted("markdown footnotes", "md", [20_000, 200_000]) { count in
      (0..<count).map { "a[^\($0)]\n\n[^\($0)]: note\n\n" }.joined()
    },
    counted("markdown reference titles", "md", [20_000, 200_000]) { times("[a]: <b", $0) },
    counted("markdown tables in a row", "md", [20_000, 200_000]) { times("|x|\n|-|\n", $0) },
    counted("markdown html openings", "md", [20_000, 200_000]) { times("<!--\n<?\n<![CDATA[\n", $0) },
    counted("markdown html pieces", "md", [20_000, 200_000]) { times("<div>x\n\n", $0) },
    counted("markdown table pieces", "md", [2_000, 20_000]) { times("<table><tr><td>x\n\n", $0) },
    counted("markdown autolinks", "md", [50_000, 500_000]) { times("www.a@b.c:// ", $0) },
    counted("markdown front matter", "md", [20_000, 200_000]) { count in
      "---\n" + (0..<count).map { "k\($0): [1, {a: b}]\n" }.joined() + "---\ntext\n"
    },
    counted("markdown front matter aliases", "md", [8, 20]) { count in
      "---\na0: &a0 [x, x]\n"
        + (1...count).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        + "---\ntext\n"
    },
    counted("html comments", "html", [50_000, 500_000]) { "<html><body>" + times("<!-- a -", $0) },
    counted("html entities", "html", [50_000, 500_000]) {
      "<html><body>" + times("&amp;&lt;&#x41;&bogus", $0)
    },
    counted("html rowspan bomb", "html", [100, 1_000]) { count in
      "<html><body><table>"
        + times("<tr>" + times("<td rowspan=65534 colspan=1000>x", 10) + "</tr>", count) + "</table>"
    },
    counted("html colspan bomb", "html", [100, 1_000]) { count in
      "<html><body><table>" + times("<tr><td colspan=1000>a<td colspan=1000>b</tr>", count) + "</table>"
    },
    counted("html script", "html", [50_000, 500_000]) { "<html><body>" + times("<script>", $0) },
    counted("html select", "html", [50_000, 500_000]) { "<html><body><select>" + times("<option>x", $0) },
    counted("html misnested", "html", [20_000, 200_000]) {
      "<html><body>" + times("<p><b><div></p></b><i></div></i>", $0)
    },
    counted("html foster parents", "html", [20_000, 200_000]) {
      "<html><body><table>" + times("<p>x<tr>y", $0)
    },
    counted("text lost lists", "txt", [20_000, 200_000]) { times("Key risks include:\n\n", $0) },
    counted("text question marks", "txt", [20_000, 200_000]) { times("Who Pays?\n", $0) },
    counted("text rules", "txt", [50_000, 500_000]) { times("a\n---\n", $0) },
    counted("text titles", "txt", [20_000, 200_000]) { times("Harbour Watch in the Pacific\n\n", $0) },
    counted("text combining marks", "txt", [200_000, 2_000_000]) { "a" + times("\u{301}", $0) },
    counted("text zero width", "txt", [200_000, 2_000_000]) { times("\u{200B}", $0) },
    counted("text NUL", "txt", [1_000_000, 10_000_000]) { times("\0", $0) },
    counted("text line feeds", "txt", [1_000_000, 10_000_000]) { times("\n", $0) },
    counted("text blanks", "txt", [1_000_000, 10_000_000]) { times(" ", $0) + "x\n" },
    counted("text tab line", "txt", [1_000_000, 10_000_000]) { "a" + times("\t", $0) + "b\nc\td\n" },
  ]

  // MARK: Many items, rows, columns

  private static let large: [ScaleCase] = [
    counted("text 1,000,000 items", "txt", [100_000, 1_000_000]) { times("- item of a list\n", $0) },
    counted("markdown 1,000,000 items", "md", [100_000, 1_000_000]) { times("- item of a list\n", $0) },
    counted("html 1,000,000 items", "html", [100_000, 1_000_000]) {
      "<html><body><ul>" + times("<li>item of a list</li>\n", $0)
    },
    counted("text 10,000 columns", "txt", [1_000, 10_000]) { wide($0) },
    counted("markdown 10,000 columns", "md", [1_000, 10_000]) { wide($0) },
    counted("html 10,000 columns", "html", [1_000, 10_000]) { count in
      "<html><body><table>" + times("<tr>" + times("<td>a", count) + "</tr>\n", 30) + "</table>"
    },
    counted("text 600,000 cells", "txt", [10_000, 100_000]) { cells($0) },
    counted("markdown 600,000 cells", "md", [10_000, 100_000]) { cells($0) },
    counted("html 600,000 cells", "html", [10_000, 100_000]) { count in
      "<html><body><table>" + times("<tr>" + times("<td>cell", 6) + "</tr>\n", count) + "</table>"
    },
    counted("text 5,000 flattened rows", "txt", [500, 5_000]) { count in
      "The table below sums up the benefits:\n\nBenefit Description\n"
        + (0..<count).map { "Increased Reach Drones can cover \($0) areas that ships do not\n" }.joined()
    },
    counted("text 5,000 flattened tables", "txt", [500, 5_000]) { count in
      (0..<count).map {
        "The table below sums up the benefits:\n\nBenefit Description\n"
          + "Increased Reach Drones can cover \($0) areas that ships do not\n"
          + "Lower Cost They need \($0) sailors less than a ship\n\n"
      }.joined()
    },
  ]

  // MARK: Making

  private static func pieces(
    _ name: String, _ suffix: String, _ sizes: [Int], before: String = "",
    _ piece: @escaping @Sendable (Int) -> String
  ) -> ScaleCase {
    ScaleCase(name: name, suffix: suffix, sizes: sizes) { size in
      var bytes = Array(before.utf8)
      bytes.reserveCapacity(size + 100_000)
      var number = 0
      while bytes.count < size {
        bytes += piece(number).utf8
        number += 1
      }
      return bytes
    }
  }

  private static func counted(
    _ name: String, _ suffix: String, _ sizes: [Int], _ text: @escaping @Sendable (Int) -> String
  ) -> ScaleCase {
    ScaleCase(name: name, suffix: suffix, sizes: sizes) { Array(text($0).utf8) }
  }

  private static func times(_ piece: String, _ count: Int) -> String {
    String(repeating: piece, count: count)
  }

  private static func sentence(_ number: Int) -> String {
    "The coast guard of the region said in report \(number) that patrols reduce the risk of theft in the "
      + "harbours, while critics argue that the cost could rise for small ports. Officials expect \(number % 90)% "
      + "more traffic next year, and they want partners to share intelligence."
  }

  private static func wrapped(_ number: Int) -> String {
    "The coast guard of the region said in report \(number % 1000) that patrols reduce\n"
      + "the risk of theft in the harbours, while critics argue that the cost could\n"
      + "rise for small ports and partners.\n" + (number % 4 == 0 ? "\n" : "")
  }

  /// Only a few differ: making them must not take longer than reading them.
  private static func briefing(_ number: Int, _ form: BriefingForm) -> String {
    briefings[form, default: []][number % 16]
  }

  private static let briefings: [BriefingForm: [String]] = {
    let generator = BriefingGenerator()
    return Dictionary(
      uniqueKeysWithValues: BriefingForm.allCases.map { form in
        (form, (0..<16).map { form.write(generator.briefing($0), number: $0) })
      })
  }()

  private static func wide(_ columns: Int) -> String {
    "|" + times(" a |", columns) + "\n|" + times("---|", columns) + "\n"
      + times("|" + times(" b |", columns) + "\n", 30)
  }

  private static func cells(_ rows: Int) -> String {
    "|" + times(" Name |", 6) + "\n|" + times("---|", 6) + "\n"
      + times("|" + times(" cell |", 6) + "\n", rows)
  }
}

import BriefingExtraction
import BriefingModel

/// The readers of files: what they give must lie where they say.
enum ReaderSubjects {
  /// The reader of plain text, whatever the text looks like.
  static func readText(_ bytes: [UInt8]) {
    let decoded = SourceText.decode(bytes)
    var briefing = PlainTextReader.read(decoded.lines, path: "fuzz.txt")
    // The reader of a file puts these right.
    briefing.lineCount = decoded.lines.count
    FuzzDriver.expectSound(OpenedBriefing(briefing: briefing, lines: decoded.lines))
  }

  /// The reader of Markdown; what begins as HTML does goes to the other reader.
  static func readMarkdown(_ bytes: [UInt8]) {
    FuzzDriver.expectSound(BriefingReader.read(bytes, path: "fuzz.md"))
  }

  /// The reader of HTML: the document type in front decides.
  static func readHTML(_ bytes: [UInt8]) {
    FuzzDriver.expectSound(BriefingReader.read(Array("<!doctype html>".utf8) + bytes, path: "fuzz.html"))
  }

  /// Decoding, and the choice of the format by content and by a name that the first byte chooses.
  static func decode(_ bytes: [UInt8]) {
    let endings = ["", ".txt", ".md", ".html", ".htm", ".mdx", ".xhtml", "."]
    let ending = endings[Int(bytes.first ?? 0) % endings.count]
    let bytes = Array(bytes.dropFirst())
    let decoded = SourceText.decode(bytes)
    let text = decoded.lines.utf8
    if Array(String(decoding: text, as: UTF8.self).utf8) != text { FuzzDriver.fail("not UTF-8") }
    var at = 0
    for range in decoded.lines.ranges {
      if range.lowerBound < at || range.upperBound > text.count { FuzzDriver.fail("line at \(range)") }
      if text[range].contains(where: { $0 == 0x0A || $0 == 0x0D }) { FuzzDriver.fail("an ending in a line") }
      at = range.upperBound + 1
    }
    let opened = BriefingReader.read(bytes, path: "fuzz" + ending)
    FuzzDriver.expectSound(opened)
    if BriefingReader.read(bytes, path: "fuzz" + ending) != opened { FuzzDriver.fail("read otherwise") }
  }
}

import BriefingExtraction
import BriefingModel
import FuzzDriver

// Decoding, and the choice of the format by content and by a name that the first byte chooses.
FuzzDriver.run { start, count in
  var bytes = FuzzDriver.bytes(start, count)
  let endings = ["", ".txt", ".md", ".html", ".htm", ".mdx", ".xhtml", "."]
  let ending = bytes.isEmpty ? "" : endings[Int(bytes.removeFirst()) % endings.count]
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
  return 0
}

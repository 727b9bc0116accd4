import BriefingExtraction
import BriefingModel
import FuzzDriver

// The reader of plain text, whatever the text looks like.
FuzzDriver.run { start, count in
  let decoded = SourceText.decode(FuzzDriver.bytes(start, count))
  var briefing = PlainTextReader.read(decoded.lines, path: "fuzz.txt")
  // The reader of a file puts these right.
  briefing.lineCount = decoded.lines.count
  FuzzDriver.expectSound(OpenedBriefing(briefing: briefing, lines: decoded.lines))
  return 0
}

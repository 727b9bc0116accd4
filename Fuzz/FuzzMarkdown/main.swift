import BriefingExtraction
import FuzzDriver

// The reader of Markdown; what begins as HTML does goes to the other reader.
FuzzDriver.run { start, count in
  FuzzDriver.expectSound(BriefingReader.read(FuzzDriver.bytes(start, count), path: "fuzz.md"))
  return 0
}

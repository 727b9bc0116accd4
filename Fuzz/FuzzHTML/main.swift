import BriefingExtraction
import FuzzDriver

// The reader of HTML: the document type in front decides.
FuzzDriver.run { start, count in
  let bytes = Array("<!doctype html>".utf8) + FuzzDriver.bytes(start, count)
  FuzzDriver.expectSound(BriefingReader.read(bytes, path: "fuzz.html"))
  return 0
}

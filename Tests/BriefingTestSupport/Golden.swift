internal import Foundation
public import Testing

/// Holds `text` against the golden file `Goldens/NAME.txt` beside the test.
///
/// With UPDATE_GOLDENS=1 in the environment the file is written and the test fails all the same, so
/// that a run that updates can not pass for one that checks.
public func expectGolden(
  _ text: String, _ name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens")
  let place = folder.appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: place)
    Issue.record("golden \(name) written; run again without UPDATE_GOLDENS", sourceLocation: sourceLocation)
    return
  }
  guard let data = try? Data(contentsOf: place) else {
    Issue.record(
      "no golden \(name); UPDATE_GOLDENS=1 writes it", sourceLocation: sourceLocation)
    return
  }
  let golden = String(decoding: data, as: UTF8.self)
  if golden == text { return }
  let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
  let line = first?.offset ?? min(old.count, new.count)
  Issue.record(
    """
    \(name) differs from its golden at line \(line + 1)
    golden: \(line < old.count ? String(old[line]) : "(end)")
    now:    \(line < new.count ? String(new[line]) : "(end)")
    """, sourceLocation: sourceLocation)
}

import BriefingModel
import Foundation
import Testing

@testable import BriefingExtraction

@Suite struct FormatDetectionTests {
  private func format(_ text: String, _ path: String = "a.txt") -> BriefingFormat {
    FormatDetection.format(of: SourceLines(text), path: path)
  }

  @Test(arguments: MarkupSeeds.all)
  func `seeds are text whatever they are called`(seed: URL) throws {
    let lines = SourceText.decode([UInt8](try Data(contentsOf: seed))).lines
    for path in ["seed.txt", "seed", "-"] {
      #expect(FormatDetection.format(of: lines, path: path) == .text)
    }
    #expect(FormatDetection.format(of: lines, path: "seed.MD") == .markdown)
    #expect(FormatDetection.format(of: lines, path: "seed.html") == .text)
  }

  @Test(arguments: [
    "<!DOCTYPE html>\n<p>x", "  <!-- saved -->\n<HTML lang=en><p>x",
    "<?xml version=\"1.0\"?>\n<html><p>x", "<div><p>a</p><p>b</p><ul><li>c</ul></div>",
  ])
  func `pages are HTML whatever they are called`(text: String) {
    #expect(format(text) == .html)
  }

  @Test(arguments: [
    "---\ntitle: A\n---\nText", "+++\ntitle = \"A\"\n+++\nText", "# A\n\nText\n\n## B\n\nText",
    "# A\n\n[x](http://a) and [y](http://b)", "Title\n=====\n\nText\n\nPart\n----\n\n[x](y)",
  ])
  func `marks of Markdown decide without a name`(text: String) {
    #expect(format(text) == .markdown)
  }

  @Test(arguments: [
    "Prices rose.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n*Really* **so**.",
    "a | b |\n---|---|\n1 | 2 |", "#hashtag\n#another", "Title\n-----", "1 < 2 and 3 > 2", "",
    "---\n\nText between rules\n\n---",
  ])
  func `what scrapers leave is text`(text: String) {
    #expect(format(text) == .text)
  }
}

/// The reference documents.
enum MarkupSeeds {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "seeds")
  static let all: [URL] =
    ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
    .filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
}

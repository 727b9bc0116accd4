import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing

/// Documents that are made up, so that it is known what they say: it must all come back, from where it
/// was written.
@Suite struct GeneratedDocumentTests {
  @Test(arguments: BriefingFormat.allCases, 0..<4)
  func `what was written comes back from its place`(format: BriefingFormat, part: Int) {
    for seed in part * 100..<(part + 1) * 100 {
      let document = GeneratedDocument(format, seed: seed)
      let faults = GeneratedComparison.faults(in: document.read(), of: document)
      #expect(faults.isEmpty, "\(document.path): \(faults.prefix(3).joined(separator: "; "))")
    }
  }

  @Test(arguments: BriefingFormat.allCases, 0..<4)
  func `damaged bytes are read, and every place lies in the file`(format: BriefingFormat, part: Int) {
    let other = GeneratedDocument(format, seed: 10_000 + part).bytes
    for seed in part * 125..<(part + 1) * 125 {
      var random = GeneratedRandom(seed: UInt64(seed) ^ 0xDA3A6E)
      let document = GeneratedDocument(format, seed: seed)
      let bytes = GeneratedMutation.apply(to: document.bytes, other: other, &random)
      expectSound(bytes, path: document.path, seed: seed, isReadTwice: seed % 5 == 0)
    }
  }

  @Test(arguments: Seeds.names)
  func `damaged seeds are read`(name: String) throws {
    let bytes = try Seeds.bytes(name)
    let other = GeneratedDocument(.html, seed: 1).bytes
    for seed in 0..<12 {
      var random = GeneratedRandom(seed: UInt64(seed) ^ 0x5EED)
      let damaged = GeneratedMutation.apply(to: bytes, other: other, &random)
      expectSound(damaged, path: "\(name)\(["", ".md", ".html"][seed % 3])", seed: seed, isReadTwice: false)
    }
  }

  @Test(arguments: BriefingFormat.allCases)
  func `bytes without any sense are read`(format: BriefingFormat) {
    let suffix = [.text: "txt", .markdown: "md", .html: "html"][format] ?? ""
    for seed in 0..<150 {
      var random = GeneratedRandom(seed: UInt64(seed) ^ 0xB17E5)
      let alphabet: [UInt8] =
        seed % 2 == 0 ? Array(0...255) : Array("<>/|-#*`[]()&;:\n\t >=td.1aZ\\!^~_+{}\"'".utf8)
      let bytes = (0..<random.below(400)).map { _ in random.pick(alphabet) }
      expectSound(bytes, path: "noise.\(suffix)", seed: seed, isReadTwice: seed % 5 == 0)
    }
  }

  private func expectSound(_ bytes: [UInt8], path: String, seed: Int, isReadTwice: Bool) {
    let opened = BriefingReader.read(bytes, path: path)
    let faults = ProvenanceFaults.find(in: opened)
    #expect(faults.isEmpty, "\(path), \(seed): \(faults.prefix(3).joined(separator: "; "))")
    if isReadTwice { #expect(BriefingReader.read(bytes, path: path) == opened, "\(path), \(seed)") }
  }
}

extension GeneratedDocument {
  /// The document as its reader reads it, whatever another reader would say to it.
  func read() -> OpenedBriefing {
    guard format == .text else { return BriefingReader.read(bytes, path: path) }
    let decoded = SourceText.decode(bytes)
    return OpenedBriefing(
      briefing: PlainTextReader.read(decoded.lines, path: path), lines: decoded.lines)
  }
}

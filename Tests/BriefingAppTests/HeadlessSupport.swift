import BriefingLibrary
import BriefingModel
import Foundation

@testable import BriefingApp

/// The folder of the reference documents.
let seedsFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "seeds").path

let seedNames = [
  "000_e15e4ea1b1a6bb56.txt", "001_3cbc6066d2084c96.txt", "002_a2de8763a7700bd2.txt",
  "003_cc6a91dc96c48c2f.txt", "004_20d2fb649028d996.txt",
]

func seed(_ number: Int) -> PathBytes { PathBytes(seedsFolder + "/" + seedNames[number]) }

/// A context that keeps its output.
func memoryContext(
  width: Int = 80, ascii: Bool = false, library: (any Library)? = nil, desk: (any Desk)? = nil
) -> HeadlessContext {
  HeadlessContext(
    output: OutputSink(), errors: OutputSink(), width: width, ascii: ascii, desk: desk,
    openLibrary: { paths throws(LibraryError) in
      guard let library else {
        throw LibraryError(path: paths[0].display, reason: "no such file or directory")
      }
      return library
    })
}

/// A folder that goes with its owner.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "dossier-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }
}

/// A library whose answers are given.
struct GivenLibrary: Library {
  var name = "given"
  var identity: ContentHash?
  var held: [LibraryEntry] = []
  var results: [SearchResult] = []
  var fault: QueryFault?
  var suggestions: [String] = []
  var isPartial = false
  var left: [SkippedFile] = []

  func entries() throws(LibraryError) -> [LibraryEntry] { held }
  func skipped() -> [SkippedFile] { left }
  func refresh(
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) {
    onProgress(IndexProgress(filesDone: held.count, changed: 1, removed: 2, isFinished: true))
  }
  func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing {
    throw LibraryError(path: "\(id)", reason: "not kept")
  }
  func search(
    _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults {
    SearchResults(
      query: request.query, results: Array(results.prefix(request.limit)), matchCount: results.count,
      isPartial: isPartial, fault: fault, suggestions: suggestions)
  }
  func lines(
    of id: Int64, for request: SearchRequest, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> FoundLines? { nil }
}

extension String {
  /// Its scalars that a terminal would obey or hide; line feeds are none.
  var unsafeScalars: [Unicode.Scalar] {
    unicodeScalars.filter { scalar in
      if scalar == "\n" { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
  }
}

/// Records of comma-separated values, read by the letter of RFC 4180.
func records(_ text: String) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field = ""
  var isQuoted = false
  var characters = Array(text)[...]
  while let next = characters.popFirst() {
    switch next {
    case "\"" where isQuoted && characters.first == "\"":
      field.append("\"")
      characters.removeFirst()
    case "\"": isQuoted.toggle()
    case "," where !isQuoted:
      record.append(field)
      field = ""
    case "\n" where !isQuoted:
      record.append(field)
      records.append(record)
      record = []
      field = ""
    default: field.append(next)
    }
  }
  return records
}

import BriefingTestSupport
import Foundation

/// What came of a run of the program without a terminal.
struct Outcome {
  var code: Int32
  var output: String
  var errors: String
}

/// Runs the program without a terminal, and waits for its end.
///
/// - Parameters:
///   - environment: besides a search path, TERM and a home that does not exist.
///   - output: where standard output goes instead of into the outcome.
///   - folder: the one it is run in; nil for the root of the package.
func runProgram(
  _ arguments: [String], input: String = "", environment: [String: String?] = [:],
  output: FileHandle? = nil, folder: String? = nil
) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(filePath: try BuiltProducts.executable("dossier"))
  process.arguments = arguments
  process.currentDirectoryURL = URL(filePath: folder ?? Seeds.root)
  process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "dumb"]
    .merging(BuiltProducts.environment) { $1 }.merging(environment.compactMapValues { $0 }) { $1 }
  let inputPipe = Pipe()
  let outputPipe = Pipe()
  let errorPipe = Pipe()
  process.standardInput = inputPipe
  process.standardOutput = output ?? outputPipe
  process.standardError = errorPipe
  try process.run()
  try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try inputPipe.fileHandleForWriting.close()
  let text = output == nil ? try outputPipe.fileHandleForReading.readToEnd() ?? Data() : Data()
  let errors = try errorPipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Outcome(
    code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
    errors: String(decoding: errors, as: UTF8.self))
}

import Foundation
import Testing

@testable import dossier

@Suite struct StartArgumentsTests {
  private func start(_ arguments: String...) -> StartArguments {
    StartArguments(arguments, commands: ["show", "search"])
  }

  @Test func `a plus sign says where to begin`() {
    #expect(start("+12", "a.txt").line == 12)
    #expect(start("+12", "a.txt").rest == ["a.txt"])
    #expect(start("a.txt", "+/risk of war").pattern == "risk of war")
    #expect(start("--plain", "+3", "a").rest == ["--plain", "a"])
  }

  @Test func `other words with a plus sign are paths`() {
    #expect(start("+x", "+", "+/", "+-1", "+0", "++1").rest == ["+x", "+", "+/", "+-1", "+0", "++1"])
    #expect(start("--", "+12").line == nil)
    #expect(start("--", "+12").rest == ["--", "+12"])
    #expect(start("search", "+12").rest == ["search", "+12"])
  }
}

@Suite struct HeadlessCommandTests {
  private struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program beside the tests.
  private static let program: URL = {
    var tests = URL(filePath: CommandLine.arguments[0])
    if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      tests = URL(filePath: path)
    }
    let beside = tests.deletingLastPathComponent().appending(path: "dossier")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    let bundles = Bundle.allBundles.map {
      $0.bundleURL.deletingLastPathComponent().appending(path: "dossier")
    }
    return bundles.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? beside
  }()

  private func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = Self.root
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "dumb"].merging(
      environment
    ) { _, new in new }
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

  @Test func `a folder alone prints plain text without a terminal`() throws {
    for arguments in [["seeds/"], ["--plain", "seeds"], ["browse", "seeds"], ["+12", "seeds"]] {
      let outcome = try run(arguments)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.hasPrefix("5 briefings\n"))
    }
  }

  @Test func `standard input is a briefing`() throws {
    let outcome = try run(["-"], input: "The title\n\nA paragraph of the briefing.\n")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("A paragraph of the briefing."))
  }

  @Test func `the format option prints instead of browsing`() throws {
    let outcome = try run(["--format", "jsonl", "seeds"])
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").count == 5)
  }

  @Test(arguments: [
    ["--bogus"], ["show"], ["show", "--format", "pdf", "x"], ["tables", "--table", "0", "seeds"],
    ["search"], ["--color", "purple", "seeds"],
  ])
  func `wrong usage is one line and exit code 2`(arguments: [String]) throws {
    let outcome = try run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("dossier: usage: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `help and version go to standard output`() throws {
    for arguments in [["-h"], ["--help"], ["show", "--help"], ["help", "matrix"]] {
      let outcome = try run(arguments)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("USAGE: dossier"))
    }
    for arguments in [["-V"], ["--version"]] {
      #expect(try run(arguments).output == "dossier \(programVersion)\n")
    }
  }

  @Test func `the width follows COLUMNS`() throws {
    let outcome = try run(["show", "seeds/" + "002_a2de8763a7700bd2.txt"], environment: ["COLUMNS": "48"])
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 48 })
    #expect(outcome.output.split(separator: "\n").contains { $0.count > 40 })
  }

  @Test func `a full disk is one line and exit code 2`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    for arguments in [["seeds"], ["schema"], ["--help"]] {
      let outcome = try run(arguments, output: full)
      #expect(outcome.code == 2)
      #expect(outcome.errors == "dossier: standard output: No space left on device\n")
    }
  }
}

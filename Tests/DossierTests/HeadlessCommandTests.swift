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
  @Test func `a folder alone prints plain text without a terminal`() throws {
    for arguments in [["seeds/"], ["--plain", "seeds"], ["browse", "seeds"], ["+12", "seeds"]] {
      let outcome = try runProgram(arguments)
      #expect(outcome.code == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.hasPrefix("5 briefings\n"))
    }
  }

  @Test func `the manual names all commands, the browser's options and the settings`() throws {
    let manual = try runProgram(["manual"]).output.replacing("\\-", with: "-")
    let help = try runProgram(["--help"]).output
    let commands = help.split(separator: "\n").filter {
      $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true
    }
    .compactMap { $0.split(separator: " ").first }
    #expect(commands.count > 10)
    for command in commands where command != "browse" && command != "See" {
      #expect(manual.contains("\n.B \(command)\n") || manual.contains(" \(command)"), "\(command)")
    }
    let options = try runProgram(["help", "browse"]).output.matches(of: /--[a-z]+/).map { String($0.output) }
    #expect(options.count > 8)
    for option in options where option != "--help" && option != "--version" {
      #expect(manual.contains(option), "\(option)")
    }
    let settings = try runProgram(["config"]).output.split(separator: "\n").compactMap {
      $0.split(separator: " ").first
    }
    #expect(settings.contains("portrait"))
    for setting in settings { #expect(manual.contains(" \(setting)"), "\(setting)") }
  }

  @Test func `what is wrong with an option is one line`() throws {
    #expect(
      Main.oneLine("It is wrong. One of:\n  - reading\n  - subject\nEnd.")
        == "It is wrong. One of: reading, subject End.")
    let outcome = try runProgram(["matrix", "--sort", "foo", "seeds"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("reading, subject, statements"))
  }

  @Test(arguments: [
    ["show"], ["tables"], ["matrix"], ["named"], ["list"], ["notes"], ["list", "--query", "zzzz"],
    ["matrix", "--subject", "zzzz"],
  ])
  func `where there is nothing to print it says so`(command: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dossier-empty-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try runProgram(command + [folder])
    #expect(outcome.code == 1)
    #expect(outcome.output == "" || command[0] == "matrix")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.hasPrefix("dossier: "))
  }

  @Test func `standard input is a briefing`() throws {
    let outcome = try runProgram(["-"], input: "The title\n\nA paragraph of the briefing.\n")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("A paragraph of the briefing."))
  }

  @Test func `the format option prints instead of browsing`() throws {
    let outcome = try runProgram(["--format", "jsonl", "seeds"])
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").count == 5)
  }

  @Test(arguments: [
    ["--bogus"], ["show"], ["show", "--format", "pdf", "x"], ["tables", "--table", "0", "seeds"],
    ["search"], ["--color", "purple", "seeds"],
  ])
  func `wrong usage is one line and exit code 2`(arguments: [String]) throws {
    let outcome = try runProgram(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("dossier: usage: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func `help and version go to standard output`() throws {
    for arguments in [["-h"], ["--help"], ["show", "--help"], ["help", "matrix"]] {
      let outcome = try runProgram(arguments)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("USAGE: dossier"))
    }
    for arguments in [["-V"], ["--version"]] {
      #expect(try runProgram(arguments).output == "dossier \(programVersion)\n")
    }
  }

  @Test func `the width follows COLUMNS`() throws {
    let outcome = try runProgram(
      ["show", "seeds/" + "002_a2de8763a7700bd2.txt"], environment: ["COLUMNS": "48"])
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 48 })
    #expect(outcome.output.split(separator: "\n").contains { $0.count > 40 })
  }

  @Test func `a full disk is one line and exit code 2`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    for arguments in [["seeds"], ["schema"], ["--help"]] {
      let outcome = try runProgram(arguments, output: full)
      #expect(outcome.code == 2)
      #expect(outcome.errors == "dossier: standard output: No space left on device\n")
    }
  }
}

/// Formats and exit codes of the commands, with an index of their own.
@Suite struct HeadlessFormatTests {
  private let home = try! TestHome()

  private func run(_ arguments: String...) throws -> Outcome {
    try runProgram(arguments, environment: home.environment)
  }

  @Test(arguments: [["show"], ["tables"], ["matrix"], ["search", "cartel"], ["list"], ["index"]])
  func `JSON is JSON, and text is not`(command: [String]) throws {
    let lines = try runProgram(command + ["--format", "json", "seeds"], environment: home.environment)
    #expect(lines.code == 0 && lines.errors == "")
    // Several briefings are shown as one object a line.
    let isLines = command == ["show"]
    let documents = isLines ? lines.output.split(separator: "\n").map(String.init) : [lines.output]
    #expect(documents.count == (isLines ? 5 : 1))
    for document in documents {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(document.utf8)) }
    }
    let text = try runProgram(command + ["seeds"], environment: home.environment)
    #expect(text.code == 0 && text.errors == "" && !text.output.isEmpty)
    #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: Data(text.output.utf8)) }
  }

  @Test(arguments: [
    (["tables", "--table", "2"], "Potential Concerns"), (["matrix"], "subject,kind,label,text"),
    (["search", "cartel"], "path,line,title,text"), (["list"], "path,title,date,source"),
  ])
  func `CSV has a header and rows of one length`(command: [String], header: String) throws {
    let outcome = try runProgram(command + ["--format", "csv", "seeds"], environment: home.environment)
    #expect(outcome.code == 0)
    if command[0] != "tables" { #expect(outcome.output.hasPrefix(header)) }
    #expect(outcome.output.split(whereSeparator: \.isNewline).count > 1)
  }

  @Test func `a search that finds nothing is 1, and one that cannot be read is 2`() throws {
    let found = try run("search", "multilingual", "seeds")
    #expect(found.code == 0)
    #expect(found.output.hasPrefix("seeds/002_a2de8763a7700bd2.txt:33: "))
    let nothing = try run("search", "zzyzx", "seeds")
    #expect(nothing.code == 1 && nothing.output == "")
    let fault = try run("search", "\"open", "seeds")
    #expect(fault.code == 2)
    #expect(
      fault.errors == "dossier: \"open: a quotation mark is not closed, at column 1; perhaps: \"open\"\n")
  }

  @Test(arguments: [["show"], ["tables"], ["matrix"], ["search", "cartel"], ["list"], ["index"]])
  func `one path that cannot be read is reported and stops nothing`(command: [String]) throws {
    let outcome = try runProgram(
      command + ["/nonexistent/x", "seeds"], environment: home.environment)
    #expect(outcome.code == 2)
    #expect(outcome.errors == "dossier: /nonexistent/x: no such file or directory\n")
    let good = try runProgram(command + ["seeds"], environment: home.environment)
    // The index counts what was left out.
    func counted(_ text: String) -> String {
      text.replacing("1 skipped; --skipped lists them", with: "0 skipped").replacing("5 new", with: "0 new")
    }
    #expect(counted(outcome.output) == counted(good.output))
    let alone = try runProgram(command + ["/nonexistent/x"], environment: home.environment)
    #expect(alone.code == 2 && alone.output == "")
    #expect(alone.errors == outcome.errors)
  }

  @Test func `the keys and the manual are those of the command table`() throws {
    let keys = try run("keys")
    #expect(keys.code == 0 && keys.output.hasPrefix("Moving\n") && keys.output.contains("half-page-down"))
    let table = try run("keys", "--format", "md")
    #expect(table.code == 0 && table.output.contains("| `") && table.output.contains("`half-page-down`"))
    let manual = try run("manual")
    #expect(manual.code == 0 && manual.output.contains(".SH NAME"))
  }

  @Test func `two files are compared, and what they name is listed`() throws {
    let paths = ["seeds/000_e15e4ea1b1a6bb56.txt", "seeds/001_3cbc6066d2084c96.txt"]
    let compared = try runProgram(["compare"] + paths, environment: home.environment)
    #expect(compared.code == 0 && compared.output.contains("Only A says"))
    let stated = try runProgram(
      ["compare", "--stated", "--format", "md"] + paths, environment: home.environment)
    #expect(stated.code == 0 && stated.output.hasPrefix("# Comparison\n"))
    #expect(try run("compare", paths[0]).code == 2)
    let named = try runProgram(
      ["named", "--kind", "country", "--format", "csv"] + paths, environment: home.environment)
    #expect(named.code == 0)
    #expect(
      named.output.split(whereSeparator: \.isNewline).dropFirst().allSatisfy { $0.hasPrefix("country,") })
  }

  @Test(arguments: [
    ["--counts", "--query", "drone"], ["--open-risks"], ["--repeated-remedies"], ["--across", "briefings"],
    ["--kind", "risk", "--sort", "statements"], ["--subject", "Legal frameworks", "--words", "--stated"],
  ])
  func `a part of the matrix is chosen by options`(options: [String]) throws {
    let outcome = try runProgram(["matrix"] + options + ["seeds"], environment: home.environment)
    #expect(outcome.code == 0 && outcome.errors == "" && !outcome.output.isEmpty)
  }

  @Test func `options of the matrix that do not go together are wrong usage`() throws {
    for options in [
      ["--counts", "--open-risks", "seeds"], ["--query", "drone", "-"], ["--query", "\"", "seeds"],
    ] {
      let outcome = try runProgram(["matrix"] + options, environment: home.environment)
      #expect(outcome.code == 2 && outcome.output == "")
      #expect(outcome.errors.hasPrefix("dossier: ") && outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `a pipe needs no dash`() throws {
    let outcome = try runProgram([], input: "The title\n\nA paragraph of the briefing.\n")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("A paragraph of the briefing."))
  }
}

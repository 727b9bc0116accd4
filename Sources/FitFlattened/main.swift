import BriefingExtraction
import Foundation

// fit-flattened --explain FILE
// fit-flattened [--folds N] [--rounds N] [--pull X] [--failures] [--texts FOLDER] TABLES...
//
// Fits the weights of the reader of flattened tables, prints them, and writes to standard error how well
// tables are read by weights that were fitted without any table of their source. The first form prints how the
// blocks of lines in a file are read by the weights that are built in, and what was weighed.

var folds = 5
var rounds = 12
var pull = 0.012
var showsFailures = false
var explained: String?
var textsFolder: String?
var paths: [String] = []
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
  switch argument {
  case "--folds": folds = arguments.next().flatMap { Int($0) } ?? folds
  case "--rounds": rounds = arguments.next().flatMap { Int($0) } ?? rounds
  case "--pull": pull = arguments.next().flatMap { Double($0) } ?? pull
  case "--explain": explained = arguments.next()
  case "--texts": textsFolder = arguments.next()
  case "--failures": showsFailures = true
  default: paths.append(argument)
  }
}
if let explained {
  try Explanation.print(blocksOf: explained)
  exit(0)
}
let examples = "Sources/FitFlattened/Examples"
let tables = try TrainingTable.read(["\(examples)/tables.txt"] + paths, folds: folds)
FileHandle.standardError.write(Data("\(tables.count) tables\n".utf8))
let result = CrossValidation.run(tables, folds: folds, rounds: rounds, pull: pull)
FileHandle.standardError.write(Data(result.report(showsFailures: showsFailures).utf8))
var weights = Fit.fields(tables, rounds: rounds, pull: pull)
weights.readings = result.ranking
weights.calibration = result.calibration
// How tables are found depends on how they are read: the built-in reader is asked, so that after a change of
// the other weights the program is built and run once more.
var texts: [String] = []
if let textsFolder {
  let names = try FileManager.default.contentsOfDirectory(atPath: textsFolder).filter { $0.hasSuffix(".txt") }
  texts = try names.sorted().map { try String(contentsOfFile: "\(textsFolder)/\($0)", encoding: .utf8) }
}
let location = Location(
  tables, decoys: TrainingTable.blocks(try String(contentsOfFile: "\(examples)/decoys.txt", encoding: .utf8)),
  texts: texts, folds: folds)
FileHandle.standardError.write(Data(location.report(showsFailures: showsFailures).utf8))
weights.location = location.fitted()
print(weights.lines.joined(separator: "\n"))

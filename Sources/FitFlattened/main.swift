import BriefingExtraction
import Foundation

// fit-flattened [--folds N] [--rounds N] [--failures] TABLES.json...
//
// Fits the weights of the reader of flattened tables, prints them, and writes to standard error how well
// tables are read by weights that were fitted without any table of their source.

var folds = 5
var rounds = 12
var showsFailures = false
var paths: [String] = []
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
  switch argument {
  case "--folds": folds = arguments.next().flatMap { Int($0) } ?? folds
  case "--rounds": rounds = arguments.next().flatMap { Int($0) } ?? rounds
  case "--failures": showsFailures = true
  default: paths.append(argument)
  }
}
let tables = try TrainingTable.read(paths, folds: folds)
FileHandle.standardError.write(Data("\(tables.count) tables\n".utf8))
let result = CrossValidation.run(tables, folds: folds, rounds: rounds)
FileHandle.standardError.write(Data(result.report(showsFailures: showsFailures).utf8))
var weights = Fit.fields(tables, rounds: rounds)
weights.readings = result.ranking
weights.calibration = result.calibration
print(weights.lines.joined(separator: "\n"))

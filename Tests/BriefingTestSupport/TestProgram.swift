import Foundation

/// A program written by a test, for the program under test to start.
public enum TestProgram {
  /// Writes a shell script and makes it executable by its owner.
  ///
  /// Another process writes it. Were it written by this one, a program that another test starts at that moment would hold
  /// the file open for writing between its fork and its exec, and until then the script can not be started (execve(2),
  /// ETXTBSY).
  ///
  /// - Parameters:
  ///   - body: the script's lines after the one that names its shell.
  ///   - path: the path of the new file; a file that is there is replaced.
  /// - Returns: the path.
  /// - Throws: `Fault` when it could not be written.
  @discardableResult
  public static func write(_ body: String, to path: String) throws -> String {
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.arguments = ["-c", #"printf '#!/bin/sh\n%s\n' "$1" > "$0" && chmod 700 "$0""#, path, body]
    try writer.run()
    writer.waitUntilExit()
    guard writer.terminationStatus == 0 else { throw Fault(path: path) }
    return path
  }

  /// A script that could not be written.
  public struct Fault: Error { public let path: String }
}

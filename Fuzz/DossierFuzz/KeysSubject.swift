import TerminalScreen

@testable import NcursesTerminal

/// What a terminal sends: the same inputs whether it comes at once or byte by byte, and no control character
/// among them.
enum KeysSubject {
  static func decode(_ bytes: [UInt8]) {
    let whole = inputs([bytes])
    if whole != inputs(bytes.map { [$0] }) { FuzzDriver.fail("other inputs in pieces") }
    for case .key(.character(let character)) in whole {
      if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        FuzzDriver.fail("a control character is a key")
      }
    }
  }

  /// The inputs of bytes that come in these pieces, nothing following the last.
  private static func inputs(_ pieces: [[UInt8]]) -> [TerminalInput] {
    var decoder = KeyDecoder()
    var inputs: [TerminalInput] = []
    for (index, piece) in pieces.enumerated() {
      decoder.feed(piece)
      var isFinal = false
      reading: while true {
        switch decoder.next(isFinal: isFinal) {
        case .input(let input): inputs.append(input)
        case .nothing: continue
        case .empty: break reading
        case .incomplete:
          if index < pieces.count - 1 || isFinal || decoder.isPasting { break reading }
          isFinal = true
        }
      }
    }
    if let pasted = decoder.endPaste() { inputs.append(pasted) }
    return inputs
  }
}

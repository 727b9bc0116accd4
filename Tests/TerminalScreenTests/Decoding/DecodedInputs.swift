public import TerminalScreen

@testable import NcursesTerminal

/// What comes of bytes that a terminal sends.
public enum DecodedInputs {
  /// The inputs of bytes that arrive in these pieces, nothing more following.
  ///
  /// - Parameter endsPaste: whether a paste without an end is ended.
  public static func of(_ pieces: [[UInt8]], endsPaste: Bool = false) -> [TerminalInput] {
    of(pieces, by: KeyDecoder(), endsPaste: endsPaste)
  }

  /// The same by a decoder that knows the description of a terminal.
  static func of(_ pieces: [[UInt8]], by decoder: KeyDecoder, endsPaste: Bool = false) -> [TerminalInput] {
    var decoder = decoder
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
    if endsPaste, let pasted = decoder.endPaste() { inputs.append(pasted) }
    return inputs
  }
}

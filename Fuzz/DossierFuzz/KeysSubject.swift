import KeyDecoding
import TerminalScreen

/// What a terminal sends: the same inputs whether it comes at once or byte by byte, and no control character
/// among them.
enum KeysSubject {
  static func decode(_ bytes: [UInt8]) {
    let whole = DecodedInputs.of([bytes], endsPaste: true)
    if whole != DecodedInputs.of(bytes.map { [$0] }, endsPaste: true) {
      FuzzDriver.fail("other inputs in pieces")
    }
    for case .key(.character(let character)) in whole {
      if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        FuzzDriver.fail("a control character is a key")
      }
    }
  }
}

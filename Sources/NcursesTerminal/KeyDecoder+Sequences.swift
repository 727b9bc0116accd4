internal import TerminalScreen

extension KeyDecoder {
  /// Keys by the last byte of `ESC [ … x`.
  static let finalKeys: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  /// Keys by the last byte of `ESC O x`.
  static let applicationKeys: [UInt8: Key] = finalKeys.merging(
    [UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab], uniquingKeysWith: { key, _ in key })

  /// Keys by the number of `ESC [ number ~`.
  static let numberedKeys: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    let functionCodes = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
    for (index, code) in functionCodes.enumerated() { keys[code] = .function(index + 1) }
    return keys
  }()

  /// Keys by terminfo's names, for terminals that send something of their own.
  static let describedNames: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete),
      ("kcbt", .backTab), ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// The sequences of a terminal's description, as `sequence` tells them by terminfo's names. Those of
  /// one control character are left out: such keys are known by themselves.
  /// Of two keys with one sequence the first is meant.
  static func described(_ sequence: (String) -> [UInt8]?) -> [DescribedKey] {
    describedNames.compactMap { name, key in
      guard let bytes = sequence(name), bytes.count > 1 else { return nil }
      return DescribedKey(bytes: bytes, key: key)
    }
  }

  /// A key and what the terminal sends for it.
  struct DescribedKey {
    var bytes: [UInt8]
    var key: Key
  }
}

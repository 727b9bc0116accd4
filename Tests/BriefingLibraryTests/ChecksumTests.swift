import Testing

@testable import BriefingLibrary

/// The sum tells damaged bytes, wherever they stand: in its four lanes, or in the words and bytes behind them.
struct ChecksumTests {
  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { Checksum.of($0) }
  }

  @Test(arguments: [1, 7, 8, 31, 32, 33, 75])
  func `a bit that is turned anywhere changes the sum`(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    let whole = Self.sum(bytes)
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(Self.sum(damaged) != whole, "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test func `words that changed places and bytes that are missing change the sum`() {
    let bytes = (0..<64).map { UInt8($0) }
    let whole = Self.sum(bytes)
    for word in 1..<8 {
      var swapped = bytes
      for place in 0..<8 { swapped.swapAt(place, word * 8 + place) }
      #expect(Self.sum(swapped) != whole, "words 0 and \(word)")
    }
    #expect(Self.sum(Array(bytes.dropLast())) != whole)
    #expect(Self.sum([UInt8](repeating: 0, count: 40)) != Self.sum([UInt8](repeating: 0, count: 48)))
  }
}

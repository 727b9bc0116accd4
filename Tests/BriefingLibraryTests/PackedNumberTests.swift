import Testing

@testable import BriefingLibrary

struct PackedNumberTests {
  /// Numbers of one to five bytes, in an order that puts each length at every place of a word.
  private static let numbers: [UInt32] = (0..<1_000).map { index in
    let bits = [1, 3, 7, 8, 12, 14, 15, 20, 28, 32][(index * index + index / 7) % 10]
    return UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(bits)) - 1)
  }

  @Test(arguments: [numbers, Array(repeating: 5, count: 1_000)])
  func `passing over numbers is the same as reading them`(numbers: [UInt32]) {
    let buffer = ByteBuffer()
    for number in numbers { buffer.append(number: number) }
    buffer.seal()
    for count in 0...numbers.count {
      var place = UnsafePointer(buffer.start)
      PackedNumber.skip(count, &place, end: buffer.end)
      #expect((count == numbers.count) == (place == buffer.end))
      if count < numbers.count { #expect(PackedNumber.read(&place) == numbers[count]) }
    }
  }

  @Test func `nothing is passed over beyond the end`() {
    let buffer = ByteBuffer()
    for number in Self.numbers { buffer.append(number: number) }
    buffer.seal()
    var place = UnsafePointer(buffer.start)
    PackedNumber.skip(100_000, &place, end: buffer.end)
    #expect(place == buffer.end)
  }
}

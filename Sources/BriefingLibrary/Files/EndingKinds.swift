/// What the endings of names say, kept from one name to the next: the files of a folder have few endings.
struct EndingKinds {
  private var known: [(ending: [UInt8], reason: String?)] = []
  /// More are looked up anew each time.
  private static let most = 32

  /// Why a file with this name is not read; nil when it is.
  mutating func reason(_ name: UnsafeBufferPointer<UInt8>) -> String? {
    var start = name.count
    while start > 0, name[start - 1] != UInt8(ascii: ".") { start -= 1 }
    // A name without a dot has no ending.
    let ending = UnsafeBufferPointer(rebasing: name[(start == 0 ? name.count : start)...])
    for one in known where one.ending.count == ending.count && one.ending.elementsEqual(ending) {
      return one.reason
    }
    let reason = FileKind(name: PathBytes(Array(name))).reason
    if known.count < Self.most { known.append((Array(ending), reason)) }
    return reason
  }
}

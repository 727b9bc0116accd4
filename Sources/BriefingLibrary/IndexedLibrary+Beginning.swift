public import BriefingModel

/// Large files show their beginning first: a page is there as soon as of a small one.
extension IndexedLibrary {
  /// Files up to this size, in bytes, are read at once: it takes some hundredths of a second.
  public static let largestAtOnce: Int64 = 2 << 20
  /// What is read of others before the rest, in bytes.
  private static let beginningSize = 128 << 10

  public func beginning(of id: Int64) -> OpenedBriefing? {
    guard let (path, root) = try? locate(id) else { return nil }
    return beginning(path, in: root)
  }

  public func beginningOfOnlyFile() -> OpenedBriefing? {
    guard roots.count == 1, !roots[0].isFolder else { return nil }
    return beginning(PathBytes([]), in: roots[0])
  }

  private func beginning(_ path: PathBytes, in root: LibraryRoot) -> OpenedBriefing? {
    guard
      let content = try? FileReading.beginning(
        of: path, in: root, limit: Self.beginningSize, ifBeyond: Self.largestAtOnce)
    else { return nil }
    return reading(Self.wholeLines(content.bytes), root.shownPath(of: path).display)
  }

  /// Bytes without a line that was cut; where there is but one line, without a character that was cut.
  private static func wholeLines(_ bytes: [UInt8]) -> [UInt8] {
    if let end = bytes.lastIndex(of: 0x0A) { return Array(bytes[...end]) }
    let start = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    return bytes.indices.contains(start) && bytes[start] >= 0xC0 ? Array(bytes[..<start]) : bytes
  }
}

/// The statements of one cell: those of the list that it holds, or that its marks tell apart.
enum CellStatements {
  /// The items of a list in the cell, where the source has one; else what stands between marks alike: `• Quiet • Clean`,
  /// `1. Quiet 2. Clean`. One part where there are none.
  static func parts(of text: String, items: [String]?) -> [String] {
    if let items, items.count > 1 { return items }
    guard let lead = text.utf8.first, !Letters.isASCIILetter(lead) else { return [text] }
    var text = text
    return text.withUTF8 { bytes in
      guard let first = mark(bytes, 0) else { return [] }
      var starts = [(mark: 0, text: first.end)]
      var last = first
      var index = first.end
      while index + 1 < bytes.count, starts.count < 100 {
        if bytes[index] == 0x20, let next = mark(bytes, index + 1), next.family == first.family,
          next.isNext(after: last)
        {
          starts.append((index + 1, next.end))
          last = next
          index = next.end
        } else {
          index += 1
        }
      }
      guard starts.count > 1 else { return [] }
      return starts.indices.map { place in
        let end = place + 1 < starts.count ? starts[place + 1].mark : bytes.count
        return String(decoding: bytes[starts[place].text..<end], as: UTF8.self).trimmingBlanks()
      }.filter { !$0.isEmpty }
    }
  }

  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> ListMarker? {
    guard
      let mark = ListMarker(bytes, start, bytes.count)
        ?? ListMarker.loose(bytes, start, bytes.count, announced: false)
    else { return nil }
    // `2024 - 2025`, `a) `: what numbers begins at one.
    return mark.end < bytes.count && (start > 0 || !mark.isOrdered || mark.isFirst) ? mark : nil
  }
}

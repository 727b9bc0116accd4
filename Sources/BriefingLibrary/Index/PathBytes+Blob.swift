import Foundation
import GRDB

extension PathBytes {
  /// The path as the database keeps it.
  var blob: Data { Data(bytes) }

  init(blob: Data) { self.init(Array(blob)) }
}

extension Row {
  /// Calls `body` with the bytes of a column, which are empty for NULL, without copying them.
  func withUnsafeBlob<Result>(
    atIndex index: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    // The closure throws nothing, and what GRDB throws here is only what the closure throws.
    (try? withUnsafeData(atIndex: index) { data in
      data.map { $0.withUnsafeBytes(body) } ?? body(UnsafeRawBufferPointer(start: nil, count: 0))
    }) ?? body(UnsafeRawBufferPointer(start: nil, count: 0))
  }
}

import BriefingModel
import Foundation

extension ContentHash {
  /// Sixteen bytes, the high ones first, as databases keep it.
  var blob: Data {
    withUnsafeBytes(of: high.bigEndian) { Data($0) } + withUnsafeBytes(of: low.bigEndian) { Data($0) }
  }

  /// Nil when there are not sixteen bytes.
  init?(blob: Data) {
    guard blob.count == 16 else { return nil }
    func number(_ bytes: Data) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    self.init(high: number(blob.prefix(8)), low: number(blob.suffix(8)))
  }
}

import Foundation
import GRDB

extension PathBytes {
  /// The path as the database keeps it.
  var blob: Data { Data(bytes) }

  init(blob: Data) { self.init(Array(blob)) }
}

internal import Foundation

/// Why output could not be written.
public enum OutputFault: Error, Sendable, Equatable {
  /// The reader of the pipe has gone: not an error, there is nobody left to write for.
  case closed
  /// Anything else, with the `errno` of the failed write.
  case failed(Int32)
}

/// Buffered output that notices when it can not be written.
///
/// `print` says nothing of a full disk, and a broken pipe would end the process; here each write is
/// checked. Used from one thread.
public final class OutputSink {
  private let descriptor: Int32?
  private var buffer: [UInt8] = []
  private static let limit = 1 << 16

  /// Writes to an open descriptor, which stays open.
  public init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Keeps everything in memory.
  public init() {
    descriptor = nil
  }

  /// What was written and not yet passed on; all of it when there is no descriptor.
  public var text: String { String(decoding: buffer, as: UTF8.self) }

  /// Appends `text` as it is.
  public func write(_ text: String) throws(OutputFault) {
    buffer.append(contentsOf: text.utf8)
    if descriptor != nil, buffer.count >= Self.limit { try flush() }
  }

  /// Appends `text` and a line feed.
  public func line(_ text: String = "") throws(OutputFault) {
    try write(text)
    try write("\n")
  }

  /// Passes on what is buffered.
  public func flush() throws(OutputFault) {
    guard let descriptor else { return }
    var start = 0
    defer { buffer.removeAll(keepingCapacity: true) }
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress! + start, bytes.count - start)
      }
      if written >= 0 {
        start += written
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // A terminal or pipe left non-blocking by another program.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, 1000)
      case EPIPE: throw .closed
      default: throw .failed(errno)
      }
    }
  }
}

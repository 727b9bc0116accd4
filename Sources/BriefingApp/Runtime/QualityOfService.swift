internal import Dispatch

extension DispatchQoS {
  /// For work whose answer the reader waits for. Not above the default: on Linux the higher classes take their
  /// processor from the thread that reads keys and draws, for several milliseconds at a time.
  static let besideKeys = DispatchQoS.default
}

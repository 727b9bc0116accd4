import Glibc

/// Measured values of one kind.
struct Samples {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var median: Double { quantile(0.5) }

  var least: Double { values.min() ?? .nan }

  /// The value that 99 of 100 do not pass; the largest of fewer than a hundred.
  var p99: Double { quantile(0.99) }

  var isEmpty: Bool { values.isEmpty }

  private func quantile(_ share: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  /// How long each of `count` calls takes, in seconds; a first call is not counted.
  static func seconds(_ count: Int, _ body: (Int) throws -> Void) rethrows -> Samples {
    var samples = Samples()
    try body(0)
    for run in 0..<count { samples.add(try Self.seconds { try body(run) }) }
    return samples
  }

  /// How much of the processor each of `count` calls takes, in seconds, whatever else runs; a first call is
  /// not counted.
  static func processorSeconds(_ count: Int, _ body: () -> Void) -> Samples {
    var samples = Samples()
    body()
    for _ in 0..<count {
      let start = processorTime()
      body()
      samples.add(processorTime() - start)
    }
    return samples
  }

  /// What this process has used of the processor, in seconds.
  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The time, in seconds, on a clock that only goes forward.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// How long one call takes, in seconds.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(body).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
  }
}

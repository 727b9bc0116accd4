/// Measured values of one kind.
struct Samples {
  private(set) var values: [Double] = []

  mutating func add(_ value: Double) { values.append(value) }

  var median: Double { quantile(0.5) }

  /// The value that 99 of 100 do not pass; the largest of fewer than a hundred.
  var p99: Double { quantile(0.99) }

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

  /// How long one call takes, in seconds.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(body).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
  }
}

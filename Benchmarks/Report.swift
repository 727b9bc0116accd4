/// One aligned table of all measurements.
struct Report {
  private struct Row {
    var cells: [String]
    var isHead = false
  }

  private var rows: [Row] = [Row(cells: ["", "median", "p99", ""], isHead: true)]

  /// - Parameter columns: what stands above the two columns of figures and the remarks, where it is
  ///   something else than at the head of the report.
  mutating func head(_ text: String, columns: [String] = ["", "", ""]) {
    rows.append(Row(cells: [text] + columns, isHead: true))
  }

  /// Times in seconds.
  mutating func time(_ name: String, _ samples: Samples, _ remark: String = "") {
    row(name, Self.time(samples.median), Self.time(samples.p99), remark)
  }

  /// How fast so many bytes are gone through; `samples` are seconds, so the p99 is the slow end.
  mutating func rate(_ name: String, bytes: Int, _ samples: Samples, _ remark: String = "") {
    let megabytes = Double(bytes) / 1e6
    row(
      name, Self.number(megabytes / samples.median) + " MB/s",
      Self.number(megabytes / samples.p99) + " MB/s", remark)
  }

  mutating func row(_ name: String, _ median: String, _ p99: String = "", _ remark: String = "") {
    rows.append(Row(cells: ["  " + name, median, p99, remark]))
  }

  /// With a unit that leaves one to four digits before the point.
  static func time(_ seconds: Double) -> String {
    if seconds.isNaN { return "-" }
    if seconds < 0.001 { return number(seconds * 1e6) + " µs" }
    if seconds < 1 { return number(seconds * 1e3) + " ms" }
    return number(seconds) + " s"
  }

  /// With three digits or more.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let places = abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0
    let scale = [1.0, 10.0, 100.0][places]
    let scaled = Int((abs(value) * scale).rounded())
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return sign + "\(scaled)" }
    let digits = "\(scaled % Int(scale))"
    return sign + "\(scaled / Int(scale))."
      + String(repeating: "0", count: places - digits.count) + digits
  }

  var text: String {
    let widths = (0..<3).map { column in rows.map { $0.cells[column].count }.max() ?? 0 }
    func pad(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count))
    }
    return rows.map { row in
      let name = row.cells[0] + pad(row.cells[0], widths[0])
      let values = (1...2).map { "  " + pad(row.cells[$0], widths[$0]) + row.cells[$0] }.joined()
      var line = name + values + (row.cells[3].isEmpty ? "" : "  " + row.cells[3])
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

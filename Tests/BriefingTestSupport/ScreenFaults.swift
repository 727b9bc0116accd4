public import TerminalScreen

/// What must hold of any text that is written to a screen.
public enum ScreenFaults {
  /// Whether a cell may hold this scalar: no control, format, private or unassigned one but the joiners.
  public static func isAllowed(_ value: UInt32) -> Bool {
    if value == 0x200C || value == 0x200D { return true }
    guard let scalar = Unicode.Scalar(value) else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    case .spaceSeparator: return value == 0x20
    default: return true
    }
  }

  /// The scalars that no screen may hold, each with its place; columns and rows 0-based.
  public static func find(in screen: Screen) -> [String] {
    var faults: [String] = []
    for row in 0..<screen.size.rows {
      for (column, cell) in screen.row(row).enumerated() {
        cell.forEachScalar {
          if !isAllowed($0) { faults.append("U+\(String($0, radix: 16)) in column \(column) of row \(row)") }
        }
      }
    }
    return faults
  }

  /// Writes `text`, and says what is wrong with what a screen then holds.
  public static func find(in text: String) -> [String] {
    let printable = PrintableText.make(text)
    var faults: [String] = []
    let again = PrintableText.make(printable)
    if again.unicodeScalars.elementsEqual(printable.unicodeScalars) == false {
      faults.append("not idempotent")
    }
    let columns = CellWidth.columns(of: printable)
    var screen = Screen(size: Size(columns: columns + 4, rows: 1))
    let written = screen.write(text, column: 0, row: 0)
    if written != columns { faults.append("wrote \(written) columns of \(columns)") }
    let sum = screen.row(0).prefix(columns).reduce(0) { $0 + Int($1.width) }
    if sum != columns { faults.append("cells take \(sum) columns of \(columns)") }
    let byGrapheme = printable.reduce(0) { $0 + CellWidth.columns(of: $1) }
    if byGrapheme != columns { faults.append("graphemes take \(byGrapheme) columns of \(columns)") }
    faults += find(in: screen)
    return faults.map { "\($0): \(text.unicodeScalars.map { String($0.value, radix: 16) })" }
  }
}

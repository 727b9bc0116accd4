/// Tells what addresses are made of from what tables hold.
enum ContactLine {
  /// Whether aligned lines are addresses side by side: they say how somebody is reached, but not in columns of their
  /// own below names.
  static func areAddresses(_ rows: [[String]]) -> Bool {
    guard let width = rows.first?.count, rows.count >= 2 else { return false }
    let body = rows.dropFirst()
    let told = (0..<width).map { column in body.count { isLabelled($0[column]) } }
    guard told.contains(where: { $0 > 0 }) else { return false }
    return !TableHeaders.isNamed(rows[0]) || told.contains { $0 > 0 && $0 * 2 < body.count }
  }

  /// Whether a cell says itself how somebody is reached: `Phone: 01865 123456`, `Tel. 910 000 000`, or an address of
  /// electronic mail. In a table of such numbers the name of the column says it.
  static func isLabelled(_ cell: String) -> Bool {
    guard cell.utf8.count <= 80 else { return false }
    if isMailAddress(cell) { return true }
    guard let first = cell.split(whereSeparator: { !$0.isLetter && $0 != "-" }).first, cell.hasPrefix(first),
      labels.contains(first.lowercased())
    else { return false }
    let number = cell[first.endIndex...].drop { $0 == "." || $0 == ":" || $0 == "：" || $0 == " " }
    return number.first.map { $0.isNumber || $0 == "+" || $0 == "(" || number.contains("@") } ?? false
  }

  private static func isMailAddress(_ cell: String) -> Bool {
    guard !cell.utf8.contains(0x20), let sign = cell.firstIndex(of: "@"), sign > cell.startIndex else {
      return false
    }
    return cell[sign...].contains(".")
  }

  private static let labels: Set<String> = [
    "phone", "tel", "telephone", "fax", "mobile", "cell", "call", "email", "e-mail", "mail", "teléfono",
    "móvil",
    "correo", "téléphone", "tél", "télécopie", "courriel", "portable", "电话", "传真", "邮箱", "手机", "هاتف",
    "الهاتف", "فاكس", "جوال",
  ]
}

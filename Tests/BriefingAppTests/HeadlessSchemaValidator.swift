import Foundation

/// Checks JSON against as much of JSON Schema as the program's own schema uses. Properties that the
/// schema does not name are faults here, so that a new field can not be forgotten in it.
struct SchemaValidator {
  var root: [String: Any]

  func faults(of value: Any) -> [String] { faults(value, root, "$") }

  private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      guard let definitions = root["$defs"] as? [String: Any],
        let target = definitions[name] as? [String: Any]
      else { return ["\(path): no definition \(name)"] }
      return faults(value, target, path)
    }
    if let constant = schema["const"] as? String {
      return value as? String == constant ? [] : ["\(path): not \(constant)"]
    }
    if let values = schema["enum"] as? [String] {
      return (value as? String).map(values.contains) == true ? [] : ["\(path): not one of the values"]
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.contains(where: { isOf(value, type: $0) }) else {
      return ["\(path): not a \(types.joined(separator: " or "))"]
    }
    var found: [String] = []
    if let number = value as? Double {
      if let least = schema["minimum"] as? Double, number < least { found.append("\(path): too small") }
      if let most = schema["maximum"] as? Double, number > most { found.append("\(path): too large") }
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): not of the form")
    }
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (place, item) in array.enumerated() { found += faults(item, items, "\(path)[\(place)]") }
    }
    if let object = value as? [String: Any], let properties = schema["properties"] as? [String: Any] {
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        found.append("\(path): \(name) is missing")
      }
      for (name, item) in object {
        if let property = properties[name] as? [String: Any] {
          found += faults(item, property, "\(path).\(name)")
        } else {
          found.append("\(path): \(name) is not known")
        }
      }
    }
    return found
  }

  private func isOf(_ value: Any, type: String) -> Bool {
    switch type {
    case "string": value is String
    case "null": value is NSNull
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is Double
    default: false
    }
  }
}

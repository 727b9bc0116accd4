internal import BriefingModel

extension Headless {
  /// `dossier schema`: the JSON Schema of a briefing's JSON.
  public static func schema(in context: HeadlessContext) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      try context.output.line(briefingSchema)
      return ExitCode.ok
    }
  }

  /// Values of a `String` enumeration as JSON.
  private static func values<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> String
  where Value.RawValue == String {
    "[" + Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") + "]"
  }

  /// An object that has all of these properties.
  private static func object(_ properties: KeyValuePairs<String, String>) -> String {
    let names = properties.map { "\"\($0.key)\"" }.joined(separator: ", ")
    return """
      {
        "type": "object",
        "properties": {
      \(members(properties))
        },
        "required": [\(names)]
      }
      """
  }

  /// Members of an object within an object, one a line.
  private static func members(_ properties: KeyValuePairs<String, String>) -> String {
    properties.map { property in
      let lines = property.value.split(separator: "\n", omittingEmptySubsequences: false)
      return "    \"\(property.key)\": " + lines.joined(separator: "\n    ")
    }.joined(separator: ",\n")
  }

  private static func array(_ items: String) -> String { "{\"type\": \"array\", \"items\": \(items)}" }

  /// Made from the model's enumerations, so that a new kind of note can not be forgotten here.
  static var briefingSchema: String {
    let string = #"{"type": "string"}"#
    let maybe = #"{"type": ["string", "null"]}"#
    let boolean = #"{"type": "boolean"}"#
    let span = ##"{"$ref": "#/$defs/span"}"##
    func one<Value: CaseIterable & RawRepresentable>(of type: Value.Type) -> String
    where Value.RawValue == String {
      "{\"enum\": \(values(type))}"
    }
    func objects(_ properties: KeyValuePairs<String, String>) -> String {
      array(object(properties))
    }
    let properties: KeyValuePairs<String, String> = [
      "schema": "{\"const\": \"\(BriefingDocument.schema)\"}",
      "path": string,
      "format": one(of: BriefingFormat.self),
      "encoding": string,
      "title": maybe,
      "displayTitle": string,
      "date": ##"{"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}"##,
      "source": maybe,
      "headings": objects([
        "text": string, "level": #"{"type": "integer", "minimum": 1, "maximum": 6}"#, "span": span,
      ]),
      "paragraphs": objects(["text": string, "span": span]),
      "lists": objects([
        "intro": maybe, "ordered": boolean,
        "items": objects(["text": string, "label": maybe, "marker": maybe, "span": span]), "span": span,
      ]),
      "tables": objects([
        "id": string, "form": one(of: TableForm.self), "confidence": one(of: Confidence.self),
        "score": #"{"type": ["number", "null"], "minimum": 0, "maximum": 1}"#,
        "reconstructed": boolean, "setByReader": boolean,
        "caption": maybe, "header": array(string), "rows": array(array(string)), "rowSpans": array(span),
        "raw": string, "span": span,
      ]),
      "assessments": objects([
        "kind": one(of: AssessmentKind.self), "label": maybe, "text": string, "subject": maybe,
        "basis": one(of: AssessmentBasis.self), "stated": boolean, "confidence": one(of: Confidence.self),
        "tableId": maybe, "span": span,
      ]),
      "notes": objects([
        "kind": one(of: ExtractionNote.Kind.self), "message": string, "span": span,
      ]),
    ]
    let names = properties.map { "\"\($0.key)\"" }.joined(separator: ", ")
    let line = #"{"type": "integer", "minimum": 1}"#
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "\(BriefingDocument.schema)",
        "title": "A briefing as Dossier prints it",
        "type": "object",
        "properties": {
      \(members(properties))
        },
        "required": [\(names)],
        "$defs": {
          "span": {
            "description": "Lines and columns of the original file, 1-based, both ends included",
            "type": "object",
            "properties": {
              "firstLine": \(line),
              "lastLine": \(line),
              "firstColumn": \(line),
              "lastColumn": \(line)
            },
            "required": ["firstLine", "lastLine"]
          }
        }
      }
      """
  }
}

import BriefingModel

/// Tables as the index keeps them, as they were found: what a reader chose for one is kept with the reader's
/// own data. A tenth of what writing them as JSON costs.
enum TableCode {
  static func bytes(of tables: [Table]) -> [UInt8] {
    var code = CodeWriter()
    code.append(tables.count)
    for table in tables {
      code.append(table.id)
      code.append(TableForm.allCases.firstIndex(of: table.form) ?? 0)
      code.append(Confidence.allCases.firstIndex(of: table.confidence) ?? 0)
      // One more than the bits would not fit a number.
      code.append(table.score.map { "\($0)" })
      code.append(table.caption)
      code.append(table.header)
      code.append(table.rows.count)
      for row in table.rows { code.append(row) }
      code.append(table.headerSpan == nil ? 0 : 1)
      if let span = table.headerSpan { code.append(span) }
      code.append(table.rowSpans.count)
      for span in table.rowSpans { code.append(span) }
      code.append(table.raw)
      code.append(table.span)
    }
    return code.bytes
  }

  /// - Throws: `SegmentDamage` when the bytes are not those of tables.
  static func tables(in bytes: UnsafeRawBufferPointer) throws -> [Table] {
    var code = CodeReader(bytes)
    return try (0..<code.count()).map { _ in
      let id = try code.text() ?? ""
      let form = try code.member(of: TableForm.self)
      let confidence = try code.member(of: Confidence.self)
      let score = try code.text().flatMap { Double($0) }
      let caption = try code.text()
      let header = try code.texts()
      let rows = try (0..<code.count()).map { _ in try code.texts() }
      let headerSpan = try code.number() == 0 ? nil : code.span()
      let rowSpans = try (0..<code.count()).map { _ in try code.span() }
      let raw = try code.text() ?? ""
      return Table(
        id: id, form: form, confidence: confidence, score: score, caption: caption, header: header,
        rows: rows,
        headerSpan: headerSpan, rowSpans: rowSpans, raw: raw, span: try code.span())
    }
  }
}

extension CodeWriter {
  fileprivate mutating func append(_ texts: [String]) {
    append(texts.count)
    for text in texts { append(text) }
  }
}

extension CodeReader {
  fileprivate mutating func texts() throws -> [String] {
    try (0..<count()).map { _ in try text() ?? "" }
  }
}

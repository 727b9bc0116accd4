/// What the list of briefings knows of one briefing without reading its file.
public struct LibraryEntry: Sendable, Equatable, Hashable, Codable, Identifiable {
  /// The number of a briefing that is shown before the library holds it.
  public static let provisionalID: Int64 = 0

  /// The briefing's number in the library, stable while the index lives.
  public var id: Int64
  /// For display: any byte that is not UTF-8 shown as U+FFFD.
  public var path: String
  public var displayTitle: String
  /// ISO day of publication, only if stated.
  public var date: String?
  public var source: String?
  public var lineCount: Int
  /// Size of the file in bytes.
  public var byteCount: Int
  public var sectionCount: Int
  public var tableCount: Int
  /// Stated assessments by kind.
  public var benefitCount: Int
  public var riskCount: Int
  public var mitigationCount: Int

  public init(
    id: Int64, path: String, displayTitle: String, date: String? = nil, source: String? = nil,
    lineCount: Int = 0, byteCount: Int = 0, sectionCount: Int = 0, tableCount: Int = 0,
    benefitCount: Int = 0, riskCount: Int = 0, mitigationCount: Int = 0
  ) {
    self.id = id
    self.path = path
    self.displayTitle = displayTitle
    self.date = date
    self.source = source
    self.lineCount = lineCount
    self.byteCount = byteCount
    self.sectionCount = sectionCount
    self.tableCount = tableCount
    self.benefitCount = benefitCount
    self.riskCount = riskCount
    self.mitigationCount = mitigationCount
  }

  /// Stated assessments of all kinds.
  public var statedCount: Int { benefitCount + riskCount + mitigationCount }
}

/// A file or folder that the library does not hold, and why.
public struct SkippedFile: Sendable, Equatable, Hashable, Codable {
  public var path: String
  /// One plain phrase: `permission denied`, `binary file`, `not a regular file`.
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// What was typed in prompts, to be offered again.
public struct PromptHistories: Sendable, Equatable {
  /// Prompts that share what was typed in them. The raw value is the name in the file.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case command
    case find
    case search
    case program
    case file
  }

  /// Most lines kept of each kind.
  public static let limit = 200
  /// Longest line kept, in bytes.
  public static let lineLimit = 2_000

  /// The newest line last.
  private var lines: [Kind: [String]] = [:]

  public init() {}

  /// What was typed in prompts of a kind, the newest last.
  public subscript(kind: Kind) -> [String] { lines[kind] ?? [] }

  /// Adds a line as the newest; the same line before is forgotten, and the oldest where there are too many.
  public mutating func add(_ line: String, _ kind: Kind) {
    guard !line.isEmpty, line.utf8.count <= Self.lineLimit else { return }
    var known = self[kind]
    known.removeAll { $0 == line }
    known.append(line)
    if known.count > Self.limit { known.removeFirst(known.count - Self.limit) }
    lines[kind] = known
  }
}

extension Prompt.Kind {
  /// Where what is typed is kept; nil for what concerns one briefing alone.
  var history: PromptHistories.Kind? {
    switch self {
    case .palette: .command
    case .filter, .find, .rows, .tables, .statements: .find
    case .program: .program
    case .export: .file
    case .tags, .note, .annotation, .searchName: nil
    }
  }
}

/// How far back in what was typed before a prompt shows, 0 being the newest line, and what stood in it.
struct Recall: Sendable, Equatable {
  var place: Int
  var typed: String

  /// Steps to an older line, or a newer one; the line to show, nil where there is none.
  static func step(
    _ recall: inout Recall?, older: Bool, in lines: [String], typed: String
  ) -> String? {
    guard let known = recall else {
      guard older, !lines.isEmpty else { return nil }
      recall = Recall(place: 0, typed: typed)
      return lines[lines.count - 1]
    }
    let place = known.place + (older ? 1 : -1)
    if place < 0 {
      recall = nil
      return known.typed
    }
    guard place < lines.count else { return nil }
    recall?.place = place
    return lines[lines.count - 1 - place]
  }
}

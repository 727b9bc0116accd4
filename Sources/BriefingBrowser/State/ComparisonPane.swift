public import BriefingModel

/// Briefings beside each other: what they share, what only one says, and where they differ.
public struct ComparisonPane: Sendable, Equatable {
  /// Most briefings that are compared at once.
  static let mostBriefings = 6

  /// The numbers of the briefings; one alone is compared with the one that is nearest to it.
  public internal(set) var wanted: [Int64] = []
  public internal(set) var comparison: BriefingComparison?
  public internal(set) var showsInferred = true
  /// 0-based among the spots of the sheet.
  var cursor = 0
  /// First line shown.
  var top = 0
  /// What is drawn; made again when anything above or the width changes.
  var sheet: PlaceSheet?
  /// The columns that it was made for.
  var sheetWidth = 0
  /// Number of the newest request; an answer to an older one is dropped.
  var generation = 0
  /// Where it was opened from, to go back to.
  var origin = SideOrigin()

  /// The place that the cursor is on.
  var chosen: PlaceSheet.Place? {
    guard let sheet, sheet.spots.indices.contains(cursor), case .place(let place) = sheet.spots[cursor].target
    else { return nil }
    return place
  }
}

/// What was seen when a wide side pane was opened.
struct SideOrigin: Sendable, Equatable {
  var side = SideContent.outline
  var role = PaneRole.list
  var isZoomed = false
}

extension BriefingComparison {
  /// What the briefing at a 0-based place is called: `A`, `B`, … `Z`, `27`.
  public static func letter(_ place: Int) -> String {
    place < 26 ? String(UnicodeScalar(UInt8(65 + place))) : String(place + 1)
  }
}

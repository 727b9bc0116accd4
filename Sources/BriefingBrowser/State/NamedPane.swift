public import BriefingModel

/// What the open briefing names: countries, organisations, operations, amounts and dates.
public struct NamedPane: Sendable, Equatable {
  /// The briefing whose names are shown or were asked for.
  var entryID: Int64?
  public internal(set) var names: [NamedThing]?
  public internal(set) var figures: [Figure] = []
  /// The names whose places are shown one by one.
  var unfolded: Set<String> = []
  /// 0-based among the spots of the sheet.
  var cursor = 0
  /// First line shown.
  var top = 0
  /// What is drawn; made again when anything above or the width changes.
  var sheet: PlaceSheet?
  /// The columns that it was made for.
  var sheetWidth = 0

  /// The place that the cursor is on.
  var chosen: PlaceSheet.Place? {
    guard let sheet, sheet.spots.indices.contains(cursor), case .place(let place) = sheet.spots[cursor].target
    else { return nil }
    return place
  }
}

public import BriefingModel

/// A place that was given a letter.
public struct LetterPlace: Sendable, Equatable {
  public var entryID: Int64
  public var place: ReadingPlace

  public init(entryID: Int64, place: ReadingPlace) {
    self.entryID = entryID
    self.place = place
  }
}

/// What the next letter is for.
enum LetterUse: Sendable, Equatable {
  case setMark
  case goToMark
}

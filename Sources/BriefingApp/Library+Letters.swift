internal import BriefingBrowser
internal import BriefingLibrary

extension Library {
  /// The places of these folders that a reader gave letters to, those whose briefing is still there.
  func letters(from desk: any Desk) -> [Character: LetterPlace] {
    guard let identity else { return [:] }
    var letters: [Character: LetterPlace] = [:]
    for (letter, kept) in desk.letters(of: identity) {
      guard let place = kept.place, let id = try? id(of: kept) else { continue }
      letters[letter] = LetterPlace(entryID: id, place: place)
    }
    return letters
  }
}

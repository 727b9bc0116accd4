internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Places with letters, and how the panes stood: kept for each set of folders.
extension EffectRunner {
  /// Tells the places that have letters.
  func tellLetters() {
    let letters = library.letters(from: desk)
    if !letters.isEmpty { mailbox.post(.letters(letters)) }
  }

  func keep(_ letter: Character, _ place: ReadingPlace, in entryID: Int64) {
    guard let library = library.identity else { return }
    work(on: keeping) { runner in
      guard let briefing = runner.briefing(entryID) else { return }
      runner.desk.keep(place, in: runner.identity(of: briefing), as: letter, of: library)
      runner.tellDesk()
    }
  }

  func forget(_ letter: Character) {
    guard let library = library.identity else { return }
    work(on: keeping) { runner in
      runner.desk.forget(letter, of: library)
      runner.tellDesk()
    }
  }

  /// Tells how the panes stood when these folders were left the last time, once.
  ///
  /// - Parameter isLast: whether a briefing that the library does not hold will not come any more.
  func tellSession(isLast: Bool = false) {
    guard isSessionDue.load(ordering: .sequentiallyConsistent) else { return }
    guard let library = library.identity, let kept = desk.session(of: library),
      let session = try? JSONDecoder().decode(SavedSession.self, from: Data(kept.form.utf8))
    else {
      // One that another session keeps later is not this one's: it would move under its reader's eyes.
      isSessionDue.store(false, ordering: .sequentiallyConsistent)
      return
    }
    let texts = kept.texts.sorted { $0.key < $1.key }.compactMap { pane, place -> SavedText? in
      guard let id = try? self.library.id(of: place) else { return nil }
      return SavedText(pane: pane, entryID: id, place: place.place)
    }
    guard isLast || texts.count == kept.texts.count else { return }
    isSessionDue.store(false, ordering: .sequentiallyConsistent)
    mailbox.post(.session(session, texts: texts))
  }

  /// Keeps how the panes stand.
  func keep(_ session: SavedSession, _ texts: [SavedText]) {
    work(on: keeping) { $0.store(session, texts) }
  }

  private func store(_ session: SavedSession, _ texts: [SavedText]) {
    guard let library = library.identity, let form = try? JSONEncoder().encode(session) else { return }
    var kept: [Int: (briefing: BriefingIdentity, place: ReadingPlace?)] = [:]
    for text in texts {
      guard let briefing = briefing(text.entryID) else { continue }
      kept[text.pane] = (identity(of: briefing), text.place)
    }
    desk.keep(session: String(decoding: form, as: UTF8.self), texts: kept, of: library)
  }

  // MARK: - While it is looked at

  /// Time from a key to when what it led to is kept.
  private static let lag = DispatchTimeInterval.milliseconds(1500)

  /// What keeps the session, and the places in the texts, from time to time.
  func makeSessionKeeper() -> SessionKeeper {
    let last = Mutex<(session: SavedSession, texts: [SavedText])?>(nil)
    return SessionKeeper(
      later: { [keeping] act in keeping.asyncAfter(deadline: .now() + Self.lag, execute: act) },
      keep: { [weak self] state in
        let (session, texts) = (state.savedSession, state.savedTexts)
        let isNews = last.withLock { last in
          defer { last = (session, texts) }
          return last?.session != session || last?.texts != texts
        }
        guard isNews, let self, !self.isOver else { return }
        store(session, texts)
        for effect in state.leavingEffects {
          run(effect)
          if case .keepPlace(let place, let entryID) = effect {
            mailbox.post(.placeKept(place, entryID: entryID))
          }
        }
      })
  }
}

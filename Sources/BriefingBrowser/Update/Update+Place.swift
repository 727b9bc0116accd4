public import BriefingModel

extension BrowserState {
  /// What is to be kept of all open briefings when they are left; of one that is open twice the place in the
  /// text used last.
  public var leavingEffects: [Effect] {
    var kept: Set<Int64> = []
    let panes = [arrangement.reader] + textPanes.filter { $0 != arrangement.reader }
    return panes.flatMap { pane -> [Effect] in
      let state = seen(from: pane)
      guard let id = state.reader?.entryID, kept.insert(id).inserted else { return [] }
      return state.placeEffects
    }
  }

  /// What is to be kept of a text's briefing when it is left.
  var placeEffects: [Effect] {
    guard let reader, !reader.isPart, let place = reader.flow.readingPlace(at: reader.top, metrics) else {
      return []
    }
    // Who has not moved has no place to keep; who went back to the beginning has one to forget.
    let isBeginning = reader.top == FlowPlace()
    if isBeginning ? reader.keptPlace == nil : place == reader.keptPlace { return [] }
    return [.keepPlace(isBeginning ? nil : place, entryID: reader.entryID)]
  }

  /// Takes where the reader was in a briefing, which may be open already.
  mutating func take(place: ReadingPlace, entryID: Int64) {
    let panes = textPanes.filter { pane in
      texts[pane]?.reader?.entryID == entryID || texts[pane]?.awaited?.entryID == entryID
    }
    for pane in panes.isEmpty ? [textPane] : panes {
      inText(pane) { $0.takeHere(place: place, entryID: entryID) }
    }
  }

  private mutating func takeHere(place: ReadingPlace, entryID: Int64) {
    if reader?.entryID == entryID, reader?.isPlaced == true, awaited == nil {
      // A session says where each text stands, also at its beginning.
      reader?.keptPlace = place
    } else if let reader, reader.entryID == entryID, awaited == nil {
      guard reader.top == FlowPlace(), reader.evidence == nil, find == nil, past.isEmpty else { return }
      show(place)
    } else {
      remembered = (RememberedPlace(entryID: entryID, place: place))
    }
  }

  /// Shows the place that was remembered for the open briefing, if there is one.
  mutating func showRememberedPlace() {
    // Another briefing's place waits for that one.
    guard let wanted = remembered, wanted.entryID == reader?.entryID else { return }
    remembered = nil
    show(wanted.place)
  }

  /// Shows a place of the open briefing, as it was kept.
  mutating func show(_ place: ReadingPlace) {
    guard let reader else { return }
    let top = reader.flow.place(of: place, metrics)
    uncover(top.item)
    self.reader?.top = top
    clampReader()
    // In a window of another width the line begins elsewhere: who does not move has not left the place.
    let shown = reader.flow.readingPlace(at: self.reader?.top ?? top, metrics)
    self.reader?.keptPlace = shown
    followReader()
  }
}

/// Where the reader was in a briefing that has been asked for.
struct RememberedPlace: Sendable, Equatable {
  var entryID: Int64
  var place: ReadingPlace
}

extension Flow {
  /// What stands at a place, so that it is found again by its words; nil in an empty briefing.
  func readingPlace(at place: FlowPlace, _ metrics: FlowMetrics) -> ReadingPlace? {
    guard items.indices.contains(place.item) else { return nil }
    let anchor = anchor(at: place, metrics)
    return readingPlace(ofItem: anchor.item, offset: anchor.text == 0 ? anchor.offset ?? 0 : 0)
  }

  /// The same of a whole item, 0-based.
  public func readingPlace(ofItem item: Int) -> ReadingPlace? { readingPlace(ofItem: item, offset: 0) }

  private func readingPlace(ofItem item: Int, offset: Int) -> ReadingPlace? {
    // A line without words belongs to the next one that has some.
    guard items.indices.contains(item),
      let index = (item..<items.count).first(where: { !self.words(of: $0).isEmpty })
    else { return nil }
    let text = self.words(of: index)
    let section = items[index].section
    let heading = items[..<(index + 1)].last { item in
      if case .heading = item.kind { item.section == section } else { false }
    }
    return ReadingPlace(
      text: ContentHash(of: text.utf8),
      occurrence: items[..<index].indices.count { self.words(of: $0) == text },
      offset: index == item ? offset : 0, heading: heading?.texts.first?.text ?? "", line: line(of: index))
  }

  /// The line that shows a place; where its words are gone, the beginning of its section, or what stands
  /// at its line now.
  func place(of place: ReadingPlace, _ metrics: FlowMetrics) -> FlowPlace {
    let (item, isSame) = find(place)
    guard isSame else { return textStart(of: item) }
    return self.place(of: FlowAnchor(item: item, offset: place.offset, text: 0), metrics)
  }

  /// The item, 0-based, that `place(of:_:)` shows.
  public func item(of place: ReadingPlace) -> Int { find(place).item }

  /// Where a place is now, and whether its words are there.
  private func find(_ place: ReadingPlace) -> (item: Int, isSame: Bool) {
    guard !items.isEmpty else { return (0, false) }
    func isText(_ index: Int) -> Bool { ContentHash(of: words(of: index).utf8) == place.text }
    let near = item(atLine: place.line)
    // Unless the file was edited it stands where it stood.
    if place.occurrence == 0 || items.count < 2, isText(near) { return (near, true) }
    let same = items.indices.filter(isText)
    if let index = same.dropFirst(place.occurrence).first ?? same.last { return (index, true) }
    let heading = items.indices.first { index in
      if case .heading = items[index].kind { words(of: index) == place.heading } else { false }
    }
    return (place.heading.isEmpty ? near : heading ?? near, false)
  }

  /// The words of an item; those of a row with tabs between its cells.
  private func words(of item: Int) -> String {
    let texts = items[item].texts
    return texts.count == 1 ? texts[0].text : texts.map(\.text).joined(separator: "\t")
  }
}

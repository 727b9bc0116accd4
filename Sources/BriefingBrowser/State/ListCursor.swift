/// The chosen entry of a list and the first one shown. Both are 0-based.
public struct ListCursor: Sendable, Equatable {
  public var selected: Int
  public var top: Int

  public init(selected: Int = 0, top: Int = 0) {
    self.selected = selected
    self.top = top
  }

  /// Moves by `delta` entries within `count`, and scrolls so that the entry is among the `visible`.
  public mutating func move(by delta: Int, count: Int, visible: Int) {
    selected += delta
    settle(count: count, visible: visible)
  }

  /// Brings both back into a list of `count` entries of which `visible` fit.
  public mutating func settle(count: Int, visible: Int) {
    selected = max(0, min(selected, count - 1))
    if selected < top { top = selected }
    if visible > 0, selected >= top + visible { top = selected - visible + 1 }
    top = max(0, min(top, max(0, count - visible)))
  }
}

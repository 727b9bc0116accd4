/// A briefing together with the lines of the file it was read from, so that any value derived from
/// it can be shown beside its evidence.
public struct OpenedBriefing: Sendable, Equatable {
  public var briefing: Briefing
  public var lines: SourceLines

  public init(briefing: Briefing, lines: SourceLines) {
    self.briefing = briefing
    self.lines = lines
  }
}

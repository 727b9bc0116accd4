public import BriefingModel

/// Reads the benefits, risks and mitigations that tables, lists and sentences state. Knows nothing of
/// the format that the sections came from.
public enum AssessmentReader {
  /// The assessments of all sections, in reading order.
  public static func assessments(in sections: [Section]) -> [Assessment] {
    []
  }
}

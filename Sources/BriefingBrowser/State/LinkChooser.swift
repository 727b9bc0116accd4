/// The links that can be seen, each with a label to type.
public struct LinkChooser: Sendable, Equatable {
  public struct Link: Sendable, Equatable {
    /// One or two small letters.
    public var label: String
    /// As the document writes it.
    public var destination: String
    /// 0-based item of the flow, and text of the item.
    var item: Int
    var text: Int
    /// 0-based first scalar of the link in that text.
    var offset: Int
  }

  public internal(set) var links: [Link]
  /// Letters of a label that is not complete.
  public internal(set) var typed = ""

  /// The links whose labels begin with what is typed.
  var fitting: [Link] { links.filter { $0.label.hasPrefix(typed) } }

  /// Letters that are under the fingers, the easiest first.
  private static let letters = Array("asdfghjklqwertyuiopzxcvbnm")

  /// Labels for so many links: all of one letter, or all of two, so that none begins another.
  static func labels(_ count: Int) -> [String] {
    if count <= letters.count { return letters.prefix(count).map(String.init) }
    var labels: [String] = []
    for second in letters {
      for first in letters {
        if labels.count == count { return labels }
        labels.append(String([first, second]))
      }
    }
    return labels
  }
}

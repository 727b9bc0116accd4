/// What the names of HTML's elements and attributes stand for before a page is parsed, by the hash of
/// the name in lower case.
enum HTMLNames {
  /// What the name of an element or an attribute stands for.
  struct Kinds: OptionSet {
    let rawValue: UInt16
    /// May be there once.
    static let single = Kinds(rawValue: 1)
    /// Without content, or ends by itself where the next of its kind begins.
    static let uncounted = Kinds(rawValue: 2)
    static let formatting = Kinds(rawValue: 4)
    /// No end tag of a block around it reaches through.
    static let scope = Kinds(rawValue: 8)
    /// The end tag of an ordinary element does not reach through.
    static let special = Kinds(rawValue: 16)
    /// Its content is no markup.
    static let rawText = Kinds(rawValue: 32)
    /// Nothing of it is ever shown.
    static let unseen = Kinds(rawValue: 64)
    /// An attribute that tells something.
    static let attribute = Kinds(rawValue: 128)
    /// White space beside its tags says nothing.
    static let block = Kinds(rawValue: 256)
    /// The same within a table; elsewhere the tag is nothing.
    static let tablePart = Kinds(rawValue: 512)
  }

  static func kinds(of name: UInt64) -> Kinds { names.value(of: name) ?? [] }

  static let names = HashedWords<Kinds>([
    ("body html", .single),
    ("b big code em font i s small strike strong tt u", .formatting),
    ("applet caption marquee object table template", .scope),
    (
      """
      address applet article aside blockquote button caption center details dir div dl fieldset \
      figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup listing main marquee \
      menu nav noscript object ol plaintext pre section select summary table template ul
      """, .special
    ),
    (
      """
      a nobr area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead \
      tbody tfoot option optgroup colgroup rt rp head script style textarea title xmp iframe \
      noembed noframes
      """, .uncounted
    ),
    ("script style textarea title xmp iframe noembed noframes", .rawText),
    ("script style", .unseen),
    (
      """
      address article aside blockquote br center dd details dir div dl dt fieldset figcaption figure footer form \
      h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p section summary table ul
      """, .block
    ),
    ("caption col colgroup tbody td tfoot th thead tr", .tablePart),
    (
      """
      class id role hidden href itemprop datetime content property name http-equiv charset type colspan \
      rowspan aria-hidden open encoding start value reversed checked alt alttext
      """, .attribute
    ),
  ])

  private static func hash(_ name: String) -> UInt64 { HashedWords<Kinds>.hash(name) }

  static let body = hash("body")
  static let form = hash("form")
  static let listing = hash("listing")
  static let plaintext = hash("plaintext")
  static let pre = hash("pre")
  static let table = hash("table")
  static let script = hash("script")
  static let style = hash("style")
  static let type = hash("type")
  static let titleAttribute = hash("title")
}

import CGumbo

/// What the tag and the attributes of an element say about its part in the page.
struct HTMLNodeFlags: OptionSet {
  let rawValue: UInt16

  /// Stands within a line of text; all other elements begin and end a block.
  static let phrase = HTMLNodeFlags(rawValue: 1 << 0)
  /// Holds no text of an article, whatever stands in it.
  static let neverShown = HTMLNodeFlags(rawValue: 1 << 1)
  /// Kept from sight by its attributes.
  static let hidden = HTMLNodeFlags(rawValue: 1 << 2)
  /// Named as navigation, advertisement or another thing beside the article.
  static let furniture = HTMLNodeFlags(rawValue: 1 << 3)
  /// Named as the readers' comments.
  static let comments = HTMLNodeFlags(rawValue: 1 << 4)
  /// Named as the text of the article.
  static let articleText = HTMLNodeFlags(rawValue: 1 << 5)
  /// Links a heading to itself, or a note back to its place.
  static let selfLink = HTMLNodeFlags(rawValue: 1 << 6)
  /// Links anywhere.
  static let link = HTMLNodeFlags(rawValue: 1 << 7)
  /// Links to a place in the same page.
  static let pageLink = HTMLNodeFlags(rawValue: 1 << 8)
  /// Named as the day of publication.
  static let dated = HTMLNodeFlags(rawValue: 1 << 9)
  /// Has the role `main`.
  static let main = HTMLNodeFlags(rawValue: 1 << 10)
  /// Has a role that takes the meaning of a table or list away.
  static let presentation = HTMLNodeFlags(rawValue: 1 << 11)
  /// Named as the day on which the page was last changed.
  static let updated = HTMLNodeFlags(rawValue: 1 << 12)

  /// The flags of an element; `tag` is nil for elements of other vocabularies.
  static func of(_ tag: GumboTag?, _ attributes: HTMLAttributes) -> HTMLNodeFlags {
    var flags: HTMLNodeFlags = []
    guard let tag else { return .neverShown }
    if HTMLTags.isPhrase(tag) { flags.insert(.phrase) }
    if HTMLTags.isNeverShown(tag) { flags.insert(.neverShown) }
    if attributes.is_hidden != 0 || attributes.is_aria_hidden != 0 { flags.insert(.hidden) }
    if let style = attributes.style, HTMLWords.hides(bytes(style)) { flags.insert(.hidden) }
    if let names = attributes.class_names { flags.formUnion(HTMLWords.flags(ofClass: bytes(names))) }
    if let name = attributes.identifier {
      flags.formUnion(HTMLWords.flags(ofName: bytes(name), parted: false))
    }
    if let role = attributes.role { flags.formUnion(HTMLWords.flags(ofRole: bytes(role))) }
    if let property = attributes.property {
      flags.formUnion(
        HTMLWords.flags(ofName: bytes(property), parted: false)
          .intersection([.articleText, .dated, .updated]))
    }
    if tag == GUMBO_TAG_A, let target = attributes.target {
      flags.insert(.link)
      if target[0] == 0x23 { flags.insert(.pageLink) }
    }
    // Only what stands in a line links back to its heading or note.
    if !flags.contains(.phrase) { flags.remove(.selfLink) }
    return flags
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    let limit = 400
    var length = 0
    while length < limit, text[length] != 0 { length += 1 }
    return UnsafeRawBufferPointer(start: text, count: length).bindMemory(to: UInt8.self)
  }
}

/// The words that authors of pages name the parts of a page with, in classes, ids and roles.
enum HTMLWords {
  /// The flags of a `class` attribute: those of its names.
  static func flags(ofClass names: UnsafeBufferPointer<UInt8>) -> HTMLNodeFlags {
    var flags: HTMLNodeFlags = []
    var start = 0
    while start < names.count {
      while start < names.count, names[start] <= 0x20 { start += 1 }
      var end = start
      while end < names.count, names[end] > 0x20 { end += 1 }
      if end > start {
        flags.formUnion(self.flags(ofName: UnsafeBufferPointer(rebasing: names[start..<end]), parted: true))
      }
      start = end
    }
    return flags
  }

  /// The flags of one name: of the name as a whole, its signs left out (`entry-content`), and, where
  /// `parted`, of its words (`related-posts`). An id is often made from a heading (`related-work`), so
  /// that its words say nothing; and what a page `has` or is `without` it is not.
  static func flags(ofName name: UnsafeBufferPointer<UInt8>, parted: Bool) -> HTMLNodeFlags {
    var flags: HTMLNodeFlags = []
    let seed = HashedWords<HTMLNodeFlags>.seed
    var whole = seed
    var word = seed
    var length = 0
    var isFirst = true
    var previousIsLower = false
    func end() -> Bool {
      defer {
        word = seed
        length = 0
        isFirst = false
      }
      guard length > 0 else { return true }
      let found = table.value(of: word) ?? []
      if isFirst, found.contains(negation) { return false }
      if parted { flags.formUnion(found.subtracting(negation)) }
      return true
    }
    for byte in name {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      guard isUpper || byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 else {
        if !end() { return [] }
        previousIsLower = false
        continue
      }
      if isUpper, previousIsLower, !end() { return [] }
      previousIsLower = !isUpper
      let lowered = isUpper ? byte | 0x20 : byte
      whole = HashedWords<HTMLNodeFlags>.adding(lowered, to: whole)
      word = HashedWords<HTMLNodeFlags>.adding(lowered, to: word)
      length += 1
    }
    if !end() { return [] }
    return flags.union(table.value(of: whole)?.subtracting(negation) ?? [])
  }

  static func flags(ofRole role: UnsafeBufferPointer<UInt8>) -> HTMLNodeFlags {
    switch String(decoding: role.prefix(24), as: UTF8.self) {
    case "navigation", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog",
      "tooltip", "toolbar", "tablist":
      .furniture
    case "presentation", "none": .presentation
    case "main": .main
    default: []
    }
  }

  /// Whether a `style` attribute takes an element out of sight.
  static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    var bare: [UInt8] = []
    for byte in style where byte > 0x20 { bare.append(byte | 0x20) }
    return contains(bare, "display:none") || contains(bare, "visibility:hidden")
  }

  private static func contains(_ bytes: [UInt8], _ words: StaticString) -> Bool {
    let count = words.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    return (0...(bytes.count - count)).contains { start in
      (0..<count).allSatisfy { bytes[start + $0] == words.utf8Start[$0] }
    }
  }

  /// Marks, within the table alone, words that turn the meaning of a name round.
  private static let negation = HTMLNodeFlags(rawValue: 1 << 15)

  private static let table = HashedWords<HTMLNodeFlags>([
    (
      """
      nav navbar navigation menu submenu megamenu sidebar breadcrumb breadcrumbs footer share sharing \
      sharedaddy social related recommended recommendation recommendations recommend cookie cookies consent \
      gdpr newsletter subscribe signup advert advertisement ads ad adsense promo sponsored \
      sponsor pagination pager toc popup modal masthead navbox catlinks printfooter noprint skip \
      outbrain taboola trending addthis addtoany sharethis dropdown offcanvas drawer topbar subnav topnav \
      ambox tmbox mbox sistersitebox portalbox lightbox overlay popover recirculation recirc donate feedback \
      toolbar
      """, .furniture
    ),
    (
      """
      sitenav siteheader sitefooter pagefooter globalheader globalfooter postnavigation navlinks tagcloud \
      taglist posttags entrytags tagslinks articletags mostread mostpopular mostviewed popularposts \
      recentposts latestposts latestnews authorbio authorbox aboutauthor abouttheauthor authorinfo \
      authorprofile sharebar sharetools sharebuttons sharelinks relatedposts relatedarticles relatednews \
      relatedlinks jprelatedposts readnext upnext readmore morefrom morestories alsoread searchform \
      searchbox langswitcher languageswitcher tableofcontents authoritycontrol backtotop followus \
      socialmedia sitesub contentsub jumptonav colophon
      """, .furniture
    ),
    (
      "comments comment commentlist commentsection commentform respond disqus disqusthread livefyre fbcomments",
      .comments
    ),
    (
      """
      entrycontent postcontent articlebody articlecontent storybody storycontent postbody articletext \
      contentbody mwparseroutput mwcontenttext newscontent detailcontent singlecontent contentarticle \
      bodycontent blogcontent pagecontent articlemaincontent fieldnamebody
      """, .articleText
    ),
    ("headerlink editsection mweditsection permalink headeranchor backlink mwcitebacklink", .selfLink),
    (
      "sronly visuallyhidden screenreadertext visuallyhiddenfocusable screenreaderonly govukvisuallyhidden",
      .hidden
    ),
    (
      """
      date published pubdate publishdate publisheddate publicationdate datepublished dateline posted postdate \
      entrydate timestamp datetime articledate newsdate submitted pubtime publishtime fecha
      """, .dated
    ),
    ("updated modified lastmodified datemodified lastupdated", .updated),
    ("has with without no not hide", negation),
  ])
}

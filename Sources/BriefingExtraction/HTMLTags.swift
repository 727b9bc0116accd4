import BriefingModel
import CGumbo

/// What HTML's elements mean to a reader of articles.
enum HTMLTags {
  /// Headings, `h1` to `h6`, with their level.
  static func headingLevel(_ tag: GumboTag?) -> Int? {
    switch tag {
    case GUMBO_TAG_H1: 1
    case GUMBO_TAG_H2: 2
    case GUMBO_TAG_H3: 3
    case GUMBO_TAG_H4: 4
    case GUMBO_TAG_H5: 5
    case GUMBO_TAG_H6: 6
    default: nil
    }
  }

  static func isList(_ tag: GumboTag?) -> Bool {
    tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_DIR
  }

  /// Elements that pages put whole articles into.
  static func holdsArticles(_ tag: GumboTag?) -> Bool {
    switch tag {
    case GUMBO_TAG_BODY, GUMBO_TAG_DIV, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_TD,
      GUMBO_TAG_CENTER, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS:
      true
    default: false
    }
  }

  /// Elements whose text may be as short as a word or a number.
  static func isItemOrCell(_ tag: GumboTag?) -> Bool {
    switch tag {
    case GUMBO_TAG_LI, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_DD, GUMBO_TAG_DT, GUMBO_TAG_PRE: true
    default: false
    }
  }

  /// The mark of a phrase element other than a link.
  static func mark(_ tag: GumboTag) -> InlineMarkKind? {
    switch tag {
    case GUMBO_TAG_EM, GUMBO_TAG_I, GUMBO_TAG_CITE, GUMBO_TAG_DFN, GUMBO_TAG_VAR: .emphasis
    case GUMBO_TAG_STRONG, GUMBO_TAG_B: .strong
    case GUMBO_TAG_CODE, GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_TT: .code
    case GUMBO_TAG_S, GUMBO_TAG_STRIKE, GUMBO_TAG_DEL: .strikethrough
    default: nil
    }
  }

  /// Elements that hold no text of an article, whatever stands in them.
  static func isNeverShown(_ tag: GumboTag?) -> Bool {
    guard let tag else { return false }
    return neverShown[Int(tag.rawValue)]
  }

  private static let neverShown = table([
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME,
    GUMBO_TAG_CANVAS, GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_INPUT,
    GUMBO_TAG_HEAD, GUMBO_TAG_LINK, GUMBO_TAG_META, GUMBO_TAG_TITLE, GUMBO_TAG_VIDEO,
    GUMBO_TAG_AUDIO, GUMBO_TAG_DATALIST, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED, GUMBO_TAG_MAP,
  ])

  /// Elements that stand within a line of text. All others begin and end a block.
  static func isPhrase(_ tag: GumboTag?) -> Bool {
    guard let tag else { return false }
    return phrases[Int(tag.rawValue)]
  }

  private static let phrases = table([
    GUMBO_TAG_A, GUMBO_TAG_ABBR, GUMBO_TAG_ACRONYM, GUMBO_TAG_B, GUMBO_TAG_BDI, GUMBO_TAG_BDO,
    GUMBO_TAG_BIG, GUMBO_TAG_CITE, GUMBO_TAG_CODE, GUMBO_TAG_DATA, GUMBO_TAG_DEL, GUMBO_TAG_DFN,
    GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I, GUMBO_TAG_IMG, GUMBO_TAG_INS, GUMBO_TAG_KBD,
    GUMBO_TAG_LABEL, GUMBO_TAG_MARK, GUMBO_TAG_METER, GUMBO_TAG_NOBR, GUMBO_TAG_OUTPUT,
    GUMBO_TAG_PROGRESS, GUMBO_TAG_Q, GUMBO_TAG_RB, GUMBO_TAG_RP, GUMBO_TAG_RT,
    GUMBO_TAG_RUBY, GUMBO_TAG_S, GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE,
    GUMBO_TAG_STRONG, GUMBO_TAG_SUB, GUMBO_TAG_SUP, GUMBO_TAG_TIME, GUMBO_TAG_TT, GUMBO_TAG_U,
    GUMBO_TAG_VAR, GUMBO_TAG_WBR, GUMBO_TAG_UNKNOWN,
  ])

  /// A table over all tags, for what is asked of every node.
  private static func table(_ tags: [GumboTag]) -> [Bool] {
    var table = [Bool](repeating: false, count: Int(GUMBO_TAG_LAST.rawValue) + 1)
    for tag in tags { table[Int(tag.rawValue)] = true }
    return table
  }
}

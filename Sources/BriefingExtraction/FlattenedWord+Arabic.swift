/// What the first and last letters of an Arabic word show: the script has no capitals, and an article or a
/// preposition is written onto the word it belongs to.
extension FlattenedWord {
  struct ArabicForm {
    /// Begins with the article: a noun or adjective that ends a phrase as often as not.
    var isDefinite = false
    /// Ends in a pronoun, which stands for the article.
    var endsDefinite = false
    /// Begins with a conjunction, or a preposition and an article: it belongs to the word before it.
    var isAttached = false
    /// A verb of the third person.
    var isVerb = false
    /// Ends as a noun or adjective of one gender does.
    var isFeminine = false
    /// Ends as adjectives made of nouns do.
    var isRelative = false
  }

  /// Nil for a word that does not begin with an Arabic letter.
  static func arabicForm(_ word: UnsafeBufferPointer<UInt8>) -> ArabicForm? {
    guard word.count >= 6, word[0] == 0xD8 || word[0] == 0xD9 else { return nil }
    var form = ArabicForm()
    var rest = UnsafeBufferPointer(rebasing: word[...])
    func begins(_ first: UInt8, _ second: UInt8, at place: Int = 0) -> Bool {
      rest.count > place + 1 && rest[place] == first && rest[place + 1] == second
    }
    func drop(_ count: Int) { rest = UnsafeBufferPointer(rebasing: rest[count...]) }
    // و، ف
    if begins(0xD9, 0x88) || begins(0xD9, 0x81), begins(0xD8, 0xA7, at: 2), begins(0xD9, 0x84, at: 4) {
      form.isAttached = true
      drop(2)
    } else if begins(0xD9, 0x88), rest.count >= 10 {
      form.isAttached = true
      drop(2)
    }
    if begins(0xD8, 0xA7), begins(0xD9, 0x84, at: 2), rest.count >= 8 {
      form.isDefinite = true
    } else if begins(0xD9, 0x84), begins(0xD9, 0x84, at: 2), rest.count >= 8 {
      form.isDefinite = true
      form.isAttached = true
    } else if begins(0xD8, 0xA8) || begins(0xD9, 0x83), begins(0xD8, 0xA7, at: 2), begins(0xD9, 0x84, at: 4),
      rest.count >= 10
    {
      form.isDefinite = true
      form.isAttached = true
    } else if begins(0xD9, 0x8A), rest.count >= 8, !form.isAttached {
      form.isVerb = true
    }
    var end = rest.count
    while end > 2,
      // Behind a comma or a mark above a letter.
      rest[end - 2] < 0xD8 || rest[end - 2] == 0xD8 && (rest[end - 1] == 0x8C || rest[end - 1] == 0x9B)
        || rest[end - 2] == 0xD9 && rest[end - 1] >= 0x8B && rest[end - 1] <= 0x92
    {
      end -= rest[end - 1] < 0x80 ? 1 : 2
    }
    // ه, but for `مياه`, `اتجاه` and `تنبيه`, whose own it is; ها
    let isOwn =
      end >= 4
      && (rest[end - 4] == 0xD8 && rest[end - 3] == 0xA7
        || rest[end - 4] == 0xD9 && rest[end - 3] == 0x8A && begins(0xD8, 0xAA))
    if end >= 10 && rest[end - 2] == 0xD9 && rest[end - 1] == 0x87 && !isOwn
      || end >= 8 && rest[end - 2] == 0xD8 && rest[end - 1] == 0xA7 && rest[end - 4] == 0xD9
        && rest[end - 3] == 0x87
    {
      form.endsDefinite = true
    }
    // ة, and the plural in ات
    if end >= 2, rest[end - 2] == 0xD8, rest[end - 1] == 0xA9 {
      form.isFeminine = true
      form.isRelative = end >= 10 && rest[end - 4] == 0xD9 && rest[end - 3] == 0x8A
    } else if end >= 8, rest[end - 4] == 0xD8, rest[end - 3] == 0xA7, rest[end - 2] == 0xD8,
      rest[end - 1] == 0xAA
    {
      form.isFeminine = true
    }
    return form
  }
}

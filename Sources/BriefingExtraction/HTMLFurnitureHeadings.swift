import BriefingModel

/// Headings of what pages put beside an article, in the languages that briefings come in.
enum HTMLFurnitureHeadings {
  /// What a heading stands over.
  enum Kind {
    /// A box that may stand in the middle of an article, and never is a part of it.
    case box
    /// What pages put below or beside an article; an article's own section may be called so too.
    case beside
    /// Sources, which are links and belong to the article.
    case references
  }

  /// The kind of a heading; nil for nearly all.
  static func kind(of heading: String) -> Kind? {
    guard heading.utf8.count <= 80 else { return nil }
    let key = key(heading)
    if let kind = kinds[key] { return kind }
    guard let first = key.utf8.first, firstOfOpenings.contains(first) else { return nil }
    let isOpening = openings.contains { opening in
      key.utf8.count <= opening.utf8.count + 40 && key.utf8.starts(with: opening.utf8)
    }
    return isOpening ? .beside : nil
  }

  private static let kinds: [String: Kind] = {
    var kinds: [String: Kind] = [:]
    for name in sections { kinds[name] = .beside }
    for name in boxes { kinds[name] = .box }
    for name in references { kinds[name] = .references }
    return kinds
  }()

  /// Lower case, with single blanks, without signs at both ends.
  private static func key(_ heading: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(80)
    var owesBlank = false
    var heading = heading
    let isPlain = heading.withUTF8 { text in
      for byte in text {
        let lowered = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        if lowered >= 0x80 { return false }
        guard lowered >= 0x61 && lowered <= 0x7A || lowered >= 0x30 && lowered <= 0x39 else {
          owesBlank = !bytes.isEmpty
          continue
        }
        if owesBlank { bytes.append(0x20) }
        owesBlank = false
        bytes.append(lowered)
      }
      return true
    }
    if isPlain { return String(decoding: bytes, as: UTF8.self) }
    var key = ""
    owesBlank = false
    for scalar in heading.lowercased().unicodeScalars {
      guard Letters.isLetter(scalar) || Letters.isDigit(scalar) else {
        owesBlank = !key.isEmpty
        continue
      }
      if owesBlank { key.unicodeScalars.append(" ") }
      owesBlank = false
      key.unicodeScalars.append(scalar)
    }
    return key
  }

  private static let boxes: Set<String> = [
    "advertisement", "advertising", "share", "share this", "share this article", "share this page",
    "share this post", "share this story", "share on", "like this", "read more", "read also", "also read",
    "related", "related articles", "related posts", "related stories", "related news", "related content",
    "related topics", "related links", "related reading", "newsletter", "newsletters", "subscribe",
    "follow us", "you may also like", "you might also like", "more stories", "more news",
    "publicidad", "compartir", "comparte", "artículos relacionados", "noticias relacionadas",
    "contenido relacionado", "te puede interesar", "también te puede interesar", "lea también",
    "le puede interesar", "lee también", "suscríbete", "síguenos", "publicité", "partager",
    "articles similaires", "articles liés", "articles connexes", "à lire aussi", "lire aussi",
    "sur le même sujet", "abonnez vous", "suivez nous", "广告", "分享", "分享到", "相关阅读", "相关文章", "相关新闻",
    "相关链接", "推荐阅读", "相關新聞", "相關文章", "猜你喜欢", "اقرأ أيضا", "اقرأ ايضا", "مقالات ذات صلة", "مواضيع ذات صلة",
    "أخبار ذات صلة", "إعلان", "شارك", "شارك الخبر",
  ]
  private static let sections: Set<String> = [
    "comments", "leave a reply", "leave a comment", "leave a reply cancel reply", "add a comment",
    "post a comment", "post navigation", "navigation", "navigation menu", "site navigation", "main menu",
    "menu", "search", "categories", "archives", "archive", "tags", "meta", "blogroll", "recent posts",
    "recent comments", "latest", "latest news", "latest posts", "latest stories", "latest articles",
    "popular", "popular posts", "trending", "trending now", "most read", "most popular", "most viewed",
    "top stories", "editor s picks", "editors picks", "what to read next", "up next", "next", "previous",
    "about the author", "about the authors", "about author", "author",
    "connect with us",
    "stay connected", "stay informed", "sign up", "log in", "login", "register", "recommended",
    "recommended for you", "recommended reading", "more from the web", "around the web", "cookies",
    "privacy overview", "in this article", "on this page", "in this section", "table of contents", "contents",
    "explore the topic", "support links", "services and information", "departments and policy",
    "help us improve gov uk", "is this page useful", "breadcrumb", "footer", "social media", "quick links",
    "useful links", "site map", "sitemap", "page information", "view more", "see more", "topics",
    "comentarios", "deja una respuesta", "deja un comentario", "deja tu comentario", "etiquetas",
    "categorías",
    "entradas recientes", "últimas noticias", "lo más leído", "lo más visto", "más leídas", "más noticias",
    "sobre el autor", "buscar", "navegación de entradas", "menú", "en este artículo",
    "commentaires", "laisser un commentaire", "laisser une réponse", "mots clés", "catégories",
    "articles récents", "les plus lus", "les plus partagés", "à propos de l auteur", "rechercher", "sommaire",
    "navigation des articles", "navigation de l article", "dernières actualités", "à la une", "评论", "热门",
    "热门文章",
    "最新文章", "最新消息", "热点新闻", "导航菜单", "目录", "标签", "关于作者", "التعليقات", "اترك تعليقا", "اترك ردا",
    "الأكثر قراءة", "آخر الأخبار", "القائمة", "بحث", "الوسوم",
  ]
  private static let openings = [
    "more from ", "more on this", "more about this", "recommended for", "sign up for", "sign up to",
    "subscribe to", "join our", "follow us on", "leave a reply", "share this", "related to this",
    "most read in",
    "latest from ", "más sobre ", "suscríbete a", "suscríbase", "abonnez vous à", "inscrivez vous",
    "plus d articles",
  ]
  private static let firstOfOpenings = Set(openings.compactMap(\.utf8.first))
  private static let references: Set<String> = [
    "references", "reference", "sources", "source", "notes", "footnotes", "endnotes", "bibliography",
    "citations",
    "further reading", "external links", "see also", "works cited", "resources", "documents", "downloads",
    "attachments", "publications", "referencias", "fuentes", "notas", "bibliografía", "enlaces externos",
    "véase también", "para saber más", "références", "sources et références", "notes et références",
    "bibliographie", "liens externes", "voir aussi", "pour en savoir plus", "参考文献", "参考资料", "外部链接", "参见",
    "延伸阅读", "注释", "المراجع", "مراجع", "المصادر", "مصادر", "انظر أيضا", "وصلات خارجية",
  ]
}

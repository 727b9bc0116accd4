/// Words of a language that say nothing about benefits, risks, dates or pages.
struct GeneratedLanguage {
  var name: String
  var words: [String]
  /// Ends a sentence.
  var stop: String
  /// Ends the announcement of a list.
  var colon: String
  /// Between words.
  var gap: String

  static let all = [english, spanish, french, russian, chinese, arabic, hebrew]

  static let english = spaced(
    "English",
    "harbour winter letter garden river copper engine window silver market bottle forest basket "
      + "kitchen ladder meadow needle orange pencil quarry ribbon saddle timber valley walnut yellow "
      + "carries follows gathers holds keeps leaves measures paints rests sails turns visits")
  static let spanish = spaced(
    "Spanish",
    "puerto invierno carta jardín río cobre motor ventana plata mercado botella bosque cesta cocina "
      + "escalera prado aguja naranja lápiz cantera cinta montaña señal valle nogal amarillo lleva "
      + "sigue reúne guarda mide pinta descansa navega")
  static let french = spaced(
    "French",
    "hiver lettre jardin rivière cuivre moteur fenêtre argent marché bouteille forêt panier cuisine "
      + "échelle prairie aiguille crayon carrière ruban selle vallée noyer jaune porte suit garde "
      + "mesure peint repose navigue")
  static let russian = spaced(
    "Russian",
    "зима письмо сад река медь мотор окно серебро рынок бутылка лес корзина кухня лестница луг игла "
      + "карандаш лента седло долина орех несёт следует держит меряет красит")
  static let chinese = GeneratedLanguage(
    name: "Chinese",
    words: [
      "冬天", "书信", "花园", "河流", "铜器", "马达", "窗户", "白银", "瓶子", "森林", "篮子", "厨房", "梯子", "草地",
      "橙子", "铅笔", "丝带", "山谷", "核桃", "黄色", "带来", "跟随", "收集", "保持", "测量", "绘画", "休息", "航行",
    ], stop: "。", colon: "：", gap: "")
  static let arabic = spaced(
    "Arabic",
    "شتاء رسالة حديقة نهر نحاس محرك نافذة فضة سوق زجاجة غابة سلة مطبخ سلم مرج إبرة قلم شريط وادي جوز "
      + "أصفر يحمل يتبع يجمع يحفظ يقيس يرسم يبحر")
  static let hebrew = spaced(
    "Hebrew",
    "חורף מכתב גן נהר נחושת מנוע חלון כסף שוק בקבוק יער סל מטבח סולם אחו מחט עיפרון סרט עמק אגוז צהוב "
      + "נושא עוקב אוסף שומר מודד מצייר")

  private static func spaced(_ name: String, _ words: String) -> GeneratedLanguage {
    GeneratedLanguage(
      name: name, words: words.split(separator: " ").map(String.init), stop: ".", colon: ":", gap: " ")
  }
}

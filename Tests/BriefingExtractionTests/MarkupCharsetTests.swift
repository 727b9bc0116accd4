import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct MarkupCharsetTests {
  private func read(_ label: String, _ bytes: [UInt8], head: String? = nil) -> Briefing {
    let start = head ?? "<html><head><meta charset=\(label)></head><body><p>"
    return BriefingReader.read(Array(start.utf8) + bytes, path: "a.html").briefing
  }

  @Test(
    arguments: [
      ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好", "gb18030"), ("GBK", [0xC4, 0xE3], "你", "gb18030"),
      ("big5", [0xA7, 0x41, 0xA6, 0x6E], "你好", "big5"),
      ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本", "shift_jis"),
      ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本", "euc-jp"), ("euc-kr", [0xC7, 0xD1], "한", "euc-kr"),
      ("windows-1251", [0xCF, 0xF0, 0xE8], "При", "windows-1251"),
      ("windows-1256", [0xE3, 0xD1, 0xCD, 0xC8, 0xC7], "مرحبا", "windows-1256"),
      ("iso-8859-2", [0xB1, 0xEA], "ąę", "iso-8859-2"), ("iso-8859-15", [0xA4], "€", "iso-8859-15"),
      ("iso-8859-1", [0x93, 0xE9, 0x94], "“é”", "windows-1252"),
    ] as [(String, [UInt8], String, String)])
  func `the declared encoding is used`(label: String, bytes: [UInt8], text: String, name: String) {
    let briefing = read(label, bytes)
    #expect(briefing.paragraphs.map(\.text) == [text])
    #expect(briefing.encoding == name)
    #expect(briefing.notes.contains { $0.kind == .encoding })
  }

  @Test(arguments: [
    "<?xml version='1.0' encoding='windows-1251'?><html><body><p>",
    "<html><!-- <meta charset=big5> --><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>",
  ])
  func `it may be declared in other places`(head: String) {
    #expect(read("", [0xCF, 0xF0, 0xE8], head: head).paragraphs.map(\.text) == ["При"])
  }

  @Test func `UTF-8 is UTF-8 whatever a page declares`() {
    #expect(read("gb2312", Array("é — 你".utf8)).paragraphs.map(\.text) == ["é — 你"])
    #expect(read("gb2312", Array("é".utf8)).encoding == "utf-8")
  }

  @Test func `what stands for nothing is marked and noted`() {
    let briefing = read("gbk", [0xC4, 0xE3, 0xFF, 0x41, 0xC4])
    #expect(briefing.paragraphs.map(\.text) == ["你\u{FFFD}A\u{FFFD}"])
    #expect(briefing.notes.count { $0.kind == .encoding } == 2)
  }

  @Test(arguments: ["nonsense", "utf-8", "x-user-defined"])
  func `an unknown label leaves the bytes to be judged by themselves`(label: String) {
    #expect(read(label, [0x63, 0x61, 0x66, 0xE9, 0x20, 0x78]).encoding == "windows-1252")
  }

  @Test func `text that is no markup declares nothing`() {
    #expect(MarkupCharset.declaredLabel(Array("charset=big5".utf8)) == nil)
    #expect(MarkupCharset.declaredLabel([0xEF, 0xBB, 0xBF] + Array("<meta charset=big5>".utf8)) == nil)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import BriefingModel

/// Decodes pages and XML by the encoding that they declare, where they are not UTF-8.
///
/// A declaration is believed only when the bytes contradict UTF-8: a page that a browser saved as
/// UTF-8 keeps the declaration of its server.
enum MarkupCharset {
  /// The text of `bytes` in UTF-8, by the encoding declared in their first 4 KiB. Nil where none is
  /// declared, where it is UTF-8, Windows-1252 or unknown here, and where the bytes are UTF-8.
  static func decode(
    _ bytes: [UInt8]
  ) -> (lines: SourceLines, encoding: String, notes: [ExtractionNote])? {
    guard let label = declaredLabel(bytes), let encoding = encodings[label] else { return nil }
    let isStateful = encoding.name == "iso-2022-jp"
    guard isStateful ? bytes.contains(0x1B) : !isUTF8(bytes) else { return nil }
    guard let decoded = convert(bytes, from: encoding.system) else { return nil }
    let lines = SourceLines(utf8: decoded.utf8)
    var notes: [ExtractionNote] = []
    notes.append(
      ExtractionNote(
        kind: .encoding, message: "Not UTF-8: read as \(encoding.name), as it declares.",
        span: SourceSpan(line: 1)))
    if decoded.replacements > 0 {
      notes.append(
        ExtractionNote(
          kind: .encoding,
          message: decoded.replacements == 1
            ? "One place that is not \(encoding.name) is shown as U+FFFD."
            : "\(decoded.replacements) places that are not \(encoding.name) are shown as U+FFFD, the first here.",
          span: SourceSpan(line: lines.lineNumber(ofByte: decoded.firstReplacement))))
    }
    return (lines, encoding.name, notes)
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    let survey = UTF8Survey(bytes, from: 0)
    return survey.malformed == 0 || !survey.suggestsSingleBytes && survey.wellFormed > survey.malformed * 20
  }

  // MARK: - Declarations

  /// The encoding's label in `<?xml encoding="…"?>`, `<meta charset=…>` or `<meta http-equiv …
  /// content="…; charset=…">`, in lower case.
  static func declaredLabel(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0xFE, 0xFF])
    {
      return nil
    }
    let head = bytes.prefix(4_096)
    let hasTag = head.withUnsafeBufferPointer { MarkupBytes.firstIndex(of: 0x3C, in: $0, from: 0) != nil }
    guard hasTag else { return nil }
    var index = head.startIndex
    while let open = head[index...].firstIndex(of: 0x3C) {
      index = open + 1
      let rest = head[index...]
      if begins(rest, "!--") {
        guard let end = rest.firstRange(of: Array("-->".utf8)) else { return nil }
        index = end.upperBound
        continue
      }
      let isXML = begins(rest, "?xml")
      guard isXML || begins(rest, "meta") else { continue }
      let end = rest.firstIndex(of: 0x3E) ?? rest.endIndex
      if let label = value(of: isXML ? "encoding" : "charset", in: rest[..<end]) { return label }
      index = end
    }
    return nil
  }

  private static func begins(_ bytes: ArraySlice<UInt8>, _ name: String) -> Bool {
    bytes.prefix(name.utf8.count).elementsEqual(name.utf8) { $0 == $1 || $0 | 0x20 == $1 }
  }

  private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
    var rest = tag
    while !rest.isEmpty {
      if begins(rest, name) {
        let after = rest.dropFirst(name.utf8.count).drop { $0 <= 0x20 }
        if after.first == 0x3D {
          let value = after.dropFirst().drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
          let label = value.prefix {
            $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B && $0 != 0x2F && $0 != 0x3F
          }
          guard !label.isEmpty, label.count <= 24 else { return nil }
          return String(decoding: label, as: UTF8.self).lowercased()
        }
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  // MARK: - Conversion

  private struct Encoding {
    /// Its name for the reader.
    var name: String
    /// What the system's converter calls it.
    var system: String
  }

  /// Encodings by the labels that pages use for them. Windows-1252, and what the web reads as that, is
  /// decoded elsewhere.
  private static let encodings: [String: Encoding] = {
    var table: [String: Encoding] = [:]
    func add(_ name: String, _ system: String, _ labels: String) {
      for label in labels.split(separator: " ") {
        table[String(label)] = Encoding(name: name, system: system)
      }
    }
    add("gb18030", "GB18030", "gb2312 gbk gb18030 gb_2312 gb_2312-80 x-gbk chinese csgb2312 iso-ir-58 cp936")
    add("big5", "BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5")
    add("shift_jis", "CP932", "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 csshiftjis")
    add("euc-jp", "EUC-JP", "euc-jp x-euc-jp cseucpkdfmtjapanese")
    add("iso-2022-jp", "ISO-2022-JP", "iso-2022-jp csiso2022jp")
    add(
      "euc-kr", "CP949",
      "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949")
    add("koi8-r", "KOI8-R", "koi8-r koi8 koi cskoi8r")
    add("koi8-u", "KOI8-U", "koi8-u koi8-ru")
    add("windows-874", "CP874", "windows-874 tis-620 iso-8859-11 iso8859-11 dos-874")
    for number in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
      add("windows-\(number)", "CP\(number)", "windows-\(number) cp\(number) x-cp\(number)")
    }
    add("windows-1254", "CP1254", "iso-8859-9 iso8859-9 iso_8859-9 latin5 l5")
    for number in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
      add(
        "iso-8859-\(number)", "ISO-8859-\(number)", "iso-8859-\(number) iso8859-\(number) iso_8859-\(number)")
    }
    add("iso-8859-8", "ISO-8859-8", "iso-8859-8-i iso-8859-8-e visual logical")
    add("macintosh", "MACINTOSH", "macintosh mac x-mac-roman")
    add("ibm866", "CP866", "ibm866 cp866 866")
    return table
  }()

  /// The bytes in UTF-8 by the system's converter; nil where the system does not know the encoding.
  private static func convert(_ bytes: [UInt8], from name: String) -> SourceText.Decoded? {
    guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var decoded = SourceText.Decoded()
    decoded.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    var source = bytes
    var chunk = [CChar](repeating: 0, count: 64 * 1024)
    source.withUnsafeMutableBytes { raw in
      var input = raw.bindMemory(to: CChar.self).baseAddress
      var left = raw.count
      while left > 0 {
        var failure: Int32 = 0
        let written = chunk.withUnsafeMutableBufferPointer { buffer -> Int in
          var output = buffer.baseAddress
          var room = buffer.count
          if iconv(converter, &input, &left, &output, &room) == -1 { failure = errno }
          return buffer.count - room
        }
        chunk.withUnsafeBytes { decoded.utf8.append(contentsOf: $0.prefix(written)) }
        switch failure {
        case 0: return
        case E2BIG: continue
        default:
          // A sequence that is none, or is cut off by the end.
          decoded.replace()
          input = input?.advanced(by: 1)
          left -= 1
        }
      }
    }
    return decoded
  }
}

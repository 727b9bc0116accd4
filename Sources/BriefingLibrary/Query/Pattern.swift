import BriefingModel
import CPcre2

/// A regular expression as PCRE2 reads it, under limits: no pattern that a reader types can hang a search.
///
/// Letters are those of all scripts, and a pattern without upper-case letters matches either case. One
/// pattern belongs to one thread.
public final class Pattern {
  /// Why a pattern could not be used.
  public enum Fault: Error, Equatable {
    /// 0-based place in scalars of the pattern.
    case unreadable(String, offset: Int)
    /// It takes more steps or memory on some line than any useful pattern does.
    case exploding
  }

  /// Steps within one line; a millisecond or two.
  private static let mostSteps: UInt32 = 200_000
  private static let deepest: UInt32 = 2_000
  /// In KiB.
  private static let mostMemory: UInt32 = 8_192
  /// Longer lines are searched by this many bytes of their beginning.
  private static let longestLine = 1 << 20

  private let code: OpaquePointer
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  /// Reads a regular expression, without slashes around it.
  public init(_ source: String) throws(Fault) {
    // What is not UTF-8 is passed over, never read as if it were.
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C
    if !Self.hasUpperCase(source) { options |= PCRE2_CASELESS }
    var number: CInt = 0
    var place = 0
    let bytes = Array(source.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &place, nil) else {
      var text = [UInt8](repeating: 0, count: 256)
      let length = pcre2_get_error_message_8(number, &text, text.count)
      let scalars = bytes.prefix(place).count { $0 & 0xC0 != 0x80 }
      throw .unreadable(
        String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self), offset: scalars)
    }
    self.code = code
    // Where the system lets no program make code, the pattern is interpreted, only slower.
    _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    data = pcre2_match_data_create_from_pattern_8(code, nil)
    context = pcre2_match_context_create_8(nil)
    stack = pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
    pcre2_set_match_limit_8(context, Self.mostSteps)
    pcre2_set_depth_limit_8(context, Self.deepest)
    pcre2_set_heap_limit_8(context, Self.mostMemory)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  deinit {
    if let stack { pcre2_jit_stack_free_8(stack) }
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(data)
    pcre2_code_free_8(code)
  }

  /// Whether a pattern holds a letter in upper case; `\W` and `\p{Lu}` are none.
  private static func hasUpperCase(_ source: String) -> Bool {
    var rest = source.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\" {
        let kind = rest.popFirst()
        if kind == "p" || kind == "P", rest.first == "{" { rest = rest.drop { $0 != "}" } }
      } else if scalar.properties.isUppercase {
        return true
      }
    }
    return false
  }

  /// Where the pattern matches a text, in its order and not overlapping: half-open ranges of scalars, at most
  /// `limit` of them. Places without a letter are left out.
  public func ranges(in text: String, limit: Int = .max) throws(Fault) -> [Range<Int>] {
    var text = text
    // What a closure throws is told in a result: it could not be typed otherwise.
    return try text.withUTF8 { bytes -> Result<[Range<Int>], Fault> in
      do throws(Fault) { return .success(try ranges(in: bytes, limit: limit)) } catch {
        return .failure(error)
      }
    }.get()
  }

  private func ranges(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) throws(Fault) -> [Range<Int>] {
    var found: [Range<Int>] = []
    // Bytes and scalars that were passed.
    var (byte, scalar) = (0, 0)
    func scalars(upTo end: Int) -> Int {
      while byte < end {
        if bytes[byte] & 0xC0 != 0x80 { scalar += 1 }
        byte += 1
      }
      return scalar
    }
    var start = 0
    while found.count < limit, let place = try match(in: bytes, from: start) {
      if place.isEmpty {
        start = place.upperBound + 1
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
        if start > bytes.count { break }
        continue
      }
      // `\K` and looking behind may begin a place before the last one ended.
      if place.lowerBound >= byte {
        found.append(scalars(upTo: place.lowerBound)..<scalars(upTo: place.upperBound))
      }
      start = max(place.upperBound, start + 1)
    }
    return found
  }

  /// The first place from `start` on where the pattern matches a line, as byte offsets; nil for none.
  func match(in line: UnsafeBufferPointer<UInt8>, from start: Int = 0) throws(Fault) -> Range<Int>? {
    guard start <= line.count else { return nil }
    let length = min(line.count, Self.longestLine)
    // An empty line has no address, and may be matched.
    var nothing: UInt8 = 0
    let result = withUnsafePointer(to: &nothing) {
      pcre2_match_8(code, line.baseAddress ?? $0, length, min(start, length), 0, data, context)
    }
    if result >= 0 {
      guard let places = pcre2_get_ovector_pointer_8(data) else { return nil }
      // `\K` may put the start behind the end.
      return min(places[0], places[1])..<max(places[0], places[1])
    }
    switch result {
    case PCRE2_ERROR_NOMATCH: return nil
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT,
      PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_RECURSELOOP:
      throw .exploding
    default: return nil
    }
  }
}

extension Pattern.Fault {
  /// In a few words, without a stop.
  public var words: String {
    switch self {
    case .unreadable(let message, _): message
    case .exploding: "it takes too many steps; make it simpler"
    }
  }

  /// The fault of a pattern in a query.
  func inQuery(_ pattern: QueryPattern) -> QueryFault {
    switch self {
    case .unreadable(let message, let offset):
      QueryFault(message: "the pattern cannot be read: \(message)", offset: pattern.offset + offset)
    case .exploding:
      QueryFault(
        message: "the pattern takes too many steps on a line; make it simpler", offset: pattern.offset)
    }
  }
}

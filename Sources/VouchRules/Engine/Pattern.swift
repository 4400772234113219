import CPCRE2

/// A regular expression of a policy, with a bound on what a text can make it cost.
///
/// Matching ignores case. A match starts and ends where a word can: `risk[- ]free` is not found
/// in "asterisk-free", and a pattern that wants parts of words says so with `\w*`.
final class Pattern: Sendable {
  // Unsafe only to the compiler, for which a pointer is never Sendable: compiled code is read-only
  // once the JIT has seen it, which happens before the initialiser returns; match data, which a match
  // writes to, is made for each search (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer

  /// Why a text is no regular expression.
  struct Flaw: Error, Equatable {
    /// What PCRE2 says about it.
    let message: String
    /// Where, in scalars of the pattern.
    let offset: Int
  }

  /// What a search found.
  struct Found: Equatable {
    /// The scalars of each match, at most ``Pattern/matchLimit``.
    var ranges: [Range<Int>] = []
    /// True where the search was given up because it cost too much.
    var isExhausted = false
  }

  /// How many matches one search gives; more say nothing new, and each may read far ahead.
  static let matchLimit = 20

  /// How many scalars of a text a match is looked for in at a time; few posts are longer.
  private static let window = 4096
  /// How often a search within a window may try something else: far more than an honest pattern
  /// needs, and some milliseconds for one that runs away.
  private static let stepLimit: UInt32 = 100_000
  /// The memory of a search, in KiB.
  private static let heapLimit: UInt32 = 16 * 1024

  /// Why `text` is no pattern; nil where it is one.
  static func flaw(in text: String) -> Flaw? {
    do throws(Flaw) {
      pcre2_code_free_32(try compile(Array(text.unicodeScalars)))
      return nil
    } catch {
      return error
    }
  }

  /// Compiles `text`, in which no flaw was found before; nil where there is one.
  ///
  /// By itself it has to be looked at first: in its frame, unbalanced parentheses could come out
  /// balanced.
  ///
  /// A pattern that is for one search is not made into machine code, which takes longer than to
  /// search a short text without.
  convenience init?(sound text: String, isForOneSearch: Bool = false) {
    guard let code = try? Self.framed(text) else { return nil }
    self.init(code: code, isForOneSearch: isForOneSearch)
  }

  /// The code of `text` between two places where words can start or end.
  private static func framed(_ text: String) throws(Flaw) -> OpaquePointer {
    let scalars = Array(text.unicodeScalars)
    let framed = edge + Array("(?:".unicodeScalars) + scalars + [")"] + edge
    // An extended pattern that ends in a comment swallows its frame.
    if let code = try? compile(framed) { return code }
    return try compile(scalars)
  }

  private static let edge = Array(Letters.boundaryPattern.unicodeScalars)

  private init(code: OpaquePointer, isForOneSearch: Bool) {
    self.code = code
    // Where the JIT is not to be had, matching falls back to the interpreter by itself.
    if !isForOneSearch { pcre2_jit_compile_32(code, UInt32(PCRE2_JIT_COMPLETE)) }
  }

  deinit { pcre2_code_free_32(code) }

  /// The first matches in `text`, none of them empty.
  ///
  /// A long text is looked at window by window, each reaching into the next, so that a search is
  /// linear in the text whatever the pattern is. A match longer than half a window may be missed.
  func search(_ text: [Unicode.Scalar]) -> Found {
    guard let data = pcre2_match_data_create_from_pattern_32(code, nil),
      let context = pcre2_match_context_create_32(nil)
    else { return Found(isExhausted: true) }
    defer {
      pcre2_match_data_free_32(data)
      pcre2_match_context_free_32(context)
    }
    pcre2_set_match_limit_32(context, Self.stepLimit)
    pcre2_set_heap_limit_32(context, Self.heapLimit)
    return text.withUnsafeBufferPointer { scalars in
      scalars.withMemoryRebound(to: UInt32.self) { units in
        search(units, data, context)
      }
    }
  }

  private func search(
    _ text: UnsafeBufferPointer<UInt32>,
    _ data: OpaquePointer,
    _ context: OpaquePointer
  ) -> Found {
    var found = Found()
    var start = 0
    var window = 0
    while start < text.count, found.ranges.count < Self.matchLimit {
      let end = min(text.count, window + Self.window)
      let isLast = end == text.count
      // Matches start in the first half of a window; the next one takes over from there.
      let next = isLast ? end : window + Self.window / 2
      pcre2_set_offset_limit_32(context, isLast ? text.count : next - 1)
      let view = UnsafeBufferPointer(rebasing: text[..<end])
      let result = match(view, from: start, isLast ? 0 : UInt32(PCRE2_NOTEOL), data, context)
      if result == PCRE2_ERROR_NOMATCH {
        if isLast { break }
        (start, window) = (max(start, next), next)
        continue
      }
      guard result >= 0, let offsets = pcre2_get_ovector_pointer_32(data) else {
        found.isExhausted = true
        break
      }
      let (lower, upper) = (Int(offsets[0]), Int(offsets[1]))
      // `\K` can put the start of a match behind its end.
      if lower < upper { found.ranges.append(lower..<upper) }
      start = max(upper, start + 1)
      while start >= window + Self.window / 2, window + Self.window < text.count {
        window += Self.window / 2
      }
    }
    return found
  }

  private func match(
    _ text: UnsafeBufferPointer<UInt32>,
    from start: Int,
    _ flags: UInt32,
    _ data: OpaquePointer,
    _ context: OpaquePointer
  ) -> Int32 {
    // Scalars are valid by their type.
    let options = UInt32(PCRE2_NOTEMPTY) | PCRE2_NO_UTF_CHECK | flags
    let base = text.baseAddress
    let result = pcre2_match_32(code, base, text.count, start, options, data, context)
    guard result == PCRE2_ERROR_JIT_STACKLIMIT else { return result }
    // Compiled code has a small stack; the interpreter keeps its own, within the limits.
    let slow = options | UInt32(PCRE2_NO_JIT)
    return pcre2_match_32(code, base, text.count, start, slow, data, context)
  }

  private static func compile(_ scalars: [Unicode.Scalar]) throws(Flaw) -> OpaquePointer {
    guard scalars.count <= 4096 else {
      throw Flaw(message: "it is longer than 4096 characters", offset: 4096)
    }
    var error: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_CASELESS)
      | UInt32(PCRE2_NEVER_BACKSLASH_C) | PCRE2_USE_OFFSET_LIMIT | PCRE2_NO_UTF_CHECK
    let code = scalars.withUnsafeBufferPointer { scalars in
      scalars.withMemoryRebound(to: UInt32.self) { units in
        pcre2_compile_32(units.baseAddress, units.count, options, &error, &offset, nil)
      }
    }
    if let code { return code }
    var units = [UInt32](repeating: 0, count: 128)
    let length = pcre2_get_error_message_32(error, &units, units.count)
    var message = String.UnicodeScalarView()
    message.append(contentsOf: units.prefix(Int(max(0, length))).compactMap(Unicode.Scalar.init))
    throw Flaw(message: String(message), offset: min(offset, scalars.count))
  }
}

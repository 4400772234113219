import VouchCore

/// The parts of a web address that rules judge, taken from its text.
///
/// The host of a draft's own links was read with care before; this is for what stands inside
/// them: query parameters and the addresses they carry on.
struct Address {
  /// In lower case, without `:`; empty where there is none.
  let scheme: String
  /// What stands between `//` and the path, without user and port, lower case.
  let host: String
  /// True where a user name stands before the host.
  let hasUserInfo: Bool
  /// Names in lower case and values, decoded, in order.
  let parameters: [(name: String, value: String)]

  /// The parts of `url`.
  init(_ url: String) {
    var bytes = Array(url.utf8)[...]
    if let hash = bytes.firstIndex(of: UInt8(ascii: "#")) { bytes = bytes[..<hash] }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let name = colon.map { bytes[..<$0] } ?? []
    let isScheme = !name.isEmpty && name.allSatisfy(Self.isSchemePart)
    scheme = isScheme ? String(decoding: name, as: UTF8.self).lowercased() : ""

    let question = bytes.firstIndex(of: UInt8(ascii: "?"))
    let path = question.map { bytes[..<$0] } ?? bytes
    let authority = Self.authority(in: path, afterScheme: isScheme ? colon.map { $0 + 1 } : nil)
    host = Self.host(in: authority)
    hasUserInfo = authority.contains(UInt8(ascii: "@"))
    parameters = Self.parameters(in: question.map { bytes[($0 + 1)...] } ?? [])
  }

  /// The addresses that `url` carries in its parameters or path, to send readers on to.
  var inner: [Address] {
    parameters.map(\.value).filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
      .map(Address.init)
  }

  private static func isSchemePart(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  /// True where the host is a number, in whatever notation, and no name.
  var hasNumericHost: Bool {
    if host.hasPrefix("[") { return true }
    let last = host.split(separator: ".").last ?? ""
    return last.utf8.first.map { (0x30...0x39).contains($0) } ?? false
  }

  private static func authority(
    in path: ArraySlice<UInt8>,
    afterScheme start: Int?
  ) -> ArraySlice<UInt8> {
    var rest = path
    if let start { rest = path[start...] }
    while rest.first == UInt8(ascii: "/") || rest.first == UInt8(ascii: "\\") {
      rest = rest.dropFirst()
    }
    return rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
  }

  private static func host(in authority: ArraySlice<UInt8>) -> String {
    var host = authority
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
    if let port = host.lastIndex(of: UInt8(ascii: ":")) { host = host[..<port] }
    return String(decoding: host, as: UTF8.self).lowercased()
  }

  private static func parameters(in query: ArraySlice<UInt8>) -> [(name: String, value: String)] {
    query.split { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }.map { pair in
      let sign = pair.firstIndex(of: UInt8(ascii: "="))
      let name = sign.map { pair[..<$0] } ?? pair
      let value = sign.map { pair[($0 + 1)...] } ?? []
      return (decoded(name).lowercased(), decoded(value))
    }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = hexadecimal(rest.prefix(2)) {
        plain.append(value)
        rest = rest.dropFirst(2)
      } else {
        plain.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2 else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

extension Link {
  /// True where the address has parameters, which most have not.
  var hasQuery: Bool {
    let sign = UInt8(ascii: "?")
    return url.utf8.withContiguousStorageIfAvailable { $0.contains(sign) }
      ?? url.utf8.contains(sign)
  }
}

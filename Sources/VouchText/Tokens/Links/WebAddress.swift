import VouchCore

/// A URL taken apart as browsers do, whatever was done to hide its host.
struct WebAddress {
  /// The scheme in lower case; empty where there is none.
  private(set) var scheme = ""
  /// True where it begins with two slashes: the scheme is that of whatever page shows it.
  private(set) var isProtocolRelative = false
  /// True where a name or password stands before the host.
  private(set) var hasUserInfo = false
  /// The host as written, without brackets and port; percent signs decoded.
  private(set) var host: [Unicode.Scalar] = []
  /// The host as people read it; empty where there is none.
  private(set) var readableHost = ""
  /// True where the host was written in brackets or with percent signs.
  private(set) var isHostEncoded = false
  private(set) var isBracketed = false
  /// The elements of the path, decoded, without empty ones.
  private(set) var path: [String] = []
  /// Names and values of the query and of a fragment built like one, decoded.
  private(set) var parameters: [(name: String, value: String)] = []

  /// Takes `url` apart; an address without a scheme begins with its host.
  init(_ url: [Unicode.Scalar], isBareDomain: Bool = false) {
    // Browsers drop tabs and line ends wherever they stand.
    let hasBreaks = url.contains(where: Self.isDropped)
    var rest = hasBreaks ? url.filter { !Self.isDropped($0) }[...] : url[...]
    while let first = rest.first, first.value <= 0x20 { rest.removeFirst() }
    while let last = rest.last, last.value <= 0x20 { rest.removeLast() }
    var hasAuthority = isBareDomain
    if !isBareDomain, let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
      scheme = String(scalars: rest[..<colon]).lowercased()
      rest = rest[(colon + 1)...]
      let slashes = rest.prefix { Self.isSlash($0) }
      hasAuthority = slashes.count >= 2 || Self.isSpecial(scheme)
      if hasAuthority { rest = rest.dropFirst(slashes.count) }
    } else if rest.count > 2, rest.prefix(2).allSatisfy(Self.isSlash) {
      // Browsers take a backslash for a slash.
      hasAuthority = true
      isProtocolRelative = true
      rest = rest.dropFirst(2)
    }
    if hasAuthority {
      let end = rest.firstIndex { Self.isSlash($0) || $0 == "?" || $0 == "#" } ?? rest.endIndex
      readAuthority(rest[..<end])
      readableHost = Self.readable(host)
      rest = rest[end...]
    }
    readRest(rest)
  }

  private static func readable(_ host: [Unicode.Scalar]) -> String {
    guard !host.isEmpty else { return "" }
    var name = HostName.readable(host[...])
    if name.isEmpty { name = host.string(0..<host.count).lowercased() }
    // A letter that binds to what is behind it makes one character with the point, and stays.
    if name.unicodeScalars.last == "." { name.unicodeScalars.removeLast() }
    return name
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 9 || scalar.value == 10 || scalar.value == 13
  }

  /// True for the schemes of addresses that have a host, however many slashes stand before it.
  private static func isSpecial(_ scheme: String) -> Bool {
    switch scheme {
    case "http", "https", "ftp", "ws", "wss": true
    default: false
    }
  }

  private static func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

  private static func isScheme(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = text.first, first.isASCIILetter, text.count <= 40 else { return false }
    // "example.com:8080" is a host and a port.
    return text.allSatisfy { $0.isASCIIAlphanumeric || $0 == "+" || $0 == "-" }
  }

  private mutating func readAuthority(_ authority: ArraySlice<Unicode.Scalar>) {
    var rest = authority
    if let at = rest.lastIndex(of: "@") {
      hasUserInfo = true
      rest = rest[(at + 1)...]
    }
    if rest.first == "[" {
      isBracketed = true
      let close = rest.firstIndex(of: "]") ?? rest.endIndex
      host = Array(rest[(rest.startIndex + 1)..<max(close, rest.startIndex + 1)])
      return
    }
    if let colon = rest.lastIndex(of: ":"), rest[(colon + 1)...].allSatisfy(\.isASCIIDigit) {
      rest = rest[..<colon]
    }
    isHostEncoded = rest.contains("%")
    host = isHostEncoded ? Array(Self.decoded(rest).unicodeScalars) : Array(rest)
  }

  private mutating func readRest(_ rest: ArraySlice<Unicode.Scalar>) {
    let pathEnd = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    var start = rest.startIndex
    for end in rest.startIndex...pathEnd where end == pathEnd || Self.isSlash(rest[end]) {
      if start < end { path.append(Self.decoded(rest[start..<end])) }
      start = end + 1
    }
    guard pathEnd < rest.endIndex else { return }
    for part in rest[pathEnd...].split(whereSeparator: { $0 == "?" || $0 == "#" || $0 == "&" }) {
      guard let equals = part.firstIndex(of: "=") else {
        parameters.append((Self.decoded(part), ""))
        continue
      }
      parameters.append((Self.decoded(part[..<equals]), Self.decoded(part[(equals + 1)...])))
    }
  }

  /// `text` with percent signs decoded; what is not UTF-8 then shows as a replacement.
  static func decoded(_ text: ArraySlice<Unicode.Scalar>) -> String {
    guard text.contains("%") else { return String(scalars: text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "%", index + 2 < text.endIndex, let high = hex(text[index + 1]),
        let low = hex(text[index + 2])
      {
        bytes.append(high * 16 + low)
        index += 3
      } else {
        bytes.append(contentsOf: UTF8.encode(text[index]) ?? .init())
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39: return UInt8(scalar.value - 0x30)
    case 0x41...0x46: return UInt8(scalar.value - 0x41 + 10)
    case 0x61...0x66: return UInt8(scalar.value - 0x61 + 10)
    default: return nil
    }
  }
}

extension WebAddress {
  /// True where the host is a number and not a name: IPv6, or IPv4 in any spelling.
  var hasNumericHost: Bool {
    if isBracketed { return true }
    if isPlainlyNamed { return false }
    guard let ascii = HostName.ascii(host[...]) else { return false }
    var parts = ascii.split(separator: ".", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true, parts.count > 1 { parts.removeLast() }
    guard (1...4).contains(parts.count), let last = parts.last else { return false }
    // Browsers take a host for IPv4 as soon as its last part is a number.
    return Self.isNumber(last)
  }

  /// True for a host of ASCII whose last label does not begin like a number: most are so.
  private var isPlainlyNamed: Bool {
    let name = host.last == "." ? host.dropLast() : host[...]
    let last = name[(name.lastIndex(of: ".").map { $0 + 1 } ?? name.startIndex)...]
    return last.first?.isASCIILetter ?? false
      && host.allSatisfy { $0.isASCIIAlphanumeric || $0 == "." }
  }

  private static func isNumber(_ part: Substring) -> Bool {
    guard !part.isEmpty else { return false }
    if part.hasPrefix("0x") {
      return part.dropFirst(2).unicodeScalars.allSatisfy { hex($0) != nil }
    }
    return part.unicodeScalars.allSatisfy(\.isASCIIDigit)
  }
}

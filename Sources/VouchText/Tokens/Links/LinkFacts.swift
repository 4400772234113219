import VouchCore

/// What a link's address says about it, apart from any policy.
struct LinkFacts {
  private let address: WebAddress
  private let host: String

  /// The facts about `address`.
  init(_ address: WebAddress) {
    self.address = address
    let host = address.readableHost
    self.host = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  /// The flags that the address raises.
  var kinds: [Flag.Kind] {
    var kinds: [Flag.Kind] = []
    if address.isProtocolRelative {
      kinds.append(.unsafeScheme)
    } else if !address.scheme.isEmpty, !isSafe(address.scheme) {
      kinds.append(.unsafeScheme)
    }
    guard !address.host.isEmpty else { return kinds }
    if address.hasUserInfo { kinds.append(.userinfoURL) }
    if address.hasNumericHost { kinds.append(.ipURL) }
    if HostDisguise.isDisguised(address) { kinds.append(.idnHomograph) }
    if address.host.contains(where: { !$0.isASCII && Self.isCompatibilityForm($0) }) {
      kinds.append(.compatForm)
    }
    if KnownHosts.shorteners.contains(host) { kinds.append(.shortener) }
    if isProfile { kinds.append(.profileLink) }
    if redirects { kinds.append(.redirector) }
    if address.parameters.contains(where: { KnownHosts.isTracking($0.name) }) {
      kinds.append(.trackingParams)
    }
    return kinds
  }

  /// What is safe to follow, and what nobody can follow as it stands.
  private func isSafe(_ scheme: String) -> Bool {
    switch scheme {
    case "http", "https", "mailto", "hxxp", "hxxps": true
    default: false
    }
  }

  private static func isCompatibilityForm(_ scalar: Unicode.Scalar) -> Bool {
    ICU.nfkc([scalar]).allSatisfy(\.isASCII)
  }

  private var isProfile: Bool {
    if host.hasSuffix(".bsky.social"), address.path.isEmpty { return true }
    // Mastodon, Medium, Threads, TikTok and YouTube all write a person as /@name.
    if address.path.count == 1, let first = address.path.first, first.hasPrefix("@"),
      first.utf8.count > 1
    {
      return true
    }
    switch KnownHosts.profiles[host] {
    case nil: return address.path.count == 2 && address.path.first == "users"
    case .name:
      if address.path.first == "profile.php" { return true }
      guard address.path.count == 1, let name = address.path.first else { return false }
      return !KnownHosts.networkPages.contains(name.lowercased())
    case .after(let elements):
      guard address.path.count == 2, let first = address.path.first else { return false }
      return elements.contains(first.lowercased())
    }
  }

  private var redirects: Bool {
    if address.parameters.isEmpty { return false }
    if let first = address.path.first, KnownHosts.sharingPages.contains("\(host)/\(first)") {
      return false
    }
    return address.parameters.contains { _, value in
      // Redirectors in a row encode the inner address more than once.
      var value = value
      for _ in 0..<3 where value.contains("%") {
        value = WebAddress.decoded(Array(value.unicodeScalars)[...])
      }
      let scalars = Array(value.unicodeScalars.prefix(12))
      return scalars.hasASCII("http://", at: 0) || scalars.hasASCII("https://", at: 0)
        || scalars.hasASCII("//", at: 0)
    }
  }
}

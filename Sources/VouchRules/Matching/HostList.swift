/// A list of hosts from a policy; a host stands for its sub-domains too.
struct HostList: Sendable {
  private let hosts: Set<String>
  /// The bytes of the longest host.
  private let longest: Int

  /// Hosts as a policy writes them: `example.com`, `*.example.com` and `.example.com` all mean the
  /// same.
  init(_ hosts: [String]) {
    self.hosts = Set(
      hosts.map { written in
        var host = Substring(written.lowercased())
        while let first = host.first, first == "*" || first == "." { host = host.dropFirst() }
        while host.last == "." { host = host.dropLast() }
        return String(host)
      }
    )
    longest = self.hosts.map(\.utf8.count).max() ?? 0
  }

  /// True where there is nothing in the list.
  var isEmpty: Bool { hosts.isEmpty }

  /// The entry that `host` falls under; nil where there is none.
  func entry(for host: String) -> String? {
    guard !hosts.isEmpty else { return nil }
    var rest = Substring(host.lowercased())
    while rest.last == "." { rest = rest.dropLast() }
    // Only the end of a host can be an entry; asking for every end of a host of thousands of labels
    // would read it thousands of times.
    if rest.utf8.count > longest {
      let tail = rest.utf8.suffix(longest + 1)
      guard let dot = tail.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      rest = rest[rest.utf8.index(after: dot)...]
    }
    while !rest.isEmpty {
      if hosts.contains(String(rest)) { return String(rest) }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}

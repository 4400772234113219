/// A list of hosts from a policy; a host stands for its sub-domains too.
struct HostList: Sendable {
  private let hosts: Set<String>

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
  }

  /// True where there is nothing in the list.
  var isEmpty: Bool { hosts.isEmpty }

  /// The entry that `host` falls under; nil where there is none.
  func entry(for host: String) -> String? {
    guard !hosts.isEmpty else { return nil }
    var rest = Substring(host.lowercased())
    while rest.last == "." { rest = rest.dropLast() }
    while !rest.isEmpty {
      if hosts.contains(String(rest)) { return String(rest) }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}

/// A list of hosts from a policy; a host stands for its sub-domains too.
struct HostList: Sendable {
  private let hosts: Set<String>
  /// The bytes of the longest host.
  private let longest: Int
  /// A bit for what each of the hosts looks like.
  private let looks: UInt64

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
    looks = self.hosts.reduce(0) { $0 | Self.look($1.utf8.first ?? 0, $1.utf8.count) }
  }

  /// The bit that stands for hosts of that first byte and length, and for few others.
  private static func look(_ first: UInt8, _ length: Int) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: Int(first) &* 5 &+ length)
  }

  /// True where there is nothing in the list.
  var isEmpty: Bool { hosts.isEmpty }

  /// The entry that `host` falls under; nil where there is none.
  func entry(for host: String) -> String? {
    guard !hosts.isEmpty else { return nil }
    let plain = host.utf8.withContiguousStorageIfAvailable { bytes -> String?? in
      let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 &- 0x41 >= 26 }
      return isPlain ? .some(entry(forPlain: bytes)) : nil
    }
    if let entry = plain ?? nil { return entry }
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

  /// The same for a host in lower case and ASCII, as nearly all are.
  private func entry(forPlain host: UnsafeBufferPointer<UInt8>) -> String? {
    let dot = UInt8(ascii: ".")
    var end = host.count
    while end > 0, host[end - 1] == dot { end -= 1 }
    for start in max(0, end - longest)..<end where start == 0 || host[start - 1] == dot {
      guard looks & Self.look(host[start], end - start) != 0 else { continue }
      let name = String(decoding: host[start..<end], as: UTF8.self)
      if hosts.contains(name) { return name }
    }
    return nil
  }
}

import VouchCore

/// The links that a network makes of a rendered text although no link of the draft explains them.
///
/// What readers can follow is what the network links, not what the author wrote: rendering may set
/// two harmless pieces side by side that are an address together.
struct PublishedLinks {
  /// A link of a rendered text that is not, letter for letter, one of the draft's links.
  struct Stray {
    let url: String
    let address: Address
    /// True where no link of the draft goes to the same host either.
    let isUnexplained: Bool
    /// Where it shows, or the beginning of the text where that cannot be told.
    let span: SourceSpan?
  }

  /// The stray links of `draft` on any of `channels`, each address once.
  static func strays(in draft: Draft, for channels: [Channel]) -> [Stray] {
    var strays: [Stray] = []
    var seen: Set<String> = []
    for rendition in draft.renditions
    where !rendition.showsItsReading && channels.contains(rendition.channel) {
      let shown = rendition.links
      guard !shown.isEmpty else { continue }
      let readings = draft.readings(for: [rendition.channel])
      if explains(shown, readings) { continue }
      let links = readings.flatMap(\.links)
      let urls = Set(links.map(\.url))
      let unknown = shown.filter { !urls.contains($0) && seen.insert($0).inserted }
      guard !unknown.isEmpty else { continue }
      let hosts = explained(by: links)
      var finder = PlaceFinder(readings.first?.published ?? MappedText())
      for url in unknown {
        let address = Address(url)
        strays.append(
          Stray(
            url: url,
            address: address,
            isUnexplained: !hosts.contains(bare(address.host)),
            span: finder.place(of: url)
          )
        )
      }
    }
    return strays
  }

  /// True where each of a few `urls` is a link of `readings`: too few to be worth a table.
  private static func explains(_ urls: [String], _ readings: [Reading]) -> Bool {
    urls.count <= 8
      && urls.allSatisfy { url in
        readings.contains { $0.links.count <= 8 && $0.links.contains { $0.url == url } }
      }
  }

  /// The hosts that readers may meet because of `links`: where they go, the hosts above those, and
  /// the addresses that the texts of Markdown links show, which are judged with the link itself.
  private static func explained(by links: [Link]) -> Set<String> {
    var hosts: Set<String> = []
    for link in links {
      for host in [link.host, Address(link.url).host] {
        let labels = bare(host).split(separator: ".")
        for first in labels.indices { hosts.insert(labels[first...].joined(separator: ".")) }
      }
      guard link.kind == .markdown, link.text.contains(".") else { continue }
      for word in link.text.unicodeScalars.split(whereSeparator: isOutsideAddress) {
        hosts.insert(bare(Address(String(word)).host))
      }
    }
    return hosts
  }

  private static func isOutsideAddress(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", ")", "[", "]", "<", ">", "\"", "'", ",": true
    default: scalar.isSpace
    }
  }

  /// A host without `www.` and the dot that may end it.
  private static func bare(_ host: String) -> String {
    let host = host.hasSuffix(".") ? host.dropLast() : host[...]
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }
}

/// Finds addresses in a text in the order in which they stand there, in one walk.
private struct PlaceFinder {
  private let text: MappedText
  private var next = 0

  init(_ text: MappedText) {
    self.text = text
  }

  mutating func place(of url: String) -> SourceSpan? {
    let wanted = Array(url.unicodeScalars)
    guard let first = wanted.first else { return start }
    var index = next
    while index + wanted.count <= text.count {
      if text.scalars[index] == first, text.scalars[index...].starts(with: wanted) {
        next = index + wanted.count
        return text.span(of: index..<next)
      }
      index += 1
    }
    // One that is not there ends the search, or each of many would cost a walk of its own.
    next = text.count
    return start
  }

  private var start: SourceSpan? { text.origins.first }
}

import VouchCore

/// Flags links that hide where they go, or go where the brand does not send people.
///
/// A reader who clicks trusts the name on the post. Shorteners, redirectors, addresses in disguise
/// and hosts that the policy denies are refused; where `allow` names hosts, only those are linked.
/// A host stands for its sub-domains. Turn it off for nothing; `allow` a shortener of your own.
struct Links: Rule {
  static let deny = RuleOption.words(
    "deny",
    default: [],
    stricter: .more,
    "hosts that are never linked"
  )
  static let allow = RuleOption.words(
    "allow",
    default: [],
    stricter: .fewer,
    "the only hosts that are linked; every host where empty"
  )
  static let max = RuleOption.integer(
    "max",
    default: 1000,
    in: 0...1000,
    stricter: .lower,
    "the most links in one text"
  )
  static let shorteners = RuleOption.words(
    "shorteners",
    default: [],
    stricter: .more,
    "link shorteners beside the known ones"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "links",
    summary: "Link openly, over https, and only where the brand sends people",
    rationale: """
      A reader who clicks trusts the name on the post. Links that hide where they go are refused, \
      and so are hosts that the policy denies or, where it names some, does not allow. Tracking \
      parameters are noted. `allow` a shortener of your own rather than turning this off.
      """,
    severity: .error,
    options: [deny.erased, allow.erased, max.erased, shorteners.erased],
    examples: [
      .flags("The guide: ▸http://example.com/guide", saying: "not over https"),
      .flags("The guide: ▸https://bit.ly/3abcd", saying: "shortened"),
      .flags("The guide: [https://example.com](▸https://evil.example.net)", saying: "not where"),
      .flags(
        "The guide: [here](▸https://www.rival.example/guide)",
        saying: "of rival.example is denied",
        policy: "rules: {links: {deny: [rival.example]}}"
      ),
      .flags(
        "The guide: [here](▸https://elsewhere.example/guide)",
        saying: "elsewhere.example is not among the allowed hosts",
        policy: "rules: {links: {allow: [example.com]}}"
      ),
      .flags(
        "One https://example.com/1 and two ▸https://example.com/2",
        saying: "2 links, at most 1",
        policy: "rules: {links: {max: 1}}"
      ),
      .passes("The guide: [here](https://example.com/guide)"),
      .passes("Write to [us](mailto:info@example.com)."),
      .passes(
        "The guide: https://docs.example.com/guide",
        policy: "rules: {links: {allow: [example.com], max: 1}}"
      ),
    ]
  )

  private let denied: HostList
  private let allowed: HostList
  private let shortening: HostList
  private let max: Int

  init(options: OptionValues) {
    denied = HostList(options[Self.deny])
    allowed = HostList(options[Self.allow])
    shortening = HostList(options[Self.shorteners])
    max = options[Self.max]
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    var observations: [Observation] = []
    for reading in context.readings where !reading.links.isEmpty {
      var (count, firstBeyond) = (0, SourceSpan?.none)
      for link in reading.links where link.range != nil || link.kind == .markdown {
        observations.add(judge(link))
        count += 1
        if count == max + 1 { firstBeyond = link.span }
      }
      if let firstBeyond {
        observations.append(
          Observation(
            "\(count) \(count == 1 ? "link" : "links"), at most \(max)",
            at: firstBeyond,
            surface: .published,
            measured: count,
            limit: max,
            help: "keep the link that readers need"
          )
        )
      }
    }
    let others = strays(draft, context) + flagged(context)
    return observations.isEmpty ? others : observations + others
  }

  /// What networks link in the rendered texts beyond the links of the draft.
  private func strays(_ draft: Draft, _ context: RuleContext) -> [Observation] {
    PublishedLinks.strays(in: draft, for: context.channels).flatMap { stray in
      let (address, place) = (stray.address, stray.span)
      if address.scheme == "mailto" { return [Observation]() }
      func observation(_ message: String, _ help: String) -> Observation {
        Observation(message, at: place, surface: .published, help: help)
      }
      var observations: [Observation] = []
      if stray.isUnexplained {
        observations.append(
          observation(
            "a link that only shows once published: \(quoted(stray.url))",
            "write the link out in one piece, or keep its parts apart"
          )
        )
      }
      if address.scheme == "http" { observations.append(insecure(stray.url, at: place)) }
      if address.hasUserInfo {
        observations.append(
          observation(
            "a link with a user name before its host: \(quoted(stray.url))",
            "drop the part before @"
          )
        )
      }
      if address.hasNumericHost {
        observations.append(
          observation(
            "a link to a number instead of a name: \(quoted(stray.url))",
            "link to a named host"
          )
        )
      }
      return observations + judge(address, host: address.host, at: place)
    }
  }

  private func judge(_ link: Link) -> [Observation] {
    // Of nearly every link nothing is judged but the host, which has been read already.
    if !link.hasQuery, link.url.hasPrefix("https://") {
      return judge(link.host, at: link.span, "")
    }
    let address = Address(link.url)
    if address.scheme == "mailto" { return [] }
    var observations: [Observation] = []
    if link.kind != .bareDomain, address.scheme == "http" {
      observations.append(insecure(link.url, at: link.span))
    }
    return observations + judge(address, host: link.host, at: link.span)
  }

  private func insecure(_ url: String, at span: SourceSpan?) -> Observation {
    Observation(
      "not over https: \(quoted(url))",
      at: span,
      surface: .published,
      help: "write https:// if the page has it, or link elsewhere"
    )
  }

  /// What the policy says about `host` and the hosts that `address` sends readers on to.
  private func judge(_ address: Address, host: String, at span: SourceSpan?) -> [Observation] {
    judge(host, at: span, "")
      + address.inner.flatMap { judge($0.host, at: span, "sends readers on; ") }
  }

  private func judge(_ host: String, at span: SourceSpan?, _ prefix: String) -> [Observation] {
    guard !host.isEmpty else { return [] }
    let message: String
    if let entry = denied.entry(for: host) {
      message = "\(prefix)\(host == entry ? host : "\(host) of \(entry)") is denied"
    } else if let entry = shortening.entry(for: host), allowed.entry(for: host) == nil {
      message = "\(prefix)\(entry) hides where the link goes"
    } else if !allowed.isEmpty, allowed.entry(for: host) == nil {
      message = "\(prefix)\(host) is not among the allowed hosts"
    } else {
      return []
    }
    return [
      Observation(
        message,
        at: span,
        surface: .published,
        help: "link to a page of a host that the policy allows"
      )
    ]
  }

  /// What was seen about links while reading, but for shorteners that the policy allows by name.
  private func flagged(_ context: RuleContext) -> [Observation] {
    let readings = context.readings
    guard readings.contains(where: { !$0.flags.isEmpty }) else { return [] }
    let trusted = readings.flatMap(\.links).filter { allowed.entry(for: $0.host) != nil }
    let exempt = Set(trusted.map(\.span))
    var seen: Set<Flag> = []
    return readings.flatMap(\.flags).compactMap { flag in
      guard flag.kind.owner.rule == "links", seen.insert(flag).inserted else { return nil }
      if flag.kind == .shortener, exempt.contains(flag.span) { return nil }
      return Observation(flag)
    }
  }
}

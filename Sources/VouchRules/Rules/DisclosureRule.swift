import VouchCore

/// Flags posts for which something was given, and affiliate links, that do not say so in time.
///
/// Readers have a right to know before they click, and regulators fine brands, not assistants. The
/// word has to stand as typed in the text, before the link or directly beside it; a look-alike, a
/// word in a comment or in a pile of tags does not count. Turn it off for nothing.
struct DisclosureRule: Rule {
  static let words = RuleOption.words(
    "words",
    default: [
      "ad", "advert", "advertisement", "affiliate link", "affiliate links", "affiliate",
      "sponsored", "paid partnership", "paid promotion", "gifted",
    ],
    stricter: .fewer,
    "what counts as a word of disclosure"
  )
  static let affiliateHosts = RuleOption.words(
    "affiliate-hosts",
    default: [
      "amzn.to", "shareasale.com", "awin1.com", "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com",
      "kqzyfj.com", "tkqlhce.com", "linksynergy.com", "rstyle.me", "go.skimresources.com",
      "prf.hn", "pxf.io", "sjv.io", "hop.clickbank.net", "shrsl.com", "s.click.aliexpress.com",
      "rover.ebay.com", "howl.me", "shopstyle.it",
    ],
    stricter: .more,
    "hosts whose links are affiliate links"
  )
  static let affiliateParams = RuleOption.words(
    "affiliate-params",
    default: [
      "tag", "ref", "aff", "affid", "aff_id", "affiliate", "affiliate_id", "affiliateid",
      "aff_code", "a_aid", "awc", "awinaffid", "irclickid", "clickid", "clickref", "cjevent",
      "ranmid", "ransiteid", "hop", "campid", "partner", "partner_id", "referral", "refcode",
    ],
    stricter: .more,
    "parameters of a link that give an affiliate away"
  )

  static let looksAtTheDraftAlone = true

  static let descriptor = RuleDescriptor(
    id: "disclosure",
    summary: "Say that something was given for it before readers click",
    rationale: """
      Readers have a right to know before they click, and regulators fine brands, not assistants. \
      The word stands in plain letters before the link or directly beside it, and not in a pile \
      of tags.
      """,
    severity: .error,
    options: [words.erased, affiliateHosts.erased, affiliateParams.erased],
    examples: [
      .flags(
        "Our kettle: ▸https://shop.example/kettle?aff=42\n\nThis post is sponsored.",
        saying: "only behind the link"
      ),
      .flags(
        "#tea #kettle #ad Our kettle: ▸https://shop.example/kettle?aff=42",
        saying: "among other tags"
      ),
      .flags(declared("A great kettle stands on our stove.", mark: true), saying: "no word"),
      .flags(
        "▸#\u{430}d Our kettle boils fast.",
        saying: "looks like a disclosure"
      ),
      .passes("#ad Our kettle: https://shop.example/kettle?aff=42"),
      .passes("Our kettle: https://shop.example/kettle?aff=42 (affiliate link)"),
      .passes(declared("Gifted: a great kettle stands on our stove.", mark: false)),
      .passes("Our kettle: https://shop.example/kettle"),
    ]
  )

  private let finder: DisclosureFinder
  private let hosts: HostList
  private let parameters: Set<String>

  init(options: OptionValues) {
    finder = DisclosureFinder(words: options[Self.words])
    hosts = HostList(options[Self.affiliateHosts])
    parameters = Set(options[Self.affiliateParams].map { $0.lowercased() })
  }

  func check(_ draft: Draft, in context: RuleContext) -> [Observation] {
    let declared = draft.frontMatter.disclosure.flatMap { $0.value == .none ? nil : $0 }
    return context.inReadings { reading in
      let affiliate = reading.links.filter { $0.range != nil && looksAffiliate($0) }
      let spoofs = finder.spoofs(in: reading)
      guard declared != nil || !affiliate.isEmpty else { return spoofs.map(\.observation) }

      let links = affiliate.isEmpty ? reading.links.filter { $0.range != nil } : affiliate
      let first = links.min { $0.start < $1.start }
      let answer = finder.answer(in: reading, before: first?.range, source: draft.source)
      guard answer != .open else { return spoofs.map(\.observation) }
      let subject = affiliate.isEmpty ? declared.map { "declared as \($0.value.rawValue)" } : nil
      return [
        Observation(
          "\(subject ?? "an affiliate link"): \(answer.message(isSpoofed: !spoofs.isEmpty))",
          at: first?.span ?? declared?.span,
          surface: first == nil ? nil : .published,
          help: help(for: affiliate.isEmpty ? declared?.value : nil, hasLink: first != nil)
        )
      ] + spoofs.map(\.observation)
    }
  }

  private func help(for declared: Disclosure?, hasLink: Bool) -> String {
    let words =
      switch declared {
      case .gift: "`gifted`, `ad` or `#ad`"
      case .sponsored: "`sponsored`, `paid partnership` or `#ad`"
      case .affiliate, .some(.none), nil: "`Ad:`, `#ad` or `affiliate link`"
      }
    return "write \(words) "
      + (hasLink ? "before the link or directly beside it" : "at the beginning of the text")
  }

  private func looksAffiliate(_ link: Link) -> Bool {
    if hosts.entry(for: link.host) != nil { return true }
    guard link.hasQuery else { return false }
    return Address(link.url).parameters.contains { name, value in
      guard parameters.contains(name), !value.isEmpty else { return false }
      // `tag` is a word of every blog; a shop's partner has a number behind the name.
      return name != "tag" || link.host.contains("amazon.") || value.last.map(\.isNumber) ?? false
    }
  }
}

extension Link {
  fileprivate var start: Int { range?.lowerBound ?? Int.max }
}

extension DisclosureFinder.Answer {
  fileprivate func message(isSpoofed: Bool) -> String {
    switch self {
    case .open: "disclosed"
    case .behind: "the word of disclosure stands only behind the link"
    case .late: "the word of disclosure stands too far down"
    case .piled: "the word of disclosure stands among other tags"
    case .missing where isSpoofed: "what looks like a disclosure does not count as one"
    case .missing: "no word of disclosure"
    }
  }
}

extension DisclosureFinder.Spoof {
  fileprivate var observation: Observation {
    Observation(Flag(.disclosureSpoof, text: text, at: span))
  }
}

private func declared(_ body: String, mark: Bool) -> String {
  """
  ---
  channel: linkedin
  topics: [news]
  why: Tell people about the kettle that we were given.
  disclosure: \(mark ? "▸" : "")gift
  ---
  \(body)
  """
}

import VouchCore

extension PolicyBuilder {
  private static let channelKeys = ["per-day", "min-gap", "limit", "hashtags", "unit"]

  /// Takes `channels: {name: {per-day, min-gap, limit, hashtags, unit}}`, where the brand posts.
  ///
  /// A network's profile can be tightened; any other name is a channel of the brand's own.
  mutating func takeChannels(_ node: PolicyNode, _ reader: PolicyReader) {
    guard let entries = reader.entries(node, of: "channels") else { return }
    if entries.isEmpty { reader.report("channels names no channel", at: node) }
    var catalog = channels ?? ChannelCatalog(profiles: [])
    for entry in entries {
      guard Self.isChannelName(entry.name) else {
        reader.report(
          "'\(shown(entry.name))' cannot be a channel",
          at: entry.key,
          help: "a name has lower-case letters, digits and hyphens"
        )
        continue
      }
      let channel = Channel(entry.name)
      let what = "the channel '\(entry.name)'"
      guard let fields = reader.fields(entry.value, of: what, known: Self.channelKeys) else {
        continue
      }
      takeCadence(fields, of: channel, reader)
      places["channels/\(entry.name)"] = reader.place(of: entry.key)
      let profile =
        if let network = ChannelCatalog.known[channel] {
          tightened(catalog[channel] ?? network, network, fields, reader)
        } else {
          added(channel, catalog[channel], fields, entry.key, reader)
        }
      if let profile { catalog.set(profile) }
    }
    channels = catalog
  }

  private mutating func takeCadence(
    _ fields: PolicyFields,
    of channel: Channel,
    _ reader: PolicyReader
  ) {
    var merged = cadence[channel] ?? Cadence()
    if let field = fields["per-day"],
      let number = reader.integer(field.value, of: "per-day", in: 1...1000)
    {
      merged.perDay = number
    }
    if let field = fields["min-gap"], let span = reader.span(field.value, of: "min-gap") {
      merged.minGap = span
    }
    cadence[channel] = merged
  }

  /// The profile of a network with what the policy tightens; never beyond what the network takes.
  private func tightened(
    _ profile: ChannelProfile,
    _ network: ChannelProfile,
    _ fields: PolicyFields,
    _ reader: PolicyReader
  ) -> ChannelProfile {
    var profile = profile
    if let field = fields["limit"],
      let limit = reader.integer(field.value, of: "limit", in: 1...Self.longest)
    {
      if limit > network.limit {
        reader.report(
          "limit is \(limit); \(network.channel) takes \(network.limit) (\(network.unit.rawValue))",
          at: field.value
        )
      } else {
        profile.limit = limit
      }
    }
    if let field = fields["hashtags"],
      let cap = reader.integer(field.value, of: "hashtags", in: 0...1000)
    {
      if let hard = network.hashtagCap, cap > hard {
        reader.report("hashtags is \(cap); \(network.channel) takes \(hard)", at: field.value)
      } else {
        profile.hashtagCap = cap
      }
    }
    if let field = fields["unit"], let unit = unit(field, reader), unit != network.unit {
      reader.report(
        "\(network.channel) counts \(network.unit.rawValue), not \(unit.rawValue)",
        at: field.value
      )
    }
    return profile
  }

  /// A channel of the brand's own.
  private func added(
    _ channel: Channel,
    _ earlier: ChannelProfile?,
    _ fields: PolicyFields,
    _ key: PolicyNode,
    _ reader: PolicyReader
  ) -> ChannelProfile? {
    var limit = earlier?.limit
    if let field = fields["limit"] {
      limit = reader.integer(field.value, of: "limit", in: 1...Self.longest)
      if limit == nil { return nil }
    }
    guard let limit else {
      let known = ChannelCatalog.known.profiles.map(\.channel.name)
      let nearest = Suggestion.nearest(to: channel.name, among: known)
      reader.report(
        "'\(channel)' is no network Vouch knows; a channel of your own needs a limit",
        at: key,
        help: nearest.map { "did you mean '\($0)'?" } ?? "write limit: and a number of characters"
      )
      return nil
    }
    let counted = fields["unit"].flatMap { unit($0, reader) } ?? earlier?.unit ?? .graphemes
    let cap = fields["hashtags"].flatMap {
      reader.integer($0.value, of: "hashtags", in: 0...1000)
    }
    return ChannelProfile(
      channel: channel,
      limit: limit,
      unit: counted,
      hashtagCap: cap ?? earlier?.hashtagCap,
      source: "the policy \(reader.file.file)"
    )
  }

  private func unit(_ field: PolicyField, _ reader: PolicyReader) -> LengthUnit? {
    reader.choice(field.value, of: "a unit", among: LengthUnit.allCases.map(\.rawValue))
      .flatMap(LengthUnit.init)
  }

  /// The longest post any channel takes: the longest draft that is read.
  private static let longest = 256 * 1024

  /// True where `name` can name a channel.
  static func isChannelName(_ name: String) -> Bool {
    guard (1...32).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-") else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}

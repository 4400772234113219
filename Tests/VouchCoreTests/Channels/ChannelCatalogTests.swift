import Testing
import VouchCore

@Suite struct ChannelCatalogTests {
  @Test func knowsTheNetworksOfTheContractInOrder() {
    #expect(
      ChannelCatalog.known.profiles.map(\.channel.name) == [
        "x", "mastodon", "bluesky", "threads", "linkedin", "facebook", "instagram", "pinterest",
        "blog",
      ]
    )
    for profile in ChannelCatalog.known.profiles {
      #expect(profile.limit > 0 && !profile.source.isEmpty, "\(profile.channel)")
    }
  }

  @Test func aProfileReplacesTheOneOfItsChannelOrComesLast() throws {
    var catalog = ChannelCatalog.known
    var tight = try #require(catalog[.x])
    tight.limit = 100
    catalog.set(tight)
    let added = ChannelProfile(
      channel: Channel("newsletter"),
      limit: 5000,
      unit: .characters,
      source: "the house"
    )
    catalog.set(added)
    #expect(catalog[.x]?.limit == 100)
    #expect(
      catalog.profiles.map(\.channel)
        == ChannelCatalog.known.profiles.map(\.channel) + [Channel("newsletter")]
    )
    #expect(catalog[Channel("unheard-of")] == nil)
  }
}

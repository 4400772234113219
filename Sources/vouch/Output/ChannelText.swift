import VouchCore

/// A text with every channel that will show it.
struct ChannelText {
  var channels: [Channel]
  let post: Rendition

  /// The names of the channels.
  var names: String { channels.map(\.name).joined(separator: ", ") }

  /// The length, and the tightest limit of the channels.
  var length: String {
    let limit = channels.compactMap { ChannelCatalog.known[$0]?.limit }.min()
    return limit.map { "\(post.length) of \($0)" } ?? "\(post.length)"
  }
}

extension RevisionContent {
  /// The texts that differ, in the order of the channels.
  var texts: [ChannelText] {
    var texts: [ChannelText] = []
    for post in posts {
      if let index = texts.firstIndex(where: { $0.post.segments == post.segments }) {
        texts[index].channels.append(post.channel)
      } else {
        texts.append(ChannelText(channels: [post.channel], post: post))
      }
    }
    return texts
  }
}

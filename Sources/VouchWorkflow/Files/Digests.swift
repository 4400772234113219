import Crypto
import VouchCore

/// Everything that is hashed, and the layout of what is hashed.
enum Digests {
  /// SHA-256 of `bytes`, in lower-case hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// The fingerprint of a revision: over the exact bytes, and over all that each channel gets to
  /// see, media with their digests among it.
  static func fingerprint(bytes: [UInt8], content: RevisionContent) -> String {
    var fields = FieldWriter("vouch.fingerprint/1")
    fields.add(bytes)
    let posts = content.channels.compactMap { PostContent(content, on: $0)?.digest }
    fields.add(posts)
    fields.add(content.media.count)
    for file in content.media {
      fields.add(file.file)
      fields.add(optional: file.sha256)
      fields.add(optional: file.alt)
    }
    return sha256(fields.bytes)
  }

  /// The idempotency key of a post: the same for every attempt at it.
  static func deliveryKey(workspace: String, id: RevisionID, channel: Channel) -> String {
    var fields = FieldWriter("vouch.delivery/1")
    fields.add(workspace)
    fields.add(id.submission)
    fields.add(id.revision)
    fields.add(channel.name)
    return sha256(fields.bytes)
  }

  fileprivate static func hex(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in digest {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }
}

import Crypto
import VouchCore

/// Everything that is hashed, and the layout of what is hashed.
enum Digests {
  /// SHA-256 of `bytes`, in lower-case hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// The first 60 bits of the SHA-256 of `text`, in lower-case hexadecimal: enough to find what is the
  /// same, and nothing to rely on where somebody gains by two that only seem so.
  static func short(of text: String) -> String { String(sha256(Array(text.utf8)).prefix(15)) }

  /// The fingerprint of a revision: over the exact bytes, and over all that each channel gets to
  /// see, media with their digests among it.
  static func fingerprint(bytes: [UInt8], content: RevisionContent) -> String {
    var fields = FieldWriter("vouch.fingerprint/1", room: bytes.count + 256)
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

  private static func hex(_ digest: SHA256.Digest) -> String {
    String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { out in
      for (place, byte) in digest.enumerated() {
        out[2 * place] = digit(byte >> 4)
        out[2 * place + 1] = digit(byte & 15)
      }
      return 2 * SHA256.byteCount
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
  }
}

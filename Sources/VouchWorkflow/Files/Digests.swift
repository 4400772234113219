import Crypto
import VouchCore

/// Everything that is hashed, and the layout of what is hashed.
enum Digests {
  /// SHA-256 of `bytes`, in lower-case hexadecimal.
  static func sha256(_ bytes: [UInt8]) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// The fingerprint of a revision: a domain tag, then each field with its length in bytes before
  /// it: the exact bytes, every channel with its segments, and every media digest.
  static func fingerprint(bytes: [UInt8], posts: [Rendition], media: [StoredMedia]) -> String {
    var hash = FieldHash("vouch.fingerprint/1")
    hash.add(bytes)
    hash.add(String(posts.count))
    for post in posts {
      hash.add(post.channel.name)
      hash.add(String(post.segments.count))
      for segment in post.segments { hash.add(segment) }
    }
    hash.add(String(media.count))
    for file in media {
      hash.add(file.file)
      hash.add(file.sha256 ?? "")
      hash.add(file.alt ?? "")
    }
    return hash.digest
  }

  /// The idempotency key of a post: the same for every attempt at it.
  static func deliveryKey(workspace: String, id: RevisionID, channel: Channel) -> String {
    var hash = FieldHash("vouch.delivery/1")
    for field in [workspace, String(id.submission), String(id.revision), channel.name] {
      hash.add(field)
    }
    return hash.digest
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

private struct FieldHash {
  private var hash = SHA256()

  init(_ domain: String) { add(domain) }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ bytes: [UInt8]) {
    hash.update(data: Array("\(bytes.count):".utf8))
    hash.update(data: bytes)
  }

  var digest: String { Digests.hex(hash.finalize()) }
}

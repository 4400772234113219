import Crypto
import Foundation

/// The half of an owner's key that everybody may know: what the owner signed is checked with it.
public struct OwnerPublicKey: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes of an Ed25519 public key (RFC 8032).
  let raw: [UInt8]

  private static let scheme = "ed25519:"

  init(raw: [UInt8]) {
    self.raw = raw
  }

  /// The key written as `ed25519:` and 44 characters of Base64; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.scheme),
      let data = Data(base64Encoded: String(text.dropFirst(Self.scheme.count))), data.count == 32
    else { return nil }
    raw = [UInt8](data)
    // Base64 has more than one spelling of some bytes; a key has one name.
    guard description == text else { return nil }
  }

  /// `ed25519:` and the key in Base64.
  public var description: String { Self.scheme + Data(raw).base64EncodedString() }

  /// True where `signature` was made over `bytes` with the private half of this key.
  func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
    let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    return key?.isValidSignature(signature, for: bytes) ?? false
  }
}

/// The half of an owner's key that signs; it never leaves the owner's own folder.
struct OwnerPrivateKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// - Parameter seed: 32 random bytes.
  init?(seed: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    self.key = key
  }

  var seed: [UInt8] { [UInt8](key.rawRepresentation) }

  var publicKey: OwnerPublicKey { OwnerPublicKey(raw: [UInt8](key.publicKey.rawRepresentation)) }

  func sign(_ bytes: [UInt8]) throws -> SignedStatement {
    SignedStatement(
      bytes: bytes,
      signature: [UInt8](try key.signature(for: bytes)),
      key: publicKey
    )
  }
}

extension OwnerPrivateKey: Hashable {
  static func == (left: OwnerPrivateKey, right: OwnerPrivateKey) -> Bool { left.seed == right.seed }

  func hash(into hasher: inout Hasher) { hasher.combine(seed) }
}

import Crypto
import CryptoExtras
import Foundation
import VouchCore

/// A private key that nobody can use without a passphrase.
///
/// The passphrase becomes a key with scrypt (RFC 7914), and that one seals the private key with
/// ChaCha20-Poly1305 (RFC 8439). The name of the public key is sealed in with it, so that a sealed
/// key cannot be passed off as another one.
struct SealedKey: Hashable, Sendable {
  /// What scrypt costs; the numbers stand in the file, so that they can grow.
  let cost: Cost
  let salt: [UInt8]
  /// Nonce, ciphertext and tag.
  let box: [UInt8]

  struct Cost: Hashable, Sendable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// About a third of a second and 128 MiB for each guess.
    static let today = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)
    /// More than this is no cost that Vouch has ever asked for.
    static let most = Cost(rounds: 1 << 20, blockSize: 16, parallelism: 4)
  }

  /// The passphrase is wrong, or the file was changed.
  struct Refused: Error {}

  /// Seals `key` with `passphrase`; `random` is 28 bytes or more: 16 for the salt and 12 for the
  /// nonce.
  static func seal(
    _ key: OwnerPrivateKey,
    with passphrase: [UInt8],
    random: [UInt8],
    cost: Cost = .today
  ) throws -> SealedKey {
    let salt = Array(random.prefix(16))
    let box = try ChaChaPoly.seal(
      key.seed,
      using: try sealing(passphrase, salt, cost),
      nonce: try ChaChaPoly.Nonce(data: random[16..<28]),
      authenticating: Array(key.publicKey.description.utf8)
    )
    return SealedKey(cost: cost, salt: salt, box: [UInt8](box.combined))
  }

  /// The private key of `publicKey`.
  ///
  /// - Throws: ``Refused``.
  func open(with passphrase: [UInt8], of publicKey: OwnerPublicKey) throws -> OwnerPrivateKey {
    guard cost.rounds <= Cost.most.rounds, cost.blockSize <= Cost.most.blockSize,
      cost.parallelism <= Cost.most.parallelism,
      let box = try? ChaChaPoly.SealedBox(combined: box),
      let sealing = try? Self.sealing(passphrase, salt, cost),
      let seed = try? ChaChaPoly.open(
        box,
        using: sealing,
        authenticating: Array(publicKey.description.utf8)
      ),
      let key = OwnerPrivateKey(seed: [UInt8](seed))
    else { throw Refused() }
    return key
  }

  private static func sealing(
    _ passphrase: [UInt8],
    _ salt: [UInt8],
    _ cost: Cost
  ) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: passphrase,
      salt: salt,
      outputByteCount: 32,
      rounds: cost.rounds,
      blockSize: cost.blockSize,
      parallelism: cost.parallelism
    )
  }
}

extension SealedKey {
  var json: JSON {
    [
      "kdf": "scrypt", "rounds": .int(cost.rounds), "blockSize": .int(cost.blockSize),
      "parallelism": .int(cost.parallelism),
      "salt": .string(Data(salt).base64EncodedString()),
      "cipher": "chacha20-poly1305", "box": .string(Data(box).base64EncodedString()),
    ]
  }

  init?(_ json: JSON) {
    guard json["kdf"]?.string == "scrypt", json["cipher"]?.string == "chacha20-poly1305",
      let rounds = json["rounds"]?.int, let blockSize = json["blockSize"]?.int,
      let parallelism = json["parallelism"]?.int,
      let salt = json["salt"]?.string.flatMap({ Data(base64Encoded: $0) }),
      let box = json["box"]?.string.flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    self.init(
      cost: Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism),
      salt: [UInt8](salt),
      box: [UInt8](box)
    )
  }
}

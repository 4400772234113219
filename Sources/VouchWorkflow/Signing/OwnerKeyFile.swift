import Foundation
import VouchCore

/// What the owner's own folder keeps about one workspace: the key that signs, and which workspace
/// it signs for.
struct OwnerKeyFile: Hashable, Sendable {
  /// The random key of the workspace.
  let workspace: String
  /// For people who look into the folder.
  let brand: String
  let isSimulation: Bool
  var key: StoredKey
  /// The key that a rotation is about to bring into force; nil but for the moment it takes.
  var next: StoredKey?
  /// The keys that were in force before, oldest first: a backup from their time can still be put
  /// back.
  var earlier: [StoredKey] = []

  struct StoredKey: Hashable, Sendable {
    let publicKey: OwnerPublicKey
    let secret: Secret

    enum Secret: Hashable, Sendable {
      case plain(OwnerPrivateKey)
      case sealed(SealedKey)
    }

    var isSealed: Bool {
      if case .sealed = secret { true } else { false }
    }
  }

  private static let schema = "vouch.owner-key/1"

  var bytes: [UInt8] {
    var members: [JSON.Member] = [
      .init("schema", .string(Self.schema)),
      .init("workspace", .string(workspace)),
      .init("brand", .string(brand)),
      .init("simulation", .bool(isSimulation)),
      .init("key", key.json),
    ]
    if let next { members.append(.init("next", next.json)) }
    if !earlier.isEmpty { members.append(.init("earlier", .array(earlier.map(\.json)))) }
    return Array((JSON.object(members).text(indent: 2) + "\n").utf8)
  }

  init(
    workspace: String,
    brand: String,
    isSimulation: Bool,
    key: StoredKey,
    next: StoredKey? = nil,
    earlier: [StoredKey] = []
  ) {
    self.earlier = earlier
    self.workspace = workspace
    self.brand = brand
    self.isSimulation = isSimulation
    self.key = key
    self.next = next
  }

  /// Reads what ``bytes`` wrote; nil for anything else.
  init?(_ bytes: [UInt8]) {
    guard let json = JSON(parsing: String(decoding: bytes, as: UTF8.self)),
      json["schema"]?.string == Self.schema, let workspace = json["workspace"]?.string,
      let brand = json["brand"]?.string, let isSimulation = json["simulation"]?.bool,
      let key = json["key"].flatMap(StoredKey.init)
    else { return nil }
    self.init(
      workspace: workspace,
      brand: brand,
      isSimulation: isSimulation,
      key: key,
      next: json["next"].flatMap(StoredKey.init),
      earlier: json["earlier"]?.elements.compactMap(StoredKey.init) ?? []
    )
  }

  /// Brings the next key into force.
  mutating func advance() {
    guard let next else { return }
    earlier.append(key)
    key = next
    self.next = nil
  }
}

extension OwnerKeyFile.StoredKey {
  /// `key` as it is kept: in the clear, or sealed with a passphrase where there is one.
  init(_ key: OwnerPrivateKey, sealedWith passphrase: [UInt8]?, random: KeySource) throws {
    publicKey = key.publicKey
    guard let passphrase else {
      secret = .plain(key)
      return
    }
    secret = .sealed(try .seal(key, with: passphrase, random: random.bytes(28)))
  }

  var json: JSON {
    switch secret {
    case .plain(let key):
      [
        "publicKey": .string(publicKey.description),
        "privateKey": .string(Data(key.seed).base64EncodedString()),
      ]
    case .sealed(let sealed):
      ["publicKey": .string(publicKey.description), "sealed": sealed.json]
    }
  }

  init?(_ json: JSON) {
    guard let publicKey = json["publicKey"]?.string.flatMap(OwnerPublicKey.init(_:)) else {
      return nil
    }
    if let sealed = json["sealed"].flatMap(SealedKey.init) {
      self.init(publicKey: publicKey, secret: .sealed(sealed))
    } else if let seed = json["privateKey"]?.string.flatMap({ Data(base64Encoded: $0) }),
      let key = OwnerPrivateKey(seed: [UInt8](seed)), key.publicKey == publicKey
    {
      self.init(publicKey: publicKey, secret: .plain(key))
    } else {
      return nil
    }
  }

  /// The key itself; `passphrase` is asked for where it is sealed.
  ///
  /// - Throws: ``WorkflowError`` where the passphrase is wrong, or there is none.
  func open(_ passphrase: Passphrase) throws -> OwnerPrivateKey {
    switch secret {
    case .plain(let key): return key
    case .sealed(let sealed):
      do {
        return try sealed.open(with: try passphrase.known(), of: publicKey)
      } catch is SealedKey.Refused {
        throw WorkflowError(
          .notAllowed,
          "that is not the passphrase of the owner's key",
          help: "nothing was changed; try again"
        )
      }
    }
  }
}

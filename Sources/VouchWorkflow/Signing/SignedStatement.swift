import Foundation
import VouchCore

/// Something an owner said, with the proof that it was the owner who said it.
struct SignedStatement: Hashable, Sendable {
  /// What was said: the fields of a statement, as they were signed.
  let bytes: [UInt8]
  /// The 64 bytes of an Ed25519 signature over exactly those bytes.
  let signature: [UInt8]
  /// The key it claims to be signed with.
  let key: OwnerPublicKey

  init(bytes: [UInt8], signature: [UInt8], key: OwnerPublicKey) {
    self.bytes = bytes
    self.signature = signature
    self.key = key
  }

  /// Reads the members `statement`, `signature` and `signedBy` of an object; nil where one of them
  /// is missing or is not what it should be.
  init?(in json: JSON) {
    guard let bytes = json["statement"]?.string.flatMap(Self.decode),
      let signature = json["signature"]?.string.flatMap(Self.decode),
      let key = json["signedBy"]?.string.flatMap(OwnerPublicKey.init(_:))
    else { return nil }
    self.init(bytes: bytes, signature: signature, key: key)
  }

  /// The members that ``init(in:)`` reads.
  var members: [JSON.Member] {
    [
      .init("statement", .string(Data(bytes).base64EncodedString())),
      .init("signature", .string(Data(signature).base64EncodedString())),
      .init("signedBy", .string(key.description)),
    ]
  }

  /// True where the key it names did sign it.
  var isGenuine: Bool { key.verifies(signature, over: bytes) }

  private static func decode(_ text: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else {
      return nil
    }
    return [UInt8](data)
  }
}

import Synchronization

/// A stand-in for SHA-256 that counts how often it is asked.
final class DigestCounter: Sendable {
  private let calls = Mutex(0)

  var count: Int { calls.withLock { $0 } }

  func reset() { calls.withLock { $0 = 0 } }

  @Sendable func digest(_ bytes: [UInt8]) -> String {
    calls.withLock { $0 += 1 }
    return sampleDigest(bytes)
  }
}

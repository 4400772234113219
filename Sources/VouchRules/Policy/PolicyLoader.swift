public import VouchCore

/// Reads a policy and everything it extends.
///
/// Strict: whatever is not understood is an error with its place, and a policy with an error is
/// refused whole. A typo must not switch a safety rule off.
public struct PolicyLoader: Sendable {
  private let catalog: RuleCatalog
  let folding: Folding
  private let digest: @Sendable ([UInt8]) -> String
  private let fallbackZone: BrandZone?

  /// How many files may stand behind one policy, itself included.
  public static let chainLimit = 8

  /// A loader.
  ///
  /// - Parameters:
  ///   - catalog: The rules that policies can speak of.
  ///   - folding: How forbidden words are folded.
  ///   - digest: SHA-256 of bytes, in hexadecimal.
  ///   - fallbackZone: The zone of a policy that names none.
  public init(
    catalog: RuleCatalog = .all,
    folding: Folding,
    digest: @escaping @Sendable ([UInt8]) -> String,
    fallbackZone: BrandZone?
  ) {
    self.catalog = catalog
    self.folding = folding
    self.digest = digest
    self.fallbackZone = fallbackZone
  }

  /// The policy `name`.
  ///
  /// - Parameters:
  ///   - name: The name of its file without `.yaml`.
  ///   - read: Gives the bytes of `<name>.yaml`, or throws where it cannot be read.
  /// - Returns: The policy, whole.
  /// - Throws: ``PolicyError`` with every problem of every file.
  public func load(_ name: String, read: (String) throws -> [UInt8]) throws(PolicyError) -> Policy {
    var chain = PolicyChain()
    chain.follow(from: name, read)
    var problems = chain.problems
    var builder = PolicyBuilder(
      catalog: catalog,
      folding: folding,
      channelNames: chain.names(under: "channels", beside: ChannelCatalog.known.profiles),
      topicNames: chain.names(under: "topics"),
      isWhole: chain.problems.isEmpty
    )
    for link in chain.links.reversed() {
      let reader = PolicyReader(link.file)
      builder.take(link.root, reader)
      problems += reader.problems
    }
    let zone = builder.zone ?? fallbackZone
    if zone == nil, problems.isEmpty {
      problems.append(
        PolicyProblem(
          "the policy names no time zone, and nothing else does",
          at: PolicyPlace(file: name + ".yaml", line: 1, column: 1),
          help: "write timezone: Europe/Lisbon"
        )
      )
    }
    guard problems.isEmpty, let zone else { throw PolicyError(problems) }
    return builder.policy(name: name, fingerprint: fingerprint(of: chain), zone: zone)
  }

  /// The digest of every file's name and bytes, each with its length in front, the policy itself
  /// first: no two chains of files give the same input.
  private func fingerprint(of chain: PolicyChain) -> String {
    var input: [UInt8] = []
    for link in chain.links {
      for part in [Array(link.file.file.utf8), link.file.bytes] {
        withUnsafeBytes(of: UInt64(part.count).bigEndian) { input += $0 }
        input += part
      }
    }
    return digest(input)
  }
}

import VouchCore
import VouchRules
import VouchTestSupport

/// Loads policies out of texts by name.
struct LoadingPolicies {
  var catalog = RuleCatalog.stubs
  var folding = Folding.lowercase
  var fallbackZone: BrandZone? = .utc

  /// The policy `brand` of `files`, made from texts without their `version: 1`.
  func load(_ files: [String: String]) throws(PolicyError) -> Policy {
    try loadBytes(files.mapValues { Array(("version: 1\n" + $0).utf8) })
  }

  /// A policy of one file.
  func load(_ text: String) throws(PolicyError) -> Policy {
    try load(["brand": text])
  }

  /// The policy `brand` of `files`, byte for byte.
  func loadBytes(_ files: [String: [UInt8]]) throws(PolicyError) -> Policy {
    let loader = PolicyLoader(
      catalog: catalog,
      folding: folding,
      digest: { String(describing: $0.map { String($0, radix: 16) }) },
      fallbackZone: fallbackZone
    )
    return try loader.load("brand") { name in
      guard let bytes = files[name] else { throw Missing() }
      return bytes
    }
  }

  /// What is wrong with `files`, a line each; empty where they load.
  func problems(_ files: [String: String]) -> [String] {
    do throws(PolicyError) {
      _ = try load(files)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  /// What is wrong with a policy of one file whose text starts on line 2.
  func problems(_ text: String) -> [String] {
    problems(["brand": text])
  }

  /// What is wrong with a policy of one file of these bytes.
  func problems(_ bytes: [UInt8]) -> [PolicyProblem] {
    do throws(PolicyError) {
      _ = try loadBytes(["brand": bytes])
      return []
    } catch {
      return error.problems
    }
  }

  private struct Missing: Error, CustomStringConvertible {
    var description: String { "no such file" }
  }
}

import VouchCore

/// A policy's file and those it extends, read but not understood; the policy itself first.
struct PolicyChain {
  /// One file and its tree.
  struct Link {
    let file: PolicyFile
    let root: PolicyNode
  }

  private(set) var links: [Link] = []
  private(set) var problems: [PolicyProblem] = []

  /// Reads the file `name` and what it extends, as far as that goes.
  mutating func follow(from name: String, _ read: (String) throws -> [UInt8]) {
    var name = name
    var place = PolicyPlace(file: name + ".yaml", line: 1, column: 1)
    while true {
      guard Self.isFileName(name) else {
        report("'\(shown(name))' is not the name of a policy", at: place, help: Self.advice(name))
        return
      }
      if let index = links.firstIndex(where: { $0.file.name == name }) {
        let circle = links[index...].map(\.file.name) + [name]
        report("policies extend one another: \(circle.joined(separator: " → "))", at: place)
        return
      }
      guard links.count < PolicyLoader.chainLimit else {
        report("more than \(PolicyLoader.chainLimit) policies extend one another", at: place)
        return
      }
      let bytes: [UInt8]
      do {
        bytes = try read(name)
      } catch {
        report("the policy '\(name)' cannot be read: \(error)", at: place)
        return
      }
      let file = PolicyFile(name: name, bytes: bytes)
      do throws(PolicyError) {
        links.append(Link(file: file, root: try PolicyYAML.read(file)))
      } catch {
        problems += error.problems
        return
      }
      guard let next = extended() else { return }
      name = next.name
      place = next.place
    }
  }

  /// The keys that stand under `section` in any of the files, behind those of `profiles`.
  func names(under section: String, beside profiles: [ChannelProfile] = []) -> [String] {
    var names = profiles.map(\.channel.name)
    var seen = Set(names)
    for link in links.reversed() {
      guard case .map(let pairs)? = link.root.value(of: section)?.content else { continue }
      for name in pairs.compactMap(\.key.text) where seen.insert(name).inserted {
        names.append(name)
      }
    }
    return names
  }

  private mutating func extended() -> (name: String, place: PolicyPlace)? {
    guard let link = links.last, let node = link.root.value(of: "extends") else { return nil }
    let reader = PolicyReader(link.file)
    let name = reader.text(node, of: "extends")
    problems += reader.problems
    return name.map { ($0, reader.place(of: node)) }
  }

  private mutating func report(_ message: String, at place: PolicyPlace, help: String? = nil) {
    problems.append(PolicyProblem(message, at: place, help: help))
  }

  /// True where `name` names a file in the folder of policies and nowhere else.
  private static func isFileName(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasSuffix(".yaml")
      && name.unicodeScalars.allSatisfy { scalar in
        scalar != "/" && scalar != "\\" && scalar.value >= 0x20 && scalar.value != 0x7F
      }
  }

  private static func advice(_ name: String) -> String {
    name.hasSuffix(".yaml")
      ? "write '\(shown(String(name.dropLast(5))))'"
      : "it is the name of a file beside this one, without .yaml"
  }
}

extension PolicyNode {
  /// The value of the first entry called `key`, in a map.
  fileprivate func value(of key: String) -> PolicyNode? {
    guard case .map(let pairs) = content else { return nil }
    return pairs.first { $0.key.text == key }?.value
  }
}

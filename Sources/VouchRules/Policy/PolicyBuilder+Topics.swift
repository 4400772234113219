import VouchCore

extension PolicyBuilder {
  /// `topics: {name: {about: …, words: […]}}`.
  mutating func takeTopics(_ node: PolicyNode, _ reader: PolicyReader) {
    for entry in reader.entries(node, of: "topics") ?? [] {
      let what = "the topic '\(shown(entry.name))'"
      let sound = reader.problems.count
      guard let fields = reader.fields(entry.value, of: what, known: ["about", "words"]) else {
        continue
      }
      var about: String?
      if let field = fields["about"] {
        about = reader.text(field.value, of: "about")
      } else if reader.problems.count == sound {
        reader.report(
          "\(what) does not say what it is about",
          at: entry.key,
          help: "write about: …"
        )
      }
      let words = fields["words"].map { takeWords($0.value, of: what, reader) } ?? []
      places["topics/\(entry.name)"] = reader.place(of: entry.key)
      Self.put(
        PolicyTopic(name: entry.name, about: about ?? "", words: words),
        into: &topics
      )
    }
  }

  /// `off-limits: {name: [words]}`; words of the same name add up over the files of a policy.
  mutating func takeOffLimits(_ node: PolicyNode, _ reader: PolicyReader) {
    for entry in reader.entries(node, of: "off-limits") ?? [] {
      let what = "the off-limits entry '\(shown(entry.name))'"
      let words = takeWords(entry.value, of: what, reader)
      places["off-limits/\(entry.name)"] = reader.place(of: entry.key)
      let earlier = offLimits.first { $0.name == entry.name }?.words ?? []
      let known = Set(earlier)
      let all = earlier + words.filter { !known.contains($0) }
      Self.put(PolicyTopic(name: entry.name, about: "", words: all), into: &offLimits)
    }
  }

  private func takeWords(
    _ node: PolicyNode,
    of what: String,
    _ reader: PolicyReader
  ) -> [String] {
    var words: [String] = []
    var seen: Set<String> = []
    for (text, node) in reader.texts(node, of: "words") ?? [] {
      if !seen.insert(text).inserted {
        reader.report("'\(shown(text))' stands twice in \(what)", at: node)
      } else if ForbiddenWords(text, folding: folding) == nil {
        reader.report("'\(shown(text))' holds nothing that could be found in a text", at: node)
      } else {
        words.append(text)
      }
    }
    if words.isEmpty, case .list(let nodes) = node.content, nodes.isEmpty {
      reader.report("\(what) has an empty list of words", at: node)
    }
    return words
  }

  private static func put(_ topic: PolicyTopic, into topics: inout [PolicyTopic]) {
    if let index = topics.firstIndex(where: { $0.name == topic.name }) {
      topics[index] = topic
    } else {
      topics.append(topic)
    }
  }
}

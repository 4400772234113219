import VouchCore

/// Reads the files that go with a post.
struct MediaDecoder {
  let limits: InputLimits

  /// The files that `node` lists; their paths stay inside the workspace.
  func decode(_ node: HeadNode, _ fields: inout HeadFields) -> [MediaItem] {
    guard case .sequence(let nodes, let span) = node else {
      fields.report("'media' has to be a list, not \(node.noun)", at: node.span)
      return []
    }
    if nodes.isEmpty { fields.report("'media' is empty", at: span) }
    if nodes.count > limits.maxMedia {
      fields.report(
        "a draft takes at most \(limits.maxMedia) files; these are \(nodes.count)",
        at: nodes[limits.maxMedia].span
      )
    }
    return nodes.compactMap { item($0, &fields) }
  }

  private func item(_ node: HeadNode, _ fields: inout HeadFields) -> MediaItem? {
    if case .scalar = node {
      return file(node, &fields).map { MediaItem(file: $0, alt: nil) }
    }
    var path: Located<String>?
    var alt: Located<String>?
    var hasFile = false
    for pair in fields.keys(node, of: "media", known: ["file", "alt"]) {
      let (key, value) = (pair.key, pair.value)
      if key.text == "file" {
        hasFile = true
        path = file(value, &fields)
      } else {
        alt = fields.located(value, of: "alt")
      }
    }
    if !hasFile, case .mapping = node {
      fields.report("this file has no name", at: node.span, help: "add 'file: picture.png'")
    }
    return path.map { MediaItem(file: $0, alt: alt) }
  }

  private func file(_ node: HeadNode, _ fields: inout HeadFields) -> Located<String>? {
    guard let path = fields.located(node, of: "file") else { return nil }
    let parts = path.value.split(separator: "/", omittingEmptySubsequences: false)
    let isDrive = path.value.utf8.dropFirst().first == UInt8(ascii: ":")
    if path.value.hasPrefix("/") || path.value.hasPrefix("~") || isDrive {
      fields.report(
        "a file is named from the workspace on, not by a full path",
        at: path.span,
        help: "write it as images/picture.png"
      )
    } else if parts.contains("..") {
      fields.report("a file must not lie outside the workspace: '..' leads out", at: path.span)
    } else if path.value.contains("\\") {
      fields.report("a path has '/' between its parts, not '\\'", at: path.span)
    } else if parts.contains("") || path.value.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      fields.report("'\(path.value)' is not the path of a file", at: path.span)
    } else {
      return path
    }
    return nil
  }
}

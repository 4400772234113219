import VouchCore

/// Reads the files that go with a post.
struct MediaDecoder {
  private static let keys = ["file", "alt"]

  let limits: InputLimits

  /// The files that `node` lists; their paths stay inside the workspace.
  func decode(_ node: HeadNode, _ fields: inout HeadFields) -> [MediaItem] {
    guard node.kind == .sequence else {
      fields.report("'media' has to be a list, not \(fields.tree.noun(of: node))", at: node.span)
      return []
    }
    var nodes: [HeadNode] = []
    var parts = node.parts
    while let part = parts.next(in: fields.tree) { nodes.append(part) }
    if nodes.isEmpty { fields.report("'media' is empty", at: node.span) }
    if nodes.count > limits.maxMedia {
      fields.report(
        "a draft takes at most \(limits.maxMedia) files; these are \(nodes.count)",
        at: nodes[limits.maxMedia].span
      )
    }
    return nodes.compactMap { item($0, &fields) }
  }

  private func item(_ node: HeadNode, _ fields: inout HeadFields) -> MediaItem? {
    if node.kind == .scalar {
      return file(node, &fields).map { MediaItem(file: $0, alt: nil) }
    }
    var path: Located<String>?
    var alt: Located<String>?
    var hasFile = false
    var keys = fields.keys(node, of: "media", known: Self.keys)
    while let (name, value) = fields.next(&keys, of: "media", known: Self.keys) {
      if name == "file" {
        hasFile = true
        path = file(value, &fields)
      } else {
        alt = fields.located(value, of: "alt")
      }
    }
    if !hasFile, node.kind == .mapping {
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

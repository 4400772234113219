import Foundation
import VouchCore

extension Desk {
  /// The templates of the workspace, by name.
  ///
  /// - Throws: ``WorkflowError``.
  public func templates() throws -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: workspace.templates)
    guard let names else {
      throw WorkflowError(.unavailable, "cannot read the folder \(workspace.templates)")
    }
    return names.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }

  /// Makes a draft from the template called `name`.
  ///
  /// - Parameters:
  ///   - name: The template, without `.md`.
  ///   - file: Where the draft goes; nil for a free name in `drafts/`.
  /// - Returns: The path of the draft.
  /// - Throws: ``WorkflowError`` where there is no such template, or something lies at `file`.
  public func newDraft(_ name: String, at file: String?) throws -> String {
    let known = try templates()
    guard known.contains(name) else {
      throw WorkflowError(
        .notFound,
        "there is no template called '\(name)'",
        help: "there are \(known.joined(separator: ", "))"
      )
    }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read("\(workspace.templates)/\(name).md", limit: DraftFile.maxBytes)
    } catch {
      throw WorkflowError(.unavailable, "cannot read the template '\(name)': \(error)")
    }
    let path = file ?? freePath(name)
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    try FileWriter.makeFolder(folder, mode: 0o755)
    guard
      try FileWriter.create(url.lastPathComponent, in: folder, bytes: bytes, mode: 0o644)
        == .written
    else {
      throw WorkflowError(.conflict, "\(path) is there already, and nothing is overwritten")
    }
    return path
  }

  private func freePath(_ name: String) -> String {
    let today = workspace.settings.zone.local(clock.now).date
    var path = "\(workspace.root)/drafts/\(today)-\(name).md"
    var number = 2
    while FileManager.default.fileExists(atPath: path) {
      path = "\(workspace.root)/drafts/\(today)-\(name)-\(number).md"
      number += 1
    }
    return path
  }
}

import Foundation
import VouchCore

/// The posts that this account has sent, kept outside of the workspace: whatever is done to the
/// database, none of them is sent again.
///
/// Each is a line of its key and the digest of its content, in one of 256 files by the first digits
/// of the key, so that a look at one costs little however many there are.
struct SentJournal {
  private let folder: String

  init(_ folders: PersonalFolders, workspace: String) throws {
    folder = try folders.memory(of: workspace) + "/sent"
  }

  /// What is known about a post that is about to go out.
  enum Memory: Equatable {
    case unknown
    /// It went out already.
    case sent
    /// Another post went out under its key: a database was put back that did not know of it.
    case sentAsAnother
  }

  /// - Throws: ``WorkflowError`` where the journal cannot be read.
  func memory(of post: PostDocument) throws -> Memory {
    let path = path(of: post)
    guard access(path, F_OK) == 0 || errno != ENOENT else { return .unknown }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, limit: 1 << 30, following: false)
    } catch {
      throw WorkflowError(.unavailable, "cannot read what was sent, \(path): \(error)")
    }
    let key = Array(post.delivery.key.utf8)
    let line = bytes.split(separator: UInt8(ascii: "\n")).last { $0.starts(with: key) }
    guard let line else { return .unknown }
    let digest = line.dropFirst(key.count + 1)
    return digest.elementsEqual(post.content.digest.utf8) ? .sent : .sentAsAnother
  }

  /// Remembers a post that lies in the outbox now; safe against a power cut on return.
  ///
  /// - Throws: ``WorkflowError`` where the journal cannot be written.
  func remember(_ post: PostDocument) throws {
    try FileWriter.makeFolder(folder)
    // A line that was cut short by a power cut ends here and matches no key.
    let line = "\n\(post.delivery.key) \(post.content.digest)\n"
    try FileWriter.append(Array(line.utf8), to: path(of: post))
  }

  private func path(of post: PostDocument) -> String {
    "\(folder)/\(post.delivery.key.prefix(2))"
  }
}

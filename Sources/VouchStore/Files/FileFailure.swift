import Foundation

/// A file or folder with which the system would not do what was asked.
public struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried, such as `write`.
  public let verb: String
  /// With what, as people know it.
  public let path: String
  /// The system's number for the reason.
  public let code: Int32

  /// A failure to `verb` what lies at `path`, for the system's last reason.
  public init(_ verb: String, _ path: String) {
    self.init(verb, path, code: errno)
  }

  /// A failure to `verb` what lies at `path`.
  public init(_ verb: String, _ path: String, code: Int32) {
    self.verb = verb
    self.path = path
    self.code = code
  }

  /// What went wrong, in one line.
  public var description: String { "cannot \(verb) \(path): \(reason)" }

  /// The reason in words.
  public var reason: String {
    switch code {
    case ELOOP: "it is a symbolic link"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the disk is read-only"
    case EIO: "the disk reports an error (\(Self.words(code)))"
    default: Self.words(code)
    }
  }

  /// What to do about it; nil where there is nothing to add.
  public var help: String? {
    switch code {
    case ELOOP: "put the real file or folder in its place: Vouch follows no links here"
    case ENOSPC, EDQUOT: "make room, then do it again"
    case EROFS: "have the disk mounted for writing, then do it again"
    case EIO: "look at the disk before anything else; then 'vouch doctor' says what is left"
    case EACCES, EPERM: "check its permissions"
    case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n)"
    default: nil
    }
  }

  private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}

import Foundation

/// Takes paths apart as the texts they are.
///
/// Foundation's `URL` and `FileManager` answer the same, but each costs a command more at its start
/// than all that it reads.
enum FilePath {
  /// `path` from the root on, without `.`, `..` and empty parts; links are not followed.
  static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    let whole = path.hasPrefix("/") ? path : currentFolder + "/" + path
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    // Not by joining, for which the runtime looks conformances up: longer than the rest takes.
    var joined = ""
    for part in parts {
      joined += "/"
      // Nor by `+=`, which takes the part for any row of characters and looks up what that is.
      joined.append(contentsOf: part)
    }
    return joined.isEmpty ? "/" : joined
  }

  /// The folder that holds `path`, from the root on; that of the root is the root.
  static func folder(of path: String) -> String {
    let path = absolute(path)
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return "/"
    }
    return String(path[..<slash])
  }

  /// What stands behind the last slash.
  static func name(of path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }

  /// True where something lies at `path`, links followed.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// True where a folder lies at `path`, links followed.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The folder that paths without a slash in front are read from.
  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}

import CHeap
import Foundation

/// How the C library keeps the memory that this program has freed.
enum Heap {
  /// Keeps what was freed for what is asked for next; for work on many drafts.
  ///
  /// The library gives memory back to the system where much of it lies free at an end. What reads
  /// drafts ahead frees those of a whole stretch and then asks for as much again: to give it back and
  /// get it anew each time took a tenth of the time of handing in. And it keeps small pieces apart
  /// until a large one is asked for, to join them all then, as every draft does anew.
  static func keepWhatIsFreed() { vouch_keep_freed(1 << 26) }

  /// Whether so many drafts seem to lie at `paths` that it is worth a millisecond to begin again with
  /// more room: in a row, or in a folder whose own file is large, as it is on most systems where much
  /// lies in it.
  static func isSmall(for paths: [String]) -> Bool {
    if paths.count >= fewest { return true }
    return paths.contains { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        && status.st_size >= fewest * bytesOfName
    }
  }

  /// From how many drafts on it is worth it.
  private static let fewest = 1000
  /// How many bytes a folder takes for a name, or so.
  private static let bytesOfName = 48

  /// Begins this run of the program again with more room for what is freed; goes on where it has that
  /// already, or it cannot be had.
  ///
  /// The GNU C library keeps seven freed pieces of each size at hand, and a group of drafts frees
  /// fifty; and it can have the system use larger pages. Both have to be said before a program
  /// begins. Whoever has told the library something keeps their word. Others need not understand it.
  static func beginAgainWithRoom() {
    guard Live.environment(tunables) == nil else { return }
    var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard readlink("/proc/self/exe", &path, Int(PATH_MAX)) > 0 else { return }
    setenv(tunables, "glibc.malloc.tcache_count=127:glibc.malloc.hugetlb=1", 1)
    execv(path, CommandLine.unsafeArgv)
  }

  private static let tunables = "GLIBC_TUNABLES"
}

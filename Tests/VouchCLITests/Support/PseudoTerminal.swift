import Foundation
import Testing

/// The program on a terminal of its own: keys go in, the screen comes out.
final class PseudoTerminal {
  let pid: pid_t
  private let master: Int32
  private let slave: Int32
  /// Everything that was ever written to the screen.
  private(set) var written = ""

  /// The longest wait for something on the screen, in milliseconds; a bound, not a pace.
  private static let patience: Int32 = 30_000

  init(
    _ arguments: [String],
    in folder: String,
    environment: [String: String],
    columns: Int = 80,
    rows: Int = 24
  ) throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    guard openpty(&ends.master, &ends.slave, nil, nil, nil) == 0, let name = ttyname(ends.slave)
    else { throw Program.Trouble("no pseudo-terminal") }
    (master, slave) = ends
    let path = String(cString: name)
    var size = winsize(
      ws_row: UInt16(rows),
      ws_col: UInt16(columns),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, it becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    pid = try Program.spawn(
      "/bin/sh",
      try Program.words(arguments, in: folder),
      environment.merging(["TERM": "xterm-256color"]) { $1 },
      actions: &actions,
      isSession: true
    )
  }

  deinit {
    kill(pid, SIGKILL)
    close(master)
    close(slave)
  }

  /// Presses keys.
  func press(_ keys: String) {
    var bytes = Array(keys.utf8)
    while !bytes.isEmpty {
      let count = write(master, bytes, bytes.count)
      guard count > 0 else { return }
      bytes.removeFirst(count)
    }
  }

  /// Waits until `text` is written behind everything that was waited for before.
  func waitFor(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    while true {
      if let range = written[seen...].range(of: text) {
        seen = range.upperBound
        return
      }
      guard try readMore() else {
        let rest = written[seen...].replacing("\u{1B}", with: "␛")
        throw Program.Trouble(
          "waited in vain for '\(text)' at \(sourceLocation); there was \(rest)"
        )
      }
    }
  }

  /// Waits for the end of the program and gives back its exit code.
  func wait() throws -> Int32 {
    while try readMore() {}
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { throw Program.Trouble("waitpid failed: \(errno)") }
    }
    return Program.exitCode(ofWaitStatus: status)
  }

  /// Changes the size of the window.
  func resize(columns: Int, rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows),
      ws_col: UInt16(columns),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    kill(pid, SIGWINCH)
  }

  /// True where the terminal echoes and reads whole lines, as a shell expects to find it.
  var isCooked: Bool {
    var settings = termios()
    guard tcgetattr(slave, &settings) == 0 else { return false }
    let wanted = tcflag_t(ECHO | ICANON | ISIG)
    return settings.c_lflag & wanted == wanted
  }

  private lazy var seen = written.startIndex

  /// Reads what the program writes next; false where it has ended.
  private func readMore() throws -> Bool {
    var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    // The slave is held open here, so the end of the program has to be asked for.
    for _ in 0..<(Self.patience / 50) {
      if poll(&source, 1, 50) > 0 {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        pending += buffer[..<count]
        decode()
        return true
      }
      var info = siginfo_t()
      if waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo != 0 {
        return false
      }
    }
    throw Program.Trouble(
      "the program neither wrote nor ended; the screen has \(written.suffix(400))"
    )
  }

  private var pending: [UInt8] = []

  /// Moves what is whole UTF-8 from `pending` to `written`.
  private func decode() {
    var end = pending.count
    for back in 1...4 where pending.count >= back {
      let byte = pending[pending.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      if length > back { end = pending.count - back }
      break
    }
    let offset = written.utf8.distance(from: written.startIndex, to: seen)
    written += String(decoding: pending[..<end], as: UTF8.self)
    pending.removeFirst(end)
    seen = written.utf8.index(written.startIndex, offsetBy: offset)
  }
}

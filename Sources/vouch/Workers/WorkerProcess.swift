import ArgumentParser
import Foundation
import VouchWorkflow

/// Another run of this program, which is talked to over a socket.
///
/// The socket is both its standard input and its standard output.
final class WorkerProcess {
  private let pid: pid_t
  private let socket: Int32
  private var received: [UInt8] = []
  private var hasEnded = false

  /// Starts `program`, which is this one unless said, with `arguments`.
  ///
  /// - Throws: `WorkflowError` where the system has no room for another process.
  init(_ arguments: [String], program: String = "/proc/self/exe") throws {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.failure() }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    let words = (["vouch"] + arguments).map { strdup($0) }
    let variables = Live.variables.map { strdup($0) }
    defer { for text in words + variables { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, program, &actions, nil, words + [nil], variables + [nil])
    guard code == 0 else {
      close(ends[0])
      throw Self.failure(code)
    }
    self.pid = pid
    socket = ends[0]
  }

  deinit {
    close(socket)
    guard !hasEnded else { return }
    kill(pid, SIGTERM)
    _ = wait()
  }

  /// Sends `bytes`; a process that has ended is noticed when it is listened to.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        // A signal would end this program where the other one has ended.
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(socket, Int32(SHUT_WR)) }

  /// Which of `processes` have something to say, or have ended; with `waiting`, once one has.
  static func ready(_ processes: [WorkerProcess], waiting: Bool) -> [Int] {
    var sockets = processes.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
    while poll(&sockets, nfds_t(sockets.count), waiting ? -1 : 0) < 0, errno == EINTR {}
    return sockets.indices.filter { sockets[$0].revents != 0 }
  }

  /// The records that have come in whole, which may be none; waits where nothing has come.
  ///
  /// - Throws: `ExitCode` where the process ended by itself, which told why; `WorkflowError` where
  ///   it was ended.
  func receive() throws -> [CheckRecord] {
    var count = 0
    let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
      repeat {
        count = read(socket, buffer.baseAddress, 65_536)
      } while count < 0 && errno == EINTR
      initialized = max(0, count)
    }
    guard count > 0 else { throw ending() }
    received += piece
    var records: [CheckRecord] = []
    var start = 0
    while let (record, length) = try CheckRecord.read(received[start...]) {
      records.append(record)
      start += length
    }
    received.removeFirst(start)
    return records
  }

  private func ending() -> any Error {
    let status = wait()
    let signal = status & 0x7F
    if signal == 0, status >> 8 != 0 { return ExitCode(status >> 8) }
    let how = signal == 0 ? "ended early" : "was ended by signal \(signal)"
    return Self.trouble("a process that checks drafts \(how)")
  }

  private func wait() -> Int32 {
    hasEnded = true
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private static func failure(_ code: Int32 = errno) -> WorkflowError {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return trouble("cannot start another process: \(reason)")
  }

  /// Trouble between the processes, none of which has changed anything.
  static func trouble(_ message: String) -> WorkflowError {
    WorkflowError(
      .unavailable,
      message,
      help: "nothing was changed; run it again, with '--jobs 1' if it happens again"
    )
  }
}

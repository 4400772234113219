import Foundation
import VouchWorkflow

/// The owner's terminal as a full screen whose keys arrive one by one.
///
/// Whatever happens, ``leave()`` puts back what ``enter()`` found.
final class RawTerminal {
  /// What can happen while somebody looks at the screen.
  enum Event: Equatable {
    case key(Key)
    /// The window has another size.
    case resized
    /// The shell wants the terminal for a while.
    case suspended
    /// Somebody asks the program to end, by this signal.
    case ended(Int32)
  }

  private let signals: SignalPipe
  private var original = termios()
  private var isRaw = false
  private var reader = KeyReader()
  private var waiting: [Event] = []

  /// How long a lone escape may be the beginning of a longer sequence, in milliseconds.
  private static let escapeDelay: Int32 = 40

  /// - Throws: `WorkflowError` where standard input is no terminal.
  init() throws {
    guard let signals = SignalPipe(), tcgetattr(STDIN_FILENO, &original) == 0 else {
      throw WorkflowError(.unavailable, "the terminal cannot be set up")
    }
    self.signals = signals
  }

  deinit { leave() }

  /// Takes the terminal over: another screen, no echo, every key at once.
  func enter() {
    guard !isRaw else { return }
    var raw = original
    cfmakeraw(&raw)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    isRaw = true
    put("\u{1B}[?1049h\u{1B}[2J\u{1B}[?25l")
  }

  /// Gives the terminal back as it was.
  func leave() {
    guard isRaw else { return }
    isRaw = false
    put("\u{1B}[?25h\u{1B}[?1049l")
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &original)
  }

  /// Stops the program until the shell continues it.
  func suspend() {
    leave()
    kill(getpid(), SIGSTOP)
    enter()
  }

  /// Runs `body` with the terminal given back, and takes it over again.
  func lend<Value>(_ body: () throws -> Value) rethrows -> Value {
    leave()
    defer {
      // What was pressed at the other program's keys, such as Ctrl-C, was meant for it.
      _ = signals.arrived()
      enter()
    }
    return try body()
  }

  /// The columns and lines of the screen.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Puts `lines` on the screen, which are painted already, and the cursor where it belongs.
  ///
  /// - Parameters:
  ///   - lines: At most as many as the screen has.
  ///   - cursor: Where somebody types, in columns from 0 of the last line; nil where nobody does.
  func show(_ lines: [String], cursor: Int?) {
    var text = "\u{1B}[?25l\u{1B}[H"
    text += lines.map { $0 + "\u{1B}[0m\u{1B}[K" }.joined(separator: "\r\n")
    text += "\u{1B}[J"
    if let cursor { text += "\u{1B}[\(lines.count);\(cursor + 1)H\u{1B}[?25h" }
    put(text)
  }

  /// True where something has happened already that nobody asked for yet.
  var isBusy: Bool { !waiting.isEmpty }

  /// Forgets the keys pressed so far: they were meant for what was on the screen before.
  func forgetKeys() {
    tcflush(STDIN_FILENO, TCIFLUSH)
    reader = KeyReader()
    waiting.removeAll { if case .key = $0 { true } else { false } }
  }

  /// Waits for the next thing to happen.
  func next() -> Event {
    while waiting.isEmpty { wait() }
    return waiting.removeFirst()
  }

  private func wait() {
    var sources = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&sources, 2, reader.isInMiddle ? Self.escapeDelay : -1)
    if sources[1].revents != 0 { waiting += signals.arrived().map(event) }
    if sources[0].revents != 0 {
      var buffer = [UInt8](repeating: 0, count: 1024)
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        reader.feed(buffer[..<count])
      } else if count == 0 || errno != EINTR {
        waiting.append(.ended(SIGHUP))
      }
    }
    while let key = reader.next(isFinal: ready == 0) { waiting.append(.key(key)) }
  }

  private func event(_ signal: Int32) -> Event {
    switch signal {
    case SIGWINCH: .resized
    case SIGTSTP: .suspended
    default: .ended(signal)
    }
  }

  private func put(_ text: String) {
    // A terminal that is gone says so at the keyboard.
    try? Console.write(text)
  }
}

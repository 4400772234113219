import Foundation

/// A C library that tests load into a process (`LD_PRELOAD`), built when it is first needed and
/// gone when the tests end.
public struct LoadedLibrary: Sendable {
  private let result: Result<String, ChildProcess.Trouble>

  /// Whether tests that need the library should run.
  ///
  /// Not where this machine has no C compiler, unless nothing may be skipped; where the compiler
  /// complains, they run and fail.
  public let isWanted: Bool
  /// What skipped tests say.
  public let absence: String

  /// Builds the library that does `purpose`, whose only source lies at `source`, relative to the
  /// root of the package.
  public init(_ source: String, _ purpose: String) {
    let compiler = ["/usr/bin/cc", "/usr/local/bin/cc"].first(
      where: FileManager.default.isExecutableFile
    )
    isWanted = Necessity.shouldRun(where: compiler != nil)
    absence = "there is no C compiler (cc) to build the library that \(purpose)"
    if let compiler {
      result = Result { () throws(ChildProcess.Trouble) in try Self.build(source, with: compiler) }
    } else {
      result = .failure(ChildProcess.Trouble(absence))
    }
  }

  /// Where the library lies.
  ///
  /// - Throws: ``ChildProcess/Trouble`` with what the compiler said, where it could not be built.
  public func path() throws(ChildProcess.Trouble) -> String { try result.get() }

  private static func build(
    _ source: String,
    with compiler: String
  ) throws(ChildProcess.Trouble) -> String {
    let source = ProjectFiles.root.appending(path: source)
    let name = source.deletingPathExtension().lastPathComponent
    let library = EndOfRun.remove(NSTemporaryDirectory() + "vouch-\(name)-\(getpid()).so")
    let complaints = EndOfRun.remove(library + ".err")
    do {
      let run = try ChildProcess(
        compiler,
        ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", library, source.path, "-ldl"],
        environment: [:],
        output: "/dev/null",
        errors: complaints
      )
      guard try run.wait() == 0 else {
        let said = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
        throw ChildProcess.Trouble("\(compiler) does not build \(source.path):\n\(said)")
      }
      return library
    } catch let trouble as ChildProcess.Trouble {
      throw trouble
    } catch {
      throw ChildProcess.Trouble("\(error)")
    }
  }
}

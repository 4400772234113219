import Foundation

/// Where the measurements were made.
enum Machine {
  /// Processor, system and compiler, one line.
  static var description: String {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model =
      info.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "Machine: \(model ?? "unknown processor"), \(cores) cores, \(system), \(compiler)."
  }

  private static var compiler: String {
    let said = ProcessInfo.processInfo.environment["SWIFT_VERSION_TEXT"] ?? ""
    return said.isEmpty ? "Swift of unknown version" : said
  }
}

import CICU
import VouchCore

/// Reads host names as the domain name system and people do.
enum HostName {
  private static let longestLabel = 63

  /// How many letters `host` has in ASCII; nil where a label is empty, too long or impossible.
  static func asciiLength(of host: ArraySlice<Unicode.Scalar>) -> Int? {
    if host.allSatisfy(\.isASCII), !hasEncodedLabel(host) {
      var length = 0
      for scalar in host {
        length = scalar == "." ? 0 : length + 1
        if length > longestLabel { return nil }
      }
      return host.count
    }
    // Longer than any host can be, and ICU's work grows with the square of a label.
    guard host.count <= 1024 else { return nil }
    var errors: UInt32 = 0
    let answer = ICU.transform(ICU.utf16(host)) {
      vouch_icu_host_to_ascii($0, $1, $2, $3, &errors)
    }
    return errors == 0 ? answer?.count : nil
  }

  /// `host` as people read it: lower case, `xn--` decoded, compatibility forms and other dots
  /// mapped as a browser does.
  static func readable(_ host: ArraySlice<Unicode.Scalar>) -> String {
    if host.allSatisfy(\.isASCII), !hasEncodedLabel(host) {
      return PlainFolding.folded(host) ?? String(scalars: host).lowercased()
    }
    guard host.count <= 1024 else { return Array(host).string(0..<host.count).lowercased() }
    var errors: UInt32 = 0
    let answer = ICU.transform(ICU.utf16(host)) {
      vouch_icu_host_to_unicode($0, $1, $2, $3, &errors)
    }
    return answer.map { String(decoding: $0, as: UTF16.self) } ?? ""
  }

  /// `host` in ASCII, lower case; nil where it is no possible host.
  static func ascii(_ host: ArraySlice<Unicode.Scalar>) -> String? {
    guard !host.isEmpty, host.count <= 1024 else { return nil }
    if host.allSatisfy(\.isASCII), !hasEncodedLabel(host) { return readable(host) }
    var errors: UInt32 = 0
    let answer = ICU.transform(ICU.utf16(host)) {
      vouch_icu_host_to_ascii($0, $1, $2, $3, &errors)
    }
    return errors == 0 ? answer.map { String(decoding: $0, as: UTF16.self) } : nil
  }

  private static func hasEncodedLabel(_ host: ArraySlice<Unicode.Scalar>) -> Bool {
    guard host.contains("-") else { return false }
    return host.split(separator: ".").contains { label in
      label.count >= 4
        && label.prefix(4).elementsEqual("xn--".unicodeScalars) { $0.asciiLowercased == $1.value }
    }
  }
}

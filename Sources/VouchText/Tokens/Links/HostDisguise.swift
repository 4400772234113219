import VouchCore

/// Tells hosts that pretend to be others.
///
/// A name in its own script is nobody's disguise: `пример.рф` and `münchen.de` are silent.
enum HostDisguise {
  /// True where the host was written so that a reader takes it for another.
  static func isDisguised(_ address: WebAddress) -> Bool {
    if address.isHostEncoded { return true }
    if address.host.allSatisfy({ $0.isASCIIAlphanumeric || $0 == "." }) { return false }
    if address.host.contains(where: { isDelimiterLookAlike($0) || Invisibles.isIgnorable($0) }) {
      return true
    }
    let name = Array(address.readableHost.unicodeScalars)
    guard !name.allSatisfy(\.isASCII) else {
      // Written in other letters, read as ASCII: a compatibility form.
      return !address.host.allSatisfy(\.isASCII)
    }
    if isKnownHost(Canonicalizer.fold(address.readableHost)) { return true }
    let labels = name.split(separator: ".")
    guard let top = labels.last else { return false }
    let hasDotlessLetter = dotlessTops.contains(String(scalars: top))
    return labels.contains { label in
      mixesScripts(label)
        || label.contains { isLatinTwin($0) && !($0.value == 0x131 && hasDotlessLetter) }
        || (LookAlikes.consistsOfLookAlikes(label)
          && !top.contains { Script(of: $0).imitatesLatin })
    }
  }

  /// Top-level domains of languages that write the dotless i.
  private static let dotlessTops: Set<String> = ["tr", "az", "istanbul", "ist"]

  /// True for a host that many people know, so that another spelling is a disguise.
  private static func isKnownHost(_ name: String) -> Bool {
    KnownHosts.shorteners.contains(name) || KnownHosts.profiles[name] != nil
  }

  /// True for a Latin letter, not ASCII, that looks just like one that is, without any accent.
  private static func isLatinTwin(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII, Script(of: scalar) == .latin else { return false }
    let skeleton = ICU.skeleton(scalar)
    return skeleton.count == 1 && skeleton.allSatisfy(\.isASCIIAlphanumeric)
  }

  /// What looks like a dot or a slash, and hides where a host ends.
  private static func isDelimiterLookAlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2044, 0x2215, 0x2216, 0x2571, 0x27CB, 0x29F5, 0x29F8, 0x29F9, 0xFE68, 0xFF0F, 0xFF3C,
      0xFF1F, 0xFF03:
      return true
    case 0x3002, 0xFF0E, 0xFF61, 0x2024, 0xFE52, 0x0701, 0x0702, 0xA4F8: return true
    default: return false
    }
  }

  private static func mixesScripts(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
    var (hasLatin, hasImitation) = (false, false)
    for scalar in label where !scalar.isDigit {
      let script = Script(of: scalar)
      if script == .latin {
        hasLatin = true
        if Phonetics.isLookAlike(scalar) { return true }
      } else if script.imitatesLatin {
        hasImitation = true
      } else if scalar.isMark, script == .inherited {
        return true
      }
    }
    return hasLatin && hasImitation
  }
}

/// Tells hosts that pretend to be others.
///
/// A name in its own script is nobody's disguise: `пример.рф` and `münchen.de` are silent.
enum HostDisguise {
  /// True where the host was written so that a reader takes it for another.
  static func isDisguised(_ address: WebAddress) -> Bool {
    if address.isHostEncoded { return true }
    if address.host.contains(where: { isDotLookAlike($0) || Invisibles.isIgnorable($0) }) {
      return true
    }
    let name = Array(address.readableHost.unicodeScalars)
    guard !name.allSatisfy(\.isASCII) else {
      // Written in other letters, read as ASCII: a compatibility form.
      return !address.host.allSatisfy(\.isASCII)
    }
    let labels = name.split(separator: ".")
    guard let top = labels.last else { return false }
    return labels.contains { label in
      mixesScripts(label)
        || (LookAlikes.consistsOfLookAlikes(label)
          && !top.contains { Script(of: $0).imitatesLatin })
    }
  }

  private static func isDotLookAlike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
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

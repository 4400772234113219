extension Array<String> {
  /// The texts one after another, with `separator` between them.
  ///
  /// In the place of the library's own, which knows no more than that these are texts in some order:
  /// it looks up what the list conforms to, for which Swift goes through all conformances of the
  /// program when a command first joins anything.
  public func joined(separator: String = "") -> String {
    var joined = ""
    var isFirst = true
    for text in self {
      if !isFirst { joined.append(separator) }
      joined.append(text)
      isFirst = false
    }
    return joined
  }
}

extension Shape {
  /// Texts that give the large policy much to do.
  static let manyEntries: [Shape] = [
    Shape("many entries, prose", "We threw forty bowls on Tuesday, and the clay was kind. "),
    Shape("many entries, all found", numbered: { "word\($0 % 300) and offer\($0 % 300)x " }),
    Shape("many entries, prefixes of words", "wor word "),
    Shape("many entries, prefixes of patterns", "offer offer1 offer12 "),
    Shape("many entries, a pattern that runs away", "aaaaaaaaaaaaaaaaaaaaaaaa "),
    Shape("many entries, a row of one letter", "a"),
  ]
}

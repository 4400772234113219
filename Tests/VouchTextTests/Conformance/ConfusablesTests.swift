import Testing

@testable import VouchText

@Suite(.enabled(if: ConformanceData.isThere, "the data of Unicode is not here"))
struct ConfusablesTests {
  @Test
  func `letters that Unicode calls look-alikes of Latin ones have that twin`() throws {
    var tally = Tally()
    for line in try ConformanceData.text("unicode/confusables.txt").split(separator: "\n") {
      let fields = line.split(separator: ";")
      guard fields.count >= 3, !line.hasPrefix("#"),
        let scalar = Self.scalar(fields[0]), let twin = Self.scalar(fields[1]), twin.isASCIILetter,
        scalar.isLetter, !scalar.isASCII, Script(of: scalar).imitatesLatin
      else { continue }
      let found = LookAlikes.twin(of: scalar) ?? []
      let expected: [Unicode.Scalar] =
        twin == "l" && scalar.properties.isUppercase && scalar.value != 0x4C0 ? ["i"] : [twin]
      tally.expect(found, expected, String(line))
    }
    tally.report("unicode/confusables, letters for letters")
  }

  private static func scalar(_ field: Substring) -> Unicode.Scalar? {
    let digits = field.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
  }
}

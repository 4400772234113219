import Foundation
import Testing
import VouchCore

@Suite struct JSONTests {
  @Test func keepsTheOrderOfMembers() {
    let value: JSON = ["b": 1, "a": [true, nil, "x"], "empty": [:], "none": []]
    #expect(value.text() == #"{"b":1,"a":[true,null,"x"],"empty":{},"none":[]}"#)
    #expect(
      value.text(indent: 2) == """
        {
          "b": 1,
          "a": [
            true,
            null,
            "x"
          ],
          "empty": {},
          "none": []
        }
        """
    )
  }

  @Test func escapesWhatJSONMayNotHold() {
    let text = "\"\\/\n\r\t\u{0}\u{8}\u{1F}\u{7F}\u{2028}é🙂"
    #expect(
      JSON.string(text).text() == #""\"\\/\n\r\t\u0000\u0008\u001f\#u{7F}\#u{2028}é🙂""#
    )
  }

  @Test func everyByteOfASCIIIsEscapedAloneAndAnywhereInARow() {
    for value in UInt8(0)..<128 {
      let character = String(Unicode.Scalar(value))
      let alone = JSON.string(character).text().dropFirst().dropLast()
      for place in 0..<17 {
        let (before, after) = (String(repeating: "é!", count: place), "  behind it and further on")
        #expect(
          JSON.string(before + character + after).text() == "\"\(before)\(alone)\(after)\""
        )
      }
    }
  }

  @Test func everyScalarSurvivesFoundationsReader() throws {
    for plane in stride(from: UInt32(0), to: 0x11_0000, by: 0x1000) {
      var text = ""
      for value in plane..<(plane + 0x1000) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      if text.isEmpty { continue }
      // A byte order mark in front would be dropped by the reader in places.
      let document: JSON = ["key": .string("a" + text), "n": .integer(.min)]
      for indent in [nil, 2] {
        let data = Data(document.text(indent: indent).utf8)
        let read = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let found = try #require(read["key"] as? String)
        #expect(Array(found.unicodeScalars) == Array(("a" + text).unicodeScalars), "from \(plane)")
        #expect(read["n"] as? Int64 == .min)
      }
    }
  }

  @Test func findsTheFirstMemberOfAName() {
    let value = JSON.object([.init("a", 1), .init("a", 2)])
    #expect(value["a"] == 1)
    #expect(value["b"] == nil)
    #expect(JSON.string("a")["a"] == nil)
    #expect(JSON.optional(nil as String?) == .null)
    #expect(JSON.optional(3) == 3)
    #expect(JSON.strings(["a", "b"]) == ["a", "b"])
  }
}

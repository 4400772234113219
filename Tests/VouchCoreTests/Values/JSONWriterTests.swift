import Testing
import VouchCore

@Suite struct JSONWriterTests {
  @Test func `what is written as it comes is what the value gives`() {
    let text = "\"\\/\n\r\t\u{0}\u{1F}\u{2028}é🙂"
    var writer = JSONWriter(room: 0)
    writer.object { json in
      json.key("text")
      json.value(text)
      json.key("nothing")
      json.value(nil as String?)
      json.key("number")
      json.value(-7)
      json.key("no number")
      json.value(nil as Int64?)
      json.key("texts")
      json.strings([text, "", "a"])
      json.key("none")
      json.strings([])
      json.key("objects")
      json.array([1, 2] as [Int64]) { json, number in
        json.object { json in
          json.key("number")
          json.value(number)
          json.key("empty")
          json.object { _ in }
        }
      }
      json.key("last")
      json.value("")
    }
    let value: JSON = [
      "text": .string(text), "nothing": nil, "number": -7, "no number": nil,
      "texts": .strings([text, "", "a"]), "none": [],
      "objects": [["number": 1, "empty": [:]], ["number": 2, "empty": [:]]], "last": "",
    ]
    #expect(writer.text == value.text())
    #expect(JSON(parsing: writer.text) == value)
  }
}

import Testing
import VouchCore

@Suite struct JSONWriterTests {
  @Test func `what is written as it comes is what the value gives, without what has no value`() {
    let text = "\"\\/\n\r\t\u{0}\u{1F}\u{2028}é🙂"
    var writer = JSONWriter(room: 0)
    writer.object { json in
      json.value(text, for: "text")
      json.value(nil as String?, for: "nothing")
      json.value(-7, for: "number")
      json.value(nil as Int64?, for: "no number")
      json.strings([text, "", "a"], for: "texts")
      json.strings([], for: "none")
      json.array([1, 2] as [Int64], for: "objects") { json, number in
        json.object { json in
          json.value(number, for: "number")
          json.array([[], [number]], for: "lists") { json, numbers in
            json.object { $0.array(numbers, for: "of") { $0.value($1) } }
          }
        }
      }
      json.array([()], for: "empty") { json, _ in json.object { _ in } }
      json.value("", for: "last")
    }
    func lists(_ number: Int) -> JSON { [["of": []], ["of": .array([.int(number)])]] }
    let value: JSON = [
      "text": .string(text), "number": -7, "texts": .strings([text, "", "a"]), "none": [],
      "objects": [["number": 1, "lists": lists(1)], ["number": 2, "lists": lists(2)]],
      "empty": [[:]], "last": "",
    ]
    #expect(writer.text == value.text())
    #expect(JSON(parsing: writer.text) == value)
  }
}

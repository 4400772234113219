import VouchCore
import VouchWorkflow

/// An answer that is one list, written piece by piece: however long it is, it takes no more memory,
/// and what was told stays told if the program ends in the middle.
final class StreamedList {
  private let name: String
  private let key: String
  private let format: OutputFormat
  private let style: Style
  private var hasBegun = false

  /// The document `vouch.<name>/1`, whose list is called `key`.
  init(_ name: String, of key: String, _ format: OutputFormat, _ style: Style) {
    self.name = name
    self.key = key
    self.format = format
    self.style = style
  }

  /// Adds elements, as JSON or as text.
  func add(_ json: @autoclosure () -> [JSON], text: (inout TextPage) -> Void) throws {
    switch format {
    case .text: try write(text)
    case .json:
      let elements = json()
      guard !elements.isEmpty else { return }
      let whole = document(elements)
      // As the whole document has it, without what stands around the elements.
      let piece = whole.utf8.dropFirst(opening.utf8.count).dropLast("\n  ]\n}".utf8.count)
      try Console.write(json: hasBegun ? "," : opening)
      try Console.write(json: String(decoding: piece, as: UTF8.self))
    }
    hasBegun = true
  }

  /// Ends the list; `hasMore` says that it is part of a longer one, and `text` says so in words.
  func end(hasMore: Bool = false, text: (inout TextPage) -> Void = { _ in }) throws {
    switch format {
    case .text: try write(text)
    case .json:
      try Console.write(json: hasBegun ? "\n  ]" : opening + "]")
      try Console.write(json: (hasMore ? ",\n  \"more\": true" : "") + "\n}\n")
    }
  }

  /// The document up to its first element.
  private var opening: String { String(document([]).dropLast("]\n}".count)) }

  private func document(_ elements: [JSON]) -> String {
    Documents.document(name, [.init(key, .array(elements))]).text(indent: 2)
  }

  private func write(_ text: (inout TextPage) -> Void) throws {
    var page = TextPage(style: style)
    text(&page)
    if !page.text.isEmpty { try Console.write(page.text) }
  }
}

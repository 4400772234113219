import VouchCore

/// One file of a policy: its bytes, and the place of every scalar in them.
struct PolicyFile {
  /// The name without `.yaml`.
  let name: String
  /// The bytes as they were read.
  let bytes: [UInt8]
  /// For each line, the index of its first scalar, counted behind a byte order mark.
  private let lineStarts: [Int]
  /// How many scalars there are behind a byte order mark.
  let scalarCount: Int

  /// The largest file that is read.
  static let sizeLimit = 256 * 1024

  /// Indexes the lines of `bytes`, whatever they hold.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    var index = 0
    let content = bytes[Self.contentStart(of: bytes)...]
    var offset = content.startIndex
    while offset < content.endIndex {
      let byte = content[offset]
      offset += 1
      if byte & 0xC0 != 0x80 { index += 1 }
      if byte == 0x0D, offset < content.endIndex, content[offset] == 0x0A {
        offset += 1
        index += 1
      }
      if byte == 0x0A || byte == 0x0D { starts.append(index) }
    }
    lineStarts = starts
    scalarCount = index
  }

  /// The bytes behind a byte order mark.
  var content: ArraySlice<UInt8> { bytes[Self.contentStart(of: bytes)...] }

  /// The name it is reported under.
  var file: String { name + ".yaml" }

  /// The place of the scalar at `index`; the end of the file where it lies beyond.
  func place(of index: Int) -> PolicyPlace {
    let index = min(max(index, 0), scalarCount)
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= index { low = middle } else { high = middle }
    }
    return PolicyPlace(file: file, line: low + 1, column: index - lineStarts[low] + 1)
  }

  /// How many scalars the bytes before `offset`, counted behind a byte order mark, make.
  func index(ofByte offset: Int) -> Int {
    content.prefix(max(offset, 0)).count { $0 & 0xC0 != 0x80 }
  }

  private static func contentStart(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}

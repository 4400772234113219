/// A stretch of a text for which one scalar is read, or none.
///
/// White space that is drawn together, a digit that stands for a letter and a point that is left
/// out are all contractions. What is read of a text that way has few of them, so that it is copied
/// in pieces.
package struct Contraction: Sendable, Equatable {
  /// The scalars it covers, at least one.
  package let range: Range<Int>
  /// What is read for them; nil where they are left out.
  package let scalar: Unicode.Scalar?

  /// `scalar` for what stands in `range`.
  package init(_ range: Range<Int>, to scalar: Unicode.Scalar?) {
    self.range = range
    self.scalar = scalar
  }

  /// How many scalars fewer there are with it.
  var loss: Int { range.count - (scalar == nil ? 0 : 1) }
}

extension MappedText {
  /// The text with `contractions`, which are in order and do not overlap.
  ///
  /// What is read for a stretch stands for all of it.
  package func contracted(_ contractions: [Contraction]) -> MappedText {
    MappedText(
      scalars: scalars.contracted(contractions),
      origins: origins.contracted(contractions)
    )
  }
}

extension [Unicode.Scalar] {
  fileprivate func contracted(_ contractions: [Contraction]) -> [Unicode.Scalar] {
    let length = contractions.reduce(count) { $0 - $1.loss }
    return withUnsafeBufferPointer { scalars in
      [Unicode.Scalar](room: length) { room in
        var (done, made) = (0, 0)
        func copy(to end: Int) {
          precondition(done <= end && end <= scalars.count, "contractions are in order")
          let target = UnsafeMutableBufferPointer(rebasing: room[made..<made + end - done])
          _ = target.initialize(fromContentsOf: scalars[done..<end])
          made += end - done
        }
        for contraction in contractions {
          copy(to: contraction.range.lowerBound)
          if let scalar = contraction.scalar {
            room.initializeElement(at: made, to: scalar)
            made += 1
          }
          done = contraction.range.upperBound
        }
        copy(to: scalars.count)
        return made
      }
    }
  }
}

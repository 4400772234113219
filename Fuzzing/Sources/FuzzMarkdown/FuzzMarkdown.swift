import FuzzTargets

/// What libFuzzer calls with every input it thinks of.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Attack.markdown(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

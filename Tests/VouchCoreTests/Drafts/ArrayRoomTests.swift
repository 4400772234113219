import Testing
import VouchCore

@Suite struct ArrayRoomTests {
  @Test func anArrayHoldsWhatWasPutIntoItsRoom() {
    let numbers = [Int](room: 5) { room in
      for index in 0..<3 { room.initializeElement(at: index, to: index * 7) }
      return 3
    }
    #expect(numbers == [0, 7, 14])
    #expect([Int](room: 0) { $0.count } == [])
  }
}

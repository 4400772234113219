import Synchronization
import VouchCore

/// The zone of the policy that was read last at a desk.
///
/// To read a policy takes longer than most of what is asked of a desk, and an answer needs no more
/// of it than this.
final class ZoneMemory: Sendable {
  private let zone = Mutex<BrandZone?>(nil)

  /// The zone; nil where no policy was read yet.
  var known: BrandZone? { zone.withLock { $0 } }

  func remember(_ zone: BrandZone) {
    self.zone.withLock { $0 = zone }
  }
}

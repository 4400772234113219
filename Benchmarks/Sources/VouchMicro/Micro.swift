import Benchmark
import Foundation

/// Measures parts of Vouch by themselves: `VouchMicro [--filter …] [--format json]`.
@main
enum Micro {
  static func main() throws {
    // The project is found from here, as the arguments belong to the benchmark package.
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    Benchmark.main([try reading(root), try rules(root), planning()])
  }
}

// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that building Vouch does not build what measures it.
let package = Package(
  name: "vouch-benchmarks",
  dependencies: [
    .package(name: "vouch", path: ".."),
    // Why this one: docs/decisions/0011-what-measures.md
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(
      name: "BenchmarkSupport",
      dependencies: [.product(name: "VouchReading", package: "vouch")]
    ),
    // How the cost of hostile drafts grows: HOSTILE.md.
    .executableTarget(
      name: "VouchBenchmark",
      dependencies: [
        "BenchmarkSupport",
        .product(name: "VouchReading", package: "vouch"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    // What single parts cost: a table of RESULTS.md.
    .executableTarget(
      name: "VouchMicro",
      dependencies: [
        "BenchmarkSupport",
        .product(name: "Benchmark", package: "swift-benchmark"),
        .product(name: "VouchReading", package: "vouch"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

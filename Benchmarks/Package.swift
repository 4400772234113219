// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building Vouch does not build what measures it.
let package = Package(
  name: "vouch-benchmarks",
  dependencies: [
    .package(name: "vouch", path: ".."),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .executableTarget(
      name: "VouchBenchmark",
      dependencies: [
        .product(name: "VouchReading", package: "vouch"),
        .product(name: "Yams", package: "Yams"),
      ]
    )
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.3
import PackageDescription

// A package of its own: it needs libFuzzer, which building Vouch does not. `make fuzz` builds it.
let targets = ["FuzzHead", "FuzzMarkdown", "FuzzInspect", "FuzzPolicy"]

let package = Package(
  name: "vouch-fuzz",
  dependencies: [.package(name: "vouch", path: "..")],
  targets: [
    .target(
      name: "FuzzTargets",
      dependencies: [.product(name: "VouchReading", package: "vouch")]
    )
  ]
    + targets.map {
      // The library brings the `main`; without this flag the compiler would write another.
      .executableTarget(
        name: $0,
        dependencies: ["FuzzTargets"],
        swiftSettings: [.unsafeFlags(["-parse-as-library"])]
      )
    },
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "vouch",
  products: [
    .executable(name: "vouch", targets: ["vouch"]),
    // For the packages in Benchmarks/ and Fuzzing/, which measure and attack these alone.
    .library(name: "VouchReading", targets: ["VouchCore", "VouchText", "VouchRules"]),
  ],
  dependencies: [
    // Why each is here: docs/decisions/0001-dependencies.md
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Each C library has one home; the shims expose what Swift cannot call by itself.
    .target(
      name: "CCMarkGFM",
      linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]
    ),
    .target(
      name: "CICU",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]
    ),
    .systemLibrary(
      name: "CSQLite",
      pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]
    ),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-32", providers: [.apt(["libpcre2-dev"])]),

    // No library behind it: what the processor has for counting bits, which Swift does not ask for.
    .target(name: "CBitCounts"),
    // No library behind it either: what the C library can be told of memory, which Swift does not show.
    .target(name: "CHeap"),

    .target(name: "VouchCore", dependencies: ["CBitCounts"]),
    .target(
      name: "VouchText",
      dependencies: ["VouchCore", "CCMarkGFM", "CICU", .product(name: "Yams", package: "Yams")]
    ),
    .target(
      name: "VouchRules",
      dependencies: ["VouchCore", "CPCRE2", .product(name: "Yams", package: "Yams")]
    ),
    .target(
      name: "VouchStore",
      dependencies: ["VouchCore", "CSQLite"]
    ),
    .target(
      name: "VouchWorkflow",
      dependencies: [
        "VouchCore", "VouchText", "VouchRules", "VouchStore",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]
    ),
    .executableTarget(
      name: "vouch",
      dependencies: [
        "CHeap", "VouchCore", "VouchWorkflow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    .target(
      name: "VouchTestSupport",
      dependencies: ["VouchCore", "VouchText", "VouchRules", "VouchStore", "VouchWorkflow"],
      path: "Tests/VouchTestSupport"
    ),
    .testTarget(name: "VouchCoreTests", dependencies: ["VouchCore", "VouchTestSupport"]),
    .testTarget(
      name: "VouchTextTests",
      dependencies: ["VouchText", "VouchTestSupport", .product(name: "Yams", package: "Yams")]
    ),
    .testTarget(name: "VouchRulesTests", dependencies: ["VouchRules", "VouchTestSupport"]),
    .testTarget(
      name: "VouchStoreTests",
      dependencies: ["VouchCore", "VouchStore", "VouchTestSupport"],
      exclude: ["Goldens"]
    ),
    .testTarget(
      name: "VouchWorkflowTests",
      dependencies: [
        "VouchWorkflow", "VouchStore", "VouchTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    .testTarget(
      name: "VouchCLITests",
      dependencies: ["vouch", "VouchTestSupport", .product(name: "Yams", package: "Yams")],
      exclude: ["Fixtures"]
    ),
    // Reads the source of its C library where it lies and builds it when the tests run.
    .testTarget(
      name: "CrashTests",
      dependencies: ["vouch", "VouchCore", "VouchTestSupport"],
      exclude: ["Fixtures"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// One loop, so that no target can forget a setting.
let inC = ["CCMarkGFM", "CICU", "CBitCounts", "CHeap"]
for target in package.targets where target.type != .system && !inC.contains(target.name) {
  target.swiftSettings = [
    // `any` is written where an existential is meant.
    .enableUpcomingFeature("ExistentialAny"),
    // A member is visible only where its module is imported: no accidental dependencies.
    .enableUpcomingFeature("MemberImportVisibility"),
    // Imports are internal unless a public declaration needs them.
    .enableUpcomingFeature("InternalImportsByDefault"),
    // Asynchronous functions stay where their caller is.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Conformances take the isolation of their type.
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
    // Every public type says whether it is Sendable.
    .unsafeFlags(["-Xfrontend", "-require-explicit-sendable"], .when(configuration: .debug)),
  ]
}

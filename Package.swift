// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: the strict forms of the language, and no warning left standing.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "dossier",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "dossier", targets: ["dossier"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // C libraries from the system, each behind a module map of one header.
    .systemLibrary(
      name: "CCmarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CGumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(name: "CPcre2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
    .target(name: "CResources", path: "Resources/Embedded"),
    .target(name: "CSQLiteGuard"),
    .systemLibrary(name: "CMemory"),
    .systemLibrary(name: "CPipe"),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),

    // Layers, lowest first. Scripts/check-layers holds the imports to this order.
    .target(name: "BriefingModel", swiftSettings: strict),
    .target(
      name: "Resources", dependencies: ["CResources"], path: "Resources",
      exclude: ["dossier.1", "lexicons", "themes", "Embedded"], swiftSettings: strict),
    .target(
      name: "BriefingExtraction",
      dependencies: [
        "BriefingModel", "Resources", "CCmarkGFM", "CGumbo", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "BriefingLibrary",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "CPcre2", "CSQLiteGuard", "CMemory", "CPipe",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(name: "TerminalScreen", dependencies: ["CUtf8proc"], swiftSettings: strict),
    .target(
      name: "BriefingBrowser", dependencies: ["BriefingModel", "TerminalScreen", "Resources"],
      swiftSettings: strict),
    .target(
      name: "NcursesTerminal", dependencies: ["TerminalScreen", "CNcurses"], swiftSettings: strict),
    .target(
      name: "BriefingApp",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "BriefingLibrary", "TerminalScreen",
        "BriefingBrowser", "CPipe", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "dossier",
      dependencies: [
        "BriefingApp", "BriefingBrowser", "BriefingLibrary", "NcursesTerminal", "TerminalScreen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Fits the weights of the reader of flattened tables: Scripts/fit-flattened.
    .executableTarget(
      name: "FitFlattened", dependencies: ["BriefingModel", "BriefingExtraction"],
      exclude: ["Examples"], swiftSettings: strict),

    // Measurements: `make bench`.
    .executableTarget(
      name: "DossierBenchmarks",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "BriefingLibrary", "BriefingBrowser", "TerminalScreen",
        "CCmarkGFM", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks", swiftSettings: strict),

    // Tests. The probe shows what a screen can hold and names each input, so that the terminal can
    // be tested without the browser.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["TerminalScreen", "NcursesTerminal"],
      path: "Tests/TerminalProbe", swiftSettings: strict),
    .target(
      name: "BriefingTestSupport",
      dependencies: ["BriefingModel", "BriefingExtraction", "TerminalScreen", "BriefingBrowser"],
      path: "Tests/BriefingTestSupport", swiftSettings: strict),
    .testTarget(name: "BriefingModelTests", dependencies: ["BriefingModel"], swiftSettings: strict),
    .testTarget(
      name: "BriefingExtractionTests",
      dependencies: ["BriefingModel", "BriefingExtraction", "BriefingTestSupport", "Resources"],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "BriefingLibraryTests",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "BriefingLibrary", "BriefingTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalScreenTests",
      dependencies: ["TerminalScreen", "NcursesTerminal", "TerminalProbe", "BriefingTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BriefingBrowserTests",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "BriefingBrowser", "TerminalScreen",
        "BriefingTestSupport",
      ],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "BriefingAppTests",
      dependencies: [
        "BriefingApp", "BriefingBrowser", "BriefingExtraction", "BriefingLibrary", "BriefingModel",
        "BriefingTestSupport", "TerminalScreen",
      ],
      exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "DossierTests", dependencies: ["dossier", "BriefingModel", "BriefingTestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// A short run builds only the test targets that it names, and no program that it does not need.
if let names = Context.environment["DOSSIER_TESTS"]?.split(separator: " ").map(String.init), !names.isEmpty {
  let left = ["FitFlattened", "DossierBenchmarks"]
  package.targets.removeAll { $0.type == .test && !names.contains($0.name) || left.contains($0.name) }
}

// libFuzzer's program, there only where FUZZ is set: Fuzz/run. The tests, which cannot be linked with the
// fuzzer, lend what they check and are left out.
if Context.environment["FUZZ"] != nil {
  package.targets.removeAll { $0.type == .test || $0.name == "BriefingTestSupport" }
  package.targets += [
    .target(
      name: "BriefingProperties", dependencies: ["BriefingModel"],
      path: "Tests/BriefingExtractionTests/Provenance", swiftSettings: strict),
    .target(
      name: "KeyDecoding", dependencies: ["TerminalScreen", "NcursesTerminal"],
      path: "Tests/TerminalScreenTests/Decoding", swiftSettings: strict),
    .target(
      name: "BriefingTestSupport",
      dependencies: ["BriefingModel", "BriefingExtraction", "TerminalScreen", "BriefingBrowser"],
      path: "Tests/BriefingTestSupport", exclude: ["Golden.swift", "ScreenDump.swift", "TmuxSession.swift"],
      swiftSettings: strict),
    .executableTarget(
      name: "DossierFuzz",
      dependencies: [
        "BriefingModel", "BriefingExtraction", "BriefingLibrary", "BriefingBrowser", "BriefingApp",
        "TerminalScreen", "NcursesTerminal", "BriefingProperties", "KeyDecoding",
        "BriefingTestSupport",
      ],
      path: "Fuzz/DossierFuzz", swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ]
}

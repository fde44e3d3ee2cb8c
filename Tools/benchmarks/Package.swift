// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// What Scripts/bench runs beside the command-line tool. The package is of the machine that measures, so nothing else depends on it.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(path: "../../Modules/CryptoBackend"),
        .package(path: "../../Modules/KeyFormats"),
        .package(path: "../../Plugins/OpenSSLBackend"),
        .package(path: "../../Plugins/GcryptBackend"),
    ],
    targets: [
        .executableTarget(
            name: "KeyReading", dependencies: ["CryptoBackend", "KeyFormats", "OpenSSLBackend"], path: "KeyReading", swiftSettings: settings
        ),
        .target(
            name: "BareLoops", path: "BackendOverhead/BareLoops", linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("gcrypt")]),
        .executableTarget(
            name: "BackendOverhead", dependencies: ["BareLoops", "CryptoBackend", "OpenSSLBackend", "GcryptBackend"],
            path: "BackendOverhead/BackendOverhead", swiftSettings: settings),
    ]
)

// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The fuzzer of the readers: `Scripts/fuzz` builds and runs it. A package of its own, since its build is one that nothing else can use.
let package = Package(
    name: "Fuzz",
    dependencies: [
        .package(path: "../../Modules/CryptoBackend"),
        .package(path: "../../Modules/KeyFormats"),
        .package(path: "../../Plugins/OpenSSLBackend"),
        .package(path: "../../Plugins/GcryptBackend"),
    ],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "Fuzz", dependencies: ["CLibFuzzer", "CryptoBackend", "KeyFormats", "OpenSSLBackend", "GcryptBackend"],
            swiftSettings: settings),
    ]
)

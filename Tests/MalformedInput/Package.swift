// swift-tools-version: 6.2

import PackageDescription

/// These tests with the readers optimized, which makes all changes of all bytes affordable: `swift test -c release` here. The root's `swift test` has
/// them too, in a build for debugging, and takes a sample of the changes.
let package = Package(
    name: "MalformedInput",
    dependencies: [
        .package(path: "../../Modules/CryptoBackend"),
        .package(path: "../../Modules/KeyFormats"),
        .package(path: "../../Plugins/OpenSSLBackend"),
        .package(path: "../../Plugins/GcryptBackend"),
    ],
    targets: [
        .testTarget(
            name: "MalformedInputTests", dependencies: ["CryptoBackend", "KeyFormats", "OpenSSLBackend", "GcryptBackend"], path: ".",
            exclude: ["Package.swift"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "SSHAgent",
    products: [.library(name: "SSHAgent", targets: ["SSHAgent"])],
    dependencies: [.package(path: "../CryptoBackend"), .package(path: "../KeyFormats")],
    targets: [
        .target(
            name: "SSHAgent",
            dependencies: ["CryptoBackend", "KeyFormats"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

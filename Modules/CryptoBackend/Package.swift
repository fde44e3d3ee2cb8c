// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "CryptoBackend",
    products: [.library(name: "CryptoBackend", targets: ["CryptoBackend"])],
    targets: [
        .target(
            name: "CryptoBackend",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "AuthorizedKeys",
    products: [.library(name: "AuthorizedKeys", targets: ["AuthorizedKeys"])],
    dependencies: [
        .package(path: "../CryptoBackend"),
        .package(path: "../EngineAPI"),
        .package(path: "../KeyFormats"),
    ],
    targets: [
        .target(
            name: "AuthorizedKeys",
            dependencies: ["CryptoBackend", "EngineAPI", "KeyFormats"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "BackendConformance",
    products: [.library(name: "BackendConformance", targets: ["BackendConformance"])],
    dependencies: [.package(path: "../CryptoBackend")],
    targets: [
        .target(
            name: "BackendConformance",
            dependencies: ["CryptoBackend"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

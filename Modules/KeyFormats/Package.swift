// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "KeyFormats",
    products: [.library(name: "KeyFormats", targets: ["KeyFormats"])],
    dependencies: [
        .package(path: "../CryptoBackend"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
    ],
    targets: [
        .target(
            name: "KeyFormats",
            dependencies: ["CryptoBackend", .product(name: "SwiftASN1", package: "swift-asn1")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

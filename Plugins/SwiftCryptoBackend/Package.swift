// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "SwiftCryptoBackend",
    products: [.library(name: "SwiftCryptoBackend", targets: ["SwiftCryptoBackend"])],
    dependencies: [
        .package(path: "../../Modules/CryptoBackend"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
    ],
    targets: [
        .target(
            name: "SwiftCryptoBackend",
            dependencies: ["CryptoBackend", .product(name: "CryptoExtras", package: "swift-crypto")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

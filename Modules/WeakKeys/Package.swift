// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "WeakKeys",
    products: [.library(name: "WeakKeys", targets: ["WeakKeys"])],
    dependencies: [
        .package(path: "../CryptoBackend"),
        .package(url: "https://github.com/attaswift/BigInt.git", from: "6.0.1"),
    ],
    targets: [
        .target(
            name: "WeakKeys",
            dependencies: ["CryptoBackend", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

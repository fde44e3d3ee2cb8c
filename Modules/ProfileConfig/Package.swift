// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "ProfileConfig",
    products: [.library(name: "ProfileConfig", targets: ["ProfileConfig"])],
    dependencies: [.package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0")],
    targets: [
        .target(
            name: "ProfileConfig",
            dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "EngineAPI",
    products: [.library(name: "EngineAPI", targets: ["EngineAPI"])],
    targets: [
        .target(
            name: "EngineAPI",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ]
)

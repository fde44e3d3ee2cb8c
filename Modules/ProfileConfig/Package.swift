// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "ProfileConfig",
    products: [.library(name: "ProfileConfig", targets: ["ProfileConfig"])],
    targets: [
        .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(
            name: "ProfileConfig",
            dependencies: ["CLibyaml"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)

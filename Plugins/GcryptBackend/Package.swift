// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "GcryptBackend",
    products: [.library(name: "GcryptBackend", targets: ["GcryptBackend"])],
    dependencies: [.package(path: "../../Modules/CryptoBackend")],
    targets: [
        .systemLibrary(name: "CLibgcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
        .target(
            name: "GcryptBackend",
            dependencies: ["CryptoBackend", "CLibgcrypt"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)

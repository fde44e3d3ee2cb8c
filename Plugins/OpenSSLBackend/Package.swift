// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "OpenSSLBackend",
    products: [.library(name: "OpenSSLBackend", targets: ["OpenSSLBackend"])],
    dependencies: [.package(path: "../../Modules/CryptoBackend")],
    targets: [
        .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "OpenSSLBackend",
            dependencies: ["CryptoBackend", "CLibcrypto"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)

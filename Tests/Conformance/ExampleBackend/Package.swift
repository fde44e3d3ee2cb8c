// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "ExampleBackend",
    products: [.library(name: "ExampleBackend", targets: ["ExampleBackend"])],
    dependencies: [
        // No traits: a backend needs neither the engine nor this project's own backends.
        .package(url: "https://example.org/dxflow-keys.git", from: "1.0.0", traits: [])
    ],
    targets: [
        .systemLibrary(name: "CExampleCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "ExampleBackend",
            dependencies: ["CExampleCrypto", .product(name: "CryptoBackend", package: "dxflow-keys")]),
        .executableTarget(
            name: "conformance",
            dependencies: [
                "ExampleBackend", .product(name: "CryptoBackend", package: "dxflow-keys"),
                .product(name: "BackendConformance", package: "dxflow-keys"),
            ]),
    ]
)

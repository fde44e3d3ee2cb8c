// swift-tools-version: 6.2

import PackageDescription

/// The settings that every Swift target shares: each package in Modules/ and Plugins/ repeats them.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of ours, which is also a package of its own in `Modules/`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Modules/\(name)/Sources/\(name)", swiftSettings: settings)
}

/// A plugin of ours, which is also a package of its own in `Plugins/`.
func plugin(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Plugins/\(name)/Sources/\(name)", swiftSettings: settings)
}

/// A product of another package that only the engine's client, its server and the command-line tool use.
func engine(_ product: String, _ package: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: ["Engine"]))
}

/// The tests of what is in `Tests/<folder>`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], folder: String? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(folder ?? name)", exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "dxflow-keys",
    products: [
        .library(name: "CryptoBackend", targets: ["CryptoBackend"]),
        .library(name: "KeyFormats", targets: ["KeyFormats"]),
        .library(name: "WeakKeys", targets: ["WeakKeys"]),
        .library(name: "BackendConformance", targets: ["BackendConformance"]),
        .library(name: "EngineAPI", targets: ["EngineAPI"]),
        .library(name: "AuthorizedKeys", targets: ["AuthorizedKeys"]),
        .library(name: "EngineClient", targets: ["EngineClient"]),
        .library(name: "EngineServer", targets: ["EngineServer"]),
        .library(name: "ProfileConfig", targets: ["ProfileConfig"]),
        .library(name: "SSHAgent", targets: ["SSHAgent"]),
        .library(name: "OpenSSLBackend", targets: ["OpenSSLBackend"]),
        .library(name: "GcryptBackend", targets: ["GcryptBackend"]),
        .library(name: "SwiftCryptoBackend", targets: ["SwiftCryptoBackend"]),
        .executable(name: "dxflow", targets: ["dxflow"]),
    ],
    traits: [
        .default(enabledTraits: ["OpenSSL", "Gcrypt", "SwiftCrypto", "Engine"]),
        .trait(name: "OpenSSL", description: "The command-line tool registers the backend over libcrypto (libssl-dev)."),
        .trait(name: "Gcrypt", description: "The command-line tool registers the backend over libgcrypt (libgcrypt20-dev)."),
        .trait(
            name: "SwiftCrypto", description: "The command-line tool registers the backend over swift-crypto, with a BoringSSL of its own."),
        .trait(name: "Engine", description: "The engine's client, its server and the command-line tool, with their dependencies."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
        .package(url: "https://github.com/attaswift/BigInt.git", from: "6.0.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.36.0"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-async-algorithms.git", from: "1.1.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        module("CryptoBackend"),
        module("KeyFormats", ["CryptoBackend", .product(name: "SwiftASN1", package: "swift-asn1")]),
        module("WeakKeys", ["CryptoBackend", .product(name: "BigInt", package: "BigInt")]),
        module("BackendConformance", ["CryptoBackend"]),
        module("EngineAPI"),
        module("AuthorizedKeys", ["CryptoBackend", "KeyFormats", "EngineAPI"]),
        module(
            "EngineClient",
            [
                "CryptoBackend", "EngineAPI",
                engine("AsyncHTTPClient", "async-http-client"), engine("AsyncAlgorithms", "swift-async-algorithms"),
                engine("NIOCore", "swift-nio"), engine("NIOHTTP1", "swift-nio"),
                engine("NIOPosix", "swift-nio"), engine("NIOSSL", "swift-nio-ssl"), engine("Logging", "swift-log"),
                engine("X509", "swift-certificates"), engine("SwiftASN1", "swift-asn1"), engine("Crypto", "swift-crypto"),
            ]),
        module(
            "EngineServer",
            [
                "CryptoBackend", "KeyFormats", "EngineAPI", "AuthorizedKeys",
                engine("Hummingbird", "hummingbird"), engine("HummingbirdCore", "hummingbird"), engine("HTTPTypes", "swift-http-types"),
                engine("NIOCore", "swift-nio"), engine("NIOHTTP1", "swift-nio"), engine("NIOPosix", "swift-nio"),
                engine("NIOSSL", "swift-nio-ssl"), engine("X509", "swift-certificates"), engine("SwiftASN1", "swift-asn1"),
                engine("JWTKit", "jwt-kit"), engine("Crypto", "swift-crypto"),
                engine("ServiceLifecycle", "swift-service-lifecycle"), engine("Logging", "swift-log"),
            ]),
        .systemLibrary(
            name: "CLibyaml", path: "Modules/ProfileConfig/Sources/CLibyaml", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]),
        module("ProfileConfig", ["CLibyaml"]),
        module("SSHAgent", ["CryptoBackend", "KeyFormats"]),

        .systemLibrary(
            name: "CLibcrypto", path: "Plugins/OpenSSLBackend/Sources/CLibcrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        plugin("OpenSSLBackend", ["CryptoBackend", "CLibcrypto"]),
        .systemLibrary(
            name: "CLibgcrypt", path: "Plugins/GcryptBackend/Sources/CLibgcrypt", pkgConfig: "libgcrypt",
            providers: [.apt(["libgcrypt20-dev"])]),
        plugin("GcryptBackend", ["CryptoBackend", "CLibgcrypt"]),
        plugin(
            "SwiftCryptoBackend",
            [
                "CryptoBackend",
                .product(name: "CryptoExtras", package: "swift-crypto", condition: .when(traits: ["SwiftCrypto"])),
            ]),

        .executableTarget(
            name: "dxflow",
            dependencies: [
                "CryptoBackend", "KeyFormats", "WeakKeys", "BackendConformance", "EngineAPI", "AuthorizedKeys", "EngineClient",
                "EngineServer", "ProfileConfig", "SSHAgent",
                .target(name: "OpenSSLBackend", condition: .when(traits: ["OpenSSL"])),
                .target(name: "GcryptBackend", condition: .when(traits: ["Gcrypt"])),
                .target(name: "SwiftCryptoBackend", condition: .when(traits: ["SwiftCrypto"])),
                engine("ArgumentParser", "swift-argument-parser"), engine("Logging", "swift-log"),
                engine("ServiceLifecycle", "swift-service-lifecycle"), engine("UnixSignals", "swift-service-lifecycle"),
                engine("NIOCore", "swift-nio"), engine("NIOPosix", "swift-nio"),
            ],
            path: "Tools/dxflow", exclude: ["dxflow.1"],
            // Not MemberImportVisibility: beside Foundation the compiler takes C's `struct stat` for CoreFoundation's, whatever is imported.
            swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]),

        // What several targets of tests share.
        .target(name: "MemorySearch", dependencies: ["CryptoBackend"], path: "Tests/MemorySearch", swiftSettings: settings),
        tests("CryptoBackendTests", ["CryptoBackend", "MemorySearch"]),
        tests("OpenSSLBackendTests", ["CryptoBackend", "OpenSSLBackend", "CLibcrypto", "MemorySearch"]),
        tests("GcryptBackendTests", ["CryptoBackend", "GcryptBackend", "MemorySearch"]),
        tests("SwiftCryptoBackendTests", ["CryptoBackend", "SwiftCryptoBackend", "MemorySearch"]),
        tests("KeyFormatsTests", ["CryptoBackend", "KeyFormats", "OpenSSLBackend", "GcryptBackend"]),
        tests(
            "WeakKeysTests", ["CryptoBackend", "WeakKeys", .product(name: "BigInt", package: "BigInt")], exclude: ["Reference"]),
        tests("SSHAgentTests", ["CryptoBackend", "KeyFormats", "SSHAgent", "OpenSSLBackend"]),
        tests("EngineAPITests", ["EngineAPI"]),
        tests("AuthorizedKeysTests", ["CryptoBackend", "KeyFormats", "EngineAPI", "AuthorizedKeys", "OpenSSLBackend"]),
        tests("ProfileConfigTests", ["ProfileConfig"]),
        tests(
            "EngineClientTests", ["CryptoBackend", "EngineAPI", "EngineClient", engine("Logging", "swift-log")], exclude: ["Engine"]),
        tests(
            "EngineServerTests",
            [
                "CryptoBackend", "KeyFormats", "EngineAPI", "AuthorizedKeys", "EngineServer", "OpenSSLBackend",
                engine("JWTKit", "jwt-kit"), engine("Logging", "swift-log"), engine("NIOCore", "swift-nio"),
                engine("ServiceLifecycle", "swift-service-lifecycle"),
            ]),
        tests(
            "ConformanceTests", ["CryptoBackend", "BackendConformance", "OpenSSLBackend", "GcryptBackend", "SwiftCryptoBackend"],
            exclude: ["ExampleBackend"], folder: "Conformance"),
        tests(
            "MalformedInputTests", ["CryptoBackend", "KeyFormats", "OpenSSLBackend", "GcryptBackend"], exclude: ["Package.swift"],
            folder: "MalformedInput"),
        tests("InteropTests", ["CryptoBackend", "KeyFormats", "OpenSSLBackend", "GcryptBackend"], folder: "Interop"),
    ]
)

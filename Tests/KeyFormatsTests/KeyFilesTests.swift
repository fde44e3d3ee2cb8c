import CryptoBackend
import Foundation
import KeyFormats
import Testing

@Suite struct KeyFilesTests {
    private let folder: URL
    private var files: KeyPairFiles {
        KeyPairFiles(privatePath: folder.appending(path: "k.pem").path, publicPath: folder.appending(path: "k.pub").path)
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func write(_ privateText: String, _ publicText: String, overwriting: Bool) throws(KeyFileError) {
        try files.write(privateKey: SecretBytes(copying: privateText.utf8), publicKey: publicText, overwriting: overwriting)
    }

    private func content(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    @Test func bothFilesAreWrittenWithTheirModes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("private\n", "public\n", overwriting: false)
        #expect(try content(files.privatePath) == "private\n")
        #expect(try content(files.publicPath) == "public\n")
        #expect(try mode(files.privatePath) == 0o600)
        #expect(try mode(files.publicPath) == 0o644)
        #expect(try names() == ["k.pem", "k.pub"])
    }

    @Test(arguments: ["k.pem", "k.pub"]) func whatIsThereStaysAndNothingIsAdded(name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try "mine".write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
        for attempt in [{ try files.checkAbsence() }, { try write("private", "public", overwriting: false) }] {
            let error = #expect(throws: KeyFileError.self) { try attempt() }
            #expect(error?.code == .exists)
            #expect(error?.message.contains(name) == true)
        }
        #expect(try names() == [name])
        #expect(try content(folder.appending(path: name).path) == "mine")
    }

    @Test func aDanglingLinkCountsAsThere() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(atPath: files.privatePath, withDestinationPath: "elsewhere")
        #expect(throws: KeyFileError.self) { try write("private", "public", overwriting: false) }
        #expect(try names() == ["k.pem"])
    }

    @Test func overwritingReplacesBoth() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("old", "old", overwriting: false)
        try write("new", "new", overwriting: true)
        #expect(try content(files.privatePath) == "new")
        #expect(try content(files.publicPath) == "new")
        #expect(try names() == ["k.pem", "k.pub"])
    }

    @Test func aDirectoryInTheWayLeavesTheOtherFileAsItWas() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try "old".write(toFile: files.privatePath, atomically: false, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: files.publicPath, withIntermediateDirectories: false)
        let error = #expect(throws: KeyFileError.self) { try write("new", "new", overwriting: true) }
        #expect(error?.code == .unwritable)
        #expect(try content(files.privatePath) == "old")
        #expect(try names() == ["k.pem", "k.pub"])
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o622]) func aPrivateKeyThatOthersMayUseIsRefused(mode: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("private", "public", overwriting: false)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: files.privatePath)
        let error = #expect(throws: KeyFileError.self) { try KeyFileReader.readPrivateKey(at: files.privatePath) }
        #expect(error?.code == .tooOpen)
        #expect(error?.message.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: files.privatePath)
        #expect(try KeyFileReader.readPrivateKey(at: files.privatePath) == SecretBytes(copying: "private".utf8))
    }

    @Test func whatIsNoKeyFileIsNamed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in [folder.path, folder.path + "/missing"] {
            let error = #expect(throws: KeyFileError.self) { try KeyFileReader.readPublicKey(at: path) }
            #expect(error?.code == .unreadable)
            #expect(error?.message.contains(path) == true)
        }
        let large = folder.path + "/large"
        #expect(FileManager.default.createFile(atPath: large, contents: Data(count: KeyFileReader.maximumLength + 1)))
        let error = #expect(throws: KeyFileError.self) { try KeyFileReader.readPublicKey(at: large) }
        #expect(error?.code == .tooLarge)
    }
}

import CryptoBackend
import Foundation
import KeyFormats
import Testing

@Suite struct KeyFileWriterTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
    }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    @Test func createsWhereNothingIs() throws {
        try KeyFileWriter.createPrivateKey(secret("private"), at: folder.file("key"))
        try KeyFileWriter.createPublicKey(Array("public".utf8), at: folder.file("key.pub"))
        #expect(text(try folder.read("key")) == "private")
        #expect(text(try folder.read("key.pub")) == "public")
        #expect(try mode("key") == 0o600)
        #expect(try mode("key.pub") == 0o644)
        for write in [
            { try KeyFileWriter.createPrivateKey(secret("x"), at: folder.file("key")) },
            { try KeyFileWriter.createPublicKey([0x78], at: folder.file("key.pub")) },
        ] {
            let error = #expect(throws: KeyFileError.self) { try write() }
            #expect(error?.code == .exists)
        }
        #expect(text(try folder.read("key")) == "private")
        #expect(try names() == ["key", "key.pub"])
    }

    @Test func replacesAndKeepsAStricterMode() throws {
        let path = try folder.write("key", "old".utf8)
        try KeyFileWriter.replacePrivateKey(secret("new"), at: path)
        #expect(text(try folder.read("key")) == "new")
        #expect(try mode("key") == 0o600)
        for (before, after) in [(0o400, 0o400), (0o644, 0o600), (0o640, 0o600)] {
            try FileManager.default.setAttributes([.posixPermissions: before], ofItemAtPath: path)
            try KeyFileWriter.replacePrivateKey(secret("newer"), at: path)
            #expect(try mode("key") == after)
        }
        #expect(text(try folder.read("key")) == "newer")
        try KeyFileWriter.replacePublicKey(Array("public".utf8), at: folder.file("key.pub"))
        #expect(try mode("key.pub") == 0o644)
        #expect(try names() == ["key", "key.pub"])
    }

    @Test func aLinkStaysAndItsTargetIsReplaced() throws {
        try FileManager.default.createDirectory(atPath: folder.file("elsewhere"), withIntermediateDirectories: false)
        _ = try folder.write("elsewhere/key", "old".utf8)
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "elsewhere/key")
        try FileManager.default.createSymbolicLink(atPath: folder.file("second"), withDestinationPath: "link")
        try KeyFileWriter.replacePrivateKey(secret("new"), at: folder.file("second"))
        #expect(text(try folder.read("elsewhere/key")) == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("second")) == "link")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "elsewhere/key")
        #expect(try names() == ["elsewhere", "link", "second"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("elsewhere")) == ["key"])
    }

    @Test func whatCanNotBeReplacedIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: folder.file("directory"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder.file("dangling"), withDestinationPath: "nowhere")
        for path in [folder.file("directory"), folder.file("dangling"), "/dev/null", folder.file("missing/key")] {
            let error = #expect(throws: KeyFileError.self) { try KeyFileWriter.replacePrivateKey(secret("x"), at: path) }
            #expect(error?.code == .unwritable)
            #expect(error?.message.contains(path) == true)
        }
        #expect(try names() == ["dangling", "directory"])
    }

    /// Somebody who had the old file open still reads all of it: the new one is another file.
    @Test func theOldFileStaysUntilTheNewOneIsThere() throws {
        let path = try folder.write("key", "old content".utf8)
        let old = try #require(FileHandle(forReadingAtPath: path))
        try KeyFileWriter.replacePrivateKey(secret("new"), at: path)
        #expect(try old.readToEnd() == Data("old content".utf8))
    }
}

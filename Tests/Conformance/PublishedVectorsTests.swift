import BackendConformance
import CryptoBackend
import Foundation
import OpenSSLBackend
import Testing

@Suite("Published vectors as cases")
struct PublishedVectorsTests {
    static let all: Result<ConformanceSuite, any Error> = Result { try ConformanceSuite.published(in: PublishedVectors.directory) }

    private func published() throws -> ConformanceSuite { try PublishedVectorsTests.all.get() }

    /// Counted with Python's json and with grep, over what `Scripts/vectors.txt` pins.
    @Test("every vector is a case or is named as not covered")
    func counts() throws {
        let suite = try published()
        let wycheproof = suite.cases.filter { $0.group == .verifying && $0.id.contains(".json:") }
        let uncoveredWycheproof = suite.uncovered.filter { $0.file.hasSuffix(".json") }
        #expect(wycheproof.count + uncoveredWycheproof.reduce(0) { $0 + $1.count } == 9077)
        let nist = suite.cases.filter { $0.group == .verifying && !$0.id.contains(".json:") }
        let uncoveredNIST = suite.uncovered.filter { !$0.file.hasSuffix(".json") && !$0.file.contains("RSA.") && !$0.file.contains("RSA_") }
        #expect(nist.count + uncoveredNIST.reduce(0) { $0 + $1.count } == 4 * 250 + 80 + 450 + 270 + 150 + 4 * 250 + 80 + 450 + 270)
        #expect(suite.uncovered.contains { $0.file.hasSuffix("SigVerRSA.rsp") && $0.reason.contains("X9.31") })
        // The same file is in both packages.
        #expect(suite.uncovered.contains { $0.file.hasSuffix("PKCS1-v1.5/SigGen15_186-2.txt") && $0.count == 250 })
        for (name, count) in [
            ("rsa_signature_2048_sha3_224_test.json", 258), ("rsa_signature_4096_sha512_256_test.json", 258),
            ("rsa_pss_2048_sha256_mgf1sha1_20_test.json", 108), ("rsa_pss_2048_sha512_256_mgf1_32_test.json", 115),
        ] {
            let entry = try #require(suite.uncovered.first { $0.file.hasSuffix("/" + name) }, "\(name) isn't named")
            #expect(entry.count == count && !entry.reason.isEmpty)
        }
        for size in [1024, 1536, 2048, 3072, 4096, 8192] {
            #expect(suite.cases.contains { $0.id.contains("rsa_") && $0.operations.contains { "\($0)".contains("RSA-\(size) ") } })
        }
    }

    @Test(
        "NIST's and Wycheproof's private keys sign",
        arguments: [
            "SigGen15_186-2.txt", "SigGen15_186-2.rsp", "SigGen15_186-3.txt", "rsa_pkcs1_1024_sig_gen_test.json",
            "rsa_pkcs1_1536_sig_gen_test.json",
            "rsa_pkcs1_2048_sig_gen_test.json", "rsa_pkcs1_3072_sig_gen_test.json", "rsa_pkcs1_4096_sig_gen_test.json",
        ])
    func signing(file: String) throws {
        #expect(try published().cases.contains { $0.group == .signing && $0.id.hasPrefix("sign/") && $0.id.contains("/\(file):") })
    }

    @Test("Wycheproof's verdicts are honoured, and “acceptable” is decided in one way")
    func verdicts() throws {
        #expect(WycheproofVerdict.valid.isValid(flags: ["MissingNull"]))
        #expect(!WycheproofVerdict.invalid.isValid(flags: []))
        #expect(!WycheproofVerdict.acceptable.isValid(flags: ["MissingNull"]))
        #expect(!WycheproofVerdict.acceptable.isValid(flags: ["WeakHash", "MissingNull"]))
        #expect(!WycheproofVerdict.acceptable.isValid(flags: ["SomethingNew"]))
        #expect(WycheproofVerdict.acceptable.isValid(flags: ["SmallModulus", "SmallPublicKey", "WeakHash"]))
    }

    @Test("a lax reading of “acceptable” fails, and a backend that differs from another fails the comparison")
    func missingNull() async throws {
        let good = try OpenSSLBackend()
        let lax = FaultyBackend(base: good, fault: .acceptsMissingNull, name: "lax")
        let suite = ConformanceSuite(
            cases: try published().cases.filter { $0.source.contains("rsa_signature_2048_sha256_test.json") })
        #expect(suite.cases.count == 259)
        let run = await suite.run(on: [good, lax])
        #expect(run.reports[0].hasPassed)
        #expect(run.reports[1].failures.map(\.id).map { $0.split(separator: "/").last } == ["rsa_signature_2048_sha256_test.json:8"])
        #expect(run.comparison?.failures.map(\.id) == run.reports[1].failures.map(\.id))
        #expect(!run.hasPassed)
    }

    // MARK: Directories that are no good

    private func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    private func thrown(in directory: String) -> PublishedVectorsError? {
        do { _ = try ConformanceSuite.published(in: directory) } catch { return error }
        return nil
    }

    @Test("a directory without vectors, and none at all, are errors that name it")
    func noVectors() throws {
        try withDirectory { directory in
            try Data("{}".utf8).write(to: directory.appending(path: "ecdsa_secp256r1_sha256_test.json"))
            #expect(thrown(in: directory.path)?.description.contains(directory.path) == true)
            #expect(thrown(in: directory.path)?.description.contains("Scripts/fetch-vectors") == true)
            #expect(thrown(in: directory.path + "/none")?.description.contains("there is no such directory") == true)
            #expect(thrown(in: directory.path + "/ecdsa_secp256r1_sha256_test.json")?.description.contains("directory") == true)
        }
    }

    static let good = """
        [mod = 1024]
        n = \(String(repeating: "f1", count: 128))

        SHAAlg = SHA256
        e = 010001
        Msg = 00
        S = 01
        Result = F

        """

    static let malformedFiles: [(name: String, text: String, says: String)] = [
        ("SigVer15_x.rsp", good.replacing("Result = F\n", with: ""), "line 4"),
        ("SigVer15_x.rsp", good.replacing("Msg = 00", with: "Msg = 0x"), "line 6: Msg"),
        ("SigVer15_x.rsp", good.replacing("Result = F", with: "Result = ?"), "neither P nor F"),
        ("SigGen15_x.txt", "# nothing\n", "no vector"),
        ("SigVerPSS_x.rsp", good, "length of the salt"),
        ("rsa_signature_x_test.json", "{\"numberOfTests\": 1, \"testGroups\": [", "no JSON"),
        ("rsa_signature_x_test.json", "{\"numberOfTests\": 1, \"testGroups\": []}", "announces 1 vectors and has 0"),
        ("rsa_signature_x_test.json", "{\"testGroups\": []}", "“numberOfTests” is missing"),
        ("rsa_pss_x_test.json", group(result: "perhaps"), "“result” has a value"),
        ("rsa_pss_x_test.json", group(type: "RsassaPssVerify"), "lacks sLen"),
        ("rsa_pkcs1_2048_sig_gen_test.json", group(type: "RsassaPkcs1Generate"), "privateKeyPkcs8"),
        ("rsa_signature_x_test.json", group(signature: "0"), "vector 7: msg or sig"),
    ]

    private static func group(type: String = "RsassaPkcs1Verify", result: String = "valid", signature: String = "00") -> String {
        let modulus = String(repeating: "f1", count: 128)
        return """
            {"numberOfTests": 1, "testGroups": [{"type": "\(type)", "sha": "SHA-256", "publicKey": {"modulus": "\(modulus)",
            "publicExponent": "010001"}, "tests": [{"tcId": 7, "comment": "", "msg": "", "sig": "\(signature)", "result": "\(result)",
            "flags": []}]}]}
            """
    }

    @Test("a file that isn't what its name says is an error that names it", arguments: malformedFiles)
    func refuses(name: String, text: String, says: String) throws {
        try withDirectory { directory in
            let folder = directory.appending(path: "deep/down")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: folder.appending(path: name))
            let error = try #require(thrown(in: directory.path))
            #expect(error.path.hasSuffix("/deep/down/\(name)"))
            #expect(error.description.contains(says), "\(error)")
        }
    }

    @Test("names alone tell the files, at any depth; lines may end in CR LF; a key that CryptoBackend doesn't take isn't covered")
    func found() throws {
        try withDirectory { directory in
            let text = PublishedVectorsTests.good
            try Data(text.replacing("\n", with: "\r\n").utf8).write(to: directory.appending(path: "SigVer15_a.rsp"))
            try Data((text + "# even\n").replacing("f1\n", with: "f0\n").utf8).write(to: directory.appending(path: "SigVer15_b.txt"))
            try Data(text.replacing("SHA256", with: "SHA512256").utf8).write(to: directory.appending(path: "SigVer15_c.txt"))
            let suite = try ConformanceSuite.published(in: directory.path)
            #expect(suite.cases.map(\.id) == ["verify/SigVer15_a.rsp:4"])
            #expect(suite.uncovered.map(\.file) == ["SigVer15_b.txt", "SigVer15_c.txt"])
            #expect(suite.uncovered.map(\.count) == [1, 1])
            #expect(suite.uncovered.first?.reason.contains("even") == true)
        }
    }
}

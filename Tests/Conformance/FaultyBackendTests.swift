import BackendConformance
import CryptoBackend
import OpenSSLBackend
import Testing

/// The suite is worth what it catches: each fault has a case that must find it, and a backend without faults passes that case.
@Suite("Faulty backends are caught")
struct FaultyBackendTests {
    typealias Fault = FaultyBackend.Fault

    static let catches: [(fault: Fault, id: String)] = [
        (.verifiesEverything, "verify/pkcs1/altered-message"),
        (.verifiesEverything, "verify/pkcs1/block-type-2"),
        (.verifiesEverything, "verify/SigVer15_186-3.rsp:1652"),
        (.acceptsUnreducedSignatures, "verify/pkcs1/s-plus-n"),
        (.acceptsUnreducedSignatures, "verify/pss/s-plus-n"),
        (.ignoresSignatureLength, "verify/pkcs1/leading-zero-added"),
        (.ignoresSignatureLength, "verify/pkcs1/leading-zero-missing"),
        (.ignoresPSSSaltLength, "verify/pss/salt-of-20-bytes"),
        (.ignoresPSSSaltLength, "verify/pss/salt-of--2-bytes"),
        (.ignoresBytesBehindTheDigest, "verify/pkcs1/bleichenbacher-cube-root-padding-8"),
        (.signsWithAnotherDigest, "sign/pkcs1/rsa2048/SHA-256"),
        (.signsWithAnotherDigest, "sign/pkcs1/rsa16384/SHA-256"),
        (.dropsLeadingZeros, "sign/pkcs1/signature-begins-with-zero"),
        (.signsWithSHA1, "sign/sha1-is-not-offered"),
        (.repeatsPSSSignatures, "sign/pss/fresh-salts"),
        (.letsFaultySignaturesOut, "sign/faulty-key/qinv-plus-1"),
        (.sharesHandleState, "concurrency/one-handle-signs-on-many-threads"),
        (.completesAnyD, "complete/d-plus-2"),
        (.acceptsAnyCoefficient, "check-consistency/qinv-plus-1"),
        (.acceptsAnyCoefficient, "check-consistency/qinv-not-reduced"),
        (.skipsPrimality, "validate/p-is-composite"),
        (.skipsPrimality, "validate/p-is-arnaults-strong-pseudoprime"),
        (.generatesOneKey, "generate/keys-differ"),
        (.ignoresSize, "generate/2050-bits-e-65537"),
        (.ignoresExponent, "generate/2048-bits-e-65539"),
        (.counterOf32Bits, "encrypt/ctr-256/wraps-32-bits"),
        (.skipsTag, "decrypt/chacha20-poly1305/65/altered"),
        (.skipsTag, "decrypt/AES-256-GCM/tag-byte-15-altered"),
        (.oneRoundTooMany, "derive/pbkdf2/rfc-6070/0"),
        (.takesZeroRounds, "refuse/pbkdf2/rounds=0/length=32"),
        (.truncatesHMACKeys, "hmac/SHA-256/key-of-65/message-of-7"),
        (.comparesPrefixes, "constant-time-equal/a-prefix"),
        (.repeatsRandomBytes, "random/draws-differ"),
        (.leavesLastByte, "random/every-byte-is-filled"),
        (.wrongMD5, "digest/rfc-1321.txt:7"),
        (.hasHiddenMD5, "digest/rfc-1321.txt:7"),
        (.lacksDeclaredMD5, "digest/rfc-1321.txt:7"),
        (.namesNoOperation, "digest/rfc-1321.txt:7"),
        (.namedBadly, "capability/information"),
    ]

    @Test("by the case that is made for it", arguments: catches)
    func caught(_ fault: Fault, by id: String) async throws {
        let testCase = try #require(ConformanceSuite.standard().cases.first { $0.id == id }, "there is no case \(id)")
        let good = try OpenSSLBackend()
        #expect(await testCase.outcome(on: FaultyBackend(base: good, fault: .none)) == .passed)
        let outcome = await testCase.outcome(on: FaultyBackend(base: good, fault: fault))
        guard case .failed(let reason) = outcome else {
            Issue.record("\(fault) isn't caught by \(id): \(outcome)")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("and no fault is left without a case")
    func complete() {
        let unseen = Set(Fault.allCases).subtracting(FaultyBackendTests.catches.map(\.fault))
        #expect(unseen == [.none, .hidesMD5])
    }
}

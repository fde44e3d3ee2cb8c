import BackendConformance
import CryptoBackend
import GcryptBackend
import OpenSSLBackend
import Testing

/// The suite is worth what it catches: each fault has a case that must find it, and a backend without faults passes that case.
@Suite("Faulty backends are caught")
struct FaultyBackendTests {
    static let good: OpenSSLBackend = {
        do { return try OpenSSLBackend() } catch { preconditionFailure("\(error)") }
    }()

    static let catches: [(fault: Fault, id: String)] = [
        (.verifiesEverything, "verify/pkcs1/altered-message"),
        (.verifiesEverything, "verify/pkcs1/block-type-2"),
        (.verifiesEverything, "verify/SigVer15_186-3.rsp:1652"),
        (.verifiesNothing, "verify/pkcs1/good"),
        (.verifiesNothing, "verify/pss/good"),
        (.acceptsUnreducedSignatures, "verify/pkcs1/s-plus-n"),
        (.acceptsUnreducedSignatures, "verify/pss/s-plus-n"),
        (.ignoresSignatureLength, "verify/pkcs1/leading-zero-added"),
        (.ignoresSignatureLength, "verify/pkcs1/leading-zero-missing"),
        (.acceptsTrailingBytes, "verify/pkcs1/trailing-zero-added"),
        (.acceptsTrailingBytes, "verify/pss/trailing-zero-added"),
        (.acceptsTrailingBytes, "verify/pkcs1/twice"),
        (.ignoresPSSSaltLength, "verify/pss/salt-of-20-bytes"),
        (.ignoresPSSSaltLength, "verify/pss/salt-of--2-bytes"),
        (.ignoresBytesBehindTheDigest, "verify/pkcs1/bleichenbacher-cube-root-padding-8"),
        (.ignoresBytesBehindTheDigest, "verify/pkcs1/padding-of-8-bytes-then-garbage"),
        (.acceptsMissingNull, "verify/pkcs1/digest-info-without-null"),
        (.acceptsMissingNull, "verify/pkcs1/digest-info-without-null-e3"),
        (.acceptsBlockType2, "verify/pkcs1/block-type-2"),
        (.ignoresPaddingBytes, "verify/pkcs1/padding-is-random"),
        (.takesAnyDigestInfo, "verify/pkcs1/digest-alone"),
        (.takesAnyDigestInfo, "verify/pkcs1/sha384-name-over-sha256"),
        (.throwsForWrongSignatures, "verify/pkcs1/altered-message"),
        (.forgetsTheMessage, "verify/pkcs1/good"),
        (.signsWithAnotherDigest, "sign/pkcs1/rsa2048/SHA-256"),
        (.signsWithAnotherDigest, "sign/pkcs1/rsa16384/SHA-256"),
        (.swapsDigestsOfSignatures, "sign/pkcs1/rsa2048/SHA-512"),
        (.swapsDigestsOfSignatures, "verify/pkcs1/rsa2048/SHA-512"),
        (.signsWithAnotherPadding, "sign/pkcs1/rsa2048/SHA-256"),
        (.signsWithoutSalt, "sign/pss/rsa2048/SHA-256/32"),
        (.dropsLeadingZeros, "sign/pkcs1/signature-begins-with-zero"),
        (.appendsAByte, "sign/pkcs1/rsa2048/SHA-256"),
        (.appendsAByte, "sign/pss/rsa2048/SHA-256/32"),
        (.hashesTwice, "sign/pkcs1/an-empty-message"),
        (.signsWithSHA1, "sign/sha1-is-not-offered"),
        (.repeatsPSSSignatures, "sign/pss/fresh-salts"),
        (.letsFaultySignaturesOut, "sign/faulty-key/qinv-plus-1"),
        (.sharesPrivateHandleState, "concurrency/one-handle-signs-on-many-threads"),
        (.sharesPublicHandleState, "concurrency/one-handle-verifies-on-many-threads"),
        (.sharesDigestState, "concurrency/digests-on-many-threads"),
        (.handlesForgetTheirKey, "sign/handles-tell-their-key"),
        (.completesAnyD, "complete/d-plus-2"),
        (.completesWithExchangedExponents, "complete/good/rsa2048"),
        (.refusesEveryKey, "complete/good/rsa2048"),
        (.namesNoReasonForBadKeys, "complete/d-plus-2"),
        (.acceptsAnyCoefficient, "check-consistency/qinv-plus-1"),
        (.acceptsAnyCoefficient, "check-consistency/qinv-not-reduced"),
        (.findsAnythingConsistent, "check-consistency/n-of-another-key"),
        (.skipsPrimality, "validate/p-is-composite"),
        (.skipsPrimality, "validate/p-is-arnaults-strong-pseudoprime"),
        (.validatesNothing, "validate/d-plus-2"),
        (.generatesOneKey, "generate/keys-differ"),
        (.ignoresSize, "generate/2050-bits-e-65537"),
        (.ignoresExponent, "generate/2048-bits-e-65539"),
        (.mixesHalvesOfKeys, "generate/2048-bits-e-65537"),
        (.generatesWrongCoefficients, "generate/2048-bits-e-65537"),
        (.generatesAnySize, "refuse/generate/1024-bits-e-65537"),
        (.ignoresCancellation, "generate/cancelled-at-once"),
        (.ignoresCancellation, "generate/cancelled-task-while-it-searches"),
        (.asksOnlyAtBothEnds, "generate/cancelled-while-it-searches"),
        (.tellsOfStepsTooLate, "generate/progress-ends-with-the-call"),
        (.wrongMD5, "digest/rfc-1321.txt:7"),
        (.truncatesDigests, "digest/abc/SHA-512"),
        (.swapsDigests, "digest/abc/SHA-224"),
        (.hashesAMegabyteAtMost, "digest/million-a/SHA-256"),
        (.truncatesHMACKeys, "hmac/SHA-256/key-of-65/message-of-7"),
        (.hashesInsteadOfHMAC, "hmac/rfc-4231-sha256.txt:3"),
        (.comparesPrefixes, "constant-time-equal/a-prefix"),
        (.comparesPrefixes, "constant-time-equal/empty-and-not"),
        (.comparesLengths, "constant-time-equal/last-byte-differs"),
        (.comparesSums, "constant-time-equal/differences-cancel"),
        (.oneRoundTooMany, "derive/pbkdf2/rfc-6070/0"),
        (.takesZeroRounds, "refuse/pbkdf2/rounds=0/length=32"),
        (.repeatsTheFirstBlock, "derive/pbkdf2/SHA-256/3/103"),
        (.endsPassphrasesAtNul, "derive/pbkdf2/passphrase-with-nul"),
        (.swapsScryptParameters, "derive/scrypt/N=1024/r=4/p=2/64"),
        (.swapsArgon2Parameters, "derive/argon2/argon2id/m=1024/t=1/p=4"),
        (.derivesArgon2idAlways, "derive/argon2/argon2i/m=1024/t=1/p=4"),
        (.oneOldRoundTooFew, "derive/pbkdf1/SHA-1/2048/16"),
        (.forgetsThePurpose, "derive/pkcs12/SHA-256/macKey/2048/32"),
        (.failsWithAnotherCode, "refuse/pbkdf2/rounds=0/length=32"),
        (.saysNothing, "refuse/pbkdf2/rounds=0/length=32"),
        (.counterOf32Bits, "encrypt/ctr-256/wraps-32-bits"),
        (.ignoresTheVector, "encrypt/sp800-38a/cbc-256"),
        (.ignoresTheVector, "decrypt/sp800-38a/ctr-128"),
        (.forgetsToChain, "encrypt/sp800-38a/cbc-128"),
        (.skipsTag, "decrypt/chacha20-poly1305/65/altered"),
        (.skipsTag, "decrypt/AES-256-GCM/tag-byte-15-altered"),
        (.comparesHalfATag, "decrypt/AES-256-GCM/tag-byte-15-altered"),
        (.reportsTagsAsFailures, "decrypt/chacha20-poly1305/65/altered"),
        (.padsShortKeys, "refuse/encrypt/AES-256-CBC/key-short"),
        (.padsShortKeys, "refuse/decrypt/AES-128-GCM/key-empty"),
        (.usesRC2With1024Bits, "decrypt/rc2-40/length-256"),
        (.repeatsTheKeystream, "encrypt/rfc-6229/128-bits/0"),
        (.repeatsRandomBytes, "random/draws-differ"),
        (.leavesLastByte, "random/every-byte-is-filled"),
        (.drawsAConstant, "random/draws-differ"),
        (.drawsAConstant, "random/secrets-differ"),
        (.clearsTheTopBit, "random/bits-are-balanced"),
        (.endsInZeros, "random/every-byte-is-filled"),
        (.writesBeyond, "random/nothing-beyond-is-touched"),
        (.repeatsBlocks, "random/blocks-of-one-draw-differ"),
        (.hasHiddenMD5, "digest/rfc-1321.txt:7"),
        (.hasHiddenMD5, "capability/truth/MD5"),
        (.lacksDeclaredMD5, "digest/rfc-1321.txt:7"),
        (.lacksDeclaredMD5, "capability/truth/MD5"),
        (.claimsOldDerivation, "capability/truth/PBKDF1 with SHA-256"),
        (.namesNoOperation, "digest/rfc-1321.txt:7"),
        (.namedBadly, "capability/information"),
        (.changesItsMind, "capability/answers-are-stable"),
        (.givesNoReason, "capability/reasons-are-words"),
        (.lacksSHA256, "capability/needed/SHA-256"),
    ]

    private static let cases = Dictionary(uniqueKeysWithValues: ConformanceSuite.standard().cases.map { ($0.id, $0) })

    @Test("by the case that is made for it", arguments: catches)
    func caught(_ fault: Fault, by id: String) async throws {
        let testCase = try #require(FaultyBackendTests.cases[id], "there is no case \(id)")
        let good: any CryptoBackend = id.contains("argon2") ? try GcryptBackend() : FaultyBackendTests.good
        let flawless = await testCase.outcome(on: FaultyBackend(base: good, fault: .none))
        if fault == .claimsOldDerivation {
            #expect(flawless == .unsupported(.pbkdf1(.sha256), reason: support(for: .pbkdf1(.sha256))))
        } else {
            #expect(flawless == .passed)
        }
        let outcome = await testCase.outcome(on: FaultyBackend(base: good, fault: fault))
        guard case .failed(let reason) = outcome else {
            Issue.record("\(fault) isn't caught by \(id): \(outcome)")
            return
        }
        #expect(!reason.isEmpty)
    }

    private func support(for operation: CryptoOperation) -> String? {
        if case .unsupported(let reason) = FaultyBackendTests.good.support(for: operation) { reason } else { nil }
    }

    @Test("and no fault is left without a case")
    func complete() {
        let unseen = Set(Fault.allCases).subtracting(FaultyBackendTests.catches.map(\.fault))
        #expect(unseen == [.none, .hidesMD5])
    }
}

import CryptoBackend
import Synchronization
import Testing

@Suite("BackendRegistry")
struct BackendRegistryTests {
    @Test("the order of registration is kept, and an unknown name is told those that there are")
    func names() throws {
        let registry = BackendRegistry([
            .init("one") { () throws(CryptoError) in StandInBackend("one", mark: 1) },
            .init("two") { () throws(CryptoError) in StandInBackend("two", mark: 2) },
        ])
        #expect(registry.names == ["one", "two"])
        #expect(try registry.backend(named: "two").information.name == "two")
        let error = #expect(throws: CryptoError.self) { try registry.backend(named: "three") }
        #expect(error?.code == .unknownBackend)
        #expect(error?.message == "there is no backend named “three”: there are one and two")
        #expect(throws: CryptoError.self) { try registry.backend(preferring: "three") }
    }

    @Test("a program without backends says so")
    func none() {
        let registry = BackendRegistry([])
        #expect(throws: CryptoError.self) { try registry.backend(preferring: nil) }
        let error = #expect(throws: CryptoError.self) { try registry.backend(named: "openssl") }
        #expect(error?.code == .unknownBackend && error?.message.contains("built without any") == true)
        let missing = #expect(throws: CryptoError.self) { try registry.backend(supporting: .randomBytes) }
        #expect(missing?.code == .unsupported)
    }

    @Test("a backend is made when it is first asked for, and once, however many ask")
    func lazy() async throws {
        let made = Mutex<[String]>([])
        let registry = BackendRegistry([
            .init("one") { () throws(CryptoError) in
                made.withLock { $0.append("one") }
                return StandInBackend("one", mark: 1)
            },
            .init("two") { () throws(CryptoError) in
                made.withLock { $0.append("two") }
                return StandInBackend("two", mark: 2)
            },
        ])
        #expect(made.withLock { $0 }.isEmpty)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 {
                group.addTask { _ = try registry.backend(named: "two") }
            }
            try await group.waitForAll()
        }
        #expect(made.withLock { $0 } == ["two"])
        // The chosen one has the digest: the other one isn't set up for it.
        _ = try registry.backend(preferring: "two").digest(.sha256, of: [])
        #expect(made.withLock { $0 } == ["two"])
    }

    @Test("a set-up that failed is an error, and is tried again when asked again")
    func failingSetUp() throws {
        let isBroken = Mutex(true)
        let registry = BackendRegistry([
            .init("one") { () throws(CryptoError) in
                if isBroken.withLock({ $0 }) { throw CryptoError(.libraryFailure, "the library is too old") }
                return StandInBackend("one", mark: 1)
            },
            .init("two") { () throws(CryptoError) in StandInBackend("two", mark: 2) },
        ])
        let error = #expect(throws: CryptoError.self) { try registry.backend(named: "one") }
        #expect(error?.message == "the library is too old")
        #expect(try registry.backend(supporting: .randomBytes).information.name == "two")
        isBroken.withLock { $0 = false }
        #expect(try registry.backend(named: "one").information.name == "one")
    }

    private func threeBackends() -> BackendRegistry {
        BackendRegistry([
            .init("one") { () throws(CryptoError) in
                StandInBackend("one", mark: 1) { operation in
                    switch operation {
                    case .digest(.md5), .digest(.sha224), .hmac(.md5), .pbkdf2(_, isPassphraseEmpty: true), .encrypt, .decrypt,
                        .generateRSAKey, .completeRSAKey, .validateRSAKey, .sign, .verify:
                        true
                    default: false
                    }
                }
            },
            .init("two") { () throws(CryptoError) in StandInBackend("two", mark: 2) { $0 == .digest(.sha224) } },
            .init("three") { () throws(CryptoError) in StandInBackend("three", mark: 3) { $0 == .digest(.sha224) } },
        ])
    }

    @Test("the first that can is found, the preferred one first")
    func supporting() throws {
        let registry = threeBackends()
        #expect(try registry.backend(supporting: .digest(.sha256)).information.name == "one")
        #expect(try registry.backend(supporting: .digest(.md5)).information.name == "two")
        #expect(try registry.backend(supporting: .digest(.md5), preferring: "three").information.name == "three")
        #expect(try registry.backend(supporting: .digest(.md5), preferring: "one").information.name == "two")
    }

    @Test("where none can, the error names the operation and those that were asked")
    func unsupported() throws {
        let registry = threeBackends()
        for call in [
            { () throws -> Void in _ = try registry.backend(supporting: .digest(.sha224)) },
            { () throws -> Void in _ = try registry.backend(preferring: "two").digest(.sha224, of: []) },
        ] {
            let error = #expect(throws: CryptoError.self) { try call() }
            #expect(error?.code == .unsupported)
            #expect(error?.operation == .digest(.sha224))
            #expect(error?.message.contains("SHA-224") == true)
            for name in ["one", "two", "three"] { #expect(error?.message.contains("\(name): it is a stand-in") == true) }
        }
    }

    @Test("where none can, the error names what could have been built in for it")
    func absent() throws {
        let argon2 = CryptoOperation.argon2(
            Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 2), isPassphraseEmpty: false)
        let registrations: [BackendRegistry.Registration] = [
            .init("one") { () throws(CryptoError) in StandInBackend("one", mark: 1) { $0 == argon2 || $0 == .randomBytes } },
            .init("two") { () throws(CryptoError) in throw CryptoError(.libraryFailure, "the library is too old") },
        ]
        let registry = BackendRegistry(
            registrations,
            absent: [
                AbsentBackend("three", library: "lib3") { $0 == argon2 }, AbsentBackend("four", library: "lib4") { _ in false },
            ])
        func message(_ operation: CryptoOperation) -> String? {
            #expect(throws: CryptoError.self) { try registry.backend(supporting: operation) }?.message
        }
        let asked = "none of the backends has it (one: it is a stand-in; two: the library is too old)"
        #expect(
            message(argon2) == "Argon2id with 64 KiB, 1 passes and 2 lanes isn't available: \(asked); "
                + "lib3 has it: the backend three, which this program was built without")
        #expect(message(.randomBytes) == "random bytes isn't available: \(asked)")
        let error = #expect(throws: CryptoError.self) { try registry.backend(named: "four") }
        #expect(error?.code == .unknownBackend)
        #expect(error?.message == "this program was built without the backend “four”: there are one and two")
        #expect(registry.names == ["one", "two"])
    }

    @Test("a key generation is cancelled as the backend that makes the key can, whoever else could")
    func cancellationIsNotHandedOver() throws {
        let noCancellation = { @Sendable (operation: CryptoOperation) in operation == .cancelRSAKeyGeneration }
        let registry = BackendRegistry([
            .init("one") { () throws(CryptoError) in StandInBackend("one", mark: 1, lacks: noCancellation) },
            .init("two") { () throws(CryptoError) in StandInBackend("two", mark: 2) },
            .init("three") { () throws(CryptoError) in
                StandInBackend("three", mark: 3) {
                    if case .generateRSAKey = $0 { true } else { noCancellation($0) }
                }
            },
        ])
        #expect(try !registry.backend(preferring: "one").supports(.cancelRSAKeyGeneration))
        #expect(try registry.backend(preferring: "two").supports(.cancelRSAKeyGeneration))
        // “one” makes the keys of “three”.
        #expect(try !registry.backend(preferring: "three").supports(.cancelRSAKeyGeneration))
    }

    @Test("the named backend is that one and nothing else")
    func named() throws {
        let one = try threeBackends().backend(named: "one")
        let error = #expect(throws: CryptoError.self) { try one.digest(.md5, of: []) }
        #expect(error?.code == .unsupported && error?.operation == .digest(.md5))
        #expect(error?.message == "the one backend has no MD5: it is a stand-in")
    }

    @Test("the preferred backend does what it can and hands over what it lacks")
    func fallback() throws {
        let backend = try threeBackends().backend(preferring: "one")
        #expect(backend.information.name == "one")
        #expect(backend.support(for: .digest(.md5)) == .supported)
        #expect(backend.support(for: .digest(.sha224)) == .unsupported(reason: "it is a stand-in"))

        #expect(try backend.digest(.sha256, of: [1]).first == 1)
        #expect(try backend.digest(.md5, of: [1]).first == 2)
        #expect(try backend.hmac(.sha256, key: SecretBytes(), message: []).first == 1)
        #expect(try backend.hmac(.md5, key: SecretBytes(), message: []).first == 2)
        let passphrase = SecretBytes(copying: [1])
        #expect(
            try backend.pbkdf2(.sha256, passphrase: passphrase, salt: [], rounds: 1, outputLength: 1) == SecretBytes(copying: [1]))
        #expect(
            try backend.pbkdf2(.sha256, passphrase: SecretBytes(), salt: [], rounds: 1, outputLength: 1) == SecretBytes(copying: [2]))
        #expect(try backend.encrypt(passphrase, with: .aes256CTR, key: passphrase, initializationVector: []) == [2])
        #expect(
            try backend.decrypt([1], with: .aes256CTR, key: passphrase, initializationVector: []) == SecretBytes(copying: [2]))
        #expect(try backend.randomBytes(count: 1) == [1])
        #expect(backend.constantTimeEqual([1], [1]))

        let key = try backend.generateRSAKey(bits: 2048)
        #expect(key.prime1 == SecretBytes(copying: [2]))
        let parts = try RSAPrivateKeyParts(
            publicKey: key.publicKey, privateExponent: passphrase, prime1: passphrase, prime2: passphrase)
        #expect(try backend.complete(parts).prime1 == SecretBytes(copying: [2]))
        #expect(#expect(throws: CryptoError.self) { try backend.checkConsistency(of: key) }?.message == "two")
        #expect(#expect(throws: CryptoError.self) { try backend.validate(key) }?.message == "two")
        #expect(try backend.makePrivateKeyHandle(for: key).signature(for: [], scheme: .pkcs1v15SHA256) == [2])
        #expect(
            try backend.makePublicKeyHandle(for: key.publicKey).isValidSignature([2], for: [], scheme: .pkcs1v15SHA256))
    }

    @Test("scrypt and Argon2 are handed over as long as one has them, else the error names them")
    func costly() throws {
        let backend = try threeBackends().backend(preferring: nil)
        let scrypt = ScryptParameters(cost: 16, blockSize: 8, parallelization: 1)
        // The stand-ins declare it and leave it to the default implementation, which says that it isn't there.
        let error = #expect(throws: CryptoError.self) {
            try backend.scrypt(scrypt, passphrase: SecretBytes(), salt: [], outputLength: 1)
        }
        #expect(error?.operation == .scrypt(scrypt, isPassphraseEmpty: true))
        #expect(error?.message == "the one backend has no scrypt with N=16, r=8, p=1 and an empty passphrase")
        let old = #expect(throws: CryptoError.self) {
            try backend.pbkdf1(.md5, passphrase: SecretBytes(), salt: [], rounds: 1, outputLength: 1)
        }
        #expect(old?.operation == .pbkdf1(.md5))
        let older = #expect(throws: CryptoError.self) {
            try backend.pkcs12(.sha1, purpose: .macKey, passphrase: SecretBytes(), salt: [], rounds: 1, outputLength: 1)
        }
        #expect(older?.operation == .pkcs12(.sha1))
        let argon2 = Argon2Parameters(variant: .argon2id, memory: 64, passes: 2, parallelism: 1)
        let other = #expect(throws: CryptoError.self) {
            try backend.argon2(argon2, passphrase: SecretBytes(copying: [1]), salt: [], outputLength: 1)
        }
        #expect(other?.operation == .argon2(argon2, isPassphraseEmpty: false))
    }
}

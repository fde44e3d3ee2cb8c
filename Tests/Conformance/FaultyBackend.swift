import CryptoBackend
import Synchronization

/// A good backend with one fault, to test the suite that tests backends.
struct FaultyBackend: CryptoBackend {
    let base: any CryptoBackend
    let fault: Fault
    let name: String
    let memory = Memory()

    /// What a fault remembers between calls.
    final class Memory: Sendable {
        let key = Mutex<RSAPrivateKey?>(nil)
        let count = Mutex<UInt64>(0)
        let message = Mutex<[UInt8]>([])
        let listener = Mutex<(@Sendable (RSAKeyGenerationStep) -> Void)?>(nil)
    }

    init(base: any CryptoBackend, fault: Fault, name: String? = nil) {
        self.base = base
        self.fault = fault
        self.name = name ?? base.information.name
    }

    var information: BackendInformation {
        let own = base.information
        return BackendInformation(name: fault == .namedBadly ? "The Backend" : name, library: own.library, version: own.version)
    }

    func support(for operation: CryptoOperation) -> OperationSupport {
        switch (fault, operation) {
        case (.hidesMD5, .digest(.md5)), (.hasHiddenMD5, .digest(.md5)), (.namesNoOperation, .digest(.md5)): .unsupported(reason: "hidden")
        case (.signsWithSHA1, .sign(.pkcs1v15SHA1, _, _)), (.claimsOldDerivation, .pbkdf1): .supported
        case (.changesItsMind, .randomBytes): next() % 2 == 0 ? .supported : .unsupported(reason: "not now")
        case (.givesNoReason, .digest(.md5)): .unsupported(reason: "")
        case (.lacksSHA256, .digest(.sha256)): .unsupported(reason: nil)
        default: base.support(for: operation)
        }
    }

    func next() -> UInt64 {
        memory.count.withLock { count in
            count += 1
            return count
        }
    }

    // MARK: Keys

    func generateRSAKey(
        bits: Int, publicExponent: UInt64, control: RSAKeyGenerationControl
    ) throws(CryptoError) -> RSAPrivateKey {
        switch fault {
        case .generatesOneKey:
            if let key = memory.key.withLock({ $0 }) { return key }
            let key = try base.generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
            memory.key.withLock { $0 = key }
            return key
        case .ignoresSize: return try base.generateRSAKey(bits: 2048, publicExponent: publicExponent, control: control)
        case .ignoresExponent: return try base.generateRSAKey(bits: bits, publicExponent: 65537, control: control)
        case .mixesHalvesOfKeys:
            let (one, other) = (try base.generateRSAKey(bits: bits), try base.generateRSAKey(bits: bits))
            return try copy(of: one, publicKey: other.publicKey)
        case .generatesWrongCoefficients:
            let key = try base.generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
            return try copy(of: key, coefficient: key.prime2)
        case .generatesAnySize where bits == 1024: return try base.generateRSAKey(bits: 2048)
        case .ignoresCancellation:
            let control = RSAKeyGenerationControl(progress: control.progress)
            return try base.generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
        case .asksOnlyAtBothEnds:
            try control.checkCancellation()
            let key = try base.generateRSAKey(bits: bits, publicExponent: publicExponent)
            try control.checkCancellation()
            return key
        case .tellsOfStepsTooLate:
            memory.listener.withLock { $0 }?(.primeFound)
            memory.listener.withLock { $0 = control.progress }
            return try base.generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
        default: return try base.generateRSAKey(bits: bits, publicExponent: publicExponent, control: control)
        }
    }

    func complete(_ parts: RSAPrivateKeyParts) throws(CryptoError) -> RSAPrivateKey {
        let key: RSAPrivateKey
        do {
            key = try base.complete(parts)
        } catch  where fault == .completesAnyD && error.code == .invalidKey {
            return try RSAPrivateKey(
                publicKey: parts.publicKey, privateExponent: parts.privateExponent, prime1: parts.prime1, prime2: parts.prime2,
                exponent1: parts.prime1, exponent2: parts.prime2, coefficient: parts.prime1)
        } catch  where fault == .namesNoReasonForBadKeys {
            throw CryptoError(error.code, "")
        }
        switch fault {
        case .completesWithExchangedExponents: return try copy(of: key, exponent1: key.exponent2, exponent2: key.exponent1)
        case .refusesEveryKey: throw CryptoError(.invalidKey, "it is none")
        default: return key
        }
    }

    private func copy(
        of key: RSAPrivateKey, publicKey: RSAPublicKey? = nil, exponent1: SecretBytes? = nil, exponent2: SecretBytes? = nil,
        coefficient: SecretBytes? = nil
    ) throws(CryptoError) -> RSAPrivateKey {
        try RSAPrivateKey(
            publicKey: publicKey ?? key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2,
            exponent1: exponent1 ?? key.exponent1, exponent2: exponent2 ?? key.exponent2, coefficient: coefficient ?? key.coefficient)
    }

    func checkConsistency(of key: RSAPrivateKey) throws(CryptoError) {
        if fault == .findsAnythingConsistent { return }
        guard fault == .acceptsAnyCoefficient else { return try base.checkConsistency(of: key) }
        let parts = try RSAPrivateKeyParts(
            publicKey: key.publicKey, privateExponent: key.privateExponent, prime1: key.prime1, prime2: key.prime2)
        let completed = try base.complete(parts)
        guard completed.exponent1 == key.exponent1, completed.exponent2 == key.exponent2 else {
            throw CryptoError(.invalidKey, "a CRT exponent doesn't fit")
        }
    }

    func validate(_ key: RSAPrivateKey) throws(CryptoError) {
        switch fault {
        case .skipsPrimality: try base.checkConsistency(of: key)
        case .validatesNothing: return
        default: try base.validate(key)
        }
    }

    func makePublicKeyHandle(for key: RSAPublicKey) throws(CryptoError) -> any RSAPublicKeyHandle {
        FaultyPublicKeyHandle(base: try base.makePublicKeyHandle(for: key), fault: fault)
    }

    func makePrivateKeyHandle(for key: RSAPrivateKey) throws(CryptoError) -> any RSAPrivateKeyHandle {
        FaultyPrivateKeyHandle(base: try base.makePrivateKeyHandle(for: key), fault: fault)
    }
}

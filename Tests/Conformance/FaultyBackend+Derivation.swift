import CryptoBackend
import Synchronization

// Digests, MACs and key derivation with one fault.
extension FaultyBackend {
    func digest(
        _ algorithm: DigestAlgorithm, of message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        switch fault {
        case .hidesMD5 where algorithm == .md5: throw .unsupported(.digest(.md5), by: name)
        case .lacksDeclaredMD5 where algorithm == .md5: throw .unsupported(.digest(.md5), by: name)
        case .namesNoOperation where algorithm == .md5: throw CryptoError(.unsupported, "it isn't there")
        case .wrongMD5 where algorithm == .md5: output.initializeMemory(as: UInt8.self, repeating: 7)
        case .lacksSHA256 where algorithm == .sha256: throw .unsupported(.digest(.sha256), by: name)
        case .truncatesDigests:
            try base.digest(algorithm, of: message, into: output)
            for index in output.indices.dropFirst(32) { output[index] = 0 }
        case .swapsDigests where algorithm == .sha224:
            var longer = try base.digest(.sha256, of: Array(message))
            longer.withUnsafeMutableBytes { output.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<28])) }
        case .hashesAMegabyteAtMost:
            try base.digest(algorithm, of: UnsafeRawBufferPointer(rebasing: message.prefix(500_000)), into: output)
        case .sharesDigestState:
            memory.message.withLock { $0 = Array(message) }
            _ = try base.digest(.sha512, of: [UInt8](repeating: 0, count: 200_000))
            let held = memory.message.withLock { $0 }
            let value = try base.digest(algorithm, of: held)
            value.withUnsafeBytes { output.copyMemory(from: $0) }
        default: try base.digest(algorithm, of: message, into: output)
        }
    }

    func hmac(
        _ algorithm: DigestAlgorithm, key: SecretBytes, message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        if fault == .hashesInsteadOfHMAC {
            let value = try base.digest(algorithm, of: key.withUnsafeBytes { Array($0) } + Array(message))
            return value.withUnsafeBytes { output.copyMemory(from: $0) }
        }
        let isCut = fault == .truncatesHMACKeys && key.count > algorithm.blockLength
        try base.hmac(algorithm, key: isCut ? key.extracting(0..<algorithm.blockLength) : key, message: message, into: output)
    }

    func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        switch fault {
        case .comparesPrefixes: zip(left, right).allSatisfy { $0 == $1 }
        case .comparesLengths: left.count == right.count
        case .comparesSums: left.count == right.count && left.reduce(0) { $0 &+ Int($1) } == right.reduce(0) { $0 &+ Int($1) }
        default: base.constantTimeEqual(left, right)
        }
    }

    func pbkdf2(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        switch fault {
        case .repeatsTheFirstBlock where outputLength > digest.outputLength:
            let block = try base.pbkdf2(
                digest, passphrase: passphrase, salt: salt, rounds: rounds, outputLength: digest.outputLength)
            return SecretBytes(joining: Array(repeating: block, count: outputLength / digest.outputLength + 1)).extracting(0..<outputLength)
        case .endsPassphrasesAtNul:
            let length = passphrase.withUnsafeBytes { $0.firstIndex(of: 0) } ?? passphrase.count
            return try base.pbkdf2(
                digest, passphrase: passphrase.extracting(0..<length), salt: salt, rounds: rounds, outputLength: outputLength)
        case .failsWithAnotherCode where rounds < 1: throw CryptoError(.libraryFailure, "that went wrong")
        case .saysNothing where rounds < 1: throw CryptoError(.invalidParameter, "")
        default: break
        }
        let used = fault == .oneRoundTooMany ? rounds + 1 : fault == .takesZeroRounds ? max(1, rounds) : rounds
        return try base.pbkdf2(digest, passphrase: passphrase, salt: salt, rounds: used, outputLength: outputLength)
    }

    func pbkdf1(
        _ digest: DigestAlgorithm, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        let used = fault == .oneOldRoundTooFew ? max(1, rounds - 1) : rounds
        return try base.pbkdf1(digest, passphrase: passphrase, salt: salt, rounds: used, outputLength: outputLength)
    }

    func pkcs12(
        _ digest: DigestAlgorithm, purpose: PKCS12Purpose, passphrase: SecretBytes, salt: [UInt8], rounds: Int, outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        try base.pkcs12(
            digest, purpose: fault == .forgetsThePurpose ? .encryptionKey : purpose, passphrase: passphrase, salt: salt, rounds: rounds,
            outputLength: outputLength)
    }

    func scrypt(
        _ parameters: ScryptParameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        var used = parameters
        if fault == .swapsScryptParameters { swap(&used.blockSize, &used.parallelization) }
        return try base.scrypt(used, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }

    func argon2(
        _ parameters: Argon2Parameters, passphrase: SecretBytes, salt: [UInt8], outputLength: Int
    ) throws(CryptoError) -> SecretBytes {
        var used = parameters
        if fault == .swapsArgon2Parameters { swap(&used.passes, &used.parallelism) }
        if fault == .derivesArgon2idAlways { used.variant = .argon2id }
        return try base.argon2(used, passphrase: passphrase, salt: salt, outputLength: outputLength)
    }
}

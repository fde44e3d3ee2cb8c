import ArgumentParser
import CryptoBackend
import KeyFormats

/// What guessing the passphrase of a written key shall cost.
struct KeyDerivationOptions: ParsableArguments {
    /// How the key of encrypted PKCS#8 is made of the passphrase.
    enum Function: String, ExpressibleByArgument, CaseIterable {
        case pbkdf2, scrypt
    }

    @Option(help: "How the passphrase of a PKCS#8 file is made costly to guess: pbkdf2 or scrypt. (default: pbkdf2)")
    var kdf: Function?

    @Option(help: "How many rounds that takes: of PBKDF2 in PKCS#8 (default: 600000), of bcrypt in OpenSSH (default: 24).")
    var rounds: Int?

    func validate() throws {
        if let rounds, rounds < 1 { throw ValidationError("--rounds takes a number from 1, not \(rounds).") }
        if rounds != nil, kdf == .scrypt { throw ValidationError("scrypt counts no rounds, so leave --rounds out.") }
    }

    /// Sets what was asked for.
    ///
    /// - Throws: ``Failure`` where the format, or a file without a passphrase, hasn't that.
    func apply(to writer: inout PrivateKeyWriter) throws {
        guard kdf != nil || rounds != nil else { return }
        let format = writer.format
        guard writer.passphrase != nil else { throw Failure("--kdf and --rounds are about a passphrase, and the written file has none") }
        let isPKCS8 = format == .pkcs8 || format == .pkcs8DER
        if let kdf {
            guard isPKCS8 else { throw Failure("a \(format.name) file has one way of deriving its key, so leave --kdf out") }
            writer.scrypt = kdf == .scrypt ? PrivateKeyWriter.usualScrypt : nil
        }
        guard let rounds else { return }
        let limits = KeyDerivationLimits.default
        switch format {
        case .pkcs8, .pkcs8DER:
            try require(rounds, atMost: limits.pbkdf2Rounds, "PBKDF2")
            writer.scrypt = nil
            writer.pbkdf2Rounds = rounds
        case .openSSH:
            try require(rounds, atMost: limits.bcryptRounds, "bcrypt")
            writer.bcryptRounds = rounds
        default:
            throw Failure("the passphrase of a \(format.name) file has no rounds to choose, so leave --rounds out")
        }
    }

    /// What couldn't be read again isn't written.
    private func require(_ rounds: Int, atMost limit: Int, _ name: String) throws {
        guard rounds <= limit else { throw Failure("\(rounds) rounds of \(name) are more than the \(limit) that are read again") }
    }
}

import CryptoBackend

extension PBES2 {
    /// The algorithm with its parameters, as openssl writes them: the pseudorandom function always, the length of the key for scrypt only.
    var der: SecretBytes {
        let function: [SecretBytes]
        switch derivation {
        case .pbkdf2(let digest, let rounds):
            var parameters = [DEREncoder.octetString(salt), DEREncoder.integer(rounds)]
            if let prf = PBES2.digests.first(where: { $0.digest == digest }), digest != .sha1 {
                parameters.append(DEREncoder.sequence([DEREncoder.objectIdentifier(prf.identifier), DEREncoder.null]))
            }
            function = [DEREncoder.objectIdentifier(ObjectIdentifiers.pbkdf2), DEREncoder.sequence(parameters)]
        case .scrypt(let costs):
            function = [
                DEREncoder.objectIdentifier(ObjectIdentifiers.scrypt),
                DEREncoder.sequence([
                    DEREncoder.octetString(salt), DEREncoder.integer(costs.cost), DEREncoder.integer(costs.blockSize),
                    DEREncoder.integer(costs.parallelization),
                ]),
            ]
        }
        guard let scheme = PBES2.ciphers.first(where: { $0.cipher == cipher }) else {
            preconditionFailure("\(cipher) isn't in the table")
        }
        return DEREncoder.sequence([
            DEREncoder.objectIdentifier(ObjectIdentifiers.pbes2),
            DEREncoder.sequence([
                DEREncoder.sequence(function),
                DEREncoder.sequence([DEREncoder.objectIdentifier(scheme.identifier), DEREncoder.octetString(initializationVector)]),
            ]),
        ])
    }

    /// Sets a writer up to write these parameters again.
    ///
    /// - Returns: False if it can't: the writer knows one cipher and one digest.
    func configure(_ writer: inout PrivateKeyWriter) -> Bool {
        guard cipher == PBES2.writtenCipher, !hasKeyLength else { return false }
        switch derivation {
        case .pbkdf2(let digest, let rounds):
            guard digest == PBES2.writtenDigest else { return false }
            writer.pbkdf2Rounds = rounds
        case .scrypt(let parameters):
            writer.scrypt = parameters
        }
        writer.salt = salt
        writer.initializationVector = initializationVector
        return true
    }

    /// The cipher of the files that are written.
    static let writtenCipher = CipherAlgorithm.aes256CBC
    /// What PBKDF2 hashes with in the files that are written.
    static let writtenDigest = DigestAlgorithm.sha256
}

import CryptoBackend
import KeyFormats

/// The messages of the agent's protocol that signing takes (draft-ietf-sshm-ssh-agent §3), without the length in front.
///
/// An agent is a program that somebody else may have written, so its answers are read as strictly as a file is.
enum AgentMessage {
    /// The numbers of the messages (§6.1).
    private enum Number {
        static let failure: UInt8 = 5
        static let requestIdentities: UInt8 = 11
        static let identitiesAnswer: UInt8 = 12
        static let signRequest: UInt8 = 13
        static let signResponse: UInt8 = 14
    }

    /// SSH_AGENT_RSA_SHA2_256 (§6.3): sign with SHA-256, where the protocol of old had SHA-1.
    private static let signWithSHA256: UInt32 = 2

    /// What OpenSSH's programs take at most, in bytes.
    static let maximumLength = 256 * 1024

    /// The request for the keys that there are (§3.5).
    ///
    ///     byte      SSH_AGENTC_REQUEST_IDENTITIES
    static let requestIdentities: [UInt8] = [Number.requestIdentities]

    /// The request for a signature (§3.6).
    ///
    ///     byte      SSH_AGENTC_SIGN_REQUEST
    ///     string    key blob
    ///     string    data
    ///     uint32    flags
    static func signRequest(for message: [UInt8], by key: RSAPublicKey) -> [UInt8] {
        var writer = SSHWriter()
        writer.write(byte: Number.signRequest)
        writer.write(string: OpenSSHPublicKey.blob(of: key))
        writer.write(string: message)
        writer.write(uint32: signWithSHA256)
        return writer.bytes
    }

    /// A key that an agent tells of, whatever its type.
    struct ListedKey {
        /// The key in SSH's encoding.
        let blob: [UInt8]
        let comment: String
        /// The RSA key that it is, or what it is instead.
        let key: Result<RSAPublicKey, KeyFormatError>
    }

    /// Reads the list of keys (§3.5).
    ///
    ///     byte      SSH_AGENT_IDENTITIES_ANSWER
    ///     uint32    nkeys
    ///     nkeys times:
    ///         string    key blob
    ///         string    comment
    static func identities(in answer: [UInt8]) throws(SSHAgentError) -> [ListedKey] {
        var reader = SSHReader(answer, format: "list of the agent's keys")
        do throws(KeyFormatError) {
            let number = try reader.readByte("message number")
            guard number == Number.identitiesAnswer else {
                throw reader.unexpected(number)
            }
            var keys: [ListedKey] = []
            for _ in 0..<(try reader.readUInt32("number of keys")) {
                let blob = try reader.readString("key")
                let comment = try reader.readText("comment")
                let key = Result { () throws(KeyFormatError) in try OpenSSHPublicKey.key(fromBlob: blob) }
                keys.append(ListedKey(blob: blob, comment: comment, key: key))
            }
            try reader.requireEnd()
            return keys
        } catch {
            throw SSHAgentError(.invalidAnswer, "the SSH agent's answer makes no sense: \(error)")
        }
    }

    /// Reads a signature (§3.6, RFC 8332 §3).
    ///
    ///     byte      SSH_AGENT_SIGN_RESPONSE
    ///     string    signature
    ///         string    "rsa-sha2-256"
    ///         string    rsa_signature_blob
    ///
    /// - Returns: As long as the modulus: some agents leave zeros in front out.
    /// - Throws: ``SSHAgentError``: `refused` where the agent answers with a failure, `invalidAnswer`.
    static func signature(in answer: [UInt8], by key: RSAPublicKey) throws(SSHAgentError) -> [UInt8] {
        guard answer != [Number.failure] else {
            throw SSHAgentError(
                .refused,
                "the SSH agent didn't sign: the request was refused where it asks before it signs, or the key or its token is gone")
        }
        var reader = SSHReader(answer, format: "agent's signature")
        let algorithm: String
        let signature: [UInt8]
        do throws(KeyFormatError) {
            let number = try reader.readByte("message number")
            guard number == Number.signResponse else { throw reader.unexpected(number) }
            var content = SSHReader(try reader.readString("signature"), format: "agent's signature")
            try reader.requireEnd()
            algorithm = try content.readText("algorithm")
            signature = try content.readString("signature")
            try content.requireEnd()
        } catch {
            throw SSHAgentError(.invalidAnswer, "the SSH agent's answer makes no sense: \(error)")
        }
        guard algorithm == "rsa-sha2-256" else {
            let found = algorithm == "ssh-rsa" ? "SHA-1" : "another algorithm"
            throw SSHAgentError(
                .invalidAnswer,
                "the SSH agent signed with \(found) though it was asked for rsa-sha2-256, which signing in takes; use a newer agent, such as OpenSSH's"
            )
        }
        guard signature.count <= key.modulusLength else {
            throw SSHAgentError(
                .invalidAnswer,
                "the SSH agent's signature has \(signature.count) bytes, and one by this key has \(key.modulusLength)")
        }
        return Array(repeating: 0, count: key.modulusLength - signature.count) + signature
    }
}

extension SSHReader {
    /// The error for a message that doesn't answer the question.
    fileprivate func unexpected(_ number: UInt8) -> KeyFormatError {
        KeyFormatError(.malformed, "a message of the number \(number) answers nothing that was asked")
    }
}

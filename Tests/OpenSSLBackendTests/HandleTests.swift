import CryptoBackend
import OpenSSLBackend
import Testing

@Suite struct HandleTests {
    @Test func handlesServeManyTasksAtOnce() async throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(file: "rsa2048.pem")
        let signer = try backend.makePrivateKeyHandle(for: key.privateKey())
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey())
        let schemes = [RSASignatureScheme.pkcs1v15SHA256, .pkcs1v15SHA512, .pss(.sha256), .pss(.sha384)]
        let right = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<64 {
                group.addTask {
                    var right = 0
                    for round in 0..<8 {
                        let message = [UInt8(task), UInt8(round)]
                        let scheme = schemes[(task + round) % schemes.count]
                        let signature = try signer.signature(for: message, scheme: scheme)
                        guard try verifier.isValidSignature(signature, for: message, scheme: scheme) else { continue }
                        // A wrong one in between: its errors must not reach the next call.
                        guard try !verifier.isValidSignature(signature, for: message + [0], scheme: scheme) else { continue }
                        right += 1
                        await Task.yield()
                    }
                    return right
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(right == 64 * 8)
    }

    @Test func opensslVerifiesAndIsVerified() throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(bits: 2048)
        let signer = try backend.makePrivateKeyHandle(for: key.privateKey())
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey())
        let message = Array("a message".utf8)
        let pkcs1 = hexadecimal(try signer.signature(for: message, scheme: .pkcs1v15SHA384))
        let pss = hexadecimal(try signer.signature(for: message, scheme: .pss(.sha256)))
        // Python's cryptography makes and checks what the backend checks and makes; SHA-1 only ever the former.
        let signatures = try Program.python(
            """
            from cryptography.hazmat.primitives import hashes, serialization
            from cryptography.hazmat.primitives.asymmetric import padding
            key = serialization.load_der_private_key(bytes.fromhex('\(hexadecimal(key.der))'), None, unsafe_skip_rsa_key_validation=True)
            public, message = key.public_key(), b'a message'
            def pss(digest): return padding.PSS(padding.MGF1(digest), digest.digest_size)
            for signature, scheme, digest in (
                ('\(pkcs1)', padding.PKCS1v15(), hashes.SHA384()),
                ('\(pss)', pss(hashes.SHA256()), hashes.SHA256()),
            ): public.verify(bytes.fromhex(signature), message, scheme, digest)
            print(key.sign(message, padding.PKCS1v15(), hashes.SHA1()).hex())
            print(key.sign(message, padding.PKCS1v15(), hashes.SHA256()).hex())
            print(key.sign(message, pss(hashes.SHA512()), hashes.SHA512()).hex())
            """
        ).split(separator: "\n").map { bytes($0) }
        for (signature, scheme) in zip(signatures, [RSASignatureScheme.pkcs1v15SHA1, .pkcs1v15SHA256, .pss(.sha512)]) {
            #expect(try verifier.isValidSignature(signature, for: message, scheme: scheme))
            #expect(try !verifier.isValidSignature(signature, for: Array("another".utf8), scheme: scheme))
        }
        #expect(signatures.count == 3)
        let error = #expect(throws: CryptoError.self) { try signer.signature(for: [1], scheme: .pkcs1v15SHA1) }
        #expect(error?.code == .unsupported)
        // A salt of another length is another scheme.
        let otherSalt = RSASignatureScheme(padding: .pss(saltLength: 20), digest: .sha512)
        #expect(try !verifier.isValidSignature(signatures[2], for: message, scheme: otherSalt))
    }

    /// s + n has the same remainder as s. Its length is the modulus's as long as there is no carry.
    @Test func unreducedAndLongerSignaturesAreNotValid() throws {
        let backend = try OpenSSLBackend()
        let key = try TestKey(file: "rsa2048.pem")
        let signer = try backend.makePrivateKeyHandle(for: key.privateKey())
        let verifier = try backend.makePublicKeyHandle(for: key.publicKey())
        var unreduced = 0
        for round in 0..<16 as Range<UInt8> {
            let signature = try signer.signature(for: [round], scheme: .pkcs1v15SHA256)
            let sum = bytes(
                try Program.python("print('%x' % (0x\(hexadecimal(signature)) + 0x\(hexadecimal(key.numbers[0]))))"))
            if sum.count == signature.count { unreduced += 1 }
            #expect(try !verifier.isValidSignature(sum, for: [round], scheme: .pkcs1v15SHA256))
            #expect(try !verifier.isValidSignature([0] + signature, for: [round], scheme: .pkcs1v15SHA256))
            #expect(try !verifier.isValidSignature(signature.dropLast(), for: [round], scheme: .pkcs1v15SHA256))
        }
        #expect(unreduced > 0)
    }
}

extension RSAPublicKeyHandle {
    fileprivate func isValidSignature(_ signature: ArraySlice<UInt8>, for message: [UInt8], scheme: RSASignatureScheme) throws -> Bool {
        try isValidSignature(Array(signature), for: message, scheme: scheme)
    }
}

import CryptoBackend
import Foundation
import SwiftCryptoBackend
import Synchronization
import Testing

@Suite struct KeyGenerationTests {
    let backend = SwiftCryptoBackend()

    @Test(arguments: [2048, 2176, 3072])
    func pythonAcceptsTheKey(_ bits: Int) throws {
        let key = try backend.generateRSAKey(bits: bits)
        #expect(key.publicKey.bitWidth == bits && key.publicKey.publicExponent == [1, 0, 1])
        // Loading it this way checks it, primality included.
        let printed = try Python.lines(
            of: """
                from cryptography.hazmat.primitives.asymmetric import rsa
                n, e, d, p, q, dp, dq, u = (int(digits, 16) for digits in '''
                \(hexadecimal(key.publicKey.modulus)) \(hexadecimal(key.publicKey.publicExponent)) \(hexadecimal(key.privateExponent))
                \(hexadecimal(key.prime1)) \(hexadecimal(key.prime2)) \(hexadecimal(key.exponent1)) \(hexadecimal(key.exponent2))
                \(hexadecimal(key.coefficient))'''.split())
                print(rsa.RSAPrivateNumbers(p, q, d, dp, dq, u, rsa.RSAPublicNumbers(e, n)).private_key().key_size)
                """)
        #expect(printed == ["\(bits)"])
    }

    @Test(arguments: [
        (2049, UInt64(65537), "BoringSSL makes RSA keys of a multiple of 128 bits"),
        (2112, 65537, "BoringSSL makes RSA keys of a multiple of 128 bits"),
        (8320, 65537, "swift-crypto takes RSA keys of 1024 to 8192 bits here"),
        (2048, 65539, "swift-crypto makes RSA keys with the public exponent 65537"),
    ])
    func whatItCannotMakeIsDeclared(_ bits: Int, _ exponent: UInt64, _ reason: String) throws {
        let operation = CryptoOperation.generateRSAKey(bits: bits, publicExponent: exponent)
        #expect(backend.support(for: operation) == .unsupported(reason: reason))
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: bits, publicExponent: exponent) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }

    @Test(arguments: [(2046, UInt64(65537)), (16386, 65537), (2048, 3), (2048, 65538)])
    func outOfRange(_ bits: Int, _ exponent: UInt64) {
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: bits, publicExponent: exponent) }
        #expect(error?.code == .invalidParameter)
    }

    /// The generator can't be stopped, so the caller is asked before it begins and after it has ended.
    @Test(arguments: [1, 2])
    func cancelled(atQuestion cancelling: Int) {
        #expect(!backend.supports(.cancelRSAKeyGeneration))
        let asked = Atomic<Int>(0)
        let control = RSAKeyGenerationControl(isCancelled: {
            asked.wrappingAdd(1, ordering: .relaxed).newValue == cancelling
        })
        let error = #expect(throws: CryptoError.self) {
            try backend.generateRSAKey(bits: 2048, publicExponent: 65537, control: control)
        }
        #expect(error?.code == .cancelled)
        #expect(asked.load(ordering: .relaxed) == cancelling)
    }
}

import CryptoBackend
import Foundation
import OpenSSLBackend
import Synchronization
import Testing

@Suite struct KeyGenerationTests {
    @Test(arguments: [(2048, UInt64(65537)), (2050, 65539), (3072, 0xffff_ffff_ffff_ffff)])
    func opensslAcceptsTheKey(_ bits: Int, _ exponent: UInt64) throws {
        let backend = try OpenSSLBackend()
        let key = try backend.generateRSAKey(bits: bits, publicExponent: exponent)
        #expect(key.publicKey.bitWidth == bits)
        #expect(key.publicKey.publicExponent == withUnsafeBytes(of: exponent.bigEndian) { Array($0.drop { $0 == 0 }) })
        let answer = try Program.run("openssl", ["rsa", "-inform", "DER", "-check", "-noout"], input: TestKey(key).der)
        #expect(String(decoding: answer, as: UTF8.self) == "RSA key ok\n")
        try backend.validate(key)
    }

    @Test func completingGivesTheNumbersThatOpensslWrote() throws {
        let backend = try OpenSSLBackend()
        for file in ["rsa512.pem", "rsa2048-e3.pem", "rsa4096.pem", "rsa16384.pem"] {
            let key = try TestKey(file: file)
            #expect(try TestKey(backend.complete(key.parts())).numbers == TestKey(key.privateKey()).numbers)
        }
    }

    /// A key of this size takes minutes, so the call ends in time only because it is cancelled.
    @Test func cancellationEndsTheSearch() throws {
        let backend = try OpenSSLBackend()
        let asked = Atomic<Int>(0)
        let error = #expect(throws: CryptoError.self) {
            try backend.generateRSAKey(bits: 16384, publicExponent: 65537) {
                // Only once: the generator must keep in mind that it was told to stop.
                asked.wrappingAdd(1, ordering: .relaxed).newValue == 3
            }
        }
        #expect(error?.code == .cancelled)
    }

    @Test func cancelledBeforeItBegins() throws {
        let backend = try OpenSSLBackend()
        let error = #expect(throws: CryptoError.self) {
            try backend.generateRSAKey(bits: 16384, publicExponent: 65537) { true }
        }
        #expect(error?.code == .cancelled)
    }

    @Test func oddSizeIsUnsupportedAndSaysSo() throws {
        let backend = try OpenSSLBackend()
        let operation = CryptoOperation.generateRSAKey(bits: 2049, publicExponent: 65537)
        #expect(backend.support(for: operation) == .unsupported(reason: "libcrypto makes RSA keys of an even number of bits"))
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: 2049) }
        #expect(error?.code == .unsupported)
        #expect(error?.operation == operation)
    }

    @Test(arguments: [(2046, UInt64(65537)), (16386, 65537), (2048, 3), (2048, 65538)])
    func outOfRange(_ bits: Int, _ exponent: UInt64) throws {
        let backend = try OpenSSLBackend()
        let error = #expect(throws: CryptoError.self) { try backend.generateRSAKey(bits: bits, publicExponent: exponent) }
        #expect(error?.code == .invalidParameter)
    }
}

import CLibgcrypt
import CryptoBackend

/// A number in libgcrypt's secure memory, zero or positive.
final class SecureInteger {
    private let number: OpaquePointer

    private init() { number = gcry_mpi_snew(0) }

    deinit { gcry_mpi_release(number) }

    /// - Parameter bytes: The number, big-endian.
    convenience init(_ bytes: SecretBytes) throws(CryptoError) {
        self.init()
        try bytes.withUnsafeBytes { bytes throws(CryptoError) in try read(bytes) }
    }

    /// - Parameter bytes: The number, big-endian.
    convenience init(_ bytes: [UInt8]) throws(CryptoError) {
        self.init()
        try bytes.span.bytes.withUnsafeBytes { bytes throws(CryptoError) in try read(bytes) }
    }

    private func read(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        var scanned: OpaquePointer?
        try check("reading a number", gcry_mpi_scan(&scanned, GCRYMPI_FMT_USG, bytes.baseAddress, bytes.count, nil))
        gcry_mpi_set_flag(scanned, GCRYMPI_FLAG_SECURE)
        gcry_mpi_snatch(number, scanned)
    }

    /// The number, big-endian without leading zeros.
    func secretBytes() throws(CryptoError) -> SecretBytes {
        let length = (Int(gcry_mpi_get_nbits(number)) + 7) / 8
        return try SecretBytes(count: length) { buffer throws(CryptoError) in
            let bytes = buffer.bindMemory(to: UInt8.self).baseAddress
            try check("writing a number", gcry_mpi_print(GCRYMPI_FMT_USG, bytes, length, nil, number))
        }
    }

    /// The product of two numbers.
    static func * (left: SecureInteger, right: SecureInteger) -> SecureInteger {
        let product = SecureInteger()
        gcry_mpi_mul(product.number, left.number, right.number)
        return product
    }

    /// The number without `subtrahend`, which must not be larger.
    static func - (left: SecureInteger, subtrahend: UInt) -> SecureInteger {
        let difference = SecureInteger()
        gcry_mpi_sub_ui(difference.number, left.number, subtrahend)
        return difference
    }

    /// The remainder of a division by `modulus`, which must not be zero.
    static func % (left: SecureInteger, modulus: SecureInteger) -> SecureInteger {
        let remainder = SecureInteger()
        gcry_mpi_mod(remainder.number, left.number, modulus.number)
        return remainder
    }

    static func == (left: SecureInteger, right: SecureInteger) -> Bool { gcry_mpi_cmp(left.number, right.number) == 0 }
    static func == (left: SecureInteger, right: UInt) -> Bool { gcry_mpi_cmp_ui(left.number, right) == 0 }
    static func < (left: SecureInteger, right: SecureInteger) -> Bool { gcry_mpi_cmp(left.number, right.number) < 0 }
    static func > (left: SecureInteger, right: UInt) -> Bool { gcry_mpi_cmp_ui(left.number, right) > 0 }

    /// The number whose product with this one is 1 modulo `modulus`, if there is one.
    func inverse(modulo modulus: SecureInteger) -> SecureInteger? {
        let reduced = self % modulus
        let inverse = SecureInteger()
        guard !(reduced == 0), gcry_mpi_invm(inverse.number, reduced.number, modulus.number) != 0 else { return nil }
        return inverse
    }

    /// Tells whether the number is prime, with a chance of error that doesn't matter.
    func isPrime() throws(CryptoError) -> Bool {
        let reported = gcry_prime_check(number, 0)
        if isError(reported, GPG_ERR_NO_PRIME) { return false }
        try check("the test for primality", reported)
        return true
    }
}

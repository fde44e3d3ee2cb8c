import CLibcrypto
import CryptoBackend

/// A natural number in libcrypto's arithmetic (BN), wiped when it goes.
///
/// Numbers are private unless they are made of public bytes: those lie in the secure heap where the process has one
/// (OPENSSL_secure_malloc(3)) and are marked for the algorithms whose time doesn't depend on the value.
final class BigNumber {
    let pointer: OpaquePointer

    /// A private number that is zero.
    init() throws(CryptoError) {
        guard let pointer = BN_secure_new() else { throw libraryFailure("libcrypto can't make a number") }
        BN_set_flags(pointer, BN_FLG_CONSTTIME)
        self.pointer = pointer
    }

    /// A private number, big-endian.
    convenience init(_ bytes: SecretBytes) throws(CryptoError) {
        try self.init()
        let number = bytes.withUnsafeBytes { BN_bin2bn($0.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32($0.count), pointer) }
        guard number != nil else { throw libraryFailure("libcrypto can't read a number") }
    }

    /// A public number, big-endian.
    init(publicBytes bytes: [UInt8]) throws(CryptoError) {
        guard let pointer = BN_bin2bn(bytes, Int32(bytes.count), nil) else { throw libraryFailure("libcrypto can't read a number") }
        self.pointer = pointer
    }

    deinit {
        BN_clear_free(pointer)
    }

    var isOne: Bool { BN_is_one(pointer) == 1 }

    /// The number, big-endian without zeros in front.
    func bytes() -> SecretBytes {
        SecretBytes(count: (Int(BN_num_bits(pointer)) + 7) / 8) { output in
            _ = BN_bn2bin(pointer, output.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
    }
}

extension BigNumber: Comparable {
    static func == (left: BigNumber, right: BigNumber) -> Bool { BN_cmp(left.pointer, right.pointer) == 0 }
    static func < (left: BigNumber, right: BigNumber) -> Bool { BN_cmp(left.pointer, right.pointer) < 0 }
}

/// Calculates with private numbers; its temporaries are private too.
final class BigNumberArithmetic {
    private let context: OpaquePointer

    init() throws(CryptoError) {
        guard let context = BN_CTX_secure_new() else { throw libraryFailure("libcrypto can't calculate") }
        self.context = context
    }

    deinit {
        BN_CTX_free(context)
    }

    func product(_ left: BigNumber, _ right: BigNumber) throws(CryptoError) -> BigNumber {
        try result { BN_mul($0, left.pointer, right.pointer, context) == 1 }
    }

    func product(_ left: BigNumber, _ right: BigNumber, modulo modulus: BigNumber) throws(CryptoError) -> BigNumber {
        try result { BN_mod_mul($0, left.pointer, right.pointer, modulus.pointer, context) == 1 }
    }

    func remainder(_ dividend: BigNumber, modulo modulus: BigNumber) throws(CryptoError) -> BigNumber {
        try result { BN_div(nil, $0, dividend.pointer, modulus.pointer, context) == 1 }
    }

    func predecessor(of number: BigNumber) throws(CryptoError) -> BigNumber {
        try result { BN_copy($0, number.pointer) != nil && BN_sub_word($0, 1) == 1 }
    }

    /// The inverse of a number below the modulus, or nil if the two have a common factor.
    func inverse(of number: BigNumber, modulo modulus: BigNumber) throws(CryptoError) -> BigNumber? {
        let inverse = try BigNumber()
        if BN_mod_inverse(inverse.pointer, number.pointer, modulus.pointer, context) != nil { return inverse }
        guard ERR_GET_REASON(ERR_peek_error()) == BN_R_NO_INVERSE else { throw libraryFailure("libcrypto can't invert a number") }
        emptyErrorQueue()
        return nil
    }

    /// Tests by trial division and Miller–Rabin, with the library's own number of rounds (BN_check_prime(3)).
    func isPrime(_ number: BigNumber) throws(CryptoError) -> Bool {
        let answer = BN_check_prime(number.pointer, context, nil)
        guard answer >= 0 else { throw libraryFailure("libcrypto can't test a number for primality") }
        return answer == 1
    }

    private func result(_ calculate: (OpaquePointer) -> Bool) throws(CryptoError) -> BigNumber {
        let result = try BigNumber()
        guard calculate(result.pointer) else { throw libraryFailure("libcrypto can't calculate") }
        // BN_copy takes over the flags of what it copies.
        BN_set_flags(result.pointer, BN_FLG_CONSTTIME)
        return result
    }
}

import CryptoBackend

/// The encoded message in a signature, s to the power e modulo n (RFC 8017 §5.2.2): what a verifier looks into that reads instead of comparing.
///
/// Numbers are arrays of 32-bit digits, the lowest first; products are Montgomery's (P. L. Montgomery, 1985).
struct RecoveredMessage {
    private let modulus: [UInt32]
    private let inverse: UInt32

    /// The encoded message, as long as the modulus.
    static func bytes(of signature: [UInt8], by key: RSAPublicKey) -> [UInt8] {
        RecoveredMessage(key).power(signature, key)
    }

    private init(_ key: RSAPublicKey) {
        modulus = RecoveredMessage.digits(key.modulus, key.modulusLength)
        // Newton's iteration doubles the bits that are right.
        var x: UInt32 = 1
        for _ in 0..<5 { x = x &* (2 &- modulus[0] &* x) }
        inverse = 0 &- x
    }

    private static func digits(_ bytes: [UInt8], _ length: Int) -> [UInt32] {
        var output = [UInt32](repeating: 0, count: (length + 3) / 4)
        for (index, byte) in bytes.reversed().enumerated() where index / 4 < output.count {
            output[index / 4] |= UInt32(byte) << UInt32(index % 4 * 8)
        }
        return output
    }

    private func power(_ signature: [UInt8], _ key: RSAPublicKey) -> [UInt8] {
        let count = modulus.count
        // 2^(64·count) mod n, by doubling.
        var square = [UInt32](repeating: 0, count: count)
        square[0] = 1
        for _ in 0..<64 * count { square = doubled(square) }
        var one = [UInt32](repeating: 0, count: count)
        one[0] = 1
        let base = product(RecoveredMessage.digits(signature, key.modulusLength), square)
        var result = product(one, square)
        for bit in 0..<key.publicExponentBitWidth {
            let index = key.publicExponentBitWidth - 1 - bit
            result = product(result, result)
            let byte = key.publicExponent[key.publicExponent.count - 1 - index / 8]
            if byte >> UInt8(index % 8) & 1 == 1 { result = product(result, base) }
        }
        result = product(result, one)
        return (0..<key.modulusLength).reversed().map { UInt8(truncatingIfNeeded: result[$0 / 4] >> UInt32($0 % 4 * 8)) }
    }

    private func doubled(_ number: [UInt32]) -> [UInt32] {
        var output = number
        var carry: UInt32 = 0
        for index in output.indices {
            let next = output[index] >> 31
            output[index] = output[index] << 1 | carry
            carry = next
        }
        return reduced(output, carry)
    }

    /// One subtraction of n where the number, with a digit above it, isn't below n.
    private func reduced(_ number: [UInt32], _ top: UInt32) -> [UInt32] {
        var output = number
        var borrow: Int64 = 0
        for index in output.indices {
            let digit = Int64(output[index]) - Int64(modulus[index]) + borrow
            output[index] = UInt32(truncatingIfNeeded: digit)
            borrow = digit < 0 ? -1 : 0
        }
        return Int64(top) + borrow < 0 ? number : output
    }

    private func product(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        let count = modulus.count
        var sum = [UInt32](repeating: 0, count: count + 2)
        for i in 0..<count {
            var carry: UInt64 = 0
            for j in 0..<count {
                let value = UInt64(left[i]) * UInt64(right[j]) + UInt64(sum[j]) + carry
                sum[j] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
            let high = UInt64(sum[count]) + carry
            sum[count] = UInt32(truncatingIfNeeded: high)
            sum[count + 1] = UInt32(high >> 32)
            let factor = sum[0] &* inverse
            carry = (UInt64(factor) * UInt64(modulus[0]) + UInt64(sum[0])) >> 32
            for j in 1..<count {
                let value = UInt64(factor) * UInt64(modulus[j]) + UInt64(sum[j]) + carry
                sum[j - 1] = UInt32(truncatingIfNeeded: value)
                carry = value >> 32
            }
            let top = UInt64(sum[count]) + carry
            sum[count - 1] = UInt32(truncatingIfNeeded: top)
            sum[count] = sum[count + 1] &+ UInt32(top >> 32)
            sum[count + 1] = 0
        }
        return reduced(Array(sum[..<count]), sum[count])
    }
}

import CryptoBackend
import SwiftASN1

/// Writes DER (X.690), inside out, into memory that is overwritten when it goes. Public keys are written with it too, so that there is one way.
enum DEREncoder {
    static func sequence(_ parts: [SecretBytes]) -> SecretBytes { node(0x30, parts) }

    static func octetString(_ content: SecretBytes) -> SecretBytes { node(0x04, [content]) }

    static func octetString(_ content: [UInt8]) -> SecretBytes { octetString(SecretBytes(copying: content)) }

    /// A BIT STRING of whole bytes.
    static func bitString(_ content: SecretBytes) -> SecretBytes { node(0x03, [SecretBytes(copying: [0]), content]) }

    static var null: SecretBytes { node(0x05, []) }

    /// An OBJECT IDENTIFIER (X.690 §8.19): each number in base 128, the first two as one.
    static func objectIdentifier(_ identifier: ASN1ObjectIdentifier) -> SecretBytes {
        let components = identifier.oidComponents
        var content: [UInt8] = []
        for number in [components[0] * 40 + components[1]] + components[2...] {
            var digits = [UInt8(number & 0x7f)]
            var rest = number >> 7
            while rest > 0 {
                digits.append(0x80 | UInt8(rest & 0x7f))
                rest >>= 7
            }
            content += digits.reversed()
        }
        return node(0x06, [SecretBytes(copying: content)])
    }

    /// - Parameter magnitude: A number that isn't negative, big-endian, without zeros in front.
    static func integer(_ magnitude: SecretBytes) -> SecretBytes {
        let needsZero = magnitude.isEmpty || magnitude.withUnsafeBytes { $0[0] >= 0x80 }
        return node(0x02, needsZero ? [SecretBytes(copying: [0]), magnitude] : [magnitude])
    }

    static func integer(_ magnitude: [UInt8]) -> SecretBytes { integer(SecretBytes(copying: magnitude)) }

    static func integer(_ number: Int) -> SecretBytes {
        precondition(number >= 0, "only numbers that aren't negative are written")
        return integer(withUnsafeBytes(of: number.bigEndian) { Array($0.drop { $0 == 0 }) })
    }

    private static func node(_ tag: UInt8, _ parts: [SecretBytes]) -> SecretBytes {
        let length = parts.reduce(0) { $0 + $1.count }
        var header = [tag]
        if length < 0x80 {
            header.append(UInt8(length))
        } else {
            let bytes = withUnsafeBytes(of: length.bigEndian) { Array($0.drop { $0 == 0 }) }
            header.append(0x80 | UInt8(bytes.count))
            header += bytes
        }
        return SecretBytes(joining: [SecretBytes(copying: header)] + parts)
    }
}

extension DEREncoder {
    /// The AlgorithmIdentifier of RSA keys: rsaEncryption with NULL (RFC 8017 A.1).
    static var rsaEncryption: SecretBytes {
        sequence([objectIdentifier(ObjectIdentifiers.rsaEncryption), null])
    }
}

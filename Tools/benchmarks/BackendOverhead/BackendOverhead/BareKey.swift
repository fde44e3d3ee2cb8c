import BareLoops
import CryptoBackend

/// The bare loops over one library, with one key.
struct BareKey {
    private let pointer: OpaquePointer
    private let signing: (OpaquePointer?, UnsafePointer<UInt8>?, Int, Int, UnsafeMutablePointer<UInt8>?) -> Int32
    private let verifying: (OpaquePointer?, UnsafePointer<UInt8>?, Int, Int, UnsafePointer<UInt8>?) -> Int32

    /// - Parameter backend: The name of a backend over the same library. It has set the library up.
    init(_ key: RSAPrivateKey, likeBackend backend: String) throws {
        var numbers = BareLoops.bare_numbers()
        // Kept for the process: it makes a handful of keys that protect nothing.
        func number(_ bytes: [UInt8]) -> bare_number {
            let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            _ = memory.initialize(from: bytes)
            return bare_number(bytes: memory.baseAddress, length: bytes.count)
        }
        func number(_ secret: SecretBytes) -> bare_number { secret.withUnsafeBytes { number(Array($0)) } }
        numbers.n = number(key.publicKey.modulus)
        numbers.e = number(key.publicKey.publicExponent)
        numbers.d = number(key.privateExponent)
        numbers.p = number(key.prime1)
        numbers.q = number(key.prime2)
        numbers.dp = number(key.exponent1)
        numbers.dq = number(key.exponent2)
        numbers.qinv = number(key.coefficient)
        let made: OpaquePointer?
        switch backend {
        case "openssl": (made, signing, verifying) = (bare_openssl_key(&numbers), bare_openssl_sign, bare_openssl_verify)
        case "gcrypt": (made, signing, verifying) = (bare_gcrypt_key(&numbers), bare_gcrypt_sign, bare_gcrypt_verify)
        default: throw Failure("there is no bare loop over the library of \(backend)")
        }
        guard let made else { throw Failure("the library of \(backend) doesn't take the key") }
        pointer = made
    }

    func sign(_ message: [UInt8], rounds: Int, into signature: inout [UInt8]) throws {
        guard signing(pointer, message, message.count, rounds, &signature) == 1 else { throw Failure("the bare loop can't sign") }
    }

    func verify(_ signature: [UInt8], of message: [UInt8], rounds: Int) throws {
        guard verifying(pointer, message, message.count, rounds, signature) == 1 else { throw Failure("the bare loop can't verify") }
    }
}

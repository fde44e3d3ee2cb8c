import CryptoBackend
import Foundation
import GcryptBackend
import MemorySearch
import Synchronization
import Testing

@Suite struct SecureMemoryTests {
    let backend: GcryptBackend

    init() throws { backend = try GcryptBackend() }

    @Test func releasedHandleLeavesNothingBehind() async {
        // In a process of its own: other tests change the memory that is searched.
        await #expect(processExitsWith: .success) { try SecureMemoryTests.releaseHandles() }
    }

    fileprivate static func releaseHandles() throws {
        let backend = try GcryptBackend()
        let reference = try ReferenceKey(bits: 3072)
        let names = ["d", "p", "q", "u", "dp", "dq"]
        try {
            let handle = try backend.makePrivateKeyHandle(for: reference.privateKey())
            _ = try handle.signature(for: [1, 2, 3], scheme: .pkcs1v15SHA256)
            // The search finds what is there.
            for name in ["d", "p", "q", "u"] { #expect(try MemorySearch(for: reference.secret(name)).count > 0, "\(name)") }
            withExtendedLifetime(handle) {}
        }()
        try {
            let key = try backend.complete(reference.parts())
            try backend.validate(key)
            let handle = try backend.makePrivateKeyHandle(for: key)
            for scheme in [RSASignatureScheme.pkcs1v15SHA256, .pss(.sha512)] {
                DispatchQueue.concurrentPerform(iterations: 8) { _ in _ = try? handle.signature(for: [1, 2, 3], scheme: scheme) }
            }
            // One whose signature the library finds wrong.
            let wrong = try backend.makePrivateKeyHandle(for: reference.privateKey(d: altered(reference.secret("d"))))
            #expect(throws: CryptoError.self) { try wrong.signature(for: [1], scheme: .pkcs1v15SHA256) }
        }()
        for name in names where name != "d" { #expect(try MemorySearch(for: reference.secret(name)).count == 0, "\(name)") }
        // `altered` makes an array, which it wipes; d itself was in it.
        #expect(try MemorySearch(for: reference.secret("d")).count == 0)
    }

    @Test func manyHandlesOfLargeKeys() throws {
        let reference = try ReferenceKey(bits: 4096)
        let key = try reference.privateKey()
        let publicHandle = try backend.makePublicKeyHandle(for: key.publicKey)
        let handles = try (0..<256).map { _ in try backend.makePrivateKeyHandle(for: key) }
        let valid = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            let message = [UInt8(index)]
            guard let signature = try? handles[index * 4].signature(for: message, scheme: .pkcs1v15SHA256),
                (try? publicHandle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256)) == true
            else { return }
            valid.withLock { $0 += 1 }
        }
        #expect(valid.withLock { $0 } == 64)
    }

    /// The primes are those of the groups of 8192 bits in RFC 3526 §7 and RFC 7919 A.5, which are defined by π and e.
    @Test func largestKey() throws {
        let reference = try ReferenceKey(
            script: """
                def arctan(x, unit):
                    total = term = unit // x
                    divisor, sign = 3, -1
                    while term:
                        term //= x * x
                        total += sign * (term // divisor)
                        divisor, sign = divisor + 2, -sign
                    return total
                unit = 1 << 8062 + 64
                pi = (4 * (4 * arctan(5, unit) - arctan(239, unit))) >> 64
                euler, term, k = 0, unit, 1
                while term:
                    euler += term
                    term //= k
                    k += 1
                euler >>= 64
                p = 2**8192 - 2**8128 - 1 + 2**64 * (pi + 4743158)
                q = 2**8192 - 2**8128 - 1 + 2**64 * (euler + 10965728)
                e, n = 65537, p * q
                d = pow(e, -1, (p - 1) * (q - 1) // 2)
                """)
        let key = try backend.complete(reference.parts())
        #expect(key.publicKey.bitWidth == 16384)
        // More than the first pool of secure memory holds.
        let handles = try (0..<640).map { _ in try backend.makePrivateKeyHandle(for: key) }
        let signature = try handles[639].signature(for: [42], scheme: .pkcs1v15SHA512)
        #expect(try backend.makePublicKeyHandle(for: key.publicKey).isValidSignature(signature, for: [42], scheme: .pkcs1v15SHA512))

        let verdict = try run(
            "python3",
            [
                "-c",
                """
                import sys
                from hashlib import sha512
                n, e, s = (int(digits, 16) for digits in sys.stdin.read().split())
                info = bytes.fromhex('3051300d060960864801650304020305000440') + sha512(bytes([42])).digest()
                print(pow(s, e, n) == int.from_bytes(b'\\0\\1' + b'\\xff' * (2048 - 3 - len(info)) + b'\\0' + info, 'big'))
                """,
            ], input: [reference.numbers["n"]!, reference.numbers["e"]!, hexadecimal(signature)].joined(separator: "\n"))
        #expect(verdict == "True\n")
    }

    @Test func handlesServeManyTasksAtOnce() async throws {
        let reference = try ReferenceKey(bits: 2048)
        let privateHandle = try backend.makePrivateKeyHandle(for: reference.privateKey())
        let publicHandle = try backend.makePublicKeyHandle(for: reference.publicKey())
        let valid = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<64 {
                group.addTask {
                    var valid = 0
                    for round in 0..<8 {
                        let message = [UInt8(task), UInt8(round)]
                        let signature = try privateHandle.signature(for: message, scheme: .pkcs1v15SHA256)
                        if try publicHandle.isValidSignature(signature, for: message, scheme: .pkcs1v15SHA256) { valid += 1 }
                        if try publicHandle.isValidSignature(signature, for: message + [0], scheme: .pkcs1v15SHA256) { valid -= 1000 }
                    }
                    return valid
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(valid == 512)
    }
}

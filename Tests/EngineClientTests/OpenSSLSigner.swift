import CryptoBackend
import Foundation

/// Signs with the program `openssl`.
struct OpenSSLSigner: Signer {
    let publicKey: RSAPublicKey
    let fingerprint: String
    private let path: String

    init(path: String, key: PythonEngine.Key) {
        self.path = path
        fingerprint = key.fingerprint
        publicKey = try! RSAPublicKey(modulus: bytes(hex: key.modulus), publicExponent: bytes(hex: key.exponent))
    }

    func sign(_ message: [UInt8]) async throws -> [UInt8] {
        let path = path
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = URL(filePath: "/usr/bin/env")
                        process.arguments = ["openssl", "dgst", "-sha256", "-sign", path]
                        let (input, output) = (Pipe(), Pipe())
                        process.standardInput = input
                        process.standardOutput = output
                        try process.run()
                        try input.fileHandleForWriting.write(contentsOf: Data(message))
                        try input.fileHandleForWriting.close()
                        try output.fileHandleForWriting.close()
                        return [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
                    })
            }
        }
    }
}

private func bytes(hex: String) -> [UInt8] {
    let digits = Array(hex.count % 2 == 0 ? hex : "0" + hex)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16)! }
}

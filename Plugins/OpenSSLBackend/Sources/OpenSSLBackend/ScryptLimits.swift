import CryptoBackend

/// The parameters that scrypt may have (RFC 7914 §2 and §6), and those that libcrypto takes of them.
enum ScryptLimits {
    /// libcrypto holds the p·128·r bytes that the mixing works on in a buffer whose length must fit into an `int`.
    static func support(for parameters: ScryptParameters) -> OperationSupport {
        let (product, overflow) = parameters.blockSize.multipliedReportingOverflow(by: parameters.parallelization)
        guard !overflow, product <= Int(Int32.max) / 128 else {
            return .unsupported(reason: "libcrypto takes r·p of up to \(Int(Int32.max) / 128)")
        }
        return .supported
    }

    /// Refuses what isn't scrypt.
    static func check(_ parameters: ScryptParameters, outputLength: Int) throws(CryptoError) {
        let cost = parameters.cost
        guard parameters.blockSize >= 1, parameters.parallelization >= 1 else {
            throw CryptoError(.invalidParameter, "scrypt takes r and p of at least 1")
        }
        guard cost > 1, cost & (cost - 1) == 0, parameters.blockSize >= 4 || cost.trailingZeroBitCount < 16 * parameters.blockSize else {
            throw CryptoError(.invalidParameter, "scrypt takes N that is a power of two, above 1 and below 2^(16·r), not \(cost)")
        }
        guard outputLength >= 1, outputLength <= Int(UInt32.max) * 32 else {
            throw CryptoError(.invalidParameter, "scrypt makes keys of at least one byte, not of \(outputLength)")
        }
    }
}

import CryptoBackend

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The parameters that scrypt may have (RFC 7914 §2), and those that swift-crypto takes of them.
enum ScryptLimits {
    /// The largest r·p: p is at most (2^32 − 1)·32 / (128·r).
    private static let largestProduct = 1 << 30 - 1
    /// The largest N of BoringSSL.
    private static let largestCost = 1 << 32

    /// What isn't scrypt is an invalid parameter on every backend, not a lack of this one.
    static func support(for parameters: ScryptParameters) -> OperationSupport {
        guard problem(with: parameters) == nil else { return .supported }
        let (cost, blockSize, parallelization) = (parameters.cost, parameters.blockSize, parameters.parallelization)
        guard cost <= largestCost else { return .unsupported(reason: "BoringSSL's N ends at 2^32") }
        // swift-crypto lets BoringSSL have 128·N·r·p bytes and a page. BoringSSL needs room for N + p + 1 blocks of 128·r bytes.
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let (blocks, isTooMany) = cost.multipliedReportingOverflow(by: parallelization)
        let (bytes, isTooMuch) = blocks.multipliedReportingOverflow(by: 128 * blockSize)
        guard !isTooMany, !isTooMuch, bytes <= Int.max - page else {
            return .unsupported(reason: "swift-crypto can't count the memory of N=\(cost), r=\(blockSize), p=\(parallelization)")
        }
        guard cost + parallelization + 1 <= blocks + page / (128 * blockSize) else {
            return .unsupported(reason: "swift-crypto reckons with too little memory for N=\(cost), r=\(blockSize), p=\(parallelization)")
        }
        return .supported
    }

    /// Refuses what isn't scrypt.
    static func check(_ parameters: ScryptParameters) throws(CryptoError) {
        if let problem = problem(with: parameters) { throw CryptoError(.invalidParameter, problem) }
    }

    private static func problem(with parameters: ScryptParameters) -> String? {
        let (cost, blockSize) = (parameters.cost, parameters.blockSize)
        guard blockSize >= 1, parameters.parallelization >= 1, parameters.parallelization <= largestProduct / blockSize else {
            return "scrypt takes r and p of at least 1 whose product is below 2^30"
        }
        guard cost > 1, cost & (cost - 1) == 0, blockSize >= 4 || cost.trailingZeroBitCount < 16 * blockSize else {
            return "scrypt takes N that is a power of two, above 1 and below 2^(16·r), not \(cost)"
        }
        return nil
    }
}

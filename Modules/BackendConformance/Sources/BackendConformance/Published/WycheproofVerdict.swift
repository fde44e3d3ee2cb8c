/// What Wycheproof says of a vector, and what is made of it here: this is the one place where that is decided, for every backend alike.
///
/// `valid` must verify and `invalid` must not. `acceptable` leaves it to the library; here it is strict: a signature is valid only in the one
/// form that RFC 8017 §8.2.2 allows, which compares with the encoding that a signer makes, so that the DigestInfo is in DER and the
/// algorithm's parameters are an explicit NULL (§9.2, note 1; appendix B.1). A vector is acceptable for other reasons too: its key is small,
/// its exponent is, its digest is old. These are true signatures in that one form, and what may sign in is for others to say: they verify.
public enum WycheproofVerdict: String, Sendable, Hashable, Decodable {
    case valid
    case acceptable
    case invalid

    /// The reasons (Wycheproof's flags) for which a true signature in the right form is only acceptable.
    private static let weakParameters: Set<String> = ["SmallModulus", "SmallPublicKey", "WeakHash"]

    /// Whether a backend must call the signature valid.
    ///
    /// - Parameter flags: Why Wycheproof has the vector, `MissingNull`.
    public func isValid(flags: some Sequence<String>) -> Bool {
        switch self {
        case .valid: true
        case .invalid: false
        case .acceptable: flags.allSatisfy { WycheproofVerdict.weakParameters.contains($0) }
        }
    }
}

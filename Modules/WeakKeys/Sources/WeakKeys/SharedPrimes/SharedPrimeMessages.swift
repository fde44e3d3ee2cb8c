extension WeakKeyFinding.Code {
    /// The modulus has a prime in common with another key's.
    public static let sharedPrime = WeakKeyFinding.Code("shared-prime")
    /// The modulus is another key's too, with another public exponent.
    public static let sharedModulus = WeakKeyFinding.Code("shared-modulus")
    /// The same key was given before or after.
    public static let duplicate = WeakKeyFinding.Code("duplicate")
}

extension WeakKeyFinding {
    static let sharedPrime = WeakKeyFinding(
        .sharedPrime, .critical,
        "The modulus has a prime in common with that of another key given here, so anyone who has both can compute the private keys of both. Such keys "
            + "come from machines that made them with too little randomness (Heninger and others, \"Mining your Ps and Qs\", 2012). Replace all of them, "
            + "and make the new ones elsewhere.")

    static let sharedModulus = WeakKeyFinding(
        .sharedModulus, .critical,
        "Another key given here has the same modulus with another public exponent, so the owner of either can compute the other's private key. Replace "
            + "both with keys that are made independently.")

    static let duplicate = WeakKeyFinding(.duplicate, .note, "The same key is given more than once here, which is no weakness of the key.")
}

/// What a library tells while it searches for the primes of an RSA key: enough to show that it is at work, not how long it will take.
///
/// How many steps there are is a matter of luck. A backend may search on several cores at once; the steps of all its searches come as
/// they happen. Later versions may add cases: a `switch` over one needs a `default`.
public enum RSAKeyGenerationStep: Sendable, Hashable {
    /// Another number was drawn, or ten of them where the library counts in tens.
    case candidateDrawn
    /// A number passed a test: it has no small factor, or a round of a probabilistic test found no sign that it is composite.
    case testPassed
    /// A prime was found that one of the key's primes is built on (FIPS 186-4 B.3.6), by libraries that search for such.
    case auxiliaryPrimeFound
    /// One of the key's two primes was found.
    case primeFound
}

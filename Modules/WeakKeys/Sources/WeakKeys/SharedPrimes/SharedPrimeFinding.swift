/// What a key has in common with others that were given with it.
public struct SharedPrimeFinding: Sendable, Hashable {
    /// The place of the key among those that were given, from 0.
    public let keyIndex: Int

    /// What is wrong: ``WeakKeyFinding/Code-swift.struct/sharedPrime`` or ``WeakKeyFinding/Code-swift.struct/sharedModulus``; or the note that the key
    /// was given more than once, ``WeakKeyFinding/Code-swift.struct/duplicate``.
    public let finding: WeakKeyFinding

    /// The others and perhaps the key itself, ascending. One array serves all keys that share a prime, however many these are.
    private let group: [Int]

    init(keyIndex: Int, finding: WeakKeyFinding, group: [Int]) {
        self.keyIndex = keyIndex
        self.finding = finding
        self.group = group
    }

    /// The places of the keys that it has this in common with, ascending.
    public var others: [Int] { group.filter { $0 != keyIndex } }
}

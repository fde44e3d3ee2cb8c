/// How ``SpentChallenges/spend(_:until:now:)`` went.
public enum SpendOutcome: Sendable, Hashable {
    /// This call was the first.
    case spent
    /// It had been answered before.
    case alreadySpent
    /// The set holds as many unexpired entries as it may; none is given up for a new one.
    case full
}

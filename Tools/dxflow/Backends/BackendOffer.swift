import CryptoBackend

/// A backend that this program knows: one that it was built with, or one that it was built without.
enum BackendOffer: Sendable {
    case registered(BackendRegistry.Registration)
    case absent(AbsentBackend)
}

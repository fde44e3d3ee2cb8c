/// A part of an engine that can be ill while the others are well.
struct Subsystem: Sendable {
    /// What the answer calls it: small letters and hyphens.
    let name: String
    /// Whether it does its work. Why it doesn't is told to the log by what finds out; whoever asks learns only which part it is.
    let isWell: @Sendable () async -> Bool
}

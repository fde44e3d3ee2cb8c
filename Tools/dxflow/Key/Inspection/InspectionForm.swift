/// The form in which `key inspect` tells of keys, written as bytes: of a long file parts are written at the same time.
protocol InspectionForm: Sendable {
    /// What stands in front of the first key.
    var beginning: String { get }
    /// What stands between two keys.
    var separator: String { get }
    /// What stands behind the last key.
    var end: String { get }

    /// Writes one key.
    func append(_ key: InspectedKey, to text: inout [UInt8]) throws
}

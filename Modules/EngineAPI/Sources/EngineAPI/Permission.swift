/// One thing that a key may do on an engine.
///
/// On the wire it is its name. A name that this version doesn't know is kept as it is, so that a newer engine's answers can be read.
public struct Permission: Sendable, Hashable, RawRepresentable {
    /// The name on the wire, in capitals: `WORKFLOW`.
    public let rawValue: String

    /// Takes a name as it stands on the wire. `OBJECT`, the first version's word for `ARTIFACT`, becomes `ARTIFACT`.
    public init(rawValue: String) {
        self.rawValue = rawValue == "OBJECT" ? "ARTIFACT" : rawValue
    }

    /// Takes a name as a person writes it, in any case.
    ///
    /// - Returns: nil for a name that isn't one of ``known``.
    public init?(named name: some StringProtocol) {
        let permission = Permission(rawValue: String(name.uppercased().map { $0 == "-" ? "_" : $0 }))
        guard Permission.known.contains(permission) else { return nil }
        self = permission
    }

    /// Everything, the management of keys included.
    public static let master = Permission(rawValue: "MASTER")
    /// Workflows.
    public static let workflow = Permission(rawValue: "WORKFLOW")
    /// The platform.
    public static let platform = Permission(rawValue: "PLATFORM")
    /// Bridges.
    public static let bridge = Permission(rawValue: "BRIDGE")
    /// The proxy.
    public static let proxy = Permission(rawValue: "PROXY")
    /// The shell.
    public static let shell = Permission(rawValue: "SHELL")
    /// Files and objects; the first version calls it `OBJECT`.
    public static let artifact = Permission(rawValue: "ARTIFACT")
    /// No changes at all, whatever else is granted; it restrains `MASTER` too.
    public static let readOnly = Permission(rawValue: "READ_ONLY")

    /// Every permission of the interface, in the order in which they are shown.
    public static let known: [Permission] = [.master, .proxy, .bridge, .shell, .artifact, .platform, .workflow, .readOnly]
}

extension Permission: Codable, CustomStringConvertible {
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }
}

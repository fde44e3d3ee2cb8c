/// What a key may do: a set of permissions in the order in which they are shown.
public struct Permissions: Sendable, Hashable {
    /// The permissions, each once: the known ones in their order, then those that this version doesn't know, by name.
    public let list: [Permission]

    public init(_ permissions: some Sequence<Permission>) {
        let set = Set(permissions)
        let unknown = set.filter { !Permission.known.contains($0) }
        list = Permission.known.filter(set.contains) + unknown.sorted { $0.rawValue < $1.rawValue }
    }

    /// What a key registered without permissions gets.
    public static let `default` = Permissions([.proxy, .bridge, .shell, .artifact, .platform, .workflow])

    /// What the engine's own key has, and whoever reaches its Unix socket.
    public static let master = Permissions([.master])

    /// Whether a permission is among them, by its own name.
    public func contains(_ permission: Permission) -> Bool { list.contains(permission) }

    /// Whether there are none.
    public var isEmpty: Bool { list.isEmpty }

    /// False when `READ_ONLY` is among them.
    public var isWritable: Bool { !contains(.readOnly) }

    /// Whether the keys of the engine may be listed.
    public var mayListKeys: Bool { contains(.master) }

    /// Whether the keys of the engine may be changed.
    public var mayChangeKeys: Bool { contains(.master) && isWritable }
}

extension Permissions: Codable, ExpressibleByArrayLiteral, CustomStringConvertible {
    public init(arrayLiteral elements: Permission...) { self.init(elements) }

    public init(from decoder: any Decoder) throws {
        self.init(try [Permission](from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try list.encode(to: encoder)
    }

    /// The names with commas between them, as `--permissions` takes them.
    public var description: String { list.map(\.rawValue).joined(separator: ",") }
}

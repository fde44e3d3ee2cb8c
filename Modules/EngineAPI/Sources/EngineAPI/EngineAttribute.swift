/// What `GET /api/engine/attribute/` answers: the engine's version and the machine that it runs on.
///
/// The web console needs `host`, `cpu`, `memory`, `disk` and `network`, all five.
public struct EngineAttribute: Sendable, Hashable, Codable {
    /// The engine's version.
    public var version: String
    /// When the engine was started, in seconds since 1970.
    public var boot: Int64
    /// The operating system.
    public var host: Host
    /// The processors.
    public var cpu: CPU
    /// The memory.
    public var memory: Memory
    /// The mounted file systems.
    public var disk: [Disk]
    /// The addresses of the network interfaces.
    public var network: [Network]

    public init(version: String, boot: Int64, host: Host, cpu: CPU, memory: Memory, disk: [Disk], network: [Network]) {
        self.version = version
        self.boot = boot
        self.host = host
        self.cpu = cpu
        self.memory = memory
        self.disk = disk
        self.network = network
    }

    /// The operating system.
    public struct Host: Sendable, Hashable, Codable {
        /// `linux`.
        public var os: String
        /// The distribution: `debian`.
        public var platform: String
        /// The distribution's version: `12`.
        public var version: String
        /// The processor's architecture: `x86_64`.
        public var arch: String
        /// The host's name.
        public var name: String
        /// When the machine was started, in seconds since 1970.
        public var boot: Int64

        public init(os: String, platform: String, version: String, arch: String, name: String, boot: Int64) {
            self.os = os
            self.platform = platform
            self.version = version
            self.arch = arch
            self.name = name
            self.boot = boot
        }
    }

    /// The processors.
    public struct CPU: Sendable, Hashable, Codable {
        /// How many logical processors there are.
        public var cores: Int
        /// The name of their model.
        public var model: String
        /// Who made them, as they say themselves: `GenuineIntel`.
        public var vendor: String

        public init(cores: Int, model: String, vendor: String) {
            self.cores = cores
            self.model = model
            self.vendor = vendor
        }
    }

    /// The memory, in bytes.
    public struct Memory: Sendable, Hashable, Codable {
        /// The main memory.
        public var physical: Int64
        /// The swap space.
        public var swap: Int64

        public init(physical: Int64, swap: Int64) {
            self.physical = physical
            self.swap = swap
        }
    }

    /// A mounted file system.
    public struct Disk: Sendable, Hashable, Codable {
        /// The device.
        public var name: String
        /// Where it is mounted.
        public var path: String
        /// Its size in bytes.
        public var size: Int64

        public init(name: String, path: String, size: Int64) {
            self.name = name
            self.path = path
            self.size = size
        }
    }

    /// A network interface's address.
    public struct Network: Sendable, Hashable, Codable {
        /// The interface: `eth0`.
        public var name: String
        /// An IP address that it has.
        public var address: String

        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }
}

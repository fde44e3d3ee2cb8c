import EngineAPI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the machine is, as the kernel tells it.
enum HostAttributes {
    /// - Parameters:
    ///   - version: The engine's version.
    ///   - boot: When the engine was started, in seconds since 1970.
    static func read(version: String, boot: Int64) -> EngineAttribute {
        EngineAttribute(version: version, boot: boot, host: host(), cpu: cpu(), memory: memory(), disk: disks(), network: addresses())
    }

    /// The host's name.
    static var hostName: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "" }
        return text(&name.nodename)
    }

    private static func host() -> EngineAttribute.Host {
        var name = utsname()
        uname(&name)
        let release = fields(SystemFile.text("/etc/os-release") ?? SystemFile.text("/usr/lib/os-release") ?? "", separator: "=")
        func released(_ key: String) -> String { release[key]?.trimming(while: { $0 == "\"" || $0 == "'" }) ?? "" }
        let boot = (SystemFile.text("/proc/stat") ?? "").split(separator: "\n").first { $0.hasPrefix("btime ") }
        return EngineAttribute.Host(
            os: text(&name.sysname).lowercased(), platform: released("ID"), version: released("VERSION_ID"), arch: text(&name.machine),
            name: text(&name.nodename), boot: boot.flatMap { Int64($0.dropFirst(6)) } ?? 0)
    }

    private static func cpu() -> EngineAttribute.CPU {
        // Where a processor's names stand differs with its kind; the first of each is as good as the others.
        let information = fields(SystemFile.text("/proc/cpuinfo") ?? "", separator: ":")
        func first(_ keys: String...) -> String { keys.lazy.compactMap { information[$0] }.first ?? "" }
        return EngineAttribute.CPU(
            cores: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), model: first("model name", "Model", "cpu", "Hardware"),
            vendor: first("vendor_id", "CPU implementer", "vendor"))
    }

    private static func memory() -> EngineAttribute.Memory {
        let information = fields(SystemFile.text("/proc/meminfo") ?? "", separator: ":")
        func bytes(_ key: String) -> Int64 {
            (information[key]?.split(separator: " ").first).flatMap { Int64($0) }.map { $0 * 1024 } ?? 0
        }
        return EngineAttribute.Memory(physical: bytes("MemTotal"), swap: bytes("SwapTotal"))
    }

    /// Each mounted device once, where it was mounted first; and the root, whatever it is on.
    private static func disks() -> [EngineAttribute.Disk] {
        var seen: Set<Substring> = []
        var disks: [EngineAttribute.Disk] = []
        for line in (SystemFile.text("/proc/self/mounts") ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count >= 2 else { continue }
            let path = unescaped(parts[1])
            guard parts[0].hasPrefix("/dev/") || path == "/", seen.insert(parts[0]).inserted else { continue }
            var status = statvfs()
            guard statvfs(path, &status) == 0, status.f_blocks > 0 else { continue }
            disks.append(
                EngineAttribute.Disk(
                    name: String(parts[0]), path: path, size: Int64(clamping: UInt64(status.f_blocks) * UInt64(status.f_frsize))))
        }
        return disks
    }

    /// The addresses of the machine's interfaces.
    static func addresses() -> [EngineAttribute.Network] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var addresses: [EngineAttribute.Network] = []
        var next = first
        while let interface = next?.pointee {
            next = interface.ifa_next
            guard let address = interface.ifa_addr else { continue }
            let length: Int
            switch CInt(address.pointee.sa_family) {
            case AF_INET: length = MemoryLayout<sockaddr_in>.size
            case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
            default: continue
            }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            guard getnameinfo(address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else { continue }
            addresses.append(
                EngineAttribute.Network(
                    name: String(cString: interface.ifa_name), address: text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }))
        }
        return addresses
    }

    /// The text of one of the fixed arrays in which C keeps names.
    private static func text<T>(_ array: inout T) -> String {
        withUnsafeBytes(of: &array) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// The lines `key<separator>value` of a text, of equal keys the first.
    private static func fields(_ text: String, separator: Character) -> [String: String] {
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let end = line.firstIndex(of: separator) else { continue }
            let key = String(line[..<end]).trimming(while: \.isWhitespace)
            if fields[key] == nil { fields[key] = String(line[line.index(after: end)...]).trimming(while: \.isWhitespace) }
        }
        return fields
    }

    /// A path as the table of mounts writes it: white space and backslashes as three octal digits (fstab(5)).
    private static func unescaped(_ path: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = path.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let escaped = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8) {
                bytes.append(escaped)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate func trimming(while isSurplus: (Character) -> Bool) -> String {
        let start = drop(while: isSurplus)
        return String(start[..<(start.lastIndex { !isSurplus($0) }.map { start.index(after: $0) } ?? start.startIndex)])
    }
}

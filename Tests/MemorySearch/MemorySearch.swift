import CryptoBackend
import Foundation

/// A search of all writable memory of this process for a part of a secret number, in either order of its bytes: big-endian, as files have
/// it, and little-endian, which is also how the limbs of an arithmetic library lie on a little-endian machine.
public struct MemorySearch {
    /// How often it was found outside this search's own buffers and the secret that was given.
    public private(set) var count = 0

    private static let partLength = 32
    private static let chunkLength = 1 << 20

    /// - Throws: If the system doesn't let the process read its memory.
    public init(for secret: SecretBytes) throws {
        let length = MemorySearch.partLength
        let parts = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * length, alignment: 16)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: MemorySearch.chunkLength + length, alignment: 16)
        defer {
            SecretBytes.wipe(parts)
            SecretBytes.wipe(chunk)
            parts.deallocate()
            chunk.deallocate()
        }
        secret.withUnsafeBytes { number in
            let start = number.count / 2
            for index in 0..<length {
                parts[index] = number[start + index]
                parts[2 * length - 1 - index] = number[start + index]
            }
        }
        let memory = open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw CocoaError(.fileReadNoPermission) }
        defer { close(memory) }

        let own = [UnsafeRawBufferPointer(parts), UnsafeRawBufferPointer(chunk)].map {
            UInt(bitPattern: $0.baseAddress!)..<UInt(bitPattern: $0.baseAddress!) + UInt($0.count)
        }
        let given = secret.withUnsafeBytes { UInt(bitPattern: $0.baseAddress!)..<UInt(bitPattern: $0.baseAddress!) + UInt($0.count) }
        for region in try MemorySearch.writableRegions() {
            var address = region.lowerBound
            while address < region.upperBound {
                let wanted = min(chunk.count, Int(region.upperBound - address))
                let got = pread(memory, chunk.baseAddress!, wanted, off_t(address))
                if got < length { break }
                for part in [UnsafeRawBufferPointer(rebasing: parts[..<length]), UnsafeRawBufferPointer(rebasing: parts[length...])] {
                    var rest = UnsafeRawBufferPointer(start: chunk.baseAddress, count: got - length + 1)
                    while let first = memchr(rest.baseAddress!, Int32(part[0]), rest.count) {
                        let offset = UnsafeRawPointer(first) - UnsafeRawPointer(chunk.baseAddress!)
                        let place = address + UInt(offset)
                        if memcmp(first, part.baseAddress!, length) == 0, !(own + [given]).contains(where: { $0.contains(place) }) {
                            count += 1
                        }
                        rest = UnsafeRawBufferPointer(start: first + 1, count: got - length - offset)
                        if rest.isEmpty { break }
                    }
                }
                address += UInt(min(wanted, MemorySearch.chunkLength))
            }
        }
    }

    private static func writableRegions() throws -> [Range<UInt>] {
        // 7f12a4000000-7f12a4021000 rw-p 00000000 00:00 0
        try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields[1].hasPrefix("rw"), bounds.count == 2 else { return nil }
            return bounds[0]..<bounds[1]
        }
    }
}

/// Changes one part of nested DER (X.690) or of SSH's strings (RFC 4251 §5) and puts the lengths of what is around it right, so that a change deep
/// inside isn't refused for a length outside.
enum StructuredMutation {
    private enum Encoding { case der, ssh }

    static func apply(to content: [UInt8], _ random: inout MutationRandomness) -> [UInt8] {
        // The lengths themselves must be changed too.
        if random.next(below: 4) == 0 { return random.mutated(content) }
        let magic = Array("openssh-key-v1\0".utf8)
        if content.starts(with: magic) { return magic + changed(Array(content[magic.count...]), .ssh, &random) }
        return changed(content, content.first == 0x30 ? .der : .ssh, &random)
    }

    private static func changed(_ content: [UInt8], _ encoding: Encoding, _ random: inout MutationRandomness) -> [UInt8] {
        let parts = parts(of: content, encoding)
        guard !parts.isEmpty, random.next(below: 8) > 0 else { return random.mutated(content) }
        let part = parts[random.next(below: parts.count)]
        let inner = changed(Array(content[part.value]), encoding, &random)
        return Array(content[..<part.length.lowerBound]) + length(inner.count, encoding) + inner + content[part.value.upperBound...]
    }

    /// Where the parts of a content have their lengths and their values; none if it isn't made of such parts.
    private static func parts(of content: [UInt8], _ encoding: Encoding) -> [(length: Range<Int>, value: Range<Int>)] {
        var parts: [(length: Range<Int>, value: Range<Int>)] = []
        var offset = 0
        while offset < content.count {
            let start: Int
            let count: Int
            switch encoding {
            case .ssh:
                start = offset
                count = 4
            case .der:
                // A BIT STRING has the number of its unused bits in front of what is in it.
                if offset == 0, content[0] == 0, content.count > 1, content[1] == 0x30 {
                    offset = 1
                }
                guard [0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0xa0, 0xa1].contains(content[offset]) else { return [] }
                start = offset + 1
                guard start < content.count else { return [] }
                count = content[start] < 0x80 ? 1 : Int(content[start] & 0x7f) + 1
            }
            guard start + count <= content.count, count <= 5 else { return parts }
            let digits = encoding == .der && count > 1 ? content[(start + 1)..<(start + count)] : content[start..<(start + count)]
            let value = digits.reduce(0) { $0 << 8 | Int($1) }
            let first = start + count
            // SSH's numbers have no length: what doesn't fit is passed over, as one.
            if value <= content.count - first {
                parts.append((start..<first, first..<(first + value)))
                offset = first + value
            } else if encoding == .ssh {
                offset = first
            } else {
                return parts
            }
        }
        return parts
    }

    private static func length(_ count: Int, _ encoding: Encoding) -> [UInt8] {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
        guard encoding == .der else { return bytes }
        guard count >= 0x80 else { return [UInt8(count)] }
        let digits = bytes.drop { $0 == 0 }
        return [0x80 | UInt8(digits.count)] + digits
    }
}

import CLibgcrypt
import CryptoBackend

/// An S-expression in libgcrypt's memory; it never changes once it is made, so many threads may read it at once.
final class SExpression: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over one that the library made.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Makes one of its canonical form; it lies in secure memory if there is a secret in it.
    convenience init(_ content: Content) throws(CryptoError) {
        let length = content.encodedLength
        guard let memory = content.isSecret ? gcry_malloc_secure(length) : gcry_malloc(length) else {
            throw CryptoError(.libraryFailure, "libgcrypt has no memory left for a key")
        }
        let buffer = UnsafeMutableRawBufferPointer(start: memory, count: length)
        defer {
            SecretBytes.wipe(buffer)
            gcry_free(memory)
        }
        var rest = buffer
        content.encode(into: &rest)
        try self.init(canonicalForm: UnsafeRawBufferPointer(buffer))
    }

    fileprivate convenience init(canonicalForm form: UnsafeRawBufferPointer) throws(CryptoError) {
        var made: OpaquePointer?
        try check("building an S-expression", gcry_sexp_new(&made, form.baseAddress, form.count, 0))
        guard let made else { throw CryptoError(.libraryFailure, "libgcrypt built no S-expression") }
        self.init(owning: made)
    }

    deinit { gcry_sexp_release(pointer) }

    /// The first list in it that begins with `name`.
    func list(_ name: String) throws(CryptoError) -> SExpression {
        guard let found = gcry_sexp_find_token(pointer, name, name.utf8.count) else {
            throw CryptoError(.libraryFailure, "libgcrypt's answer has no “\(name)”")
        }
        return SExpression(owning: found)
    }

    /// Lends the bytes that follow `name` in the first list that begins with it.
    func withValue<R>(of name: String, _ body: (UnsafeRawBufferPointer) -> R) throws(CryptoError) -> R {
        let list = try list(name)
        var length = 0
        guard let bytes = gcry_sexp_nth_data(list.pointer, 1, &length) else {
            throw CryptoError(.libraryFailure, "libgcrypt's answer has no value of “\(name)”")
        }
        return body(UnsafeRawBufferPointer(start: bytes, count: length))
    }
}

extension SExpression {
    /// What an S-expression says, in the canonical form:
    ///
    ///     expression = list | atom
    ///     list       = "(" *expression ")"
    ///     atom       = length ":" bytes          ; the length is decimal, without zeros in front
    indirect enum Content: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
        case list([Content])
        case bytes([UInt8])
        case secret(SecretBytes)

        init(stringLiteral text: String) { self = .text(text) }
        init(arrayLiteral elements: Content...) { self = .list(elements) }

        static func text(_ text: String) -> Content { .bytes(Array(text.utf8)) }
        static func number(_ number: some BinaryInteger) -> Content { .text(String(number)) }

        var isSecret: Bool {
            switch self {
            case .list(let elements): elements.contains { $0.isSecret }
            case .bytes: false
            case .secret: true
            }
        }

        var encodedLength: Int {
            switch self {
            case .list(let elements): elements.reduce(2) { $0 + $1.encodedLength }
            case .bytes(let bytes): String(bytes.count).utf8.count + 1 + bytes.count
            case .secret(let bytes): String(bytes.count).utf8.count + 1 + bytes.count
            }
        }

        /// Writes the canonical form at the front of `buffer` and leaves the rest of it there.
        func encode(into buffer: inout UnsafeMutableRawBufferPointer) {
            func write(_ bytes: some Collection<UInt8>) {
                buffer.copyBytes(from: bytes)
                buffer = UnsafeMutableRawBufferPointer(rebasing: buffer[bytes.count...])
            }
            switch self {
            case .list(let elements):
                write("(".utf8)
                for element in elements { element.encode(into: &buffer) }
                write(")".utf8)
            case .bytes(let bytes):
                write("\(bytes.count):".utf8)
                write(bytes)
            case .secret(let bytes):
                write("\(bytes.count):".utf8)
                bytes.withUnsafeBytes { write($0) }
            }
        }
    }
}

extension SExpression {
    /// An S-expression that is the same every time but for one public atom of fixed length.
    struct Frame: Sendable {
        private let form: [UInt8]
        private let gap: Range<Int>

        /// - Parameter content: The S-expression around an atom; it has that atom once.
        init(gapLength: Int, _ content: ([UInt8]) -> Content) {
            /// The forms around two atoms differ in all places of the atom and in no other.
            func form(filledWith byte: UInt8) -> [UInt8] {
                let content = content([UInt8](repeating: byte, count: gapLength))
                var form = [UInt8](repeating: 0, count: content.encodedLength)
                form.withUnsafeMutableBytes { buffer in
                    var rest = buffer
                    content.encode(into: &rest)
                }
                return form
            }
            let (zeros, ones) = (form(filledWith: 0), form(filledWith: 1))
            let start = zip(zeros, ones).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? zeros.count
            self.form = zeros
            gap = start..<min(start + gapLength, zeros.count)
        }

        /// The S-expression with the bytes that `body` writes.
        func filled(
            by body: (UnsafeMutableRawBufferPointer) throws(CryptoError) -> Void
        ) throws(CryptoError) -> SExpression {
            var form = form
            var span = form.mutableSpan
            return try span.withUnsafeMutableBytes { buffer throws(CryptoError) in
                try body(UnsafeMutableRawBufferPointer(rebasing: buffer[gap]))
                return try SExpression(canonicalForm: UnsafeRawBufferPointer(buffer))
            }
        }
    }
}

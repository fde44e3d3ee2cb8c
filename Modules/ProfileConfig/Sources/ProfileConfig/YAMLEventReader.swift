import CLibyaml

/// libyaml's parser over a text.
struct YAMLEventReader: ~Copyable {
    /// On the heap, since the parser keeps its own address.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// - Parameter text: UTF-8, at least a byte of it, that stays where it is for as long as the reader is used.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(YAMLFailure) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw .outOfMemory
        }
        // Told the encoding, it doesn't guess one from a byte order mark.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        self.parser = parser
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; nil behind the end of the stream.
    func next() throws(YAMLFailure) -> YAMLEvent? {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    private var failure: YAMLFailure {
        guard let problem = parser.pointee.problem else { return .outOfMemory }
        let reason = String(cString: problem)
        switch parser.pointee.error {
        case YAML_READER_ERROR: return .unreadable(offset: parser.pointee.problem_offset, reason: reason)
        case YAML_SCANNER_ERROR:
            // The context is where the thing started that went wrong: the quote that isn't closed, the key without a colon.
            return .malformed(line: parser.pointee.context_mark.line + 1, reason: reason)
        default: return .malformed(line: parser.pointee.problem_mark.line + 1, reason: reason)
        }
    }
}

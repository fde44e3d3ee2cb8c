import CLibyaml

/// A step of libyaml's parser through a text: a node, or where something starts or ends.
struct YAMLEvent {
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd
        /// The name of the anchor that it stands for.
        case alias(String)
        case scalar(Node.Scalar, anchor: String?)
        case sequenceStart(Node.Tag, anchor: String?)
        case mappingStart(Node.Tag, anchor: String?)
        case collectionEnd
    }

    let kind: Kind
    let mark: Node.Mark
}

extension YAMLEvent {
    /// Copies what libyaml's event has; nil for the empty one that comes behind the end of the stream.
    init?(_ event: yaml_event_t) {
        mark = Node.Mark(line: event.start_mark.line + 1, column: event.start_mark.column + 1)
        switch event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_ALIAS_EVENT: kind = .alias(String(cString: event.data.alias.anchor))
        case YAML_SCALAR_EVENT: kind = .scalar(Node.Scalar(event), anchor: text(event.data.scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            kind = .sequenceStart(Node.Tag(start.tag, isImplicit: start.implicit), anchor: text(start.anchor))
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            kind = .mappingStart(Node.Tag(start.tag, isImplicit: start.implicit), anchor: text(start.anchor))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
        default: return nil
        }
    }
}

extension Node.Tag {
    fileprivate init(_ pointer: UnsafeMutablePointer<yaml_char_t>?, isImplicit: Int32) {
        name = isImplicit == 0 ? text(pointer) ?? "" : ""
    }
}

extension Node.Scalar {
    fileprivate init(_ event: yaml_event_t) {
        let scalar = event.data.scalar
        // The length counts: a text may have a NUL in it, as "\0".
        string = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        // A lone "!" counts as implicit for libyaml and makes a string of a plain text all the same.
        tag = scalar.quoted_implicit == 1 ? .string : Node.Tag(scalar.tag, isImplicit: 0)
        style =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
    }
}

private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? { pointer.map { String(cString: $0) } }

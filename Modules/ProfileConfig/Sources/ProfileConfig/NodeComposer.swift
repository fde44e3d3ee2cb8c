/// Makes the nodes of a document from libyaml's events (YAML 1.1, section 3.1.2).
///
/// It keeps the lists and mappings that are open in an array and calls nothing within itself, so that no file's nesting is too deep for the
/// stack; and an alias is a reference to its node, so that aliases of aliases take no more memory than they have text.
struct NodeComposer: ~Copyable {
    /// The most levels of nodes within the root, those of aliases counted: more than any profile has, and less than what a reader of JSON takes.
    /// What walks the nodes later, and what frees them, takes a piece of stack for each.
    static let mostLevels = 100

    /// A list or mapping whose end is still to come.
    private struct Collection {
        let isMapping: Bool
        let tag: Node.Tag
        let anchor: String?
        let mark: Node.Mark
        /// Its items, or its keys and values in turn.
        var nodes: [Node] = []
    }

    /// What makes nodes equal as keys: kind, type and content, where the items of a list or mapping are their identities.
    private enum Form: Hashable {
        case scalar(String, Node.Tag)
        case sequence([Int], Node.Tag)
        case mapping([Int], Node.Tag)
    }

    private let events: YAMLEventReader
    private var open: [Collection] = []
    private var anchors: [String: Node] = [:]
    private var identities: [Form: Int] = [:]

    /// The root of the only document; nil where there is none.
    ///
    /// - Parameter text: UTF-8.
    static func root(of text: ArraySlice<UInt8>) throws(YAMLFailure) -> Node? {
        guard !text.isEmpty else { return nil }
        return try text.withUnsafeBufferPointer { text throws(YAMLFailure) in
            var composer = NodeComposer(events: try YAMLEventReader(text))
            return try composer.root()
        }
    }

    private init(events: consuming YAMLEventReader) { self.events = events }

    private mutating func root() throws(YAMLFailure) -> Node? {
        var root: Node?
        while let event = try events.next() {
            switch event.kind {
            case .streamStart, .documentEnd, .streamEnd: break
            case .documentStart where root == nil: root = try node()
            default: throw .malformed(line: event.mark.line, reason: "a second document starts there")
            }
        }
        return root
    }

    /// Reads up to the end of a node.
    private mutating func node() throws(YAMLFailure) -> Node? {
        while let event = try events.next() {
            guard let node = try node(at: event) else { continue }
            if open.isEmpty { return node }
            open[open.count - 1].nodes.append(node)
        }
        return nil
    }

    /// The node that is complete with an event; nil where a list or mapping starts.
    private mutating func node(at event: YAMLEvent) throws(YAMLFailure) -> Node? {
        switch event.kind {
        case .alias(let name):
            guard let node = anchors[name] else { throw .malformed(line: event.mark.line, reason: "found undefined alias") }
            try check(levels: node.levels, at: event.mark)
            return node
        case .scalar(let scalar, let anchor):
            try check(levels: 1, at: event.mark)
            let identity = identity(of: .scalar(scalar.string, scalar.tag.resolved(as: .string)))
            return anchored(Node(content: .scalar(scalar), mark: event.mark, levels: 1, identity: identity), anchor)
        case .sequenceStart(let tag, let anchor):
            try check(levels: 1, at: event.mark)
            open.append(Collection(isMapping: false, tag: tag, anchor: anchor, mark: event.mark))
        case .mappingStart(let tag, let anchor):
            try check(levels: 1, at: event.mark)
            open.append(Collection(isMapping: true, tag: tag, anchor: anchor, mark: event.mark))
        default:
            if let collection = open.popLast() { return try node(of: collection) }
        }
        return nil
    }

    /// Refuses a node with so many levels, where it starts. The root is open around all others, and doesn't count.
    private func check(levels: Int, at mark: Node.Mark) throws(YAMLFailure) {
        guard open.count + levels <= NodeComposer.mostLevels + 1 else { throw .tooDeep(line: mark.line) }
    }

    private mutating func node(of collection: Collection) throws(YAMLFailure) -> Node {
        let nodes = collection.nodes
        let identities = nodes.map(\.identity)
        let content: Node.Content
        let form: Form
        if collection.isMapping {
            let pairs = stride(from: 0, to: nodes.count - 1, by: 2).map { (key: nodes[$0], value: nodes[$0 + 1]) }
            if let key = repeatedKey(pairs.map(\.key)) { throw .repeatedKey(key) }
            content = .mapping(pairs)
            form = .mapping(identities, collection.tag.resolved(as: .mapping))
        } else {
            content = .sequence(nodes)
            form = .sequence(identities, collection.tag.resolved(as: .sequence))
        }
        let levels = 1 + (nodes.map(\.levels).max() ?? 0)
        // Its anchor counts from here on: an alias within it stands for an earlier anchor of that name, if there is one, and never for itself.
        return anchored(Node(content: content, mark: collection.mark, levels: levels, identity: identity(of: form)), collection.anchor)
    }

    /// Of the keys that are there more than once, the first in the order of their texts; a list or mapping only where no text is.
    private func repeatedKey(_ keys: [Node]) -> Node? {
        var seen: Set<Int> = []
        let repeated = Set(keys.filter { !seen.insert($0.identity).inserted }.map(\.identity))
        let candidates = keys.filter { repeated.contains($0.identity) }
        let texts = candidates.compactMap { key in key.scalar.map { (key: key, text: $0.string) } }
        return texts.min { $0.text < $1.text }?.key ?? candidates.first
    }

    private mutating func anchored(_ node: Node, _ anchor: String?) -> Node {
        if let anchor { anchors[anchor] = node }
        return node
    }

    private mutating func identity(of form: Form) -> Int {
        if let identity = identities[form] { return identity }
        identities[form] = identities.count
        return identities.count - 1
    }
}

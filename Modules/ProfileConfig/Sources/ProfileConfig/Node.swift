/// A node of a YAML document (1.1, section 3.2.1) with its place in the file.
///
/// An alias is the node that it stands for, and has that node's mark.
struct Node: Sendable {
    enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([(key: Node, value: Node)])
    }

    /// A single value: its text, quotes and escapes undone, and how the file has it.
    struct Scalar: Sendable {
        enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

        let string: String
        let tag: Tag
        let style: Style
    }

    /// The type that the file gives a node, its handle resolved (yaml.org/type).
    struct Tag: Hashable, Sendable {
        let name: String

        /// No tag, and no quotes that would make it a string.
        static let implicit = Tag(name: "")
        /// A lone `!`: the kind of the node is its type.
        static let nonSpecific = Tag(name: "!")
        static let string = Tag(name: "tag:yaml.org,2002:str")
        static let integer = Tag(name: "tag:yaml.org,2002:int")
        static let float = Tag(name: "tag:yaml.org,2002:float")
        static let boolean = Tag(name: "tag:yaml.org,2002:bool")
        static let null = Tag(name: "tag:yaml.org,2002:null")
        static let sequence = Tag(name: "tag:yaml.org,2002:seq")
        static let mapping = Tag(name: "tag:yaml.org,2002:map")

        /// This tag, or the one of the node's kind where it says nothing.
        func resolved(as kind: Tag) -> Tag { self == .implicit || self == .nonSpecific ? kind : self }
    }

    /// Where a node starts, with its anchor and tag: both numbers are counted from 1, the column in Unicode scalars.
    struct Mark: Sendable {
        let line: Int
        let column: Int
    }

    let content: Content
    let mark: Mark
    /// How many levels of nodes it is high, its aliases counted: 1 for a scalar and for an empty list.
    let levels: Int
    /// The same number for the nodes of a document that are equal as keys of a mapping.
    let identity: Int

    /// The scalar, where it is one.
    var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
}

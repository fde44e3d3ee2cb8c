import EngineAPI

/// Reads the body of a successful answer: counts its bytes, gives its entities, and notices where it is none or breaks off.
struct AnswerReader<Entity: Decodable & Sendable>: Sendable {
    private let address: EngineAddress
    private let maximumLength: Int
    private var decoder: AnswerDecoder<Entity>
    private var length = 0
    private var hasStatus = false
    private var hasEntity = false
    private var first: UInt8?
    private var last: UInt8?

    init(address: EngineAddress, maximumLength: Int) {
        self.address = address
        self.maximumLength = maximumLength
        decoder = AnswerDecoder(of: Entity.self)
    }

    /// Takes the next piece of the body.
    ///
    /// - Returns: The entities that it completes, and what is wrong with what comes after them, if anything is.
    mutating func read(_ bytes: some BidirectionalCollection<UInt8>) -> (entities: [Entity], failure: EngineClientError?) {
        var entities: [Entity] = []
        do throws(EngineClientError) {
            try read(bytes, into: &entities)
            return (entities, nil)
        } catch {
            return (entities, error)
        }
    }

    private mutating func read(
        _ bytes: some BidirectionalCollection<UInt8>, into entities: inout [Entity]
    ) throws(EngineClientError) {
        length += bytes.count
        guard length <= maximumLength else {
            throw EngineClientError(
                .answerTooLarge, "the answer of \(address) is longer than \(maximumLength) bytes, so it was not read to its end")
        }
        first = first ?? bytes.first { !isSpace($0) }
        last = bytes.last { !isSpace($0) } ?? last
        // A push that fails gives none of the chunks before the failure, so no push may complete more than one: what came first tells
        // whether it is an engine that answers.
        var rest = bytes[...]
        while let brace = rest.firstIndex(of: UInt8(ascii: "}")) {
            try take(rest[...brace], into: &entities)
            rest = rest[rest.index(after: brace)...]
        }
        try take(rest, into: &entities)
    }

    private mutating func take(_ bytes: some Sequence<UInt8>, into entities: inout [Entity]) throws(EngineClientError) {
        let chunks: [Chunk<Entity>]
        do { chunks = try decoder.push(bytes) } catch { throw unreadable(error) }
        for chunk in chunks {
            switch chunk {
            case .status(let status):
                guard status.isSuccess else { throw refusal(status) }
                hasStatus = true
            case .total: break
            case .entity(let entity, _):
                hasEntity = true
                entities.append(entity)
            }
        }
    }

    /// Says that the body is over.
    func finish() throws(EngineClientError) {
        do { try decoder.finish() } catch { throw unreadable(error) }
        guard hasStatus else {
            throw EngineClientError(
                .notAnEngine, "\(address) answers, but not as an engine does (the answer has no status): check the address")
        }
        // The connection's end is an answer's end where no length was given, and then only the bracket tells whether it is whole.
        guard first != UInt8(ascii: "[") || last == UInt8(ascii: "]") else {
            throw EngineClientError(.answerUnreadable, "the answer of \(address) broke off before its end: try again")
        }
    }

    private func unreadable(_ error: AnswerError) -> EngineClientError {
        hasStatus
            ? EngineClientError(.answerUnreadable, "the answer of \(address) can't be read: \(error.reason)")
            : EngineClientError(.notAnEngine, "\(address) answers, but not as an engine does (\(error)): check the address")
    }

    /// A status that is no success although HTTP's was.
    private func refusal(_ status: AnswerStatus) -> EngineClientError {
        if status.code == 401, hasEntity {
            return EngineClientError(
                .sessionRefused, "the engine at \(address) ended the session in the middle of its answer: try again",
                failure: EngineFailure(status), status: 401)
        }
        guard hasEntity else { return .refused(by: address, EngineFailure(status)) }
        // Without a status, for this is no call to be made again: what came before was taken already.
        let failure = EngineFailure(status)
        return EngineClientError(
            (500...599).contains(failure.code) ? .engineTrouble : .refused,
            "the engine at \(address) gave its answer up in the middle (\(failure.code)): \(failure.message)", failure: failure)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension EngineFailure {
    /// A status chunk that says no. What stands in it comes from elsewhere, so it is made fit for a terminal.
    init(_ status: AnswerStatus) {
        self.init(code: status.code, message: status.message.isEmpty ? "no reason given" : printable(status.message, limit: 1000))
    }
}

extension EngineClientError {
    /// The engine's own refusal in a client's words.
    static func refused(
        by address: EngineAddress, _ failure: EngineFailure, retryAfter: Duration? = nil
    ) -> EngineClientError {
        let isTrouble = (500...599).contains(failure.code)
        let wait = retryAfter.map { ", and asks to wait \(inWords($0))" } ?? ""
        return EngineClientError(
            isTrouble ? .engineTrouble : .refused,
            "the engine at \(address) \(isTrouble ? "is in trouble" : "refuses") (\(failure.code))\(wait): \(failure.message)",
            failure: failure, status: failure.code, retryAfter: retryAfter)
    }

    /// True for a refusal that a new session may cure.
    var isUnauthorized: Bool { code == .refused && failure?.code == 401 }
}

/// The code and the message of a status chunk.
public struct AnswerStatus: Sendable, Hashable, Codable {
    /// An HTTP status code.
    public let code: Int
    /// The reason: HTTP's own phrase, or what is wrong in words.
    public let message: String

    public init(code: Int, message: String) {
        self.code = code
        self.message = message
    }

    private enum CodingKeys: String, CodingKey { case code, message }

    /// A status without a code, or with the code 0, counts as 520, which is no success.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decodeIfPresent(Int.self, forKey: .code) ?? 0
        self.code = code == 0 ? 520 : code
        message = try container.decodeIfPresent(String.self, forKey: .message) ?? ""
    }

    /// True for the codes 200 to 299.
    public var isSuccess: Bool { (200...299).contains(code) }
}

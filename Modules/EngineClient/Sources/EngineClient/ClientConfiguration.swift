import EngineAPI
import Logging

/// How a client goes about its calls: its time limits, its bounds and what it says about itself.
public struct ClientConfiguration: Sendable {
    /// How long a connection may take, the name's resolution and the TLS handshake included.
    public var connectTimeout: Duration = .seconds(10)

    /// How long an answer may take from the sending of the call to its end. Of a list or a stream it limits each gap instead, beyond what the
    /// stream itself was asked to wait.
    public var answerTimeout: Duration = .seconds(30)

    /// When everything must be over, sign-in, waiting for another process's sign-in and repeated calls included; nil for never.
    public var deadline: ContinuousClock.Instant?

    /// How many bytes the body of one answer may have. A list of 100,000 keys has about 50 million.
    public var maximumAnswerLength = 256 << 20

    /// How long the sessions should last that this client signs in for, 1 minute to 24 hours; nil leaves it to the engine (1 hour).
    public var sessionLifetime: GoDuration?

    /// How long before its end a token is replaced rather than used.
    public var renewalMargin: Duration = .seconds(30)

    /// What the client calls itself (RFC 9110 §10.1.5).
    public var userAgent = "dxflow-keys"

    /// Gets a line a call at level debug, and never a token, a nonce or a signature.
    public var logger = Logger(label: "EngineClient") { _ in SwiftLogNoOpLogHandler() }

    /// The defaults: 10 seconds to connect, 30 for an answer, no deadline, no log.
    public init() {}
}

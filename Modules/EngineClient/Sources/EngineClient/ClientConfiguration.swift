import AsyncHTTPClient
import EngineAPI
import Logging
import NIOCore

/// How a client goes about its calls: its time limits, its bounds and what it says about itself.
public struct ClientConfiguration: Sendable {
    /// Which certificates of an engine are good enough.
    public var trust = ServerTrust.system

    /// Which proxy the way to an engine goes through.
    public var proxy = ProxySettings.none

    /// How long a connection may take, the name's resolution and the TLS handshake included.
    public var connectTimeout: Duration = .seconds(10)

    /// How long an answer may take from the sending of the call to its end. Of a list or a stream it limits each gap instead, beyond what the
    /// stream itself was asked to wait; a gap that whoever iterates makes isn't the engine's.
    public var answerTimeout: Duration = .seconds(30)

    /// How long everything together may take that one call does: signing in, waiting for another process's sign-in, pauses and repetitions
    /// included, and of a stream the time that whoever iterates takes; nil for as long as it takes.
    public var deadline: Duration?

    /// The moment from which ``deadline`` counts, for a program whose calls share one; nil for the beginning of each call.
    public var deadlineStart: ContinuousClock.Instant?

    /// How often a call that changes nothing (GET) is sent again after its connection broke before an answer, or an answer that the engine has
    /// no time (429, 503). The pauses between grow, and are as long as the engine asks for where it does and the time limits allow it; what
    /// changes something is never sent again.
    public var maximumRepetitions = 2

    /// How many bytes the body of one answer may have. A list of 100,000 keys has about 50 million.
    public var maximumAnswerLength = 256 << 20

    /// How long the sessions should last that this client signs in for, 1 minute to 24 hours; nil leaves it to the engine (1 hour).
    public var sessionLifetime: GoDuration?

    /// The event loops that the connections and the time limits run on; nil for SwiftNIO's own, which a whole program shares.
    public var eventLoopGroup: (any EventLoopGroup)?

    /// What the client calls itself (RFC 9110 §10.1.5).
    public var userAgent = "dxflow-keys"

    /// Is told where this machine's clock and the engine's differ by a minute or more, when a client signs in or asks after a token.
    public var onClockDifference: @Sendable (ClockDifference) -> Void = { _ in }

    /// Is told why the token of a new session can't be kept, and the call that it was needed for is made with it; nil to have the call fail.
    public var onUnkeptToken: (@Sendable (any Error) -> Void)?

    /// Gets a line a call at level debug, and never a token, a nonce or a signature.
    public var logger = Logger(label: "EngineClient") { _ in SwiftLogNoOpLogHandler() }

    /// The defaults: the system's authorities, no proxy, 10 seconds to connect, 30 for an answer, no deadline, no log.
    public init() {}

    /// The event loops that connections and time limits run on.
    var eventLoops: any EventLoopGroup { eventLoopGroup ?? HTTPClient.defaultEventLoopGroup }

    /// Tells of a difference that matters.
    func tell(_ difference: ClockDifference?) {
        if let difference, abs(difference.seconds) >= ClockDifference.noticeable { onClockDifference(difference) }
    }
}

/// What is told of an engine that has booted, as JSON.
struct BootReport: Encodable {
    /// The path of the Unix domain socket.
    let socket: String
    /// The engine's process.
    let process: Int32
    /// Where it listens for HTTP and for HTTPS.
    let http, https: String?
    /// The SHA-256 fingerprint of its certificate.
    let fingerprint: String?
}

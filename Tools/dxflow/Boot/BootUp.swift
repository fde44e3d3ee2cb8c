import ArgumentParser
import AuthorizedKeys
import CryptoBackend
import EngineServer
import Logging
import ProfileConfig
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `dxflow boot up`: runs an engine until it is stopped.
struct BootUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Start an engine and leave it running until CTRL+C, or in the background.",
        discussion: """
            Alone it listens on the Unix socket in its directory, which only you reach. The first start makes the engine's own key pair, \
            keys/master.pem, which may manage keys.
            """)

    @OptionGroup var globals: GlobalOptions

    @Flag(help: "Listen for HTTP too, on all addresses, at the profile's http-port (80).")
    var http = false

    @Flag(
        help: """
            Listen for HTTPS too, on all addresses, at the profile's https-port (443), with the certificate of tls-certificate and tls-key, or \
            one that the engine makes for itself.
            """)
    var https = false

    @Flag(
        name: .shortAndLong,
        help: """
            Run in the background: as a unit of your own systemd, which keeps it running, or as a process of its own where there is none.
            """)
    var daemon = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard globals.timeout == nil || daemon else {
            throw ValidationError(
                "--timeout ends a command when its time is over, and an engine runs until it is stopped. Leave it out, or give --daemon, whose start it bounds."
            )
        }
    }

    func run() async throws {
        let workspace = try Workspace(globals)
        if daemon {
            // What is wrong with the settings is said here.
            let configuration = try workspace.engineConfiguration(http: http, https: https)
            let daemon = try EngineDaemon(workspace, globals: globals, options: (http ? ["--http"] : []) + (https ? ["--https"] : []))
            let lines = try daemon.start()
            let fingerprint = lines.first { $0.hasPrefix(EngineLog.fingerprintLine) }?.split(separator: " ").last
            let process = try LocalEngine(socketPath: workspace.socketPath).processID()
            try output.print(
                BootReport(
                    socket: workspace.socketPath, process: process ?? 0, http: configuration.http?.description,
                    https: configuration.https?.description, fingerprint: fingerprint.map(String.init))
            ) { lines }
            daemon.noteItsEnd()
            return
        }
        DescriptorLimit.raise()
        let logger = Log.logger("engine", level: globals.logLevel)
        let store = FileKeyStore(path: workspace.keysPath, digests: workspace.crypto) { logger.warning("\($0)") }
        // What is wrong with the keys is told before anything else, and nobody's sign-in waits until they have been read.
        _ = try await store.registeredKeys()
        let socketName = workspace.shownSocketPath
        let audit = AuditLog(sink: try workspace.auditSink(), logger: logger)
        let server = EngineServer(
            configuration: try workspace.engineConfiguration(http: http, https: https), backend: workspace.crypto, store: store,
            weakness: KeyWeakness.critical, audit: audit, logger: logger,
            onListening: { [output] addresses in
                StartMemory.release()
                let places = [
                    addresses.socketPath.map { _ in socketName }, addresses.http?.description, addresses.https?.description,
                ]
                let report = BootReport(
                    socket: workspace.socketPath, process: getpid(), http: addresses.http?.description, https: addresses.https?.description,
                    fingerprint: addresses.certificate.map { "\($0.fingerprint)" })
                try? output.print(report) {
                    ["\(EngineLog.bootedLine) (use 'CTRL+C' to stop) " + places.compactMap { $0 }.map { "[\($0)]" }.joined(separator: " ")]
                        + (addresses.certificate.map { certificate in
                            [
                                "\(EngineLog.certificateLine) \(certificate.path)\(certificate.isSelfSigned ? ", self-signed" : "")",
                                "\(EngineLog.fingerprintLine) \(certificate.fingerprint)",
                            ]
                        } ?? [])
                }
            })
        let group = ServiceGroup(
            configuration: .init(services: [server], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        // Whoever moves the audit log away says so by SIGHUP.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let reopening = Task { for await _ in hangUps { audit.reopen() } }
        defer { reopening.cancel() }
        try await group.run()
    }
}

extension Workspace {
    /// What the profile says of the engine that is started here.
    func engineConfiguration(http: Bool, https: Bool = false) throws -> EngineConfiguration {
        var configuration = EngineConfiguration(
            volume: volume, socketPath: socketPath,
            http: http ? .init(port: try profile.integer(for: "http-port") ?? 80) : nil,
            https: https ? .init(port: try profile.integer(for: "https-port") ?? 443) : nil, profileName: profile.name.text,
            version: Version.current)
        configuration.tls = try tlsFiles()
        configuration.limits = try EngineLimits(profile)
        if let name = try profile.string(for: "token-algorithm"), let algorithm = TokenAlgorithm(named: name) {
            configuration.tokenAlgorithm = algorithm
        }
        return configuration
    }

    /// Where the engine's audit log goes, by `audit-log`.
    func auditSink() throws -> any AuditSink {
        switch try profile.string(for: "audit-log") ?? "stderr" {
        case "stderr": return AuditStandardError()
        case "journal": return AuditJournal()
        default: return try AuditFile(path: try profile.path(for: "audit-log") ?? "")
        }
    }

    /// The certificate that the profile names.
    ///
    /// - Throws: ``Failure`` where it names one file of the two.
    private func tlsFiles() throws -> TLSFiles? {
        switch (try profile.path(for: "tls-certificate"), try profile.path(for: "tls-key")) {
        case (let certificate?, let key?): return TLSFiles(certificate: certificate, key: key)
        case (nil, nil): return nil
        case (let certificate, _):
            let (set, unset) = certificate == nil ? ("tls-key", "tls-certificate") : ("tls-certificate", "tls-key")
            throw Failure("\(set) is set and \(unset) is not: set both, or unset both for a certificate of the engine's own")
        }
    }

    /// The socket's path as a person writes it, with `~` for the home directory.
    var shownSocketPath: String {
        guard let home = profiles.home, socketPath.hasPrefix(home + "/") else { return socketPath }
        return "~" + socketPath.dropFirst(home.count)
    }
}

import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension EngineStartError {
    /// Why HTTP or HTTPS can't be listened for.
    static func listening(on address: EngineConfiguration.HTTPAddress, isSecure: Bool, _ error: any Error) -> EngineStartError {
        let port = address.port
        let setting = isSecure ? "https-port 8443" : "http-port 8080"
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE?:
            return EngineStartError(
                .portInUse, "port \(port) is in use by another program: choose another one with `dxflow config set \(setting)`")
        case EACCES?, EPERM?:
            return EngineStartError(
                .portForbidden,
                """
                this user may not listen on port \(port): choose one above 1023 with `dxflow config set \(setting)`, or grant the right with \
                `sudo setcap cap_net_bind_service=+ep "$(command -v dxflow)"`
                """
            )
        case EADDRNOTAVAIL?:
            return EngineStartError(.address, "\(address.host) is no address of this machine, so the engine can't listen there")
        case let code?:
            return EngineStartError(.address, "the engine can't listen on \(address): \(String(cString: strerror(code)))")
        case nil:
            if error is SocketAddressError {
                return EngineStartError(.address, "the host “\(address.host)” isn't known, so the engine can't listen there")
            }
            return EngineStartError(.address, "the engine can't listen on \(address): \(error)")
        }
    }

    /// Why the Unix domain socket can't be listened on.
    static func listening(on path: String, _ error: IOError) -> EngineStartError {
        EngineStartError(.socketPath, "the engine can't listen on \(path): \(String(cString: strerror(error.errnoCode)))")
    }
}

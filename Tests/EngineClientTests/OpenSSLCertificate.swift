import Foundation
import Testing

/// A certificate that the program `openssl` makes, in a directory of its own for as long as it is used.
final class OpenSSLCertificate: Sendable {
    let directory: URL
    var certificate: String { directory.appending(path: "certificate.pem").path }
    var key: String { directory.appending(path: "key.pem").path }
    /// For the engine's option `tls`.
    var files: [String: String] { ["certificate": certificate, "key": key] }

    /// - Parameters:
    ///   - subject: As `openssl req -subj` takes it.
    ///   - extension: As a line of an extension file, such as `subjectAltName=DNS:localhost`.
    ///   - issuer: Whose key signs; its own without one.
    ///   - days: For how long it is valid; −1 for until yesterday.
    init(_ subject: String, extension: String? = nil, issuer: OpenSSLCertificate? = nil, days: Int = 2) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        let request = directory.appending(path: "request.pem").path
        try openssl([
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", request, "-subj",
            subject,
        ])
        var arguments = ["x509", "-req", "-in", request, "-out", certificate, "-days", "\(days)"]
        arguments += issuer.map { ["-CA", $0.certificate, "-CAkey", $0.key, "-CAcreateserial"] } ?? ["-signkey", key]
        if let `extension` {
            let file = directory.appending(path: "extension").path
            try Data(`extension`.utf8).write(to: URL(filePath: file))
            arguments += ["-extfile", file]
        }
        try openssl(arguments)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// `sha256 Fingerprint=AA:BB:…`, as openssl prints it.
    var fingerprintLine: String {
        get throws { try openssl(["x509", "-noout", "-fingerprint", "-sha256", "-in", certificate]) }
    }

    var fingerprint: String {
        get throws { String(try fingerprintLine.split(separator: "=")[1].dropLast()) }
    }
}

@discardableResult
private func openssl(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
    return text
}

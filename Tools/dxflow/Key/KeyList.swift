import ArgumentParser
import AuthorizedKeys
import CryptoBackend
import EngineAPI
import KeyFormats

/// `dxflow key list`: shows which keys may sign in.
struct KeyList: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show the keys that may sign in to the engine.")

    @OptionGroup var globals: GlobalOptions

    @Flag(name: .shortAndLong, help: "Show disabled keys too.")
    var all = false

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try Workspace(globals)
        let records = try await EngineConnection(workspace, passphrase).withKeyAdministration { try await $0.keys(includingDisabled: all) }
        let rows = records.map { Row($0, using: workspace.crypto) }
        try output.print(rows) {
            guard !rows.isEmpty else { return ["No keys are registered."] }
            // What no key has needs no column.
            let columns: [(heading: String, isShown: Bool, cell: (Row) -> String)] = [
                ("IDENTITY", true, { $0.identity }),
                ("BITS", true, { $0.bits.map(String.init) ?? "?" }),
                ("FINGERPRINT", true, { $0.fingerprint ?? "?" }),
                ("PERMISSIONS", true, { "\($0.permissions)" }),
                ("STATE", all, { $0.disabled ? "disabled" : "enabled" }),
                ("EXPIRES", rows.contains { $0.expiresAt != nil }, { $0.expiresAt.map(Timestamp.text) ?? "" }),
                ("FROM", rows.contains { !$0.from.isEmpty }, { $0.from.joined(separator: ",") }),
                ("LAST SIGN-IN", rows.contains { $0.lastSignIn != nil }, { $0.lastSignIn.map(KeyList.text) ?? "never" }),
            ].filter(\.isShown)
            return Table(headings: columns.map(\.heading), rows: rows.map { row in columns.map { $0.cell(row) } }).lines()
        }
    }

    /// `2026-11-22T20:00:00Z from 192.0.2.7`
    private static func text(_ signIn: LastSignIn) -> String {
        switch signIn.from {
        case nil: Timestamp.text(signIn.at)
        case LastSignIn.socket?: "\(Timestamp.text(signIn.at)) over the socket"
        case let address?: "\(Timestamp.text(signIn.at)) from \(address)"
        }
    }

    /// A record of the engine's with what can be told from the key itself.
    private struct Row: Encodable {
        let identity: String
        let type: String
        let value: String
        let permissions: Permissions
        let disabled: Bool
        let expiresAt: Int64?
        let from: [String]
        let lastSignIn: LastSignIn?
        let bits: Int?
        let fingerprint: String?

        private enum CodingKeys: String, CodingKey {
            case identity, type, value, permissions, disabled, bits, fingerprint, from
            case expiresAt = "expires_at"
            case lastSignIn = "last_sign_in"
        }

        init(_ record: KeyRecord, using digests: any Digests) {
            identity = record.identity
            type = record.type
            value = record.value
            permissions = record.permissions
            disabled = record.disabled
            expiresAt = record.expiresAt
            from = record.from
            lastSignIn = record.lastSignIn
            let key = try? OpenSSHPublicKey(parsing: "\(record.type) \(record.value)").key
            bits = key?.bitWidth
            fingerprint = key.flatMap { try? $0.sha256Fingerprint(using: digests) }
        }
    }
}

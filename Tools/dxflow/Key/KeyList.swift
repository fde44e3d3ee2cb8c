import ArgumentParser
import CryptoBackend
import EngineAPI
import KeyFormats

/// `dxflow key list`: shows which keys may sign in.
struct KeyList: AsyncParsableCommand {
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
            let table = Table(
                headings: ["IDENTITY", "BITS", "FINGERPRINT", "PERMISSIONS"] + (all ? ["STATE"] : []),
                rows: rows.map { row in
                    [row.identity, row.bits.map(String.init) ?? "?", row.fingerprint ?? "?", "\(row.permissions)"]
                        + (all ? [row.disabled ? "disabled" : "enabled"] : [])
                })
            return table.lines()
        }
    }

    /// A record of the engine's with what can be told from the key itself.
    private struct Row: Encodable {
        let identity: String
        let type: String
        let value: String
        let permissions: Permissions
        let disabled: Bool
        let bits: Int?
        let fingerprint: String?

        init(_ record: KeyRecord, using digests: any Digests) {
            identity = record.identity
            type = record.type
            value = record.value
            permissions = record.permissions
            disabled = record.disabled
            let key = try? OpenSSHPublicKey(parsing: "\(record.type) \(record.value)").key
            bits = key?.bitWidth
            fingerprint = key.flatMap { try? $0.sha256Fingerprint(using: digests) }
        }
    }
}

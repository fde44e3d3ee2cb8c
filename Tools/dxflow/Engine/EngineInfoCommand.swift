import ArgumentParser
import EngineAPI
import EngineClient
import EngineServer

/// `dxflow engine info`: shows what the engine is and what it runs on.
struct EngineInfoCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Show what the engine is and which machine it runs on.",
        discussion: "Without a running engine and without a connection-address: what one started here would say.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try Workspace(globals)
        let connection = EngineConnection(workspace, passphrase)
        let info =
            try await connection.withEngineIfAny { try await $0.info() }
            ?? EngineServer.info(of: try workspace.engineConfiguration(http: false))
        try output.print(info) { lines(of: info) }
    }

    private func lines(of info: EngineInfo) -> [String] {
        let attribute = info.attribute
        let host = attribute.host
        var rows: [(String, String)] = [
            ("Engine", "\(info.parameter.identity), version \(attribute.version)"),
            ("Directory", info.parameter.directory),
            ("Volume", info.parameter.volume),
            ("Profile", info.parameter.configProfile),
            ("Host", "\(host.name), \(host.platform) \(host.version), \(host.os) \(host.arch)"),
            ("Processors", "\(attribute.cpu.cores) × \(attribute.cpu.model)"),
            ("Memory", "\(gibibytes(attribute.memory.physical)), swap \(gibibytes(attribute.memory.swap))"),
        ]
        rows += attribute.disk.map { ("Disk", "\($0.path), \(gibibytes($0.size))") }
        rows += attribute.network.map { ("Network", "\($0.name), \($0.address)") }
        return rows.map { name, value in printable(name + String(repeating: " ", count: 12 - name.count) + value) }
    }

    private func gibibytes(_ bytes: Int64) -> String {
        let tenths = bytes / (1 << 30) * 10 + bytes % (1 << 30) * 10 / (1 << 30)
        return "\(tenths / 10).\(tenths % 10) GiB"
    }
}

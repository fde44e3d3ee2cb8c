import CryptoBackend
import KeyFormats

func commands(inAuthorizedKeysAt path: String) async throws -> [String] {
    var result: [String] = []
    try await AuthorizedKeysReader(path: path).read(into: [String]()) { commands, entry in
        // An entry without a key tells in `entry.error` why its line can't be read.
        guard entry.publicKey != nil else { return }
        commands += entry.options.filter { $0.name == "command" }.compactMap(\.value)
    } consume: { commands in
        result += commands
    }
    return result
}

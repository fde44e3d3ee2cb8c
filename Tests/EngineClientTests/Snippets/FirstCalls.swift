import CryptoBackend
import EngineAPI
import EngineClient

func keyOwners(ofEngineAt text: String, signingInWith key: any Signer) async throws -> [String] {
    let address = try EngineAddress(parsing: text)
    return try await withEngineClient(at: address, signer: { key }) { engine in
        print(try await engine.info().attribute.version)
        var owners: [String] = []
        for try await record in engine.keys() { owners.append(record.identity) }
        return owners
    }
}

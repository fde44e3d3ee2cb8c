import Testing

// Whatever is done to a file, it gives a key or a typed error: no crash, no hang, no more memory than a key needs, and never another private key.
// One file after the other in each suite, so that as many processes read as there are suites.

@Suite(.serialized) struct DamagedPrivateKeyTests {
    @Test(arguments: ReferenceFiles.privateKeys) func givesTheKeyOrAnError(sample: Sample) async throws {
        try await DamagedFileSweep.run(sample)
    }
}

@Suite(.serialized) struct DamagedEncryptedPrivateKeyTests {
    @Test(arguments: ReferenceFiles.encryptedPrivateKeys) func givesTheKeyOrAnError(sample: Sample) async throws {
        try await DamagedFileSweep.run(sample)
    }
}

@Suite(.serialized) struct DamagedPublicKeyTests {
    @Test(arguments: ReferenceFiles.publicKeys) func givesAKeyOrAnError(sample: Sample) async throws {
        try await DamagedFileSweep.run(sample)
    }
}

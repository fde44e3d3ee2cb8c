import CryptoBackend
import Testing

@testable import KeyFormats

@Suite struct KeyDerivationLimitsTests {
    private func isTaken(_ parameters: ScryptParameters, _ limits: KeyDerivationLimits = .default) -> Bool {
        (try? limits.require(parameters)) != nil
    }

    private func isTaken(_ parameters: Argon2Parameters, _ limits: KeyDerivationLimits = .default) -> Bool {
        (try? limits.require(parameters)) != nil
    }

    private func scrypt(_ cost: Int, _ blockSize: Int, _ parallelization: Int) -> ScryptParameters {
        ScryptParameters(cost: cost, blockSize: blockSize, parallelization: parallelization)
    }

    @Test func boundsEveryCostOfScrypt() {
        #expect(isTaken(scrypt(1 << 20, 8, 1)))
        #expect(isTaken(scrypt(1 << 20, 8, 16)))
        #expect(!isTaken(scrypt(1 << 21, 8, 1)))
        #expect(!isTaken(scrypt(1 << 10, 8, 17)))
        // What the passes need is allocated at once: 128·r·p.
        #expect(!isTaken(scrypt(2, 1 << 20, 16)))
        #expect(!isTaken(scrypt(.max, .max, 1)))
        // 128·N·r·p.
        let limits = KeyDerivationLimits(scryptWork: 128 * 1024 * 8 * 4)
        #expect(isTaken(scrypt(1024, 8, 4), limits))
        #expect(!isTaken(scrypt(1024, 8, 5), limits))
    }

    @Test func boundsEveryCostOfArgon2() {
        func argon2(_ memory: Int, _ passes: Int, _ lanes: Int) -> Argon2Parameters {
            Argon2Parameters(variant: .argon2id, memory: memory, passes: passes, parallelism: lanes)
        }
        #expect(isTaken(argon2(1 << 20, 16, 64)))
        #expect(!isTaken(argon2((1 << 20) + 1, 1, 1)))
        #expect(!isTaken(argon2(1 << 20, 17, 1)))
        #expect(!isTaken(argon2(1 << 10, 1, 65)))
        #expect(isTaken(argon2(1 << 10, 1, 65), KeyDerivationLimits(argon2Lanes: 65)))
        // Of a memory below eight blocks a lane the library takes eight blocks a lane.
        #expect(!isTaken(argon2(1, 1 << 24, 64)))
        #expect(!isTaken(argon2(.max, .max, 1)))
    }
}

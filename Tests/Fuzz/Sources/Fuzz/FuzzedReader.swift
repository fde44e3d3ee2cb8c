import CryptoBackend
import KeyFormats

/// A reader of KeyFormats under the fuzzer.
protocol FuzzedReader: Sendable {
    /// What `Scripts/fuzz` takes; the folder of its seeds is named so too.
    static var name: String { get }
    /// What it reads, for the list.
    static var summary: String { get }

    /// Reads the input in the ways in which a program would, and traps when what was read isn't what is written.
    ///
    /// - Returns: False for an input that isn't worth keeping, since it is no longer one of this reader's.
    static func read(_ input: [UInt8]) -> Bool
}

/// The readers: the one place where one is entered.
let readers: [any FuzzedReader.Type] = [
    PKCS1Reader.self,
    PKCS8Reader.self,
    EncryptedPKCS8Reader.self,
    OpenSSHReader.self,
    PuTTYReader.self,
    JWKReader.self,
    DERFileReader.self,
    AuthorizedKeysReader.self,
    RFC4716Reader.self,
    PublicPEMReader.self,
    PEMFramingReader.self,
    WholeFileReader.self,
]

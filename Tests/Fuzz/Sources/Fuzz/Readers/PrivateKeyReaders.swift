import KeyFormats

// The readers of private key files.

enum PKCS1Reader: FuzzedReader {
    static let name = "pkcs1"
    static let summary = "PKCS#1 PEM, plain and with the headers of OpenSSL's own encryption"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPrivateKey(input)
        return format == nil || format == .pkcs1 || format == .pkcs1Encrypted
    }
}

enum PKCS8Reader: FuzzedReader {
    static let name = "pkcs8"
    static let summary = "PKCS#8 PEM, version 2 with attributes and public key too"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPrivateKey(input)
        return format == nil || format == .pkcs8
    }
}

enum EncryptedPKCS8Reader: FuzzedReader {
    static let name = "pkcs8-encrypted"
    static let summary = "encrypted PKCS#8 PEM: the parameters of PBES2, PBES1 and PKCS#12"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPrivateKey(input)
        return format == nil || format == .pkcs8
    }
}

enum OpenSSHReader: FuzzedReader {
    static let name = "openssh"
    static let summary = "OpenSSH private keys, plain and with each cipher"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPrivateKey(input)
        return format == nil || format == .openSSH
    }
}

enum PuTTYReader: FuzzedReader {
    static let name = "putty"
    static let summary = "PuTTY private keys, versions 2 and 3, plain and encrypted"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPrivateKey(input)
        return format == nil || format == .putty
    }
}

enum JWKReader: FuzzedReader {
    static let name = "jwk"
    static let summary = "JWK, private and public, and JWK sets"

    static func read(_ input: [UInt8]) -> Bool {
        let (privateFormat, publicFormat) = (readPrivateKey(input), readPublicKey(input))
        return (privateFormat == nil || privateFormat == .jwk) && (publicFormat == nil || publicFormat == .jwk)
    }
}

enum DERFileReader: FuzzedReader {
    static let name = "der"
    static let summary = "DER files of PKCS#1 and PKCS#8, plain and encrypted, and of public keys"

    static func read(_ input: [UInt8]) -> Bool {
        readPrivateKey(input)
        readPublicKey(input)
        return input.isEmpty || input[0] == 0x30
    }
}

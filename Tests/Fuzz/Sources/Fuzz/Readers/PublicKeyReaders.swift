import KeyFormats

// The readers of public keys.

enum AuthorizedKeysReader: FuzzedReader {
    static let name = "authorized-keys"
    static let summary = "OpenSSH public keys and authorized_keys lines with options"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPublicKey(input)
        if let line = try? AuthorizedKeysLine(parsing: input.span.bytes) {
            guard let again = try? AuthorizedKeysLine(parsing: line.text), again == line else {
                finding("“\(line.text)” can't be read as what it was written of")
            }
        }
        if let text = String(validating: input, as: UTF8.self), let key = try? OpenSSHPublicKey(parsing: text) {
            guard let again = try? OpenSSHPublicKey(parsing: key.line), again == key else {
                finding("“\(key.line)” can't be read as what it was written of")
            }
        }
        return format == nil || format == .openSSH
    }
}

enum RFC4716Reader: FuzzedReader {
    static let name = "rfc4716"
    static let summary = "RFC 4716 public keys with headers and continuation lines"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPublicKey(input)
        return format == nil || format == .rfc4716
    }
}

enum PublicPEMReader: FuzzedReader {
    static let name = "public-pem"
    static let summary = "SubjectPublicKeyInfo and PKCS#1 public keys in PEM"

    static func read(_ input: [UInt8]) -> Bool {
        let format = readPublicKey(input)
        if let text = String(validating: input, as: UTF8.self) {
            if let key = try? SubjectPublicKeyInfo.decode(pem: text) {
                guard (try? SubjectPublicKeyInfo.decode(der: SubjectPublicKeyInfo.encodeDER(key))) == key else {
                    finding("a SubjectPublicKeyInfo is read as another key")
                }
            }
            if let key = try? PKCS1PublicKey.decode(pem: text) {
                guard (try? PKCS1PublicKey.decode(der: PKCS1PublicKey.encodeDER(key))) == key else {
                    finding("a PKCS#1 public key is read as another key")
                }
            }
        }
        return format == nil || format == .spki || format == .pkcs1
    }
}

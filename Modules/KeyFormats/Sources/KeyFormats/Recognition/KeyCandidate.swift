import CryptoBackend

/// What a format is asked to recognise: a block of a PEM file, or a file that has none.
enum KeyCandidate {
    case pem(PEMBlock)
    case file(SecretBytes)
}

import CryptoBackend
import GcryptBackend
import KeyFormats
import OpenSSLBackend

/// What keys are opened with: libcrypto, and libgcrypt for what it lacks.
let crypto: any CryptoBackend = {
    do throws(CryptoError) {
        return try BackendRegistry([
            BackendRegistry.Registration("openssl") { () throws(CryptoError) in try OpenSSLBackend() },
            BackendRegistry.Registration("gcrypt") { () throws(CryptoError) in try GcryptBackend() },
        ]).backend(preferring: nil)
    } catch {
        fatalError("no backend: \(error)")
    }
}()

/// What the seeds are encrypted with.
let passphrase = SecretBytes(copying: "fuzz".utf8)

/// Low enough that an input takes milliseconds.
let limits = KeyDerivationLimits(
    bcryptRounds: 2, pbkdf2Rounds: 1000, scryptMemory: 32 << 20, scryptParallelization: 2, argon2Memory: 32 << 20, argon2Work: 64 << 20)

/// Ends the run with the input as a finding.
func finding(_ message: @autoclosure () -> String) -> Never {
    fatalError("FINDING: \(message())")
}

extension PrivateKeyWriter {
    /// Writes at the least cost.
    static func cheap(_ format: PrivateKeyFormat, comment: String, passphrase: SecretBytes?) -> PrivateKeyWriter {
        var writer = PrivateKeyWriter(format: format, comment: comment, passphrase: passphrase)
        writer.pbkdf2Rounds = 1
        writer.bcryptRounds = 1
        writer.argon2 = Argon2Parameters(variant: .argon2id, memory: 64, passes: 1, parallelism: 1)
        return writer
    }
}

/// Reads a private key file without a passphrase and with one. A key that comes out of it must come out of what is written of it.
///
/// - Returns: The file's format, nil if it is none.
@discardableResult
func readPrivateKey(_ input: [UInt8]) -> PrivateKeyFormat? {
    do throws(KeyFormatError) {
        let file = try PrivateKeyFile(SecretBytes(copying: input))
        check(file)
        return file.format
    } catch {
        check(error)
        return nil
    }
}

/// Opens a private key file that could be read.
func check(_ file: PrivateKeyFile) {
    let withoutPassphrase = try? file.open(passphrase: nil, using: crypto, limits: limits)
    if file.isEncrypted, withoutPassphrase != nil { finding("an encrypted file opened without a passphrase") }
    let opened = file.isEncrypted ? try? file.open(passphrase: passphrase, using: crypto, limits: limits) : withoutPassphrase
    guard let opened else { return }
    if let publicKey = file.publicKey, publicKey != opened.key.publicKey { finding("the public half is another key's") }
    if let comment = file.comment, comment != opened.comment { finding("two comments: “\(comment)” and “\(opened.comment)”") }
    let cheap = PrivateKeyWriter.cheap(file.format, comment: opened.comment, passphrase: file.isEncrypted ? passphrase : nil)
    _ = writeAndReadBack(opened, by: cheap)
    // With the file's own salt and costs it comes out byte for byte, from the second time on.
    if let writer = file.writer(for: opened, passphrase: passphrase) {
        let (contents, again, reopened) = writeAndReadBack(opened, by: writer)
        guard let secondWriter = again.writer(for: reopened, passphrase: passphrase) else {
            finding("a \(file.format) that was written can't be written again")
        }
        if writeAndReadBack(reopened, by: secondWriter).contents != contents {
            finding("a \(file.format) that was written is written in another way the second time")
        }
    }
}

private func writeAndReadBack(
    _ opened: OpenedPrivateKey, by writer: PrivateKeyWriter
) -> (contents: SecretBytes, file: PrivateKeyFile, opened: OpenedPrivateKey) {
    let format = writer.format
    do throws(KeyFormatError) {
        let contents = try writer.write(opened.key, using: crypto)
        let file = try PrivateKeyFile(contents)
        let again = try file.open(passphrase: passphrase, using: crypto, limits: limits)
        if again.key != opened.key { finding("what was written as \(format) is read as another key") }
        if again.comment != opened.comment, !(format == .putty && hasControlCharacters(opened.comment)) {
            finding("the comment “\(opened.comment)” is read as “\(again.comment)” from \(format)")
        }
        return (contents, file, again)
    } catch {
        finding("a key that was read can't be written as \(format) and read again: \(error)")
    }
}

/// Whether a comment has characters that formats of lines write as spaces.
private func hasControlCharacters(_ comment: String) -> Bool {
    comment.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}" }
}

func check(_ error: KeyFormatError) {
    if error.message.isEmpty { finding("an error without a message") }
}

/// Reads a public key file. A key that comes out of it must come out of what is written of it.
///
/// - Returns: The file's format, nil if it is none.
@discardableResult
func readPublicKey(_ input: [UInt8]) -> PublicKeyFormat? {
    do throws(KeyFormatError) {
        let file = try PublicKeyFile(input)
        check(file)
        return file.format
    } catch {
        check(error)
        return nil
    }
}

/// Writes a public key that could be read.
func check(_ file: PublicKeyFile) {
    do throws(KeyFormatError) {
        let again = try PublicKeyFile(file.format.content(of: file.key, comment: file.comment))
        guard again.format == file.format, again.key == file.key else { finding("what was written as \(file.format) is another key") }
        if again.comment != file.comment, !hasControlCharacters(file.comment) {
            finding("the comment “\(file.comment)” is read as “\(again.comment)” from \(file.format)")
        }
    } catch {
        finding("a key that was read can't be written as \(file.format) and read again: \(error)")
    }
}

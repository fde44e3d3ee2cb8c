import CLibcrypto
import CryptoBackend

/// One run of a cipher (EVP_EncryptInit(3)), without padding. libcrypto wipes the key when the context goes.
final class CipherContext {
    enum Direction: Int32 {
        case decrypt = 0
        case encrypt = 1
    }

    private let pointer: OpaquePointer
    private let name: String

    /// - Parameters:
    ///   - cipher: One that the library has; key and initialization vector have the lengths that it takes.
    ///   - name: Its name, for errors.
    init(
        _ cipher: Fetched, named name: String, direction: Direction, key: SecretBytes, initializationVector: [UInt8]
    ) throws(CryptoError) {
        guard let pointer = EVP_CIPHER_CTX_new() else { throw libraryFailure("libcrypto can't prepare \(name)") }
        self.pointer = pointer
        self.name = name
        let isStarted = key.withUnsafeBytes { key in
            EVP_CipherInit_ex2(
                pointer, cipher.pointer, key.baseAddress?.assumingMemoryBound(to: UInt8.self), initializationVector, direction.rawValue,
                nil)
        }
        guard isStarted == 1, EVP_CIPHER_CTX_set_padding(pointer, 0) == 1 else { throw libraryFailure("libcrypto can't prepare \(name)") }
    }

    deinit {
        EVP_CIPHER_CTX_free(pointer)
    }

    /// Encrypts or decrypts the next part of the message into as many bytes. All but the last are whole blocks.
    func update(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        // The library counts in `int`.
        let mostAtOnce = 1 << 30
        var offset = 0
        while offset < input.count {
            let length = min(input.count - offset, mostAtOnce)
            var written: Int32 = 0
            let isDone = EVP_CipherUpdate(
                pointer, output.baseAddress?.advanced(by: offset).assumingMemoryBound(to: UInt8.self), &written,
                input.baseAddress?.advanced(by: offset).assumingMemoryBound(to: UInt8.self), Int32(length))
            guard isDone == 1, written == length else { throw libraryFailure("libcrypto can't run \(name)") }
            offset += length
        }
    }

    /// Ends the message; false if its tag doesn't fit.
    func finish() -> Bool {
        // Without padding there is nothing left to write.
        var rest = [UInt8](repeating: 0, count: Int(EVP_MAX_BLOCK_LENGTH))
        var written: Int32 = 0
        return EVP_CipherFinal_ex(pointer, &rest, &written) == 1 && written == 0
    }

    /// The tag that an authenticated cipher made of the message, after ``finish()``.
    func copyTag(into output: UnsafeMutableRawBufferPointer) throws(CryptoError) {
        guard EVP_CIPHER_CTX_ctrl(pointer, EVP_CTRL_AEAD_GET_TAG, Int32(output.count), output.baseAddress) == 1 else {
            throw libraryFailure("libcrypto gives no tag of \(name)")
        }
    }

    /// The tag that an authenticated cipher is to compare with in ``finish()``.
    func expectTag(_ tag: [UInt8]) throws(CryptoError) {
        var tag = tag
        guard EVP_CIPHER_CTX_ctrl(pointer, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1 else {
            throw libraryFailure("libcrypto doesn't take a tag of \(name)")
        }
    }
}

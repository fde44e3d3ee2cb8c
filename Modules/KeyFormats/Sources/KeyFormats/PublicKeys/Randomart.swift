import CryptoBackend

extension RSAPublicKey {
    /// The picture of the key's SHA-256 fingerprint that `ssh-keygen -lv` prints: eleven lines, without a line end behind the last.
    ///
    /// A bishop starts in the middle of a board of 17 by 9 and goes one square diagonally for each two bits of the digest, the lowest first,
    /// staying on the board; a square shows how often it was there, `S` is where it started and `E` where it ended (OpenSSH's sshkey.c,
    /// after Perrig and Song, “Hash visualization”).
    ///
    /// - Throws: `CryptoError`: `unsupported` or `libraryFailure`.
    public func randomart(using digests: any Digests) throws(CryptoError) -> String {
        let digest = try digests.digest(.sha256, of: OpenSSHPublicKey.blob(of: self))
        let (width, height) = (17, 9)
        let symbols = Array(" .o+=*BOX@%&#/^")
        var visits = [Int](repeating: 0, count: width * height)
        var (x, y) = (width / 2, height / 2)
        let start = y * width + x
        for byte in digest {
            for step in 0..<4 {
                let bits = byte >> (2 * step)
                x = min(max(x + (bits & 1 == 0 ? -1 : 1), 0), width - 1)
                y = min(max(y + (bits & 2 == 0 ? -1 : 1), 0), height - 1)
                visits[y * width + x] += 1
            }
        }
        let end = y * width + x
        var lines = [Self.border("[RSA \(bitWidth)]", width)]
        for row in 0..<height {
            let squares = (row * width..<(row + 1) * width).map { square in
                square == end ? "E" : square == start ? "S" : symbols[min(visits[square], symbols.count - 1)]
            }
            lines.append("|\(String(squares))|")
        }
        lines.append(Self.border("[SHA256]", width))
        return lines.joined(separator: "\n")
    }

    private static func border(_ title: String, _ width: Int) -> String {
        let left = (width - title.count) / 2
        return "+" + String(repeating: "-", count: left) + title + String(repeating: "-", count: width - title.count - left) + "+"
    }
}

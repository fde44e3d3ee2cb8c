import CryptoBackend

/// Blowfish (Schneier 1993) as bcrypt uses it: the key schedule that takes a salt, and the encryption of single blocks.
///
/// The state lies in memory of its own, which is overwritten when it goes. Everything inside runs on unsafe pointers with wrapping
/// arithmetic, since opening a key of 16 rounds encrypts two million blocks.
struct Blowfish: ~Copyable {
    private static let subkeyCount = 18
    private static let wordCount = subkeyCount + 4 * 256

    /// P1…P18, then S1, S2, S3 and S4.
    private let state: UnsafeMutablePointer<UInt32>

    init() {
        state = .allocate(capacity: Blowfish.wordCount)
        reset()
    }

    deinit {
        SecretBytes.wipe(UnsafeMutableRawBufferPointer(start: state, count: Blowfish.wordCount * MemoryLayout<UInt32>.stride))
        state.deallocate()
    }

    /// Goes back to the state without a key.
    func reset() {
        PiFraction.words.withUnsafeBufferPointer { words in
            if let start = words.baseAddress { state.update(from: start, count: Blowfish.wordCount) }
        }
    }

    /// Mixes in a key with a salt (ExpandKey of the bcrypt paper).
    ///
    /// - Parameters:
    ///   - key: 16 words, read again from the start when they end.
    ///   - salt: As the key.
    func expand(key: UnsafePointer<UInt32>, salt: UnsafePointer<UInt32>) {
        mixIn(key)
        var left: UInt32 = 0
        var right: UInt32 = 0
        var word = 0
        var index = 0
        while index < Blowfish.wordCount {
            left ^= salt[word & 15]
            right ^= salt[(word &+ 1) & 15]
            word = word &+ 2
            Blowfish.encrypt(&left, &right, state)
            state[index] = left
            state[index &+ 1] = right
            index = index &+ 2
        }
    }

    /// Mixes in a key without a salt.
    func expand(key: UnsafePointer<UInt32>) {
        mixIn(key)
        var left: UInt32 = 0
        var right: UInt32 = 0
        var index = 0
        while index < Blowfish.wordCount {
            Blowfish.encrypt(&left, &right, state)
            state[index] = left
            state[index &+ 1] = right
            index = index &+ 2
        }
    }

    /// Encrypts a block of two words.
    func encrypt(_ block: UnsafeMutablePointer<UInt32>) {
        Blowfish.encrypt(&block[0], &block[1], state)
    }

    private func mixIn(_ key: UnsafePointer<UInt32>) {
        var index = 0
        while index < Blowfish.subkeyCount {
            state[index] ^= key[index & 15]
            index = index &+ 1
        }
    }

    /// The sixteen rounds, two at a time so that the halves needn't be swapped.
    @inline(__always)
    private static func encrypt(_ left: inout UInt32, _ right: inout UInt32, _ state: UnsafeMutablePointer<UInt32>) {
        var l = left ^ state[0]
        var r = right
        var round = 1
        while round < 17 {
            r ^= mix(l, state) ^ state[round]
            l ^= mix(r, state) ^ state[round &+ 1]
            round = round &+ 2
        }
        left = r ^ state[17]
        right = l
    }

    /// F: the four bytes of a word each choose a word of their S-box.
    @inline(__always)
    private static func mix(_ x: UInt32, _ state: UnsafeMutablePointer<UInt32>) -> UInt32 {
        let boxes = state + subkeyCount
        let a = boxes[Int(truncatingIfNeeded: x &>> 24)]
        let b = boxes[256 &+ Int(truncatingIfNeeded: x &>> 16 & 0xff)]
        let c = boxes[512 &+ Int(truncatingIfNeeded: x &>> 8 & 0xff)]
        let d = boxes[768 &+ Int(truncatingIfNeeded: x & 0xff)]
        return ((a &+ b) ^ c) &+ d
    }
}

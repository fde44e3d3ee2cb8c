/// The discrete Fourier transform over ``GoldilocksField`` of 4·2^k or 12·2^k points, in place.
///
/// Values come out in an order of their own, which the inverse takes: all that is done in between is the multiplication of values at the same
/// place, and that turns into the cyclic convolution of what went in. One step splits polynomials modulo X^m − s² into those modulo X^(m/2) − s and
/// X^(m/2) + s, depth first, so that most of the work is done within the processor's caches.
struct NumberTheoreticTransform: Sendable {
    /// The count of points.
    let length: Int
    /// Whether a transform uses all processors.
    let isParallel: Bool

    /// The smallest possible count of points that isn't less than `minimum`.
    static func length(atLeast minimum: Int) -> Int {
        var power = 4
        while power < minimum { power *= 2 }
        return power >= 16 && power / 4 * 3 >= minimum ? power / 4 * 3 : power
    }

    /// Transforms the coefficients of a polynomial.
    func forward(_ x: UnsafeMutablePointer<UInt>) {
        if length % 3 == 0 {
            splitInThree(x)
            for third in 0..<3 { forward(x + third * (length / 3), length / 3, 0, splits) }
        } else {
            forward(x, length, 0, splits)
        }
    }

    /// Undoes ``forward(_:)``, except that the coefficients come out multiplied by ``length``.
    func inverse(_ x: UnsafeMutablePointer<UInt>) {
        if length % 3 == 0 {
            for third in 0..<3 { inverse(x + third * (length / 3), length / 3, 0, splits) }
            joinThree(x)
        } else {
            inverse(x, length, 0, splits)
        }
    }

    /// How many times a transform is split in two for the processors' sake.
    var splits: Int { isParallel && length >= 1 << 15 ? Parallel.levels : 0 }

    // MARK: Powers of two

    private func forward(_ x: UnsafeMutablePointer<UInt>, _ size: Int, _ block: Int, _ splits: Int) {
        guard size > 1024 else { return forwardInCache(x, size, block) }
        let half = size / 2
        let twiddle = Twiddles.forward[block]
        nonisolated(unsafe) let x = x
        Parallel.inChunks(of: half, splits: splits) { range in
            for j in range { NumberTheoreticTransform.split(x + j, x + j + half, twiddle) }
        }
        Parallel.both(splits: splits) {
            forward(x, half, 2 * block, max(splits - 1, 0))
        } _: {
            forward(x + half, half, 2 * block + 1, max(splits - 1, 0))
        }
    }

    private func inverse(_ x: UnsafeMutablePointer<UInt>, _ size: Int, _ block: Int, _ splits: Int) {
        guard size > 1024 else { return inverseInCache(x, size, block) }
        let half = size / 2
        let twiddle = Twiddles.inverse[block]
        nonisolated(unsafe) let x = x
        Parallel.both(splits: splits) {
            inverse(x, half, 2 * block, max(splits - 1, 0))
        } _: {
            inverse(x + half, half, 2 * block + 1, max(splits - 1, 0))
        }
        Parallel.inChunks(of: half, splits: splits) { range in
            for j in range { NumberTheoreticTransform.join(x + j, x + j + half, twiddle) }
        }
    }

    private func forwardInCache(_ x: UnsafeMutablePointer<UInt>, _ size: Int, _ block: Int) {
        var (size, blocks) = (size, 1)
        let first = block
        var start = first
        let end = x + size
        while size > 4 {
            let half = size / 2
            var (piece, index) = (x, start)
            while piece < end {
                let twiddle = Twiddles.forward[index]
                for j in 0..<half { NumberTheoreticTransform.split(piece + j, piece + j + half, twiddle) }
                piece += size
                index += 1
            }
            size = half
            blocks *= 2
            start = first * blocks
        }
        // The last two steps at once: the blocks of two have the twiddles s and s·i.
        let i = Twiddles.forward.fourthRoot
        var (piece, index) = (x, start)
        while piece < end {
            let (one, two) = (Twiddles.forward[index], Twiddles.forward[2 * index])
            NumberTheoreticTransform.split(piece, piece + 2, one)
            NumberTheoreticTransform.split(piece + 1, piece + 3, one)
            NumberTheoreticTransform.split(piece, piece + 1, two)
            NumberTheoreticTransform.split(piece + 2, piece + 3, GoldilocksField.multiply(two, i))
            piece += 4
            index += 1
        }
    }

    private func inverseInCache(_ x: UnsafeMutablePointer<UInt>, _ total: Int, _ block: Int) {
        let i = Twiddles.inverse.fourthRoot
        let end = x + total
        var (piece, index) = (x, block * (total / 4))
        while piece < end {
            let (one, two) = (Twiddles.inverse[index], Twiddles.inverse[2 * index])
            NumberTheoreticTransform.join(piece, piece + 1, two)
            NumberTheoreticTransform.join(piece + 2, piece + 3, GoldilocksField.multiply(two, i))
            NumberTheoreticTransform.join(piece, piece + 2, one)
            NumberTheoreticTransform.join(piece + 1, piece + 3, one)
            piece += 4
            index += 1
        }
        var size = 8
        while size <= total {
            let half = size / 2
            (piece, index) = (x, block * (total / size))
            while piece < end {
                let twiddle = Twiddles.inverse[index]
                for j in 0..<half { NumberTheoreticTransform.join(piece + j, piece + j + half, twiddle) }
                piece += size
                index += 1
            }
            size *= 2
        }
    }

    /// (u, v) becomes (u + s·v, u − s·v).
    @inline(__always)
    private static func split(_ u: UnsafeMutablePointer<UInt>, _ v: UnsafeMutablePointer<UInt>, _ twiddle: UInt) {
        let (a, b) = (u.pointee, GoldilocksField.multiply(v.pointee, twiddle))
        u.pointee = GoldilocksField.add(a, b)
        v.pointee = GoldilocksField.subtract(a, b)
    }

    /// (u, v) becomes (u + v, (u − v)/s): twice what ``split(_:_:_:)`` began with.
    @inline(__always)
    private static func join(_ u: UnsafeMutablePointer<UInt>, _ v: UnsafeMutablePointer<UInt>, _ twiddle: UInt) {
        let (a, b) = (u.pointee, v.pointee)
        u.pointee = GoldilocksField.add(a, b)
        v.pointee = GoldilocksField.multiply(GoldilocksField.subtract(a, b), twiddle)
    }

    // MARK: Three times a power of two

    /// Splits modulo X^(3m) − 1 into X^m − 1, X^m − ω and X^m − ω², and the latter two are made X^m − 1 too by X = θ·Y with θ^m = ω (and ω²).
    private func splitInThree(_ x: UnsafeMutablePointer<UInt>) {
        let third = length / 3
        let theta = GoldilocksField.root(ofOrder: UInt(length))
        let omega = GoldilocksField.power(theta, UInt(third))
        let omega2 = GoldilocksField.multiply(omega, omega)
        nonisolated(unsafe) let x = x
        Parallel.inChunks(of: third, splits: splits) { range in
            var weight = GoldilocksField.power(theta, UInt(range.lowerBound))
            for j in range {
                let (a, b, c) = (x[j], x[j + third], x[j + 2 * third])
                let one = GoldilocksField.add(GoldilocksField.multiply(omega, b), GoldilocksField.multiply(omega2, c))
                let two = GoldilocksField.add(GoldilocksField.multiply(omega2, b), GoldilocksField.multiply(omega, c))
                x[j] = GoldilocksField.add(a, GoldilocksField.add(b, c))
                x[j + third] = GoldilocksField.multiply(GoldilocksField.add(a, one), weight)
                x[j + 2 * third] = GoldilocksField.multiply(GoldilocksField.add(a, two), GoldilocksField.multiply(weight, weight))
                weight = GoldilocksField.multiply(weight, theta)
            }
        }
    }

    private func joinThree(_ x: UnsafeMutablePointer<UInt>) {
        let third = length / 3
        let theta = GoldilocksField.inverse(GoldilocksField.root(ofOrder: UInt(length)))
        let omega = GoldilocksField.power(theta, UInt(third))
        let omega2 = GoldilocksField.multiply(omega, omega)
        nonisolated(unsafe) let x = x
        Parallel.inChunks(of: third, splits: splits) { range in
            var weight = GoldilocksField.power(theta, UInt(range.lowerBound))
            for j in range {
                let a = x[j]
                let b = GoldilocksField.multiply(x[j + third], weight)
                let c = GoldilocksField.multiply(x[j + 2 * third], GoldilocksField.multiply(weight, weight))
                x[j] = GoldilocksField.add(a, GoldilocksField.add(b, c))
                x[j + third] = GoldilocksField.add(
                    a, GoldilocksField.add(GoldilocksField.multiply(omega, b), GoldilocksField.multiply(omega2, c)))
                x[j + 2 * third] = GoldilocksField.add(
                    a, GoldilocksField.add(GoldilocksField.multiply(omega2, b), GoldilocksField.multiply(omega, c)))
                weight = GoldilocksField.multiply(weight, theta)
            }
        }
    }
}

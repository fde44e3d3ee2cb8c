import Foundation

/// How far a process has come, in a file that shows it when the process has died.
struct Progress {
    /// What was done to a file before it was read.
    enum Step: Equatable, CustomStringConvertible {
        case cut(Int)
        case changed(offset: Int, to: UInt8)
        case other(Int)

        var description: String {
            switch self {
            case .cut(let length): "cut to \(length) bytes"
            case .changed(let offset, let value): "byte \(offset) changed to \(value)"
            case .other(let number): "input \(number)"
            }
        }
    }

    private let memory: UnsafeMutableRawBufferPointer

    /// Opens the file, and makes it if it isn't there.
    init(path: String) throws {
        let length = MemoryLayout<(Int, Int, Int)>.size
        let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, length) == 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(descriptor) }
        guard let start = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            throw CocoaError(.fileWriteUnknown)
        }
        memory = UnsafeMutableRawBufferPointer(start: start, count: length)
    }

    func note(_ step: Step) {
        let numbers =
            switch step {
            case .cut(let length): (0, length, 0)
            case .changed(let offset, let value): (1, offset, Int(value))
            case .other(let number): (2, number, 0)
            }
        memory.storeBytes(of: numbers, as: (Int, Int, Int).self)
    }

    /// What was noted last.
    static func last(in path: String) throws -> Step {
        let numbers = try Progress(path: path).memory.load(as: (Int, Int, Int).self)
        switch numbers.0 {
        case 0: return .cut(numbers.1)
        case 1: return .changed(offset: numbers.1, to: UInt8(numbers.2))
        default: return .other(numbers.1)
        }
    }
}

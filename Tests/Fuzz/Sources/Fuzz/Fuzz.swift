import Foundation

// The functions that libFuzzer, which has the program's main, finds by their names: `Fuzz --reader=NAME` with libFuzzer's own options, or
// `Fuzz --list`.

/// The reader of this run.
private nonisolated(unsafe) var chosen: any FuzzedReader.Type = readers[0]

@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    // libFuzzer leaves arguments with two dashes to the program.
    let words = (0..<Int(count.pointee)).compactMap { arguments.pointee[$0].map { String(cString: $0) } }
    if words.contains("--list") {
        for reader in readers { print("\(reader.name)\t\(reader.summary)") }
        exit(0)
    }
    guard let reader = readers.first(where: { words.contains("--reader=\($0.name)") }) else {
        print("name a reader with --reader=NAME; --list shows them")
        exit(64)
    }
    chosen = reader
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    // libFuzzer keeps what reaches new code, unless it is told -1.
    chosen.read(Array(UnsafeBufferPointer(start: data, count: size))) ? 0 : -1
}

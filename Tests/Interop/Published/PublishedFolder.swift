import Foundation

/// What `Scripts/fetch-vectors` got: the folder that DXFLOW_VECTORS names, else `.build-vectors` of this package.
enum PublishedFolder {
    /// The files in it by their paths below it, without the list of what was fetched.
    static func paths() throws -> [String] {
        let folder = try url()
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]) else {
            throw missing(folder)
        }
        var paths: [String] = []
        for case let file as URL in walker where try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
            paths.append(String(file.standardizedFileURL.path.dropFirst(folder.path.count + 1)))
        }
        return paths.filter { $0 != list }.sorted()
    }

    static func content(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url().appending(path: path), options: .mappedIfSafe))
    }

    static func url() throws -> URL {
        let package = URL(filePath: #filePath).appending(path: "../../../../.build-vectors")
        let folder = ProcessInfo.processInfo.environment["DXFLOW_VECTORS"].map { URL(filePath: $0) } ?? package
        let resolved = folder.standardizedFileURL.resolvingSymlinksInPath()
        guard FileManager.default.fileExists(atPath: resolved.appending(path: list).path) else { throw missing(resolved) }
        return resolved
    }

    /// What `Scripts/fetch-vectors` writes last.
    private static let list = "vectors.txt"

    private static func missing(_ folder: URL) -> ProgramFailure {
        ProgramFailure(description: "there are no published files in \(folder.path); run Scripts/fetch-vectors")
    }
}

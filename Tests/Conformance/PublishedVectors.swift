import Foundation

/// Where the published vectors are: in the directory that DXFLOW_VECTORS names, or in `.build-vectors` beside the root manifest.
/// Without them the tests that need them fail, with the error that names the directory: `Scripts/fetch-vectors` gets them.
enum PublishedVectors {
    static let directory: String =
        ProcessInfo.processInfo.environment["DXFLOW_VECTORS"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build-vectors").path
}

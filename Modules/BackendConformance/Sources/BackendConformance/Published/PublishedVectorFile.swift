import CryptoBackend

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file that is known, by its name, to hold published vectors.
struct PublishedVectorFile {
    /// The path below the directory that was searched.
    let name: String
    /// The path to open it with.
    let path: String
    private let format: Format

    private enum Format {
        /// NIST's response files, with the padding that their names tell.
        case cavp(CAVPFile.Padding, isVerification: Bool)
        case wycheproof
    }

    /// The files below a directory, sorted by path. Directories that are symbolic links aren't entered.
    static func all(below directory: String) throws(PublishedVectorsError) -> [PublishedVectorFile] {
        var files: [PublishedVectorFile] = []
        try collect(from: directory, prefix: "", into: &files)
        return files
    }

    private static func collect(
        from directory: String, prefix: String, into files: inout [PublishedVectorFile]
    ) throws(PublishedVectorsError) {
        let manager = FileManager.default
        var entries: [String]
        do {
            entries = try manager.contentsOfDirectory(atPath: directory)
        } catch {
            let reason =
                manager.fileExists(atPath: directory)
                ? "it can't be read as a directory" : "there is no such directory; `Scripts/fetch-vectors` gets the vectors"
            throw PublishedVectorsError(path: directory, reason: reason)
        }
        entries.sort()
        for entry in entries {
            let path = directory + "/" + entry
            let type = try? manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            if type == .typeDirectory {
                try collect(from: path, prefix: prefix + entry + "/", into: &files)
            } else if let format = format(of: entry) {
                files.append(PublishedVectorFile(name: prefix + entry, path: path, format: format))
            }
        }
    }

    private static func format(of name: String) -> Format? {
        if name.hasSuffix(".json") {
            let isSignature = name.hasPrefix("rsa_signature_") || name.hasPrefix("rsa_pss_")
            return isSignature || (name.hasPrefix("rsa_pkcs1_") && name.contains("_sig_gen")) ? .wycheproof : nil
        }
        guard name.hasSuffix(".rsp") || name.hasSuffix(".txt") else { return nil }
        let paddings: [(String, CAVPFile.Padding)] = [("15", .pkcs1v15), ("PSS", .pss), ("RSA", .x931)]
        for (suffix, padding) in paddings {
            if name.hasPrefix("SigGen" + suffix) { return .cavp(padding, isVerification: false) }
            if name.hasPrefix("SigVer" + suffix) { return .cavp(padding, isVerification: true) }
        }
        return nil
    }

    /// The file's bytes.
    func contents() throws(PublishedVectorsError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PublishedVectorsError(path: path, reason: "the file can't be read")
        }
        return Array(data)
    }

    /// Makes cases of the file's vectors.
    func read(_ contents: [UInt8], into cases: inout PublishedCases) throws(PublishedVectorsError) {
        do {
            switch format {
            case .cavp(let padding, let isVerification):
                try CAVPFile(name: name, padding: padding, isVerification: isVerification).read(contents, into: &cases)
            case .wycheproof:
                try WycheproofFile.read(contents, named: name, into: &cases)
            }
        } catch {
            throw PublishedVectorsError(path: path, reason: error.reason)
        }
    }
}

/// What is wrong with the text of a file of vectors.
struct MalformedVectors: Error {
    let reason: String
}

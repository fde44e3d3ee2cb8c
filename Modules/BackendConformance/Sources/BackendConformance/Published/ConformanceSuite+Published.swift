import CryptoBackend

extension ConformanceSuite {
    /// The published vectors below a directory: NIST's signature files and Wycheproof's RSA files, found by their names at any depth.
    ///
    /// Read are NIST's CAVP files `SigGen15…`, `SigVer15…`, `SigGenPSS…` and `SigVerPSS…` (`.rsp` or `.txt`) and Wycheproof's
    /// `rsa_signature_….json`, `rsa_pkcs1_…_sig_gen….json` and `rsa_pss_….json`. A case's id is `verify/` or `sign/`, the file's path below the
    /// directory, and the line (NIST) or the `tcId` (Wycheproof) that the vector has there. What no backend could be asked about is counted
    /// in ``uncovered``. Wycheproof's verdicts are honoured as ``WycheproofVerdict`` says.
    ///
    /// - Parameter directory: A path. `Scripts/fetch-vectors` fills one.
    /// - Throws: ``PublishedVectorsError`` if there is no such file below the directory, or one can't be read or isn't what its name says.
    public static func published(in directory: String) throws(PublishedVectorsError) -> ConformanceSuite {
        var collected = PublishedCases()
        var seen: [[UInt8]: String] = [:]
        let files = try PublishedVectorFile.all(below: directory)
        guard !files.isEmpty else {
            throw PublishedVectorsError(
                path: directory,
                reason: "there is no file of published vectors below it; `Scripts/fetch-vectors \(directory)` gets them")
        }
        for file in files {
            let contents = try file.contents()
            guard let twin = seen[contents] else {
                seen[contents] = file.name
                try file.read(contents, into: &collected)
                continue
            }
            var repeated = PublishedCases()
            try file.read(contents, into: &repeated)
            collected.leaveOut(repeated.vectorCount, of: file.name, because: "the file is the same as \(twin)")
        }
        return ConformanceSuite(cases: collected.cases, uncovered: collected.uncovered)
    }
}

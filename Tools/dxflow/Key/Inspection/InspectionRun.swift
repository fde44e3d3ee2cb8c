import ArgumentParser
import CryptoBackend
import KeyFormats
import WeakKeys

/// One run of `key inspect`: reads the files and writes of each key as it comes, or keeps the keys until all of them were checked.
struct InspectionRun {
    /// Some keys that follow each other.
    private struct Part: Sendable {
        var text: [UInt8] = []
        var kept: [InspectedKey] = []
        var failures: [String] = []
    }

    let inputs: [KeyInput]
    let inspector: KeyInspector
    /// Whether the keys are kept until ``check()``.
    let isChecking: Bool
    let json: Bool

    private var form: (any InspectionForm)?
    private var hasBegun = false
    private var kept: [InspectedKey] = []
    /// What is wrong with keys, as far as it is worth telling: the first reason, and how many there are.
    private var firstFailure: String?
    private var failureCount = 0
    /// Whether a file couldn't be read, which was said.
    private var lacksFile = false

    init(inputs: [KeyInput], inspector: KeyInspector, isChecking: Bool, json: Bool) {
        self.inputs = inputs
        self.inspector = inspector
        self.isChecking = isChecking
        self.json = json
    }

    /// Reads every file, and shows its keys unless they are to be checked together. A file that can't be read doesn't stop the others.
    mutating func read() async throws {
        for input in inputs {
            do {
                try await read(input)
            } catch let error as KeyFileError {
                try passOver("\(error)")
            } catch let error as KeyFormatError {
                try passOver("\(input.name): \(error)")
            }
        }
    }

    /// Tells of a file that can't be read, where there are others.
    private mutating func passOver(_ message: String) throws {
        guard inputs.count > 1 else { throw Failure(message) }
        Console.current.error(message)
        lacksFile = true
    }

    /// Makes every check of the keys that were kept, and shows them.
    mutating func check() async throws {
        try await WeakKeyRun(amongFiles: inputs.count > 1).check(&kept)
        guard let form else { return }
        for key in kept {
            var text: [UInt8] = []
            try form.append(key, to: &text)
            try write(text)
        }
    }

    /// Ends what is shown, and tells what is amiss.
    ///
    /// - Throws: `ExitCode` if anything couldn't be read, or a key has been found that anyone can break.
    func finish() throws {
        if hasBegun, let form { try StandardOutput.write(Array(form.end.utf8)) }
        if let firstFailure {
            Console.current.error(failureCount == 1 ? firstFailure : "\(failureCount) keys can't be read; the first: \(firstFailure)")
        }
        let isBroken = isChecking && kept.contains { $0.remarks.contains(where: \.isCritical) }
        if lacksFile || firstFailure != nil || isBroken { throw ExitCode.failure }
    }

    private mutating func read(_ input: KeyInput) async throws {
        let (inspector, keeps, amongFiles) = (inspector, isChecking, inputs.count > 1)
        @Sendable func add(_ entry: KeyFile.Entry, isAlone: Bool, as form: any InspectionForm, to part: inout Part) throws {
            let key = try inspector.inspect(
                entry, in: input, isAlone: isAlone, checks: keeps ? nil : isAlone && !amongFiles ? .cheap : .forRows)
            if let failure = key.failure { part.failures.append("\(key.name(amongFiles: true)): \(failure)") }
            if keeps {
                part.kept.append(key)
            } else {
                if !part.text.isEmpty { part.text.append(contentsOf: form.separator.utf8) }
                try form.append(key, to: &part.text)
            }
        }
        switch try input.read() {
        case .whole(let contents):
            let entries = try KeyFile(contents, maximumLength: max(contents.count, 1)).entries
            let isAlone = entries.count == 1
            // Of a file that holds nothing else there is nothing to show.
            if isAlone, !amongFiles, let error = entries[0].error { throw error }
            let form = setForm(for: entries)
            var part = Part()
            for entry in entries { try add(entry, isAlone: isAlone, as: form, to: &part) }
            try take(part)
        case .lines(let reader):
            let form = setForm(for: nil)
            try await reader.read(into: Part()) { part, entry in
                try add(entry, isAlone: false, as: form, to: &part)
            } consume: { part in
                try take(part)
            }
        }
    }

    /// The form in which the keys are shown, which the first file decides.
    ///
    /// - Parameter entries: The keys of the file, nil for a long authorized_keys.
    private mutating func setForm(for entries: [KeyFile.Entry]?) -> any InspectionForm {
        if let form { return form }
        let chosen: any InspectionForm
        if json {
            chosen = InspectionJSON(crypto: inspector.crypto)
        } else if inputs.count == 1, entries?.count == 1 {
            chosen = InspectionDetails(crypto: inspector.crypto)
        } else {
            let isLines = entries?.allSatisfy(\.isLine) ?? true
            chosen = InspectionRows(of: inputs, showsKinds: inputs.count > 1 || !isLines, crypto: inspector.crypto)
        }
        form = chosen
        return chosen
    }

    private mutating func take(_ part: Part) throws {
        kept += part.kept
        firstFailure = firstFailure ?? part.failures.first
        failureCount += part.failures.count
        try write(part.text)
    }

    private mutating func write(_ text: [UInt8]) throws {
        guard let form, !text.isEmpty else { return }
        try StandardOutput.write(Array((hasBegun ? form.separator : form.beginning).utf8) + text)
        hasBegun = true
    }
}

extension KeyFile.Entry {
    /// Whether it stands on a line of an authorized_keys, or what can't be read does.
    fileprivate var isLine: Bool {
        switch content {
        case .publicKey(let file): file.format == .openSSH
        case .unreadable: if case .line = place { true } else { false }
        case .privateKey: false
        }
    }
}

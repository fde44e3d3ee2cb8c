extension KnownKey {
    /// The value that a text stands for, as typed by a person or found in the environment.
    ///
    /// A list is either YAML in brackets (`[--gpus, all]`) or words with blanks between them.
    ///
    /// - Throws: `invalidValue` with a message that names the key and says what it takes. A secret isn't quoted in it, nor what stands before the
    ///   `@` of a URL.
    public func value(from text: String) throws(ProfileError) -> ConfigValue {
        switch parsed(text) {
        case .success(let value): return value
        case .failure(let problem): throw error(problem, text: text, subject: name)
        }
    }

    /// The value of an entry of the file; nil where the key is there without one.
    func value(of entry: DocumentEntry, path: String) throws(ProfileError) -> ConfigValue? {
        if entry.value == .null { return nil }
        let subject = "\(name) (\(path), line \(entry.line))"
        if kind.isList, let texts = entry.itemTexts {
            switch checked(texts) {
            case .success(let value): return value
            case .failure(let problem): throw error(problem, text: entry.value.description, subject: subject)
            }
        }
        guard let text = entry.text else {
            let what = kind.isList ? "it must be a list of texts" : "it must be a single value"
            throw error(Problem(what), text: entry.value.description, subject: subject)
        }
        switch parsed(text) {
        case .success(let value): return value
        case .failure(let problem): throw error(problem, text: text, subject: subject)
        }
    }

    /// The value of the key's environment variable.
    func value(ofVariable text: String) throws(ProfileError) -> ConfigValue {
        switch parsed(text) {
        case .success(let value): return value
        case .failure(let problem): throw error(problem, text: text, subject: "\(name) (environment variable \(variable))")
        }
    }

    /// What a value must be, as the second half of a sentence.
    private struct Problem: Error {
        let words: String
        init(_ words: String) { self.words = words }
    }

    private func error(_ problem: Problem, text: String, subject: String) -> ProfileError {
        let shown = isSecret ? "can't be used" : "is \(kind == .address ? Quotation(address: text) : Quotation(text))"
        return ProfileError(.invalidValue, "\(subject) \(shown): \(problem.words)")
    }

    private func parsed(_ text: String) -> Result<ConfigValue, Problem> {
        let value = typed(text)
        if case .success = value, !kind.isList, let problem = problem?(text) { return .failure(Problem(problem)) }
        return value
    }

    private func typed(_ text: String) -> Result<ConfigValue, Problem> {
        if !kind.isList, text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return .failure(Problem("it must be one line without control characters"))
        }
        switch kind {
        case .text:
            return .success(.string(text))
        case .path, .pathOrWord, .file:
            return text.isEmpty ? .failure(Problem("it must be a path")) : .success(.string(text))
        case .key:
            if let problem = Fingerprint.problem(ofKey: text) { return .failure(Problem(problem)) }
            return .success(.string(text))
        case .certificateFingerprint:
            if let problem = Fingerprint.problem(ofCertificate: text) { return .failure(Problem(problem)) }
            return .success(.string(text))
        case .duration(let range):
            guard let duration = LengthOfTime.parse(text), range.contains(duration) else {
                let (least, most) = (LengthOfTime.words(range.lowerBound), LengthOfTime.words(range.upperBound))
                return .failure(Problem("it must be a length of time from \(least) to \(most), such as 90s or 1m30s"))
            }
            return .success(.string(text))
        case .token:
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return .failure(Problem("it must be a token, characters of ASCII without blanks"))
            }
            return .success(.string(text))
        case .address:
            if let problem = EngineAddress.problem(of: text) { return .failure(Problem(problem)) }
            return .success(.string(text))
        case .integer(let range):
            guard case .integer(let number) = PlainScalar.value(of: text), range.contains(number) else {
                return .failure(Problem("it must be a whole number from \(range.lowerBound) to \(range.upperBound)"))
            }
            return .success(.integer(number))
        case .boolean:
            guard case .boolean(let value) = PlainScalar.value(of: text) else { return .failure(Problem("it must be true or false")) }
            return .success(.boolean(value))
        case .choice(let words):
            guard words.contains(text) else { return .failure(Problem("it must be \(words.joined(separator: " or "))")) }
            return .success(.string(text))
        case .list, .networks:
            if text.hasPrefix("[") {
                if let texts = TypedText.texts(ofList: text) { return checked(texts) }
                return .failure(Problem("it must be a list of texts, as in [--init, --rm]"))
            }
            return checked(text.split(whereSeparator: \.isWhitespace).map(String.init))
        }
    }

    /// A list, if its items may be in it.
    private func checked(_ texts: [String]) -> Result<ConfigValue, Problem> {
        if kind == .networks, let other = texts.first(where: { !SettingNetwork.isNetwork($0) }) {
            return .failure(Problem("\(Quotation(other)) is no network, such as 10.0.0.0/8 or 2001:db8::/32"))
        }
        return .success(.list(texts))
    }
}

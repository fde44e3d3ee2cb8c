import CryptoBackend

/// One question to a backend and how to judge its answer.
///
/// A case names the operations that it needs. What a backend declares unsupported by
/// ``CryptoBackend/CryptoBackend/support(for:)`` it must also refuse when called, with an error that names the operation, and what
/// it declares supported it must not refuse so: the case fails otherwise, whatever else the answer is.
public struct ConformanceCase: Sendable {
    /// Tells a case from all others, `verify/SigVer15_186-3.rsp:1139`.
    public let id: String
    /// What the case is about.
    public let group: ConformanceGroup
    /// Where the vector, or the rule, stands.
    public let source: String
    /// The operations that the case needs; a backend that declares one of them unsupported is not judged by it.
    public let operations: [CryptoOperation]
    /// True for what takes more than a few seconds.
    public let isSlow: Bool
    let body: Body

    enum Body: Sendable {
        case vector(
            expected: ConformanceObservation, observe: @Sendable (any CryptoBackend) throws -> ConformanceObservation)
        case property(check: @Sendable (any CryptoBackend) async throws -> Void)
    }

    /// A case with one right answer, which is also compared between backends.
    ///
    /// - Parameter observe: Asks the backend. A ``CryptoBackend/CryptoError`` that it throws is an answer too:
    ///   ``ConformanceObservation/refused(_:)`` with its code, unless that is `unsupported`.
    public init(
        _ id: String, group: ConformanceGroup, source: String, operations: [CryptoOperation], isSlow: Bool = false,
        expected: ConformanceObservation, observe: @escaping @Sendable (any CryptoBackend) throws -> ConformanceObservation
    ) {
        self.id = id
        self.group = group
        self.source = source
        self.operations = operations
        self.isSlow = isSlow
        body = .vector(expected: expected, observe: observe)
    }

    /// A case that checks a property of whatever the backend answers.
    ///
    /// - Parameter check: Asks the backend and throws a ``ConformanceFailure`` if the answer isn't right. An error of the backend that
    ///   it lets through is a failure, but for `unsupported` where ``operations`` has an operation that the backend lacks.
    public init(
        _ id: String, group: ConformanceGroup, source: String, operations: [CryptoOperation] = [], isSlow: Bool = false,
        check: @escaping @Sendable (any CryptoBackend) async throws -> Void
    ) {
        self.id = id
        self.group = group
        self.source = source
        self.operations = operations
        self.isSlow = isSlow
        body = .property(check: check)
    }

    /// Runs the case.
    public func outcome(on backend: any CryptoBackend) async -> ConformanceOutcome {
        await judgement(of: backend).outcome
    }

    /// Runs the case: the outcome, and the answer where there is one right one.
    func judgement(of backend: any CryptoBackend) async -> (outcome: ConformanceOutcome, answer: Answer?) {
        switch body {
        case .vector(let expected, let observe):
            let answer = answer(of: backend, observe)
            return (outcome(of: answer, expected: expected), answer)
        case .property(let check):
            return (await outcome(of: check, on: backend), nil)
        }
    }

    private func outcome(of answer: Answer, expected: ConformanceObservation) -> ConformanceOutcome {
        switch answer {
        case .observed(let observation, _) where observation == expected: .passed
        case .observed(let observation, let message):
            .failed(reason: "expected \(expected), got \(observation)" + (message.map { ": \($0)" } ?? ""))
        case .unsupported(let operation, let reason): .unsupported(operation, reason: reason)
        case .failed(let reason): .failed(reason: reason)
        }
    }

    /// A line of a report about this case.
    func result(_ outcome: ConformanceOutcome, took duration: Duration) -> ConformanceResult {
        ConformanceResult(id: id, group: group, source: source, outcome: outcome, duration: duration)
    }

    /// What a backend answered, before it is judged.
    enum Answer: Sendable {
        /// The message is that of the error which it threw, if it did.
        case observed(ConformanceObservation, message: String?)
        case unsupported(CryptoOperation, reason: String?)
        case failed(reason: String)
    }

    /// Asks a backend about a vector and checks that what it declares and what it does agree.
    func answer(
        of backend: any CryptoBackend, _ observe: @Sendable (any CryptoBackend) throws -> ConformanceObservation
    ) -> Answer {
        let missing = missingOperation(of: backend)
        do {
            let observation = try observe(backend)
            guard let missing else { return .observed(observation, message: nil) }
            return .failed(reason: "declared unsupported: \(missing.operation); but the call gave \(observation)")
        } catch let error as CryptoError {
            if error.code == .unsupported {
                return answer(to: error, missing)
            } else if let missing {
                return .failed(
                    reason: "declared unsupported: \(missing.operation); but the call failed otherwise (\(error.code)): \(error)")
            }
            guard !error.message.isEmpty else { return .failed(reason: "the error (\(error.code)) has no message") }
            return .observed(.refused(error.code), message: error.message)
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    private func outcome(
        of check: @Sendable (any CryptoBackend) async throws -> Void, on backend: any CryptoBackend
    ) async -> ConformanceOutcome {
        let missing = missingOperation(of: backend)
        do {
            try await check(backend)
            guard let missing else { return .passed }
            return .failed(reason: "declared unsupported: \(missing.operation); but the calls succeeded")
        } catch let error as CryptoError where error.code == .unsupported {
            switch answer(to: error, missing) {
            case .unsupported(let operation, let reason): return .unsupported(operation, reason: reason)
            case .failed(let reason): return .failed(reason: reason)
            case .observed: return .passed
            }
        } catch let error as CryptoError {
            return .failed(reason: "the call failed (\(error.code)): \(error)")
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    private func answer(to error: CryptoError, _ missing: (operation: CryptoOperation, reason: String?)?) -> Answer {
        guard let missing else {
            let names = operations.map(\.description).joined(separator: "; ")
            return .failed(reason: "declared supported: \(names); but the call threw “unsupported”: \(error)")
        }
        guard error.operation != nil, !error.message.isEmpty else {
            return .failed(reason: "the error “unsupported” doesn't name the operation, which is \(missing.operation)")
        }
        return .unsupported(missing.operation, reason: missing.reason)
    }

    private func missingOperation(of backend: any CryptoBackend) -> (operation: CryptoOperation, reason: String?)? {
        for operation in operations {
            if case .unsupported(let reason) = backend.support(for: operation) { return (operation, reason) }
        }
        return nil
    }
}

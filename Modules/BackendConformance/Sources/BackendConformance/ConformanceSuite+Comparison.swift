import CryptoBackend

extension ConformanceSuite {
    /// Compares backends with each other: a difference on any vector is a failure, whatever the vector's own verdict, except where one
    /// of them declares the operation unsupported; and what one backend makes the others must be able to use.
    ///
    /// - Parameters:
    ///   - backends: Two or more. Their names must differ.
    ///   - progress: Called after each case.
    public func compare(
        _ backends: [any CryptoBackend], progress: @Sendable (ConformanceProgress) -> Void = { _ in }
    ) async -> ConformanceReport {
        var runs: [(ConformanceCase, @Sendable () async -> ConformanceOutcome)] = []
        for testCase in cases {
            guard case .vector(_, let observe) = testCase.body else { continue }
            runs.append((testCase, { testCase.agreement(of: backends, observe) }))
        }
        let groups = Set(cases.map(\.group))
        for maker in backends {
            for user in backends where user.information.name != maker.information.name {
                for testCase in ExchangeCases.all(from: maker, includingSlowCases: cases.contains(where: \.isSlow))
                where groups.contains(testCase.group) {
                    let named = testCase.renamed("\(testCase.id)/\(maker.information.name)-to-\(user.information.name)")
                    runs.append((named, { await named.outcome(on: user) }))
                }
            }
        }
        return await ConformanceSuite.results(of: runs, backends: backends, progress: progress)
    }
}

extension ConformanceCase {
    /// Whether all backends that have the operation answer alike.
    fileprivate func agreement(
        of backends: [any CryptoBackend], _ observe: @Sendable (any CryptoBackend) throws -> ConformanceObservation
    ) -> ConformanceOutcome {
        var answers: [(name: String, observation: ConformanceObservation)] = []
        var lacking: (operation: CryptoOperation, reason: String?)?
        for backend in backends {
            switch answer(of: backend, observe) {
            case .observed(let observation): answers.append((backend.information.name, observation))
            case .unsupported(let operation, let reason): lacking = (operation, reason)
            case .failed(let reason): return .failed(reason: "\(backend.information.name): \(reason)")
            }
        }
        if let lacking, answers.count < 2 { return .unsupported(lacking.operation, reason: lacking.reason) }
        guard Set(answers.map(\.observation)).count > 1 else { return .passed }
        return .failed(reason: answers.map { "\($0.name) gives \($0.observation)" }.joined(separator: ", "))
    }

    fileprivate func renamed(_ id: String) -> ConformanceCase {
        switch body {
        case .vector(let expected, let observe):
            ConformanceCase(
                id, group: group, source: source, operations: operations, isSlow: isSlow, expected: expected, observe: observe)
        case .property(let check):
            ConformanceCase(id, group: group, source: source, operations: operations, isSlow: isSlow, check: check)
        }
    }
}

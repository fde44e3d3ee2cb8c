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
        let comparison = Comparison(of: backends, by: self)
        var counter = RunCounter(total: comparison.count)
        return await comparison.report(on: backends.map { _ in [:] }, &counter, progress)
    }

    /// The cases in which backends are compared.
    struct Comparison {
        private let backends: [any CryptoBackend]
        private let vectors: [ConformanceCase]
        private let exchanges: [(testCase: ConformanceCase, user: any CryptoBackend)]
        private let uncovered: [UncoveredVectors]

        init(of backends: [any CryptoBackend], by suite: ConformanceSuite) {
            self.backends = backends
            vectors = suite.cases.filter { $0.isVector }
            uncovered = suite.uncovered
            let groups = Set(suite.cases.map(\.group))
            let isSlow = suite.cases.contains(where: \.isSlow)
            var exchanges: [(ConformanceCase, any CryptoBackend)] = []
            for maker in backends {
                for user in backends where user.information.name != maker.information.name {
                    for testCase in ExchangeCases.all(from: maker, includingSlowCases: isSlow) where groups.contains(testCase.group) {
                        let id = "\(testCase.id)/\(maker.information.name)-to-\(user.information.name)"
                        exchanges.append((testCase.renamed(id), user))
                    }
                }
            }
            self.exchanges = exchanges
        }

        /// How many cases there are.
        var count: Int { vectors.count + exchanges.count }

        /// Compares.
        ///
        /// - Parameter known: What each backend has answered already, by the cases' ids; what isn't there is asked now.
        func report(
            on known: [[String: ConformanceCase.Answer]], _ counter: inout RunCounter, _ progress: @Sendable (ConformanceProgress) -> Void
        ) async -> ConformanceReport {
            let information = backends.map(\.information)
            var results: [ConformanceResult] = []
            for vector in vectors {
                let start = counter.clock.now
                var answers: [(name: String, answer: ConformanceCase.Answer)] = []
                for (backend, known) in zip(backends, known) {
                    guard let answer = known[vector.id] ?? vector.answer(of: backend) else { continue }
                    answers.append((backend.information.name, answer))
                }
                results.append(vector.result(agreement(of: answers), took: start.duration(to: counter.clock.now)))
                progress(counter.counted(results[results.count - 1], of: information))
            }
            for (testCase, user) in exchanges {
                let start = counter.clock.now
                let outcome = await testCase.outcome(on: user)
                results.append(testCase.result(outcome, took: start.duration(to: counter.clock.now)))
                progress(counter.counted(results[results.count - 1], of: information))
            }
            return ConformanceReport(backends: information, results: results, uncovered: uncovered)
        }

        /// Whether all backends that have the operation answer alike.
        private func agreement(of answers: [(name: String, answer: ConformanceCase.Answer)]) -> ConformanceOutcome {
            var observations: [(name: String, observation: ConformanceObservation)] = []
            var lacking: (operation: CryptoOperation, reason: String?)?
            for (name, answer) in answers {
                switch answer {
                case .observed(let observation, _): observations.append((name, observation))
                case .unsupported(let operation, let reason): lacking = (operation, reason)
                case .failed(let reason): return .failed(reason: "\(name): \(reason)")
                }
            }
            if let lacking, observations.count < 2 { return .unsupported(lacking.operation, reason: lacking.reason) }
            guard Set(observations.map(\.observation)).count > 1 else { return .passed }
            return .failed(reason: observations.map { "\($0.name) gives \($0.observation)" }.joined(separator: ", "))
        }
    }
}

extension ConformanceCase {
    fileprivate var isVector: Bool { if case .vector = body { true } else { false } }

    /// What the backend answers, if the case has one right answer.
    fileprivate func answer(of backend: any CryptoBackend) -> Answer? {
        guard case .vector(_, let observe) = body else { return nil }
        return answer(of: backend, observe)
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

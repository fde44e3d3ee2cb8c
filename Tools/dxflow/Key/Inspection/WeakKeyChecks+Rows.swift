import WeakKeys

extension WeakKeyChecks {
    /// What is looked for in each of many keys: of the cheap checks those that take a microsecond, so that a long list takes no minutes.
    static let forRows = WeakKeyChecks(cheap.checks.filter { !($0 is SmallFactors || $0 is FermatFactorization) })
}

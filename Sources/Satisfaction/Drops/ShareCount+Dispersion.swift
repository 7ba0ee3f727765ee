extension ShareCount {
    /// How many days with ratings an estimate of the dispersion takes.
    package static let minimumDispersionDays = 10

    /// How much more the shares of days differ than chance alone makes them (độ phân tán): Pearson's chi-squared over
    /// its degrees of freedom.
    ///
    /// P. McCullagh and J. A. Nelder, "Generalized linear models" (1989), 4.5.
    ///
    /// - Parameter days: The counts of single days; those without ratings are left out.
    /// - Returns: The dispersion, 1 when the days differ no more than by chance, and never less; `nil` with fewer than
    ///   ``minimumDispersionDays`` days.
    package static func dispersion(of days: some Sequence<ShareCount>) -> Double? {
        let days = days.filter { $0.total > 0 }
        guard days.count >= ShareCount.minimumDispersionDays else { return nil }
        let total = days.reduce(0.0) { $0 + Double($1.total) }
        let share = days.reduce(0.0) { $0 + Double($1.satisfied) } / total
        guard share > 0, share < 1 else { return 1 }
        let squares = days.reduce(0.0) { sum, day in
            let distance = Double(day.satisfied) - Double(day.total) * share
            return sum + distance * distance / (Double(day.total) * share * (1 - share))
        }
        return max(1, squares / Double(days.count - 1))
    }

    /// The share with the interval that ratings of some dispersion have: that of so many fewer independent ones.
    func share(dispersion: Double) -> ConfidenceInterval? {
        guard let plain = self.share, dispersion > 1 else { return self.share }
        let thinned = ConfidenceInterval.share(
            of: UInt64((Double(self.satisfied) / dispersion).rounded()),
            in: UInt64((Double(self.total) / dispersion).rounded())
        )
        return ConfidenceInterval(estimate: plain.estimate, low: thinned?.low ?? 0, high: thinned?.high ?? 1)
    }
}

package import CivilTime

/// How many submissions one kiosk may still send: what weeks offline have gathered at once, then so many a minute.
///
/// A token bucket: it is filled steadily up to `burst`, each submission takes one, and a message for which there are
/// too few has to come again later. A kiosk that has gone mad fills the province's disk no faster than this.
package struct SubmissionAllowance: Sendable, Hashable {
    /// How much one kiosk may send.
    package struct Limits: Sendable, Hashable {
        /// What is added each minute, at least 1.
        package var perMinute: Int
        /// The most that gathers while the kiosk is silent, at least a whole batch.
        package var burst: Int

        /// Makes limits; by default 6,000 a minute after 100,000 at once.
        package init(perMinute: Int = 6_000, burst: Int = 100_000) {
            self.perMinute = max(1, perMinute)
            self.burst = max(1, burst)
        }
    }

    /// One submission, in the unit counted: what a kiosk gains in a microsecond is then `perMinute`.
    private static let oneSubmission: Int64 = 60_000_000

    private let limits: Limits
    private var available: Int64
    private var countedAt: Timestamp

    /// Makes a full allowance.
    ///
    /// - Parameters:
    ///   - limits: how much may be sent.
    ///   - time: when it is full.
    package init(_ limits: Limits, at time: Timestamp) {
        self.limits = limits
        self.available = Int64(limits.burst) * Self.oneSubmission
        self.countedAt = time
    }

    /// Takes submissions off, all or none.
    ///
    /// A clock set back adds nothing and takes nothing away.
    /// - Parameters:
    ///   - count: how many, 0 or more; more than `burst` are taken for as many as `burst`.
    ///   - time: now.
    /// - Returns: `nil` when they may be sent, or how long it takes until they may.
    package mutating func take(_ count: Int, at time: Timestamp) -> Duration? {
        let capacity = Int64(self.limits.burst) * Self.oneSubmission
        let rate = Int64(self.limits.perMinute)
        let passed = max(0, time.duration(since: self.countedAt).wholeMicroseconds)
        let (gained, overflow) = passed.multipliedReportingOverflow(by: rate)
        self.available = overflow || gained >= capacity - self.available ? capacity : self.available + gained
        self.countedAt = time
        let wanted = Int64(min(max(0, count), self.limits.burst)) * Self.oneSubmission
        guard wanted > self.available else {
            self.available -= wanted
            return nil
        }
        return .microseconds((wanted - self.available + rate - 1) / rate)
    }

    /// Puts back what was taken off and not used.
    ///
    /// - Parameter count: how many, 0 or more; it never holds more than `burst`.
    package mutating func giveBack(_ count: Int) {
        let capacity = Int64(self.limits.burst) * Self.oneSubmission
        let returned = Int64(min(max(0, count), self.limits.burst)) * Self.oneSubmission
        self.available = min(capacity, self.available + returned)
    }
}

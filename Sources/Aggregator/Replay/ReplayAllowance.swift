package import CivilTime

/// How much one key may still ask at the replay's door; pure.
///
/// A token bucket: an answer takes what it cost, known only when it is made, and while nothing is left nothing is
/// answered. So one costly answer may leave a debt, which has to fill up first. Whatever one key asks for, the others'
/// answers come.
package struct ReplayAllowance: Sendable, Hashable {
    /// How much one key may ask.
    package struct Limits: Sendable, Hashable {
        /// Answers of events a second for long, at least 1; a snapshot counts as several.
        package var perSecond: Int
        /// The most at once after a silence, at least 1.
        package var burst: Int

        /// Makes limits; by default 500 a second after 2,000 at once.
        package init(perSecond: Int = 500, burst: Int = 2_000) {
            self.perSecond = max(1, perSecond)
            self.burst = max(1, burst)
        }
    }

    /// What an answer of events costs, of up to 1,000.
    static let events = 1
    /// What a snapshot costs besides its size: finding cases is cheap, all ratings of a unit are not.
    static let cases = 2
    static let ratings = 10

    /// What a snapshot's size costs: one for each begun 16 KiB.
    static func cost(ofBytes count: Int) -> Int { (max(0, count) + 16_383) / 16_384 }

    /// One token, in the unit counted: what is gained in a microsecond is then `perSecond`.
    private static let token: Int64 = 1_000_000

    private let limits: Limits
    private var available: Int64
    private var countedAt: Timestamp

    /// Makes a full allowance.
    ///
    /// - Parameters:
    ///   - limits: How much may be asked.
    ///   - time: When it is full.
    package init(_ limits: Limits, at time: Timestamp) {
        self.limits = limits
        self.available = Self.most(limits)
        self.countedAt = time
    }

    private static func most(_ limits: Limits) -> Int64 {
        let (most, overflow) = Int64(limits.burst).multipliedReportingOverflow(by: Self.token)
        return overflow ? Int64.max / 2 : most
    }

    /// How long to wait before something is answered; `nil` when that may be now.
    ///
    /// A clock set back adds nothing and takes nothing away.
    package mutating func wait(at time: Timestamp) -> Duration? {
        let rate = Int64(self.limits.perSecond)
        let passed = max(0, time.duration(since: self.countedAt).wholeMicroseconds)
        let (gained, overflow) = passed.multipliedReportingOverflow(by: rate)
        let (sum, isTooMuch) = self.available.addingReportingOverflow(gained)
        let most = Self.most(self.limits)
        self.available = overflow || isTooMuch ? most : min(most, sum)
        self.countedAt = time
        guard self.available < Self.token else { return nil }
        return .microseconds((Self.token - self.available + rate - 1) / rate)
    }

    /// Takes off what an answer cost.
    package mutating func charge(_ cost: Int) {
        let (price, overflow) = Int64(max(0, cost)).multipliedReportingOverflow(by: Self.token)
        let (left, isTooMuch) = self.available.subtractingReportingOverflow(price)
        // No debt is longer than a full allowance.
        let least = -Self.most(self.limits)
        self.available = overflow || isTooMuch ? least : max(least, left)
    }
}

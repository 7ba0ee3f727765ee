package import CivilTime

/// How much may be asked with tracking codes at one kiosk: so many requests, and far fewer with codes of no case.
///
/// A code cannot be guessed; this keeps a machine from trying all the same, and from keeping the aggregator busy. While
/// no wrong codes are left, right ones have to wait too: an answer would tell them from wrong ones.
package struct CitizenAllowance: Sendable, Hashable {
    /// How much may be asked.
    package struct Limits: Sendable, Hashable {
        /// Requests a minute for long, and at once after a silence.
        package var requests: SubmissionAllowance.Limits
        /// Wrong codes a minute for long, and at once after a silence.
        package var wrongCodes: SubmissionAllowance.Limits

        /// Makes limits; by default 30 requests a minute, and 2 wrong codes a minute after 10.
        package init(
            requests: SubmissionAllowance.Limits = .init(perMinute: 30, burst: 30),
            wrongCodes: SubmissionAllowance.Limits = .init(perMinute: 2, burst: 10)
        ) {
            self.requests = requests
            self.wrongCodes = wrongCodes
        }
    }

    private var requests: SubmissionAllowance
    private var wrongCodes: SubmissionAllowance

    /// Makes a full allowance.
    package init(_ limits: Limits, at time: Timestamp) {
        self.requests = SubmissionAllowance(limits.requests, at: time)
        self.wrongCodes = SubmissionAllowance(limits.wrongCodes, at: time)
    }

    /// Takes a request off, as one with a wrong code until it is known better.
    ///
    /// - Returns: `nil` when it may be answered, or how long it takes until it may.
    package mutating func take(at time: Timestamp) -> Duration? {
        if let wait = self.wrongCodes.take(1, at: time) { return wait }
        guard let wait = self.requests.take(1, at: time) else { return nil }
        self.wrongCodes.giveBack(1)
        return wait
    }

    /// The code of the request taken last was a case's.
    package mutating func wasRight() {
        self.wrongCodes.giveBack(1)
    }
}

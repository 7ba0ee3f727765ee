/// Exponential back-off with full jitter: attempt *n* waits between `minimum` and `minimum · 2ⁿ`, cut at `maximum`.
///
/// See Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
package struct BackOff: Sendable, Hashable {
    /// The shortest wait.
    package var minimum: Duration
    /// The longest wait; never taken as less than `minimum`.
    package var maximum: Duration

    /// Makes a back-off between two waits.
    package init(minimum: Duration, maximum: Duration) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The wait before attempt number `attempt` + 1; `attempt` counts the failures so far, from 0.
    package func delay(
        afterFailures attempt: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let most = max(self.minimum, self.maximum)
        let doublings = min(max(0, attempt), 29) + 1
        let ceiling = self.minimum > most / (1 << doublings) ? most : self.minimum * (1 << doublings)
        let jitter = Double.random(in: 0...1, using: &generator)
        return self.minimum + (min(ceiling, most) - self.minimum) * jitter
    }
}

/// How a kiosk's outbox behaves.
package struct OutboxConfiguration: Sendable, Hashable {
    /// The most submissions the outbox holds.
    package var maximumCount = 200_000
    /// The most bytes of submissions the outbox holds.
    package var maximumBytes = 512 * 1024 * 1024
    /// The share of either limit, 0 to 1, from which on operators are warned.
    package var warningShare = 0.8
    /// The most submissions in one `Publish`, 1 to 500.
    package var maximumBatchCount = 500
    /// The most bytes of submissions in one `Publish`; one larger submission still goes alone.
    package var maximumBatchBytes = 512 * 1024
    /// How long a connection attempt may take.
    package var connectTimeout = Duration.seconds(10)
    /// How long an answer may take before the kiosk greets again.
    package var replyTimeout = Duration.seconds(10)
    /// The wait after failures of the connection, of the aggregator and of the disk.
    package var backOff = BackOff(minimum: .milliseconds(250), maximum: .seconds(60))
    /// The wait after a refusal: an operator has to act first.
    package var refusedBackOff = BackOff(minimum: .seconds(60), maximum: .seconds(600))

    /// Makes the default configuration.
    package init() {}
}

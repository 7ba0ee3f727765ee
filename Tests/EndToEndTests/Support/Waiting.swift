import Foundation

/// Waits for conditions of the world outside this process, with a deadline.
enum Waiting {
    /// How often a condition is looked at.
    private static let interval = DispatchTimeInterval.milliseconds(10)

    /// Returns as soon as a condition holds.
    ///
    /// - Parameters:
    ///   - what: what is waited for, for the failure.
    ///   - limit: how long at most.
    ///   - condition: looked at again and again.
    /// - Throws: ``TestFailure`` at the deadline.
    static func until(
        _ what: String,
        within limit: Duration,
        _ condition: () async throws -> Bool
    ) async throws {
        guard try await self.expires(limit, unless: condition) else { return }
        throw TestFailure("waited \(limit) in vain: \(what)")
    }

    /// Returns as soon as a condition holds or the time is over, which is no failure.
    ///
    /// - Returns: whether the time is over.
    @discardableResult
    static func expires(_ limit: Duration, unless condition: () async throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now.advanced(by: limit)
        if try await condition() { return false }
        let ticker = DispatchSource.makeTimerSource()
        let (ticks, tick) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        ticker.setEventHandler { tick.yield() }
        ticker.schedule(deadline: .now() + Self.interval, repeating: Self.interval)
        ticker.resume()
        defer { ticker.cancel() }
        for await _ in ticks {
            if try await condition() { return false }
            if ContinuousClock.now >= end { return true }
        }
        throw CancellationError()
    }
}

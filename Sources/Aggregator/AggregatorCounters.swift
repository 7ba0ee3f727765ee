internal import NIOConcurrencyHelpers

/// What the aggregator counts that no journal entry tells; from its start on.
package final class AggregatorCounters: Sendable {
    /// The counts at one moment.
    package struct Values: Sendable, Hashable {
        /// Messages and submissions that were not accepted, quarantined ones included.
        package var refusedSubmissions: UInt64 = 0
        /// Subscriptions outside of the subscriber's scope.
        package var refusedSubscriptions: UInt64 = 0
        /// Requests at the desk that the key does not allow.
        package var refusedRequests: UInt64 = 0
        /// Tracking codes of no case.
        package var wrongCodes: UInt64 = 0
    }

    private let box = NIOLockedValueBox(Values())

    /// Makes counters at zero.
    package init() {}

    /// The counts now.
    package var values: Values { self.box.withLockedValue { $0 } }

    func refusedSubmission(_ count: Int = 1) {
        self.box.withLockedValue { $0.refusedSubmissions &+= UInt64(count) }
    }

    func refusedSubscription() {
        self.box.withLockedValue { $0.refusedSubscriptions &+= 1 }
    }

    func wrongCode() {
        self.box.withLockedValue { $0.wrongCodes &+= 1 }
    }

    func refusedRequest() {
        self.box.withLockedValue { $0.refusedRequests &+= 1 }
    }
}

import ZeroMQ

/// Why a feed cannot be followed; says what to do.
public struct FeedSubscriberError: Error, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: Sendable, Hashable {
        /// A value of the subscription is outside its range, or no key file or endpoint.
        case badSubscription
        /// An aggregator does not let the key in, or not to that unit.
        case refused
        /// The two doors of one aggregator belong to different ones.
        case wrongReplay
        /// An aggregator's data were replaced without a new name for it: forget what is stored of it, and begin anew.
        case otherJournal
        /// There are more days of ratings than a snapshot holds: set `ratingsSince`, or follow units further down.
        case snapshotTooLarge
        /// The library below failed.
        case transport
    }

    /// What kind of trouble it is.
    public let code: Code
    /// What is wrong and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    init(_ error: ZeroMQError) {
        self.init(
            error.code == .invalidArgument || error.code == .addressInvalid ? .badSubscription : .transport,
            "\(error)"
        )
    }
}

internal import CZeroMQ

/// What a subscriber told an ``SocketKind/extendedPublisher(manual:verbose:)``.
public struct SubscriptionRequest: Hashable, Sendable {
    /// What the subscriber wants.
    public enum Action: Hashable, Sendable {
        /// To receive the topic.
        case subscribe
        /// To receive it no more.
        case unsubscribe
    }

    /// What the subscriber wants.
    public let action: Action
    /// The prefix of the topics meant; empty for all.
    public let topic: [UInt8]
    /// Who the ``Authenticator`` said the subscriber is.
    public let userID: String?

    /// Reads a request from a frame an XPUB socket received.
    ///
    /// - Parameter message: the frame; one that isn't a subscription makes `nil`.
    public init?(_ message: borrowing Message) {
        let parts = unsafe message.withUnsafeBytes { bytes -> (Action, [UInt8])? in
            switch unsafe bytes.first {
            case 1: return unsafe (.subscribe, Array(bytes.dropFirst()))
            case 0: return unsafe (.unsubscribe, Array(bytes.dropFirst()))
            default: return nil
            }
        }
        guard let (action, topic) = parts else { return nil }
        self.action = action
        self.topic = topic
        self.userID = message.userID
    }
}

/// What came to an XPUB socket from a subscriber.
public enum SubscriberMessage: Hashable, Sendable {
    /// It wants a topic or wants it no more; without a user id also that a connection which wanted it has ended.
    case request(SubscriptionRequest)
    /// Anything else, already thrown away; who sent it, as the ``Authenticator`` named them.
    ///
    /// libzmq 4.3 ties requests to connections by their order and loses count here: in manual mode, accept nothing
    /// more on this socket and close it, or a subscriber may get what another one asked for.
    case other(userID: String?)
}

extension Socket {
    /// Subscribes a SUB socket to all topics with a prefix.
    ///
    /// - Parameter topic: the prefix; empty for all messages.
    /// - Throws: ``ZeroMQError`` for another kind of socket.
    public borrowing func subscribe(_ topic: String) throws(ZeroMQError) {
        try set(ZMQ_SUBSCRIBE, bytes: Array(topic.utf8), "subscription")
    }

    /// Takes back a subscription of a SUB socket.
    ///
    /// - Parameter topic: the prefix it was made with.
    /// - Throws: ``ZeroMQError`` for another kind of socket.
    public borrowing func unsubscribe(_ topic: String) throws(ZeroMQError) {
        try set(ZMQ_UNSUBSCRIBE, bytes: Array(topic.utf8), "unsubscription")
    }

    /// Takes the next message of an XPUB socket's subscribers, and never waits.
    ///
    /// In manual mode take messages until none is left before sending anything: a request that waited may be of a
    /// connection that is gone, and accepting it is harmful unless the notice of the end, which comes later, is seen.
    ///
    /// - Returns: the message; `nil` when none is there.
    /// - Throws: ``ZeroMQError`` when the context has ended.
    public borrowing func receiveFromSubscriber() throws(ZeroMQError) -> SubscriberMessage? {
        var message = Message()
        guard try receive(into: &message) else { return nil }
        if !message.hasMore, let request = SubscriptionRequest(message) { return .request(request) }
        let userID = message.userID
        try discardRemainingFrames()
        return .other(userID: userID)
    }

    /// Makes a subscription hold, on an XPUB in manual mode.
    ///
    /// It goes to the subscriber whose request was received last, so call it before receiving another.
    ///
    /// - Parameter topic: the prefix that subscriber shall get, the one asked for or a narrower one.
    /// - Throws: ``ZeroMQError`` for a socket that isn't an XPUB in manual mode.
    public borrowing func acceptSubscription(_ topic: [UInt8]) throws(ZeroMQError) {
        try set(ZMQ_SUBSCRIBE, bytes: topic, "subscription")
    }

    /// Ends a subscription, on an XPUB in manual mode; for the subscriber whose request was received last.
    ///
    /// - Parameter topic: the prefix that was accepted.
    /// - Throws: ``ZeroMQError`` for a socket that isn't an XPUB in manual mode.
    public borrowing func acceptUnsubscription(_ topic: [UInt8]) throws(ZeroMQError) {
        try set(ZMQ_UNSUBSCRIBE, bytes: topic, "unsubscription")
    }
}

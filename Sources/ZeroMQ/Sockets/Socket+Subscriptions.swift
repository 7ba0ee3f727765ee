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

    /// Takes the next subscription of an XPUB socket, and never waits.
    ///
    /// - Returns: the request; `nil` when none is there. Other messages subscribers sent are thrown away.
    /// - Throws: ``ZeroMQError`` when the context has ended.
    public borrowing func receiveSubscription() throws(ZeroMQError) -> SubscriptionRequest? {
        var message = Message()
        while try receive(into: &message) {
            let request = message.hasMore ? nil : SubscriptionRequest(message)
            try discardRemainingFrames()
            if let request { return request }
        }
        return nil
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

internal import CZeroMQ

/// A messaging pattern, with the options only it has.
public enum SocketKind: Hashable, Sendable {
    /// Exactly one peer, both ways.
    case pair
    /// Sends to every subscriber; drops at a subscriber's high-water mark.
    case publisher
    /// Receives what it subscribed to.
    case subscriber
    /// Asks, then waits for the answer.
    case request
    /// Waits for a question, then answers.
    case reply
    /// Sends in turn to its peers and receives fairly from them; waits at the high-water mark.
    case dealer
    /// Addresses each peer by its routing id.
    ///
    /// `mandatory`: sending to an unknown peer answers ``SendResult/unroutable`` and to a full one
    /// ``SendResult/wouldBlock``; otherwise both are dropped in silence. `handover`: a peer that comes with an id in
    /// use takes it over from the older connection.
    case router(mandatory: Bool = true, handover: Bool = false)
    /// Receives fairly from its peers.
    case pull
    /// Sends in turn to its peers; waits at the high-water mark.
    case push
    /// A publisher that receives its subscribers' subscriptions.
    ///
    /// `manual`: a subscription holds only once ``Socket/acceptSubscription(_:)`` is called. `verbose`: repeated
    /// subscriptions and unsubscriptions to the same topic are received too.
    case extendedPublisher(manual: Bool = false, verbose: Bool = false)
    /// A subscriber that subscribes by sending messages.
    case extendedSubscriber

    var type: CInt {
        switch self {
        case .pair: ZMQ_PAIR
        case .publisher: ZMQ_PUB
        case .subscriber: ZMQ_SUB
        case .request: ZMQ_REQ
        case .reply: ZMQ_REP
        case .dealer: ZMQ_DEALER
        case .router: ZMQ_ROUTER
        case .pull: ZMQ_PULL
        case .push: ZMQ_PUSH
        case .extendedPublisher: ZMQ_XPUB
        case .extendedSubscriber: ZMQ_XSUB
        }
    }
}

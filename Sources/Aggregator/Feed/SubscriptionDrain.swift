/// One reading of everything subscribers have sent, up to its end, with nothing sent meanwhile.
///
/// libzmq 4.3 keeps a request waiting with the bare address of its connection, also when that ends. Accepting such a
/// request puts a dead address among the receivers, and the next message sent is written to freed memory. The end of
/// a connection puts a notice behind the requests it left, so it is in the same reading: the socket is then given up.
struct SubscriptionDrain {
    /// Why a socket must not be sent on any more.
    enum Flaw: String, Error {
        case connectionEnded = "a connection ended while its subscription was accepted"
        case notASubscription = "a follower sent what is no subscription"
        case tooMuch = "too many subscriptions waited"
        case failed = "a subscription could not be taken"
    }

    /// The most messages of one reading.
    static let mostMessages = 10_000

    private var messages = 0
    /// The prefixes that were accepted.
    private(set) var accepted: Set<[UInt8]> = []
    /// How many requests were refused, by the name of who made them.
    private(set) var refusals: [String: Int] = [:]

    mutating func take() throws(Flaw) {
        self.messages += 1
        guard self.messages <= Self.mostMessages else { throw .tooMuch }
    }

    mutating func accept(_ topic: [UInt8]) {
        self.accepted.insert(topic)
    }

    mutating func refuse(_ name: String) {
        self.refusals[name, default: 0] += 1
    }

    /// Notes the end of a connection that had asked for a topic.
    func connectionEnded(_ topic: [UInt8]) throws(Flaw) {
        guard !self.accepted.contains(topic) else { throw .connectionEnded }
    }
}

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
        case tooLong = "a follower asked for more, or for a longer topic, than there is"
        case tooFarOut = "a follower asked for too much that it may not follow"
        case tooMuch = "too many subscriptions waited"
        case failed = "a subscription could not be taken"

        /// Whether no follower that keeps to the rules can cause it.
        var isAbuse: Bool {
            switch self {
            case .notASubscription, .tooLong, .tooFarOut: true
            case .connectionEnded, .tooMuch, .failed: false
            }
        }
    }

    /// The most messages of one reading.
    static let mostMessages = 10_000

    private var messages = 0
    private var messagesByKey: [String: Int] = [:]
    /// The prefixes that were accepted, and of whom.
    private(set) var accepted: [[UInt8]: Set<String>] = [:]
    /// How many requests were refused, by the name of who made them.
    private(set) var refusals: [String: Int] = [:]
    /// The key that caused the flaw, when it can be told: others may have asked for the same at the same time.
    private(set) var culprit: String?

    /// Counts a message.
    ///
    /// - Parameter userID: Who sent it; `nil` for a notice of libzmq itself.
    /// - Throws: ``Flaw/tooMuch`` beyond ``mostMessages``.
    mutating func take(of userID: String?) throws(Flaw) {
        self.messages += 1
        if let userID { self.messagesByKey[userID, default: 0] += 1 }
        guard self.messages > Self.mostMessages else { return }
        self.culprit = self.messagesByKey.first { $0.value > Self.mostMessages / 2 }?.key
        throw .tooMuch
    }

    mutating func accept(_ topic: [UInt8], of userID: String) {
        self.accepted[topic, default: []].insert(userID)
    }

    mutating func refuse(_ name: String) {
        self.refusals[name, default: 0] += 1
    }

    /// Notes that a key broke the rules.
    mutating func blame(_ userID: String?) {
        self.culprit = userID
    }

    /// Notes the end of a connection that had asked for a topic.
    mutating func connectionEnded(_ topic: [UInt8]) throws(Flaw) {
        guard let userIDs = self.accepted[topic] else { return }
        self.culprit = userIDs.count == 1 ? userIDs.first : nil
        throw .connectionEnded
    }
}

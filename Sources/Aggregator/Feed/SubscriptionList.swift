/// The subscriptions in force: who follows which prefix.
struct SubscriptionList {
    private struct Key: Hashable {
        let topic: [UInt8]
        let userID: String
    }

    /// The most prefixes of all subscribers together.
    static let capacity = 100_000

    /// How often each subscriber, maybe with several connections, follows a prefix.
    private var counts: [Key: Int] = [:]
    private var prefixes: [[UInt8]: Int] = [:]

    var isEmpty: Bool { self.counts.isEmpty }

    /// Adds a subscription; `false` when there are too many.
    mutating func add(_ topic: [UInt8], of userID: String) -> Bool {
        guard self.counts.count < Self.capacity else { return false }
        self.counts[Key(topic: topic, userID: userID), default: 0] += 1
        self.prefixes[topic, default: 0] += 1
        return true
    }

    /// Takes one away; one that is not there is ignored.
    mutating func remove(_ topic: [UInt8], of userID: String?) {
        guard let userID else { return }
        let key = Key(topic: topic, userID: userID)
        guard let count = self.counts[key] else { return }
        self.counts[key] = count > 1 ? count - 1 : nil
        self.prefixes[topic] = self.prefixes[topic].flatMap { $0 > 1 ? $0 - 1 : nil }
    }

    /// Whether anyone follows a topic.
    func matches(_ topic: [UInt8]) -> Bool {
        self.prefixes.keys.contains { topic.starts(with: $0) }
    }

    /// Whether any subscription is as asked.
    func contains(where isMeant: (_ topic: [UInt8], _ userID: String) -> Bool) -> Bool {
        self.counts.keys.contains { isMeant($0.topic, $0.userID) }
    }
}

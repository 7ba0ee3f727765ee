/// Puts events that are followed in bundles together, a message for each followed unit; pure.
package struct FeedBundles {
    /// The size from which on a bundle is told and another begun, in bytes: some twenty ratings.
    ///
    /// It bounds what waits for a follower that is slow, and one encryption for so many costs little more than for one.
    package static let size = 4096

    /// The two frames of a message.
    package typealias Frames = (topic: [UInt8], bytes: [UInt8])

    private var bundles: [[UInt8]: [UInt8]] = [:]
    /// In the order in which they were begun.
    private var topics: [[UInt8]] = []

    /// Begins with none.
    package init() {}

    /// The topic of the bundles of a unit's events; `nil` for a stream that has none.
    ///
    /// No such topic is the beginning of another one, so that nobody hears an event twice.
    package static func topic(of stream: FeedStream, _ path: UnitPath) -> [UInt8]? {
        self.name(of: stream).map { Array("\($0)/\(path)*".utf8) }
    }

    /// The first part of the topics of a stream's bundles; `nil` for a stream that has none.
    package static func name(of stream: FeedStream) -> String? {
        switch stream {
        case .cases: "cases"
        case .ratings: "ratings"
        case .summaries, .alerts, .heartbeats, .trees: nil
        }
    }

    /// Whether a subscription is to the bundles of a unit, or of one below it.
    static func isSubscription(_ prefix: some Collection<UInt8>, to stream: FeedStream, in scope: UnitPath) -> Bool {
        self.topic(of: stream, scope).map { prefix.starts(with: $0.dropLast()) } ?? false
    }

    /// The topics of the bundles that an event may be in: of its unit, of each above it, and of what lies above every root.
    package static func topics(of topic: FeedTopic) -> [[UInt8]] {
        ([.all] + topic.path.scopes).compactMap { self.topic(of: topic.stream, $0) }
    }

    /// Adds an event to the bundles of some topics.
    ///
    /// - Parameters:
    ///   - event: The serialized event.
    ///   - topics: The followed ones among ``topics(of:)``.
    /// - Returns: Bundles that are full, to be told now.
    package mutating func add(_ event: [UInt8], to topics: [[UInt8]]) -> [Frames] {
        var full: [Frames] = []
        for topic in topics {
            if self.bundles[topic] == nil { self.topics.append(topic) }
            ProtobufWriter.appendElement(1, event, to: &self.bundles[topic, default: []])
            guard let bytes = self.bundles[topic], bytes.count >= Self.size else { continue }
            full.append((topic, bytes))
            self.bundles[topic] = nil
            self.topics.removeAll { $0 == topic }
        }
        return full
    }

    /// Takes out those that are left, in the order in which they were begun.
    package mutating func takeAll() -> [Frames] {
        defer { (self.bundles, self.topics) = ([:], []) }
        return self.topics.compactMap { topic in self.bundles[topic].map { (topic, $0) } }
    }
}

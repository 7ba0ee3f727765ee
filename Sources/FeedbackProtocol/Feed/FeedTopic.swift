/// The first frame of a feed message: a stream and the path of units.
///
/// For instance `case/84/842/29242/`.
///
/// Every part is ended by a slash, so a topic's bytes are a prefix of exactly the topics of the same stream in that
/// unit and below it, and subscribing to it follows them all.
package struct FeedTopic: Sendable, Hashable {
    /// What the topic is about.
    package let stream: FeedStream

    /// The unit it is about, with those above it.
    package let path: UnitPath

    /// Makes a topic.
    package init(_ stream: FeedStream, _ path: UnitPath) {
        self.stream = stream
        self.path = path
    }

    /// Reads a topic, or gives `nil` when the text is none.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= FeedTopic.maximumSize else { return nil }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.popLast()?.isEmpty == true, let name = parts.first, let stream = FeedStream(rawValue: String(name)),
            let path = UnitPath(parts.dropFirst().map { String($0) })
        else { return nil }
        self.init(stream, path)
    }

    /// Reads a topic's frame, or gives `nil` when the bytes are none.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count <= FeedTopic.maximumSize, let text = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        self.init(text)
    }

    /// The longest topic, in bytes: the longest stream name and sixteen codes of twelve, with their slashes.
    package static let maximumSize = 10 + UnitPath.maximumDepth * (TextSyntax.maximumUnitCodeLength + 1)

    /// The frame's bytes; as a subscription, they match every topic this one contains.
    package var bytes: [UInt8] {
        Array(self.description.utf8)
    }

    /// Whether `other` is of the same stream and about this unit or one below it.
    package func contains(_ other: FeedTopic) -> Bool {
        self.stream == other.stream && self.path.contains(other.path)
    }

    /// Whether a subscription's prefix matches topics of a stream.
    package static func isPrefix(_ prefix: some Collection<UInt8>, of stream: FeedStream) -> Bool {
        zip(prefix, FeedTopic(stream, .all).bytes).allSatisfy { $0 == $1 }
    }

    /// Whether someone who may see `scope` may subscribe to a prefix.
    ///
    /// - Parameters:
    ///   - subscription: The bytes of the subscription, which need not be a whole topic.
    ///   - scope: The unit whose events, and those below it, the subscriber may see.
    /// - Returns: Whether everything the prefix matches lies in `scope`.
    package static func isPermitted(subscription: some Collection<UInt8>, in scope: UnitPath) -> Bool {
        guard scope != .all else { return true }
        // The heads of the tree tell nothing of any unit.
        if let root = scope.scopes.first, subscription.starts(with: FeedTopic(.trees, root).bytes) { return true }
        return FeedStream.allCases.contains { stream in
            subscription.starts(with: FeedTopic(stream, scope).bytes)
                || FeedBundles.isSubscription(subscription, to: stream, in: scope)
        }
    }
}

extension FeedTopic: CustomStringConvertible {
    /// The topic as it is sent.
    package var description: String {
        "\(self.stream.rawValue)/\(self.path)"
    }
}

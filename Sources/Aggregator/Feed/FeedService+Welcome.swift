import FeedbackProtocol
import ZeroMQ

extension FeedService {
    /// How long new followers wait for the newest state, so that many who come at once make it be told once.
    private static let welcomeDelay = Duration.milliseconds(250)

    /// Has the newest state told soon to those who have just begun to follow it: heartbeats and summaries.
    ///
    /// All others who follow it hear it once more, since libzmq 4.3 without its draft functions cannot send to one
    /// follower alone; both are states that replace the one before, so it changes nothing for them.
    func welcome(_ prefixes: Set<[UInt8]>, _ host: isolated SocketHost) {
        let streams: [FeedStream] = [.heartbeats, .summaries]
        let wanted = prefixes.filter { prefix in streams.contains { FeedTopic.isPrefix(prefix, of: $0) } }
        guard !wanted.isEmpty, let bound = self.bound else { return }
        let isFirst = self.newcomers.isEmpty
        self.newcomers.formUnion(wanted)
        guard isFirst else { return }
        _ = try? host.schedule(after: Self.welcomeDelay) { host in
            host.with(bound) { $0.tellNewcomers(host) }
        }
    }

    private func tellNewcomers(_ host: isolated SocketHost) {
        let prefixes = self.newcomers
        self.newcomers = []
        if prefixes.contains(where: { FeedTopic.isPrefix($0, of: .heartbeats) }) { self.beatSoon() }
        let wanted = self.summaries.values.filter { message in
            prefixes.contains { message.topic.bytes.starts(with: $0) }
        }
        self.send(wanted, host)
    }

    /// Tells how units are now, and keeps it for those who come later.
    func tell(summaries: [FeedMessage], _ host: isolated SocketHost) {
        for message in summaries { self.summaries[message.topic.path] = message }
        self.send(summaries, host)
    }
}

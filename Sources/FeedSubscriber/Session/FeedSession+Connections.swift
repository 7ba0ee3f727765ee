import Delivery
import FeedbackProtocol
import ZeroMQ

extension FeedSession {
    /// Connects to the doors of an aggregator.
    func connect(
        _ index: Int,
        _ bound: HostBound<FeedSession>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        let aggregator = self.subscription.aggregators[index]
        let path = UnitPath(self.subscription.unitPath) ?? .all
        let bundles = self.subscription.streams.map { $0.bundles(of: path) }
        // Heartbeats last: when one comes, the others are in force too.
        let topics = (bundles + [FeedTopic(.heartbeats, path).bytes]).map { String(decoding: $0, as: UTF8.self) }
        let feedSocket = try AggregatorLink.feedSocket(self.keys[index], topics: topics, in: context)
        let feed = try host.attach(feedSocket) { host, socket, budget in
            host.with(bound) { $0.receiveFeed(index, on: socket, budget: budget, host) }
        }
        let replaySocket = try AggregatorLink.replaySocket(self.keys[index], in: context)
        let replay = try host.attach(replaySocket, budget: 1) { host, socket, _ in
            host.with(bound) { $0.receiveReplay(index, on: socket, host) }
        }
        self.links.append(AggregatorLink(aggregator, feed: feed, replay: replay))
        try host.monitor(feed) { host, event in host.with(bound) { $0.note(event, index, isFeed: true, host) } }
        try host.monitor(replay) { host, event in host.with(bound) { $0.note(event, index, isFeed: false, host) } }
        try host.withSocket(feed) { socket throws(ZeroMQError) in try socket.connect(aggregator.feed) }
        try host.withSocket(replay) { socket throws(ZeroMQError) in try socket.connect(aggregator.replay) }
        try self.connectStates(index, bound, context, host)
    }

    private func note(_ event: MonitorEvent, _ index: Int, isFeed: Bool, _ host: isolated SocketHost) {
        let aggregator = self.subscription.aggregators[index]
        let endpoint = isFeed ? aggregator.feed : aggregator.replay
        if event.kind == .handshakeSucceeded { self.awaited.remove(endpoint) }
        switch event.kind {
        case .handshakeSucceeded where isFeed:
            self.links[index].silence.connected(at: .now)
            self.onNotice(.connected(to: endpoint))
            // The key may have lost the unit since: the feed would only keep silent.
            self.probe(index, host)
        case .handshakeSucceeded:
            self.links[index].forgetQuestions()
            self.probe(index, host)
            for stream in self.subscription.streams { self.take(.connected, stream, host) }
            self.giveOut(host)
        case .disconnected where isFeed:
            self.links[index].newestOrigin = nil
            self.links[index].silence.disconnected()
            self.onNotice(.disconnected(from: endpoint))
        // 300 is temporary: libzmq tries again by itself.
        case .handshakeFailedAuthentication(let status) where status != 300:
            self.outlet.fail(
                FeedSubscriberError(
                    .refused,
                    "The aggregator at \(endpoint) refuses the key in \(aggregator.keyFile): "
                        + "it is unknown there, was revoked, or is not a subscriber's. Ask the province."
                )
            )
        case .connectRetried where self.awaited.insert(endpoint).inserted: self.onNotice(.waiting(for: endpoint))
        case .handshakeFailedProtocol where self.awaited.insert(endpoint).inserted,
            .handshakeFailedNoDetail where self.awaited.insert(endpoint).inserted:
            self.onNotice(.strange(endpoint))
        default: break
        }
    }

    /// Tells of aggregators that have fallen silent, and asks them whether the key may still follow the unit.
    func lookForSilence(_ host: isolated SocketHost) {
        for index in self.links.indices {
            guard self.links[index].silence.look(at: .now, isRead: !self.outlet.isFull) else { continue }
            self.onNotice(.silent(at: self.subscription.aggregators[index].feed))
            self.probe(index, host)
        }
    }

    /// Asks whether the key may follow the unit at all.
    private func probe(_ index: Int, _ host: isolated SocketHost) {
        // Who follows states alone is told by any stream.
        let stream = self.subscription.streams.first ?? .cases
        let request = self.links[index].probe(stream, unitPath: self.subscription.unitPath)
        guard let frame = try? request.encoded() else { return }
        _ = try? host.withSocket(self.links[index].replay) { socket throws(ZeroMQError) in try socket.send(frame) }
    }
}

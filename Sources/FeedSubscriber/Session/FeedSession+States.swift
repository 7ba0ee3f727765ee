import CivilTime
import FeedbackProtocol
import ZeroMQ

extension FeedSession {
    /// Connects to what tells states, where some are wanted.
    ///
    /// By a connection of its own: the one for events is left alone while nobody takes events, and a summary that got lost
    /// meanwhile would come only when the unit changes again.
    func connectStates(
        _ index: Int,
        _ bound: HostBound<FeedSession>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        guard !self.subscription.states.isEmpty else { return }
        let topics = self.subscription.stateTopics
        let stateSocket = try AggregatorLink.feedSocket(self.keys[index], topics: topics, in: context)
        let states = try host.attach(stateSocket) { host, socket, budget in
            host.with(bound) { $0.receiveStates(on: socket, budget: budget) }
        }
        let endpoint = self.subscription.aggregators[index].feed
        // The connection for events tells of all that happens to either.
        try host.withSocket(states) { socket throws(ZeroMQError) in try socket.connect(endpoint) }
    }

    private func receiveStates(on socket: borrowing Socket, budget: Int) {
        for _ in 0..<budget {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else { break }
            guard message.frames.count == 2, let topic = FeedTopic(bytes: message.frames[0]) else { continue }
            self.takeState(topic, message.frames[1])
        }
    }

    /// Takes what was told under a topic: states, and heartbeats of the followed unit.
    private func takeState(_ topic: FeedTopic, _ frame: [UInt8]) {
        let isHeartbeat = topic.stream == .heartbeats
        // Before it is read: units below the followed one have heartbeats of their own, and many.
        guard !isHeartbeat || topic.path.codes == self.subscription.unitPath,
            frame.count <= FeedState.maximumFrameSize, let wire = try? WireFeedEvent(decoding: frame),
            // An origin too many is told of by the connection for events.
            self.origins.number(of: wire.origin) != nil
        else { return }
        if isHeartbeat {
            guard case .heartbeat(let heartbeat)? = wire.content, wire.unitPath == topic.path.codes else { return }
            let ended = self.stateBook.beat(
                wire.origin,
                at: Timestamp(microseconds: wire.recordedAt),
                every: .milliseconds(heartbeat.intervalMilliseconds)
            )
            for state in ended { self.give(state, isNews: true) }
        } else if let state = FeedState(wire, under: topic, following: self.subscription.unitPath),
            self.subscription.states.contains(state.key.kind)
        {
            self.give(state, isNews: self.stateBook.take(state))
        }
    }

    private func give(_ state: FeedState, isNews: Bool) {
        let isKept = self.outlet.give(state, isNews: isNews)
        guard !isKept, !self.hasLeftStatesOut else { return }
        self.hasLeftStatesOut = true
        self.onNotice(.statesLeftOut(origin: state.origin))
    }
}

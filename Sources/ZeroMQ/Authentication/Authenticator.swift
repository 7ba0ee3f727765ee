internal import NIOConcurrencyHelpers

/// Decides who may connect to a context's servers: a handler of ZAP 1.0 (RFC 27) on a ``SocketHost``.
///
/// Start it before the servers bind. The policy is asked once for each connection, on the host's thread; to cut off a
/// peer that is connected already, judge its messages by their user id.
public struct Authenticator: Sendable {
    /// How requests were answered since the start.
    public struct Counts: Hashable, Sendable {
        /// Peers let in.
        public var allowed = 0
        /// Peers kept out by the policy.
        public var denied = 0
        /// Requests that weren't valid ZAP 1.0, all refused.
        public var malformed = 0
    }

    /// Answers who a peer is, at once: it runs on the host's thread.
    public typealias Policy = @Sendable (AuthenticationRequest) -> AuthenticationDecision

    /// The endpoint libzmq asks on.
    public static let endpoint = "inproc://zeromq.zap.01"

    private let host: SocketHost
    private let id: SocketID
    private let box: NIOLockedValueBox<Counts>

    /// Starts to answer.
    ///
    /// - Parameters:
    ///   - context: whose servers ask; it has one authenticator at most.
    ///   - host: where the policy runs.
    ///   - policy: who may connect.
    /// - Returns: the running authenticator; it ends with the host or with ``stop()``.
    /// - Throws: ``ZeroMQError/Code/addressInUse`` when the context has one, ``ZeroMQError/Code/hostStopped``.
    public static func start(
        in context: Context,
        on host: SocketHost,
        policy: @escaping Policy
    ) async throws(ZeroMQError) -> Authenticator {
        let box = NIOLockedValueBox(Counts())
        let socket = try Socket(.router(), in: context)
        try socket.bind(endpoint)
        let id = try await host.attach(socket, budget: 64) { _, socket, budget in
            var left = budget
            while left > 0 {
                left -= 1
                // It can only fail because the context was terminated, and then the loop closes the socket.
                guard let message = try? socket.receiveMultipart(maximumFrames: 16) else { return }
                let reply = answer(message, policy, box)
                if !reply.isEmpty { _ = try? socket.send(reply) }
            }
        }
        return Authenticator(host: host, id: id, box: box)
    }

    /// How requests were answered so far.
    public var counts: Counts { box.withLockedValue { $0 } }

    /// Stops to answer; from then on servers with a domain refuse every peer.
    public func stop() async {
        await host.run { host in
            // Closing alone would give the endpoint back some time later; a stopped host has given it back already.
            _ = try? host.withSocket(id) { socket throws(ZeroMQError) in try socket.unbind(Self.endpoint) }
            host.close(id)
        }
    }

    /// The frames to answer with, the envelope included; none where there is no envelope to answer to.
    static func answer(
        _ message: MultipartMessage,
        _ policy: Policy,
        _ box: NIOLockedValueBox<Counts>
    ) -> [[UInt8]] {
        // Peer, empty delimiter, then the request.
        guard message.frames.count >= 2, message.frames[1].isEmpty, !message.isTruncated else {
            box.withLockedValue { $0.malformed += 1 }
            return []
        }
        let envelope = Array(message.frames[..<2])
        switch AuthenticationExchange.read(Array(message.frames[2...])) {
        case .malformed(let id, let reason):
            box.withLockedValue { $0.malformed += 1 }
            return envelope + AuthenticationExchange.reply(to: id, .deny(.notAllowed, reason: reason))
        case .request(let id, let request):
            let decision = AuthenticationExchange.checked(policy(request))
            box.withLockedValue { counts in
                if case .allow = decision { counts.allowed += 1 } else { counts.denied += 1 }
            }
            return envelope + AuthenticationExchange.reply(to: id, decision)
        }
    }
}

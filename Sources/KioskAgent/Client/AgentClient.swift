import CaseLifecycle
package import FeedbackProtocol
import ZeroMQ

/// Asks a kiosk's running agent through its local socket.
package struct AgentClient: Sendable {
    private let path: String
    private let patience: Duration

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - path: the agent's socket.
    ///   - patience: how long an answer may take.
    package init(socketPath path: String, patience: Duration = .seconds(15)) {
        self.path = path
        self.patience = patience
    }

    /// Keeps a submission; when this returns it is on the kiosk's disk.
    ///
    /// - Throws: ``AgentError``; the submission is not kept then, or, with `unavailable`, may be.
    package func record(_ record: WireRecord) async throws(AgentError) -> KeptSubmission {
        guard case .kept(let kept) = try await self.ask(.make { $0.record = record }),
            let id = SubmissionID(bytes: kept.submissionID)
        else { throw Self.unexpected }
        return KeptSubmission(
            id: id,
            sequence: kept.sequence,
            trackingCode: try? TrackingCode(parsing: kept.trackingCode)
        )
    }

    /// How the agent is.
    package func status() async throws(AgentError) -> WireAgentStatus {
        guard case .status(let status) = try await self.ask(.make { $0.getStatus = .init() }) else {
            throw Self.unexpected
        }
        return status
    }

    /// The oldest submissions without a receipt and the newest rejected ones, at most `limit` of either.
    package func outbox(limit: Int) async throws(AgentError) -> WireOutboxList {
        let request = WireAgentRequest.make { $0.listOutbox = .make { $0.limit = UInt32(clamping: limit) } }
        guard case .outbox(let list) = try await self.ask(request) else { throw Self.unexpected }
        return list
    }

    /// Has a citizen's question or statement answered by the aggregator.
    ///
    /// - Throws: ``AgentError``; with `offline`, what was said may have arrived: say it again with the same key.
    package func ask(_ question: WireCitizenRequest) async throws(AgentError) -> WireCitizenReply {
        guard case .citizenReply(let reply) = try await self.ask(.make { $0.citizenRequest = question }) else {
            throw Self.unexpected
        }
        return reply
    }

    /// Has a proof made by the aggregator.
    ///
    /// - Throws: ``AgentError``.
    package func ask(_ question: WireProofRequest) async throws(AgentError) -> WireProofReply {
        guard case .proofReply(let reply) = try await self.ask(.make { $0.proofRequest = question }) else {
            throw Self.unexpected
        }
        return reply
    }

    private static var unexpected: AgentError {
        AgentError(.unavailable, "The agent's answer is of another kind; update the older of agent and command.")
    }

    private func ask(_ request: WireAgentRequest) async throws(AgentError) -> WireAgentReply.OneOf_Content {
        let frames: [[UInt8]]?
        do {
            frames = try await self.exchange(request.encoded())
        } catch {
            throw AgentError(.unavailable, "The agent's socket can't be used: \(error)")
        }
        guard let frame = frames?.first else {
            throw AgentError(
                .unavailable,
                "The agent has the outbox but does not answer. Look at its log, or restart it, before sending again."
            )
        }
        guard let reply = try? WireAgentReply(decoding: frame), let content = reply.content else {
            throw Self.unexpected
        }
        if case .error(let error) = content { throw AgentError(error) }
        return content
    }

    /// Sends a frame and waits for one; `nil` when none comes in time.
    private func exchange(_ frame: [UInt8]) async throws -> [[UInt8]]? {
        let context = try Context()
        let host = try SocketHost(name: "agent-client")
        let path = self.path
        let (id, messages) = try await host.run { host throws(ZeroMQError) in
            let socket = try Socket(.dealer, in: context)
            try socket.connect("ipc://\(path)")
            _ = try socket.send(frame)
            return try host.messages(from: socket)
        }
        let patience = self.patience
        try await host.run { host throws(ZeroMQError) in
            // The end of the socket ends the sequence, and so the waiting.
            _ = try host.schedule(after: patience) { $0.close(id) }
        }
        let answer = await messages.first { _ in true }
        await host.shutdown()
        await context.terminate()
        return answer?.frames
    }
}

import CaseLifecycle
import FeedbackProtocol
import FeedbackStore
import Glibc
import Logging
import ZeroMQ

extension AgentCore {
    /// The largest request of a front end, in bytes; who sends a larger one is disconnected.
    static var maximumRequestSize: Int64 { 256 << 10 }
    /// The most items of one list.
    private static var maximumListCount: Int { 1000 }
    /// Requests under way beyond which front ends have to wait.
    private static var maximumDoorRequests: Int { 256 }

    /// Opens the socket for front ends of this machine, which only the agent's own user can use.
    func openDoor(_ host: isolated SocketHost) throws(ZeroMQError) {
        guard let address = self.address else { return }
        var options = SocketOptions()
        options.maximumMessageSize = Self.maximumRequestSize
        let socket = try Socket(.router(), in: self.context, options: options)
        // From its first moment on the socket's file is closed to other users; other files lose nothing by it.
        let mask = umask(0o077)
        defer { _ = umask(mask) }
        try socket.bind("ipc://\(self.configuration.socketPath)")
        // The mask leaves the owner the right to execute, which means nothing here.
        _ = unsafe chmod(self.configuration.socketPath, 0o600)
        self.door = try host.attach(socket, budget: 64) { host, socket, budget in
            host.with(address.core) { $0.receiveRequests(on: socket, budget: budget, host) }
        }
    }

    private func receiveRequests(on socket: borrowing Socket, budget: Int, _ host: isolated SocketHost) {
        var requests: [(peer: RoutingID, frame: [UInt8]?)] = []
        do {
            _ = try socket.receiveEach(limit: budget) { routing throws(ZeroMQError) in
                guard routing.hasMore, let peer = routing.withBytes({ RoutingID($0) }) else { return }
                var frame = Message()
                guard try socket.receive(into: &frame) else { return }
                requests.append((peer, frame.hasMore ? nil : frame.copyBytes()))
            }
        } catch {
            self.logger.error("Receiving from front ends failed", metadata: ["error": "\(error)"])
        }
        for (peer, frame) in requests { self.answer(frame, of: peer, host) }
    }

    private func answer(_ frame: [UInt8]?, of peer: RoutingID, _ host: isolated SocketHost) {
        guard let frame, let request = try? WireAgentRequest(decoding: frame) else {
            return self.reply(
                0,
                .failure(AgentError(.malformed, "The request is one frame with an AgentRequest of langnghe.v1.")),
                to: peer,
                host
            )
        }
        let number = request.requestID
        switch request.content {
        case .record(let record): self.answer(record, number, of: peer, host)
        case .getStatus: self.answerStatus(number, of: peer, host)
        case .listOutbox(let list): self.answer(list, number, of: peer, host)
        case .citizenRequest(let question): self.answer(.citizen(question), number, of: peer, host)
        case .proofRequest(let question): self.answer(.proof(question), number, of: peer, host)
        case .none:
            let error = AgentError(.malformed, "The request has no content this version knows.")
            self.reply(number, .failure(error), to: peer, host)
        }
    }

    private func answer(_ record: WireRecord, _ number: UInt64, of peer: RoutingID, _ host: isolated SocketHost) {
        guard let address = self.address else { return }
        self.beginRequest(host)
        self.record(record, host) { result in
            let kept = result.map { kept in
                WireAgentReply.make {
                    $0.kept = .make {
                        $0.submissionID = .init(kept.id.bytes)
                        $0.sequence = kept.sequence
                        $0.trackingCode = kept.trackingCode?.symbols ?? ""
                    }
                }
            }
            address.perform { core, host in
                core.reply(number, kept, to: peer, host)
                core.endRequest(host)
            }
        }
    }

    private func answerStatus(_ number: UInt64, of peer: RoutingID, _ host: isolated SocketHost) {
        guard let address = self.address else { return }
        self.beginRequest(host)
        self.status { result in
            address.perform { core, host in
                let reply = result.map { status in WireAgentReply.make { $0.status = status } }
                core.reply(number, reply, to: peer, host)
                core.endRequest(host)
            }
        }
    }

    private func answer(_ list: WireListOutbox, _ number: UInt64, of peer: RoutingID, _ host: isolated SocketHost) {
        guard let address = self.address else { return }
        self.beginRequest(host)
        self.list(limit: min(Int(list.limit), Self.maximumListCount)) { result in
            address.perform { core, host in
                let reply = result.map { list in WireAgentReply.make { $0.outbox = list } }
                core.reply(number, reply, to: peer, host)
                core.endRequest(host)
            }
        }
    }

    /// Passes a question on and answers with what comes back.
    private func answer(
        _ question: PassedQuestion,
        _ number: UInt64,
        of peer: RoutingID,
        _ host: isolated SocketHost
    ) {
        guard let address = self.address else { return }
        self.beginRequest(host)
        self.ask(question, host) { result in
            address.perform { core, host in
                core.reply(number, result.map(\.reply), to: peer, host)
                core.endRequest(host)
            }
        }
    }

    /// Sends a reply; a front end that has gone gets none.
    private func reply(
        _ number: UInt64,
        _ result: Result<WireAgentReply, AgentError>,
        to peer: RoutingID,
        _ host: isolated SocketHost
    ) {
        var reply: WireAgentReply
        switch result {
        case .success(let content): reply = content
        case .failure(let error): reply = .make { $0.error = error.reply }
        }
        reply.requestID = number
        guard let door = self.door, let bytes = try? reply.encoded() else { return }
        do {
            _ = try host.withSocket(door) { socket throws(ZeroMQError) in try socket.send(to: peer, bytes) }
        } catch {
            self.logger.error("Answering a front end failed", metadata: ["error": "\(error)"])
        }
    }

    /// Lets front ends wait while too many of their requests are under way.
    private func beginRequest(_ host: isolated SocketHost) {
        self.doorRequests += 1
        if self.doorRequests == Self.maximumDoorRequests, let door = self.door { host.suspendReading(door) }
    }

    private func endRequest(_ host: isolated SocketHost) {
        self.doorRequests -= 1
        if self.doorRequests == Self.maximumDoorRequests / 2, let door = self.door { host.resumeReading(door) }
    }
}

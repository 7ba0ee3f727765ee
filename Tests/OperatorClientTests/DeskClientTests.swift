import CaseLifecycle
import FeedbackProtocol
import OperatorClient
import Testing
import ZeroMQ

@Suite("Desk client", .timeLimit(.minutes(2)))
struct DeskClientTests {
    /// What the desk answers to a request, given how many came so far; `nil` for silence.
    typealias Script = @Sendable (WireDeskRequest, Int) -> WireDeskReply?

    private func withDesk(
        isKnown: Bool = true,
        _ script: @escaping Script,
        _ body: (ScriptedServer, Seen<WireDeskRequest>) async throws -> Void
    ) async throws {
        let seen = Seen<WireDeskRequest>()
        try await ScriptedServer.running(
            .router(),
            isKnown: isKnown,
            { _, socket, _ in
                while let message = try? socket.receiveMultipart() {
                    guard message.frames.count == 2, let peer = RoutingID(message.frames[0]),
                        let request = try? WireDeskRequest(decoding: message.frames[1])
                    else { continue }
                    let count = seen.add(request)
                    guard var reply = script(request, count) else { continue }
                    reply.requestID = request.requestID
                    _ = try? socket.send(to: peer, (try? reply.encoded()) ?? [])
                }
            },
            { server in try await body(server, seen) }
        )
    }

    private static func status(cases: UInt64) -> WireDeskReply {
        .make { $0.status = .make { $0.cases = cases } }
    }

    private static func error(_ code: WireDeskErrorCode, current: WireCaseDetail? = nil) -> WireDeskReply {
        .make {
            $0.error = .make {
                $0.code = code
                $0.explanation = "Do something else."
                if let current { $0.current = current }
            }
        }
    }

    private func status(_ door: AggregatorDoor) async throws(OperatorError) -> WireAggregatorStatus {
        try await DeskClient.connected(to: door) { desk throws(OperatorError) in try await desk.status() }
    }

    @Test("An answer is given to whom it belongs, request by request")
    func answers() async throws {
        let script: Script = { _, count in Self.status(cases: UInt64(count)) }
        try await self.withDesk(script) { server, _ in
            let cases = try await DeskClient.connected(to: server.door()) { desk throws(OperatorError) in
                [try await desk.status().cases, try await desk.status().cases]
            }
            #expect(cases == [1, 2])
        }
    }

    @Test("After silence the same command is sent once more, with the same idempotency key")
    func repetition() async throws {
        let detail = WireDeskReply.make { $0.caseDetail = .make { $0.summary.number = 7 } }
        let script: Script = { _, count in count == 1 ? nil : detail }
        try await self.withDesk(script) { server, seen in
            let change = CaseChangeRequest(
                number: 7,
                event: .accept,
                expectedVersion: 2,
                reason: "",
                actor: "Cán bộ A",
                idempotencyKey: Array(1...16)
            )
            let changed = try await DeskClient.connected(to: server.door(timeout: .milliseconds(700))) {
                desk throws(OperatorError) in try await desk.change(change)
            }
            #expect(changed.summary.number == 7)
            let requests = seen.all
            #expect(requests.count == 3)
            #expect(requests.prefix(2).allSatisfy { $0 == requests.first })
            #expect(Array(requests[0].caseCommand.idempotencyKey) == Array(1...16))
            #expect(requests[0].caseCommand.expectedVersion == 2)
            #expect(requests[0].caseCommand.actor == "Cán bộ A")
        }
    }

    @Test("An aggregator that stays silent is unreachable, and the text says that it is connected")
    func silence() async throws {
        let script: Script = { _, _ in nil }
        try await self.withDesk(script) { server, seen in
            let error = await #expect(throws: OperatorError.self) {
                try await self.status(server.door(timeout: .milliseconds(500)))
            }
            #expect(error?.code.exitCode == 69)
            #expect(error?.message.contains("connected but silent") == true)
            #expect(seen.all.count == 2)
        }
    }

    @Test("A busy aggregator is asked once more")
    func busy() async throws {
        let script: Script = { _, count in count == 1 ? Self.error(.busy) : Self.status(cases: 5) }
        try await self.withDesk(script) { server, _ in
            let status = try await self.status(server.door())
            #expect(status.cases == 5)
        }
    }

    @Test("A key that the aggregator does not know is refused at once")
    func unknownKey() async throws {
        let script: Script = { _, _ in nil }
        try await self.withDesk(isKnown: false, script) { server, seen in
            let error = await #expect(throws: OperatorError.self) {
                try await self.status(server.door(timeout: .seconds(60)))
            }
            #expect(error?.code.exitCode == 77)
            #expect(error?.message.contains("refuses the key of operator") == true)
            #expect(seen.all.isEmpty)
        }
    }

    @Test("Another aggregator's key file leads to one that cannot prove who it is")
    func wrongServerKey() async throws {
        let script: Script = { _, _ in Self.status(cases: 1) }
        try await self.withDesk(script) { server, seen in
            let other = try CurveKeyPair.generate().publicKey
            let error = await #expect(throws: OperatorError.self) {
                try await self.status(server.door(timeout: .milliseconds(700), serverKey: other))
            }
            #expect(error?.code.exitCode == 69)
            #expect(error?.message.contains("could not prove") == true)
            #expect(seen.all.isEmpty)
        }
    }

    @Test("Where nobody listens, the text says so")
    func nobody() async throws {
        var door: AggregatorDoor?
        let script: Script = { _, _ in nil }
        try await self.withDesk(script) { server, _ in door = try server.door(timeout: .milliseconds(400)) }
        let closed = try #require(door)
        let error = await #expect(throws: OperatorError.self) { try await self.status(closed) }
        #expect(error?.code.exitCode == 69)
        #expect(error?.message.contains("nobody listens there") == true)
    }

    @Test("What is no endpoint is a wrong argument")
    func wrongEndpoint() async throws {
        let script: Script = { _, _ in nil }
        try await self.withDesk(script) { server, _ in
            let door = AggregatorDoor(endpoint: "here", key: try server.door().key, timeout: .seconds(1))
            let error = await #expect(throws: OperatorError.self) { try await self.status(door) }
            #expect(error?.code.exitCode == 64)
        }
    }

    @Test(
        "Refusals end with the exit code of their kind",
        arguments: [
            (WireDeskErrorCode.notAuthorised, Int32(77)), (.notFound, 1), (.notAllowed, 1), (.reason, 64),
            (.malformed, 65), (.staleVersion, 1), (.UNRECOGNIZED(99), 65),
        ]
    )
    func refusals(code: WireDeskErrorCode, exitCode: Int32) async throws {
        let script: Script = { _, _ in Self.error(code) }
        try await self.withDesk(script) { server, _ in
            let error = await #expect(throws: OperatorError.self) { try await self.status(server.door()) }
            #expect(error?.code.exitCode == exitCode)
            #expect(error?.message == "Do something else.")
        }
    }

    @Test("A refusal for a stale version carries the case as the aggregator gave it")
    func staleVersion() async throws {
        let current = WireCaseDetail.make { $0.summary.version = 9 }
        let script: Script = { _, _ in Self.error(.staleVersion, current: current) }
        try await self.withDesk(script) { server, _ in
            let error = await #expect(throws: OperatorError.self) { try await self.status(server.door()) }
            #expect((error?.cause as? DeskRefusal)?.current?.summary.version == 9)
        }
    }

    @Test("A change refused for its version comes back with the whole case")
    func staleChange() async throws {
        let script: Script = { request, _ in
            guard case .caseCommand = request.content else {
                return .make {
                    $0.caseDetail = .make { $0.history = [WireCaseHistoryEntry(), WireCaseHistoryEntry()] }
                }
            }
            return Self.error(.staleVersion, current: WireCaseDetail())
        }
        try await self.withDesk(script) { server, seen in
            let change = CaseChangeRequest(
                number: 7,
                event: .resolve,
                expectedVersion: nil,
                reason: "x",
                actor: "",
                idempotencyKey: Array(1...16)
            )
            let error = await #expect(throws: OperatorError.self) {
                try await DeskClient.connected(to: server.door()) { desk throws(OperatorError) in
                    try await desk.change(change)
                }
            }
            #expect(error?.code == .negative)
            #expect((error?.cause as? DeskRefusal)?.current?.history.count == 2)
            // The version is looked up, the command refused, and the case looked up again.
            #expect(seen.all.count == 3)
        }
    }

    @Test("An answer of another kind is said to be one")
    func otherAnswer() async throws {
        let script: Script = { _, _ in .make { $0.caseList = WireCaseList() } }
        try await self.withDesk(script) { server, _ in
            let error = await #expect(throws: OperatorError.self) { try await self.status(server.door()) }
            #expect(error?.code.exitCode == 65)
        }
    }
}

import FeedbackProtocol
import Foundation
import Identity
import KioskAgent
import Testing
import ZeroMQ

/// Front ends on the machine's own socket.
@Suite(.timeLimit(.minutes(1)))
struct LocalSocketTests {
    @Test("A front end records, and asks how the kiosk is")
    func answers() async throws {
        try await KioskFixture.with { kiosk in
            let agent = try await kiosk.start(duties: [.localSocket])
            let client = AgentClient(socketPath: kiosk.configuration().socketPath)
            let kept = try await client.record(.entry("Xin hướng dẫn rõ hơn"))
            #expect(kept.sequence == 1 && kept.trackingCode != nil)
            let rating = try await client.record(.rating(5))
            #expect(rating.sequence == 2 && rating.trackingCode == nil)
            let status = try await client.status()
            #expect(status.office == "29242" && status.outboxDepth == 2)
            let list = try await client.outbox(limit: 1)
            #expect(list.total == 2 && list.items.map(\.kind) == ["entry"] && list.items.map(\.state) == ["waiting"])
            let path = kiosk.configuration().socketPath
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try await agent.stop()
        }
    }

    @Test("Requests that are none get an error, and the agent stays up")
    func refusesNonsense() async throws {
        try await KioskFixture.with { kiosk in
            let agent = try await kiosk.start(duties: [.localSocket])
            let path = kiosk.configuration().socketPath
            #expect(try await Self.errorCode(of: [[0xFF, 0x01, 0x02]], path) == .malformed)
            #expect(try await Self.errorCode(of: [[]], path) == .malformed)
            #expect(try await Self.errorCode(of: [[], [1], [2]], path) == .malformed)
            let empty = try WireAgentRequest.make { $0.record = .init() }.encoded()
            #expect(try await Self.errorCode(of: [empty], path) == .invalid)
            let long = try WireAgentRequest.make { $0.record = .entry(String(repeating: "ă", count: 15_000)) }.encoded()
            #expect(try await Self.errorCode(of: [long], path) == .invalid)
            #expect(agent.figures.depth == 0)
            try await agent.stop()
        }
    }

    @Test("A request larger than any request is cut off, and the next front end is served")
    func survivesOversized() async throws {
        try await KioskFixture.with { kiosk in
            let agent = try await kiosk.start(duties: [.localSocket])
            let path = kiosk.configuration().socketPath
            let isCutOff = try await Self.isCutOff(Array(repeating: 0x41, count: 1 << 20), path)
            #expect(isCutOff)
            #expect(try await AgentClient(socketPath: path).record(.rating(5)).sequence == 1)
            try await agent.stop()
        }
    }

    @Test("Without an agent the client says so")
    func tellsOfAbsence() async throws {
        try await KioskFixture.with { kiosk in
            let client = AgentClient(socketPath: kiosk.configuration().socketPath, patience: .milliseconds(50))
            await #expect { try await client.status() } throws: { ($0 as? AgentError)?.code == .unavailable }
        }
    }

    @Test("A contact is sealed: neither the outbox file nor the log has it in clear, the officer's key opens it")
    func sealsContact() async throws {
        try await KioskFixture.with { kiosk in
            var fake = try await FakeAggregator()
            let agent = try await kiosk.start(
                kiosk.configuration(fake.endpoint),
                server: fake.keyPair.publicKey,
                duties: [.delivery, .localSocket]
            )
            var record = WireRecord.entry("Hồ sơ trễ hẹn")
            record.contact = .make {
                $0.name = "Thạch Thị Thử Nghiệm"
                $0.address = "Ấp Không Có Thật"
                $0.telephone = "0900000000"
            }
            let client = AgentClient(socketPath: kiosk.configuration().socketPath)
            _ = try await client.record(record)
            for name in try FileManager.default.contentsOfDirectory(atPath: kiosk.folder) {
                guard let bytes = FileManager.default.contents(atPath: "\(kiosk.folder)/\(name)") else { continue }
                for secret in ["Thạch Thị", "Không Có Thật", "0900000000"] {
                    #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
                }
            }
            let hello = try await fake.hello()
            try await fake.welcome(hello)
            let submission = try #require(try await fake.publish().opened().first)
            let sealed = submission.entry.sealedContact
            let opened = try ContactSeal.open(
                SealedContactParts(
                    keyID: Array(sealed.keyID),
                    encapsulatedKey: Array(sealed.encapsulatedKey),
                    ciphertext: Array(sealed.ciphertext)
                ),
                submissionID: Array(submission.id),
                with: kiosk.contactSecret
            )
            #expect(try WireContact(decoding: opened) == record.contact)
            let log = kiosk.log.lines.joined(separator: "\n")
            for secret in ["Thạch", "Không Có Thật", "0900000000", "Hồ sơ", submission.entry.trackingCode] {
                #expect(!log.contains(secret))
            }
            try await agent.stop()
            await fake.stop()
        }
    }

    /// The error that frames are answered with.
    private static func errorCode(of frames: [[UInt8]], _ path: String) async throws -> WireAgentErrorCode {
        let context = try Context()
        let host = try SocketHost()
        let (_, messages) = try await host.run { host throws(ZeroMQError) in
            let socket = try Socket(.dealer, in: context)
            try socket.connect("ipc://\(path)")
            _ = try socket.send(frames)
            return try host.messages(from: socket)
        }
        let answer = await messages.first { _ in true }
        await host.shutdown()
        await context.terminate()
        let reply = try WireAgentReply(decoding: try #require(answer?.frames.last))
        return reply.error.code
    }

    /// Whether the agent closes the connection of who sends a frame.
    private static func isCutOff(_ frame: [UInt8], _ path: String) async throws -> Bool {
        let context = try Context()
        let host = try SocketHost()
        let (events, tell) = AsyncStream<MonitorEvent.Kind>.makeStream(bufferingPolicy: .bufferingOldest(100))
        try await host.run { host throws(ZeroMQError) in
            let id = try host.attach(try Socket(.dealer, in: context))
            try host.monitor(id) { _, event in tell.yield(event.kind) }
            try host.withSocket(id) { socket throws(ZeroMQError) in
                try socket.connect("ipc://\(path)")
                _ = try socket.send(frame)
            }
        }
        let isCutOff = await events.contains { $0 == .disconnected }
        await host.shutdown()
        await context.terminate()
        return isCutOff
    }
}

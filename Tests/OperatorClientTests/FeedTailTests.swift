import FeedbackProtocol
import OperatorClient
import Testing
import ZeroMQ

@Suite("Feed tail", .timeLimit(.minutes(2)))
struct FeedTailTests {
    private static let subscription = FollowedTopics(path: [], streams: [.cases, .ratings])

    typealias FeedFrames = (topic: String, event: [UInt8])

    /// Publishes messages once the last of the topics is subscribed to.
    private func withFeed(
        isKnown: Bool = true,
        _ messages: [FeedFrames],
        _ body: (ScriptedServer) async throws -> Void
    ) async throws {
        try await ScriptedServer.running(
            .extendedPublisher(),
            isKnown: isKnown,
            { _, socket, _ in
                while case .request(let request)? = try? socket.receiveFromSubscriber() {
                    guard request.action == .subscribe, request.topic == Array("heartbeat/".utf8) else { continue }
                    for message in messages { _ = try? socket.send([Array(message.topic.utf8), message.event]) }
                }
            },
            body
        )
    }

    private static func ratings(_ sequences: [UInt64]) -> [FeedFrames] {
        sequences.map { ("rating/84/842/29242/", FeedTallyTests.rating($0 + 100, [$0, $0, $0])) }
    }

    @Test("Events come through CURVE, gaps are counted, and the asked number ends it")
    func events() async throws {
        try await self.withFeed(Self.ratings([5, 6, 9])) { server in
            let seen = Seen<String>()
            let tail = try await FeedTail(server.door(), .init(Self.subscription, eventLimit: 3)) { notices in
                for notice in notices {
                    switch notice {
                    case .told(.event(let event)): seen.add("event \(event.number)")
                    case .told(.gap(_, let from, let through)): seen.add("gap \(from) \(through)")
                    default: break
                    }
                }
            }
            let tally = try await tail.finished()
            #expect(seen.all == ["event 105", "event 106", "gap 7 8", "event 109"])
            #expect((tally.events, tally.gaps, tally.missing, tally.lastPosition) == (3, 1, 2, 109))
        }
    }

    @Test("Asked twice to stop it ends at once")
    func stop() async throws {
        try await self.withFeed(Self.ratings([1])) { server in
            let first = Seen<Bool>()
            let tail = try await FeedTail(server.door(), .init(Self.subscription)) { notices in
                for case .told(.event) in notices { first.add(true) }
            }
            tail.stop()
            tail.stop()
            let tally = try await tail.finished()
            #expect(tally.events <= 1)
            #expect(!tally.isConfirmed)
        }
    }

    @Test("Asked to stop it reads on to a heartbeat, which shows what was lost before")
    func confirmedEnd() async throws {
        let heartbeat = FeedTallyTests.heartbeat(["84"], cases: 0, ratings: 4)
        try await self.withFeed(Self.ratings([1, 2])) { server in
            let (events, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingOldest(2))
            let tail = try await FeedTail(server.door(), .init(Self.subscription)) { notices in
                for case .told(.event) in notices { continuation.yield() }
            }
            var seen = 0
            for await _ in events {
                seen += 1
                if seen == 2 { break }
            }
            try await server.send("heartbeat/84/", heartbeat, every: .milliseconds(50))
            tail.stop()
            let tally = try await tail.finished()
            #expect(tally.isConfirmed)
            #expect((tally.events, tally.gaps, tally.missing) == (2, 1, 2))
        }
    }

    @Test("When nothing comes after connecting it is told, with what was followed")
    func unheard() async throws {
        try await self.withFeed([]) { server in
            let (told, continuation) = AsyncStream<[String]>.makeStream(bufferingPolicy: .bufferingOldest(1))
            let options = FeedTail.Options(
                FollowedTopics(path: ["84", "842"], streams: [.cases]),
                patience: .milliseconds(100)
            )
            let tail = try await FeedTail(server.door(), options) { notices in
                for case .unheard(let path) in notices { continuation.yield(path) }
            }
            for await path in told {
                #expect(path == ["84", "842"])
                break
            }
            tail.stop()
            tail.stop()
            _ = try await tail.finished()
        }
    }

    @Test("A key that may not follow is refused at once")
    func unknownKey() async throws {
        try await self.withFeed(isKnown: false, []) { server in
            let tail = try await FeedTail(server.door(timeout: .seconds(60)), .init(Self.subscription)) { _ in }
            let error = await #expect(throws: OperatorError.self) { try await tail.finished() }
            #expect(error?.code.exitCode == 77)
        }
    }

    @Test("Another aggregator's key file finds no feed")
    func wrongServerKey() async throws {
        try await self.withFeed([]) { server in
            let other = try CurveKeyPair.generate().publicKey
            let door = try server.door(timeout: .milliseconds(500), serverKey: other)
            let tail = try await FeedTail(door, .init(Self.subscription)) { _ in }
            let error = await #expect(throws: OperatorError.self) { try await tail.finished() }
            #expect(error?.code.exitCode == 69)
        }
    }
}

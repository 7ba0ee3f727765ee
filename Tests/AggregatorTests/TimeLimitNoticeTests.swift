import CivilTime
import FeedbackProtocol
import Foundation
import Identity
import Logging
import NIOConcurrencyHelpers
import Testing
import ZeroMQ

@testable import Aggregator

/// A whole aggregator with a clock of the test's, and a desk at its real socket.
@Suite("Time limits told to a watching desk", .timeLimit(.minutes(2)))
struct TimeLimitNoticeTests {
    private struct Failure: Error {
        let what: String
    }

    /// Friday 2025-03-07, 10:00 in the province.
    private static let friday = Timestamp(microseconds: 1_741_316_400_000_000)
    private static let day = Duration.seconds(86_400)

    private static let importing = WireImportCases.make {
        $0.source = "old-book"
        $0.registerEdition = "2022-10"
        $0.cases = [
            .make {
                $0.id = Data([UInt8](repeating: 0x88, count: 16))
                $0.row = .make {
                    $0.requestKey = Data(count: 16)
                    $0.ordinal = 1
                    $0.rowDigest = Data(count: 16)
                    $0.factsDigest = Data(count: 16)
                }
                $0.facts = .make {
                    $0.office = "29254"
                    $0.responsibleUnit = "29254"
                    $0.lane = .feedback
                    $0.subject = "late-result"
                    $0.field = "land"
                    $0.receivedAt = friday.microseconds - 3_600_000_000
                    $0.standing = "open"
                    $0.state = "received"
                }
            }
        ]
    }

    @Test("A time limit is told to who watches, once, and later to who asks what was told since a position")
    func told() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "notice-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = NIOLockedValueBox(Self.friday)
        let (ready, isReady) = AsyncStream.makeStream(
            of: AggregatorEndpoints.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let anywhere = "tcp://127.0.0.1:*"
        let service = AggregatorService(
            AggregatorConfiguration(
                dataFolder: folder,
                intakeEndpoint: anywhere,
                deskEndpoint: anywhere,
                feedEndpoint: anywhere,
                replayEndpoint: anywhere,
                origin: "test",
                registerEdition: "2022-10"
            ),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { clock.withLockedValue { $0 } },
            onReady: { isReady.yield($0) }
        )
        let running = Task { try await service.run() }
        var endpoint: String?
        for await endpoints in ready {
            endpoint = endpoints.desk
            break
        }
        let key = try ClientKeyFile(contentsOf: "\(folder)/operator.key")
        try await WatchingDesk.with(try #require(endpoint), key) { desk in
            let answer = try await desk.ask(1, .importCases(Self.importing)).content
            guard case .importedCases(let imported) = answer else {
                throw Failure(what: "nothing was imported: \(String(describing: answer))")
            }
            let number = try #require(imported.outcomes.first?.caseNumber)
            let assigned = WireCaseCommand.make {
                $0.idempotencyKey = Data(count: 16)
                $0.caseNumber = number
                $0.expectedVersion = 2
                $0.event = "assign"
                $0.unit = "29254"
            }
            let handled = try await desk.ask(6, .caseCommand(assigned))
            guard case .caseDetail = handled.content else {
                throw Failure(what: "the case was not assigned: \(handled)")
            }
            let wish = WireWatchInbox.make { $0.unit = "29254" }
            let first = try await desk.ask(2, .watchInbox(wish)).watching
            try #require(first.told.isEmpty && first.toldThrough >= number)

            // A week and a half later, in office hours; the leases of the old clock are over, so it watches again.
            clock.withLockedValue { $0 = $0.advanced(by: Self.day * 10) }
            _ = try await desk.ask(3, .watchInbox(wish))
            let notice = try await desk.notice { $0.kind == .timeLimit }
            #expect(notice.caseNumber == number)
            #expect(notice.told.caseNumber == number && notice.told.unit == "29254" && notice.told.dueAt != 0)

            let since = WireWatchInbox.make {
                $0.unit = "29254"
                $0.toldSince = first.toldThrough
            }
            let later = try await desk.ask(4, .watchInbox(since)).watching
            #expect(later.told.contains { $0.position == notice.told.position })
            #expect(Set(later.told.map(\.position)).count == later.told.count)
            var end = since
            end.toldSince = later.toldThrough
            // Others may have been told since; what was is not told again.
            let rest = try await desk.ask(5, .watchInbox(end)).watching.told
            #expect(!rest.contains { $0.position <= later.toldThrough })
        }
        running.cancel()
        try await running.value
    }
}

/// A desk's socket that keeps the notices which come between the answers.
private final class WatchingDesk {
    private struct Silence: Error {}

    private let replies: InboundReplies

    private init(_ replies: InboundReplies) {
        self.replies = replies
    }

    static func with(
        _ endpoint: String,
        _ key: ClientKeyFile,
        _ body: (WatchingDesk) async throws -> Void
    ) async throws {
        let context = try Context()
        let host = try SocketHost(name: "watching-desk")
        let (stream, continuation) = AsyncStream.makeStream(
            of: WireDeskReply.self,
            bufferingPolicy: .bufferingOldest(256)
        )
        let socket = try await host.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .client(CurveClient(keyPair: key.keyPair, serverKey: key.serverPublicKey))
            let socket = try Socket(.dealer, in: context, options: options)
            try socket.connect(endpoint)
            return try host.attach(socket) { _, socket, _ in
                while let message = try? socket.receiveMultipart(maximumFrames: 2) {
                    if let reply = try? WireDeskReply(decoding: message.frames[0]) { continuation.yield(reply) }
                }
            }
        }
        let desk = WatchingDesk(InboundReplies(host: host, socket: socket, iterator: stream.makeAsyncIterator()))
        do {
            try await body(desk)
            await host.shutdown()
            await context.terminate()
        } catch {
            await host.shutdown()
            await context.terminate()
            throw error
        }
    }

    func ask(_ id: UInt64, _ content: WireDeskRequest.OneOf_Content) async throws -> WireDeskReply {
        let request = WireDeskRequest.make {
            $0.requestID = id
            $0.content = content
        }
        let bytes = try request.encoded()
        let socket = self.replies.socket
        try await self.replies.host.run { host throws(ZeroMQError) in
            _ = try host.withSocket(socket) { socket throws(ZeroMQError) in try socket.send(bytes) }
        }
        while let reply = await self.replies.next() {
            if reply.requestID == id { return reply }
            self.replies.notices.append(reply.inboxNotice)
        }
        throw Silence()
    }

    func notice(_ isWanted: (WireInboxNotice) -> Bool) async throws -> WireInboxNotice {
        if let found = self.replies.notices.first(where: isWanted) { return found }
        while let reply = await self.replies.next() {
            if reply.requestID == 0, isWanted(reply.inboxNotice) { return reply.inboxNotice }
        }
        throw Silence()
    }
}

/// What came so far and what comes.
private final class InboundReplies {
    let host: SocketHost
    let socket: SocketID
    var notices: [WireInboxNotice] = []
    private var iterator: AsyncStream<WireDeskReply>.Iterator

    init(host: SocketHost, socket: SocketID, iterator: AsyncStream<WireDeskReply>.Iterator) {
        self.host = host
        self.socket = socket
        self.iterator = iterator
    }

    func next() async -> WireDeskReply? {
        await self.iterator.next(isolation: #isolation)
    }
}

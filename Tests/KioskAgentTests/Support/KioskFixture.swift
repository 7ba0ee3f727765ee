import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import KioskAgent
import Logging
import NIOConcurrencyHelpers
import ZeroMQ

/// One kiosk in a folder of its own, removed at the end.
final class KioskFixture: Sendable {
    /// Nobody listens here: the port of the discard service.
    static let nobody = "tcp://127.0.0.1:9"

    let folder: String
    let keyPair: CurveKeyPair
    let contactSecret = ContactSecretKey()
    let inspectorateSecret = ContactSecretKey()
    let threads: AgentThreads
    let log = RecordedLog()
    let emptied: AsyncStream<Void>
    private let empty: AsyncStream<Void>.Continuation

    init() throws {
        // Short, because the path of a local socket is.
        self.folder = "\(NSTemporaryDirectory())kiosk-\(UInt32.random(in: .min ... .max))"
        self.keyPair = try CurveKeyPair.generate()
        self.threads = try AgentThreads()
        (self.emptied, self.empty) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        try FileManager.default.createDirectory(
            atPath: self.folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    func configuration(_ endpoint: String = nobody) -> KioskConfiguration {
        var configuration = KioskConfiguration(
            dataFolder: self.folder,
            aggregatorEndpoint: endpoint,
            office: "29242",
            registerEdition: "2022-10"
        )
        configuration.outbox.backOff = BackOff(minimum: .milliseconds(10), maximum: .milliseconds(40))
        configuration.outbox.refusedBackOff = BackOff(minimum: .milliseconds(10), maximum: .milliseconds(40))
        return configuration
    }

    func key(server: CurvePublicKey) throws -> ClientKeyFile {
        ClientKeyFile(
            name: try PrincipalName("kiosk-29242-1"),
            keyPair: self.keyPair,
            serverPublicKey: server,
            contactKey: self.contactSecret.publicKey,
            inspectorateKey: self.inspectorateSecret.publicKey
        )
    }

    func start(
        _ configuration: KioskConfiguration? = nil,
        server: CurvePublicKey? = nil,
        disk: (any OutboxDisk)? = nil,
        duties: AgentDuties = .delivery
    ) async throws -> RunningAgent {
        let configuration = configuration ?? self.configuration()
        let opened: any OutboxDisk
        if let disk { opened = disk } else { opened = try await OutboxOpening.open(configuration, on: self.threads) }
        let empty = self.empty
        return try await RunningAgent.start(
            configuration,
            key: try self.key(server: try server ?? CurveKeyPair.generate().publicKey),
            disk: opened,
            duties: duties,
            on: self.threads,
            logger: self.log.logger,
            now: { Timestamp(microseconds: 1_665_700_000_000_000) },
            onEmpty: { empty.yield() }
        )
    }

    /// Waits until the outbox has become empty.
    func untilEmpty() async {
        for await _ in self.emptied { return }
    }

    func tearDown() async {
        await self.threads.shutdown()
        try? FileManager.default.removeItem(atPath: self.folder)
    }

    /// Runs a test with a kiosk and removes it however the test ends.
    static func with(_ body: (KioskFixture) async throws -> Void) async throws {
        let fixture = try KioskFixture()
        do {
            try await body(fixture)
        } catch {
            await fixture.tearDown()
            throw error
        }
        await fixture.tearDown()
    }
}

/// A log kept in memory.
final class RecordedLog: Sendable {
    private let box = NIOLockedValueBox<[String]>([])
    private let news: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    init() {
        (self.news, self.tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Waits until a line fits; for one waiting test at a time.
    func untilLine(_ fits: (String) -> Bool) async {
        if self.lines.contains(where: fits) { return }
        for await _ in self.news where self.lines.contains(where: fits) { return }
    }

    var lines: [String] { self.box.withLockedValue { $0 } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(box: self.box, tell: self.tell) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let box: NIOLockedValueBox<[String]>
        let tell: AsyncStream<Void>.Continuation
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { self.metadata[key] }
            set { self.metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = event.metadata ?? [:]
            self.box.withLockedValue { $0.append("\(event.level) \(event.message) \(metadata)") }
            self.tell.yield()
        }
    }
}

extension WireRecord {
    static func rating(_ level: UInt32) -> WireRecord {
        .make {
            $0.submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = level
            }
        }
    }

    static func entry(_ text: String) -> WireRecord {
        .make {
            $0.submission.entry = .make {
                $0.lane = .feedback
                $0.subject = "late-result"
                $0.text = text
            }
        }
    }
}

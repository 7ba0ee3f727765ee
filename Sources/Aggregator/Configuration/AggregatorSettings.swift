import Delivery
import Satisfaction
package import Settings

/// Every setting of `langnghe-aggregator`.
package enum AggregatorSettings {
    static let data = Setting(
        "data",
        .path,
        default: "/var/lib/langnghe",
        help: "Folder of the keys, the journal and everything else the aggregator keeps; made when it is missing."
    )
    static let intakeEndpoint = Setting(
        "intake.endpoint",
        .endpoint(.bind),
        default: .loopback(port: 5710),
        help: "Where kiosks connect to."
    )
    static let intakeWindow = Setting(
        "intake.window",
        .integer(in: 1...100_000),
        default: 1000,
        help: "How many submissions without a receipt one kiosk may have on their way."
    )
    static let kioskPerMinute = Setting(
        "intake.kiosk.per-minute",
        .integer(in: 1...100_000_000),
        default: SubmissionAllowance.Limits().perMinute,
        help: "How many submissions a minute are taken from one kiosk for long; the others wait in its outbox."
    )
    static let kioskBurst = Setting(
        "intake.kiosk.burst",
        .integer(in: 500...100_000_000),
        default: SubmissionAllowance.Limits().burst,
        help: "How many one kiosk may send at once after a silence, whatever it may a minute."
    )
    static let trackingPerMinute = Setting(
        "intake.tracking.per-minute",
        .integer(in: 1...100_000),
        default: CitizenAllowance.Limits().requests.perMinute,
        help: "How many requests with tracking codes a minute are answered at one kiosk."
    )
    static let trackingWrongCodes = Setting(
        "intake.tracking.wrong-codes",
        .integer(in: 1...1000),
        default: CitizenAllowance.Limits().wrongCodes.burst,
        help: "How many tracking codes of no case one kiosk may try at once; then two a minute, others wait as well."
    )
    static let batchSubmissions = Setting(
        "intake.batch.submissions",
        .integer(in: 1...1_000_000),
        default: IntakeBatchLimits().submissions,
        help: "Submissions in one commit beyond which kiosks have to wait."
    )
    static let batchBytes = Setting(
        "intake.batch.bytes",
        .byteSize(in: (64 << 10)...(1 << 30)),
        default: IntakeBatchLimits().bytes,
        help: "Bytes in one commit beyond which kiosks have to wait."
    )
    static let deskEndpoint = Setting(
        "desk.endpoint",
        .endpoint(.bind),
        default: .loopback(port: 5711),
        help: "Where desks and operators connect to."
    )
    static let feedEndpoint = Setting(
        "feed.endpoint",
        .endpoint(.bind),
        default: .loopback(port: 5712),
        help: "Where dashboards subscribe."
    )
    static let replayEndpoint = Setting(
        "replay.endpoint",
        .endpoint(.bind),
        default: .loopback(port: 5713),
        help: "Where dashboards ask for events that they missed."
    )
    static let feedHeartbeat = Setting(
        "feed.heartbeat",
        .duration(in: .milliseconds(100)...Duration.seconds(10)),
        default: .seconds(5),
        help: "How often the feed tells every unit's newest numbers, so that a follower notices a loss in silence."
    )
    static let feedHighWaterMark = Setting(
        "feed.high-water-mark",
        .integer(in: 100...10_000_000),
        default: 2_000,
        help: "Messages waiting for one slow follower beyond which it loses some and has to notice: events, or bundles "
            + "of them of some 4 KiB."
    )
    static let feedSendBuffer = Setting(
        "feed.send-buffer",
        .byteSize(in: 0...(64 << 20)),
        default: 0,
        help: "Bytes that the system keeps for one slow follower besides those events; 0 for as many as it likes, some "
            + "MiB, which are thousands of events more."
    )
    static let treeHeadPause = Setting(
        "feed.tree-pause",
        .duration(in: .milliseconds(100)...Duration.seconds(3600)),
        default: .seconds(60),
        help: "How soon after one signed head of the tree of proofs the next one is told, when the tree has grown."
    )
    static let replayPerSecond = Setting(
        "replay.per-second",
        .integer(in: 1...1_000_000),
        default: ReplayAllowance.Limits().perSecond,
        help: "How many answers a second one key gets there for long; a snapshot counts as several."
    )
    static let replayBurst = Setting(
        "replay.burst",
        .integer(in: 1...100_000_000),
        default: ReplayAllowance.Limits().burst,
        help: "How many one key gets at once after a silence."
    )
    static let origin = Setting(
        "origin",
        .text,
        default: "a1",
        help: "The name of this aggregator in feed positions. No two of one province may share one.",
        refusal: { name in
            let isName =
                (1...32).contains(name.utf8.count)
                && name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
            return isName ? nil : "is not 1 to 32 of a-z, 0-9 and hyphen"
        }
    )
    static let edition = Setting(
        "register.edition",
        .text,
        default: "2022-10",
        help: "The register edition in force: 2022-10 (nine districts, 106 communes), 2025-07, or 'today' for the one "
            + "of the day the aggregator starts. With a newer one than before, open cases go to the successors of "
            + "their units, once and for good; their due dates stay."
    )
    static let connections = Setting(
        "connections",
        .integer(in: 16...65_000),
        default: 4096,
        help: "The most connections at all doors together."
    )

    /// The program as its command line and `--help` know it.
    package static let program = SettingsProgram(
        name: "langnghe-aggregator",
        version: "0.1.0",
        summary: "Receives what citizens give at kiosks, makes it durable, routes it to the responsible unit and "
            + "tells dashboards. Stop it with Ctrl-C or SIGTERM.",
        settings: Self.withRules([
            Self.data, Self.intakeEndpoint, Self.intakeWindow, Self.kioskPerMinute, Self.kioskBurst,
            Self.trackingPerMinute, Self.trackingWrongCodes, Self.batchSubmissions, Self.batchBytes, Self.deskEndpoint,
            Self.feedEndpoint, Self.feedHeartbeat, Self.feedHighWaterMark, Self.feedSendBuffer, Self.treeHeadPause,
            Self.replayEndpoint, Self.replayPerSecond, Self.replayBurst, Self.origin, Self.edition, Self.connections,
            LogLevel.setting,
        ])
    )

    /// The level of log messages.
    package static func logLevel(_ settings: EffectiveSettings) -> LogLevel { settings[LogLevel.setting] }
}

extension AggregatorConfiguration {
    /// Takes the settings in force.
    package init(_ settings: EffectiveSettings) {
        let edition = settings[AggregatorSettings.edition]
        self.init(
            dataFolder: settings[AggregatorSettings.data],
            intakeEndpoint: settings[AggregatorSettings.intakeEndpoint].text,
            deskEndpoint: settings[AggregatorSettings.deskEndpoint].text,
            feedEndpoint: settings[AggregatorSettings.feedEndpoint].text,
            replayEndpoint: settings[AggregatorSettings.replayEndpoint].text,
            origin: settings[AggregatorSettings.origin],
            registerEdition: edition == "today" ? nil : edition,
            heartbeatInterval: settings[AggregatorSettings.feedHeartbeat],
            feedHighWaterMark: settings[AggregatorSettings.feedHighWaterMark],
            maximumConnections: settings[AggregatorSettings.connections]
        )
        self.kioskLimits.window = UInt32(clamping: settings[AggregatorSettings.intakeWindow])
        self.kioskLimits.maximumPending = UInt64(clamping: settings[AggregatorSettings.intakeWindow]) * 2
        self.kioskLimits.maximumHeldRejections = settings[AggregatorSettings.intakeWindow] * 4
        self.allowance = SubmissionAllowance.Limits(
            perMinute: settings[AggregatorSettings.kioskPerMinute],
            burst: settings[AggregatorSettings.kioskBurst]
        )
        let sendBuffer = settings[AggregatorSettings.feedSendBuffer]
        self.feedSendBuffer = sendBuffer == 0 ? nil : sendBuffer
        let requests = settings[AggregatorSettings.trackingPerMinute]
        self.citizenAllowance.requests = SubmissionAllowance.Limits(perMinute: requests, burst: requests)
        self.citizenAllowance.wrongCodes.burst = settings[AggregatorSettings.trackingWrongCodes]
        self.treeHeadPause = settings[AggregatorSettings.treeHeadPause]
        self.replayAllowance = ReplayAllowance.Limits(
            perSecond: settings[AggregatorSettings.replayPerSecond],
            burst: settings[AggregatorSettings.replayBurst]
        )
        self.misuse = MisuseRules(settings)
        self.isAlwaysOpen = settings[AggregatorSettings.officeHours] == .always
        self.alerts = AlertRules(settings)
        self.batchLimits.submissions = settings[AggregatorSettings.batchSubmissions]
        self.batchLimits.bytes = settings[AggregatorSettings.batchBytes]
    }
}

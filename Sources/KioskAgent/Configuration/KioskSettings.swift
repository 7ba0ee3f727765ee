import Delivery
package import Settings

/// Every setting of `langnghe-kiosk`.
package enum KioskSettings {
    static let data = Setting(
        "data",
        .path,
        default: "/var/lib/langnghe-kiosk",
        help: "Folder of the outbox and of the agent's socket; made when it is missing."
    )
    static let keyFile = Setting(
        "key-file",
        .optional(.path),
        default: nil,
        help: "The kiosk's key file from 'langnghe keys new'; without it kiosk.key in the data folder."
    )
    static let aggregatorEndpoint = Setting(
        "aggregator.endpoint",
        .endpoint(.connect),
        default: .loopback(port: 5710),
        help: "Where the aggregator takes submissions."
    )
    static let office = Setting(
        "office",
        .optional(.text),
        default: nil,
        help: "Register code of the office where the kiosk stands, such as 29242 ('langnghe unit find' tells it). It "
            + "must be the one the kiosk's key was made for.",
        refusal: { office in
            guard let office else { return nil }
            let isCode =
                (1...12).contains(office.utf8.count)
                && office.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) }
            return isCode ? nil : "is not a register code, 1 to 12 of 0-9 and A-Z; 'langnghe unit find' tells it"
        }
    )
    static let edition = Setting(
        "register.edition",
        .text,
        default: "2022-10",
        help: "The register edition the office's code is of: 2022-10 or 2025-07."
    )
    static let counter = Setting(
        "counter",
        .optional(.text),
        default: nil,
        help: "The counter in the office, such as 2; none where there is one alone."
    )
    static let maximumSubmissions = Setting(
        "outbox.maximum-submissions",
        .integer(in: 1...5_000_000),
        default: OutboxConfiguration().maximumCount,
        help: "Submissions without a receipt beyond which new ones are refused; none is ever removed to make room."
    )
    static let maximumSize = Setting(
        "outbox.maximum-size",
        .byteSize(in: (64 << 10)...(64 << 30)),
        default: OutboxConfiguration().maximumBytes,
        help: "Bytes of submissions without a receipt beyond which new ones are refused."
    )
    static let warningPercent = Setting(
        "outbox.warning-percent",
        .integer(in: 1...100),
        default: 80,
        help: "Share of either limit from which on the log and the status warn, in percent."
    )
    static let minimumBackOff = Setting(
        "back-off.minimum",
        .duration(in: .milliseconds(10)...Duration.seconds(60)),
        default: OutboxConfiguration().backOff.minimum,
        help: "The shortest wait after a failure; it doubles, with jitter, up to back-off.maximum."
    )
    static let maximumBackOff = Setting(
        "back-off.maximum",
        .duration(in: .milliseconds(100)...Duration.seconds(3600)),
        default: OutboxConfiguration().backOff.maximum,
        help: "The longest wait after failures."
    )
    static let statusInterval = Setting(
        "status.interval",
        .duration(in: .seconds(1)...Duration.seconds(3600)),
        default: .seconds(30),
        help: "How often the aggregator is told how the kiosk is."
    )
    static let tallyInterval = Setting(
        "tally.interval",
        .duration(in: .seconds(1)...Duration.seconds(86_400)),
        default: .seconds(600),
        help: "How often the province is told how many submissions the day has so far; days that are over at once."
    )

    /// The program as its command line and `--help` know it.
    package static let program = SettingsProgram(
        name: "langnghe-kiosk",
        version: AgentSoftware.version,
        summary: """
            Keeps what citizens give at a kiosk on its disk and delivers it to the aggregator, also after weeks without \
            a connection. Without a command it runs as the kiosk's agent until Ctrl-C or SIGTERM. Settings stand before \
            the command: langnghe-kiosk --data DIR rate --level 5.
            Exit codes of the commands: 0 kept or shown, 64 wrong usage, 65 invalid data, 69 agent or outbox not \
            available, 75 outbox full (try again later).
            """,
        settings: [
            Self.data, Self.keyFile, Self.aggregatorEndpoint, Self.office, Self.edition, Self.counter,
            Self.maximumSubmissions, Self.maximumSize, Self.warningPercent, Self.minimumBackOff, Self.maximumBackOff,
            Self.statusInterval, Self.tallyInterval, LogLevel.setting,
        ],
        commands: [
            .init("run", "Keep and deliver submissions until stopped; also what happens without a command."),
            .init("rate", "Keep one satisfaction rating."),
            .init("complain", "Keep one entry: feedback, complaint or denunciation."),
            .init("commend", "Keep one commendation."),
            .init("track", "Show a citizen where the case of a tracking code stands."),
            .init("tell", "Pass on what a citizen says of the case: solved, not solved, a supplement, a rating."),
            .init("proof", "Prove to the holder of a slip that the case is in the published record."),
            .init("status", "Show how the kiosk is."),
            .init("outbox", "List what is not delivered yet and what was rejected."),
            .init("simulate", "Run one made-up kiosk for each commune, for demonstrations and tests."),
        ],
        otherEnvironmentNames: ["LANGNGHE_BUILD"]
    )

    /// The level of log messages.
    package static func logLevel(_ settings: EffectiveSettings) -> LogLevel { settings[LogLevel.setting] }

    /// The path of the kiosk's key file.
    package static func keyFile(_ settings: EffectiveSettings) -> String {
        settings[Self.keyFile] ?? "\(settings[Self.data])/kiosk.key"
    }
}

extension KioskConfiguration {
    /// Takes the settings in force.
    ///
    /// - Throws: ``AgentError`` with `invalid` when the office is not said.
    package init(_ settings: EffectiveSettings) throws(AgentError) {
        guard let office = settings[KioskSettings.office] else {
            throw AgentError(
                .invalid,
                "office: say in which office the kiosk stands, with --office CODE, LANGNGHE_OFFICE or the settings file."
            )
        }
        self.init(
            dataFolder: settings[KioskSettings.data],
            aggregatorEndpoint: settings[KioskSettings.aggregatorEndpoint].text,
            office: office,
            registerEdition: settings[KioskSettings.edition],
            counter: settings[KioskSettings.counter] ?? ""
        )
        self.outbox.maximumCount = settings[KioskSettings.maximumSubmissions]
        self.outbox.maximumBytes = settings[KioskSettings.maximumSize]
        self.outbox.warningShare = Double(settings[KioskSettings.warningPercent]) / 100
        self.outbox.backOff.minimum = settings[KioskSettings.minimumBackOff]
        self.outbox.backOff.maximum = settings[KioskSettings.maximumBackOff]
        self.statusInterval = settings[KioskSettings.statusInterval]
        self.tallyInterval = settings[KioskSettings.tallyInterval]
    }
}

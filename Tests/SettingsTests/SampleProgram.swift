import Settings

/// A program with a setting of every type, for the tests.
enum SampleProgram {
    enum Level: String, CaseIterable, Sendable {
        case debug
        case info
        case warning
    }

    static let endpoint = Setting(
        "intake.endpoint",
        .endpoint(.bind),
        default: makeEndpoint("tcp://*:5710"),
        help: "Where the kiosks connect."
    )
    static let batch = Setting(
        "intake.batch-size",
        .integer(in: 1...5000),
        default: 500,
        help: "The most submissions committed together.",
        refusal: { $0 % 10 == 0 ? nil : "is not a multiple of 10" }
    )
    static let messageSize = Setting(
        "intake.message-size",
        .byteSize(in: 1024...(1 << 24)),
        default: 1 << 20,
        help:
            "The largest message accepted. A larger one is refused without being read, and counted, because no kiosk of ours ever sends one."
    )
    static let timeout = Setting(
        "delivery.timeout",
        .duration(in: .milliseconds(10)...(.seconds(86_400))),
        default: .seconds(30),
        help: "How long to wait."
    )
    static let simulate = Setting("simulate", .boolean, default: false, help: "Whether nothing is sent.")
    static let folder = Setting("store.folder", .path, default: "/var/lib/langnghe", help: "The data folder.")
    static let contactKey = Setting(
        "contact.key",
        .optional(.path),
        default: nil,
        help: "The file of the contact key."
    )
    static let offices = Setting("offices", .list(of: .text), default: ["29242"], help: "The offices.")
    static let level = Setting("log.level", .choice, default: Level.info, help: "How much is logged.")
    static let token = Setting(
        "console.token",
        .text,
        default: "changeme",
        help: "The token.",
        isSecret: true,
        refusal: { $0.count < 8 ? "\($0) is too short" : nil }
    )

    static let settings: [any SettingDeclaration] = [
        endpoint, batch, messageSize, timeout, simulate, folder, contactKey, offices, level, token,
    ]

    static let program = SettingsProgram(
        name: "langnghe-sample",
        version: "1.2.3",
        summary: "Does nothing, and does it well.",
        settings: settings,
        otherEnvironmentNames: ["LANGNGHE_TEST_SEEDS"]
    )

    static let programWithCommands = SettingsProgram(
        name: "langnghe-sample",
        version: "1.2.3",
        summary: "Does nothing, and does it well.",
        settings: settings,
        commands: [.init("rate", "Send a rating."), .init("status", "Show the outbox.")]
    )

    /// Loads with the given input; files are given by path.
    static func load(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        files: [String: String] = [:],
        program: SettingsProgram = program
    ) throws(SettingsError) -> SettingsOutcome {
        try program.load(
            SettingsInput(arguments: arguments, environment: environment, readFile: { files[$0] })
        )
    }

    /// Loads and expects settings in force.
    static func settings(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) throws -> EffectiveSettings {
        guard case .run(let settings, _) = try load(arguments, environment: environment, files: files) else {
            throw UnexpectedOutcome()
        }
        return settings
    }

    /// Loads and expects problems; gives the error's text.
    static func complaint(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        files: [String: String] = [:],
        program: SettingsProgram = program
    ) -> (codes: [SettingsProblem.Code], text: String) {
        do {
            _ = try load(arguments, environment: environment, files: files, program: program)
            return ([], "no problem")
        } catch {
            return (error.problems.map(\.code), error.description)
        }
    }

    static func makeEndpoint(_ text: String) -> ZeroMQEndpoint {
        do {
            return try ZeroMQEndpoint(text, for: .bind)
        } catch {
            preconditionFailure("a test's own endpoint \(error.reason)")
        }
    }

    static let file = "/etc/langnghe/langnghe-sample.yaml"
}

struct UnexpectedOutcome: Error {}

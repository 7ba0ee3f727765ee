import ArgumentParser
import FeedbackProtocol
import Foundation
import KioskAgent
import Settings

/// `langnghe-kiosk track`.
struct TrackCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… track",
        abstract: "Show a citizen where the case of a tracking code stands.",
        discussion: TrackingOutput.exitCodes
    )

    @Argument(help: "The tracking code on the slip.")
    var code: String
    @Flag(help: "Print JSON for programs.")
    var json = false

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let question = WireCitizenRequest.make { $0.trackingCode = self.code }
        return try TrackingOutput.show(try await OutboxAccess.ask(question, settings), settings, asJSON: self.json)
    }
}

/// `langnghe-kiosk tell`.
struct TellCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… tell",
        abstract: "Pass on what a citizen says of the case of a tracking code.",
        discussion: """
            'track' lists what can be said now. solved and not-solved: whether the answer helped; supplement: what was \
            asked for; withdraw: the citizen needs no answer any more; appeal: a higher unit shall look at it; rate: how \
            it was handled, with --level 1 to 5. Say the same again with the same --key when no answer came: it is \
            taken once.

            \(TrackingOutput.exitCodes)
            """
    )

    /// What can be said, in words of this command.
    enum Statement: String, ExpressibleByArgument, CaseIterable {
        case solved
        case notSolved = "not-solved"
        case supplement
        case withdraw
        case withdrawPart = "withdraw-part"
        case appeal
        case rate

        /// The event of the case's life cycle.
        var event: String {
            switch self {
            case .solved: "confirm-solved"
            case .notSolved: "report-not-solved"
            case .supplement: "citizen-answered"
            case .withdraw: "withdraw"
            case .withdrawPart: "withdraw-part"
            case .appeal: "appeal"
            case .rate: "rate"
            }
        }
    }

    @Argument(help: "The tracking code on the slip.")
    var code: String
    @Argument(help: "What the citizen says.")
    var statement: Statement
    @Option(help: "The citizen's own words; with - from standard input.")
    var text = ""
    @Option(help: "With rate: 1 (worst) to 5.")
    var level: UInt32?
    @Option(help: "The version of the case the citizen saw (default: the present one).")
    var seen: UInt32?
    @Option(help: "32 hexadecimal digits that name this statement (default: new ones).")
    var key: String?
    @Flag(help: "Print JSON for programs.")
    var json = false

    func validate() throws {
        guard (self.statement == .rate) == (self.level != nil) else {
            throw ValidationError("rate goes with --level, and --level with rate alone.")
        }
        if let level, !(1...5).contains(level) { throw ValidationError("--level is 1 to 5.") }
        if let key, StatementKey.bytes(key) == nil {
            throw ValidationError("--key is 32 hexadecimal digits.")
        }
    }

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let text = self.text == "-" ? try TextInput.standardInput() : self.text
        var version = self.seen
        if version == nil {
            let look = WireCitizenRequest.make { $0.trackingCode = self.code }
            let reply = try await OutboxAccess.ask(look, settings)
            guard !reply.hasError else { return try TrackingOutput.show(reply, settings, asJSON: self.json) }
            version = reply.case.version
        }
        let statement = WireCitizenRequest.make {
            $0.trackingCode = self.code
            $0.statement = .make {
                $0.idempotencyKey = self.key.flatMap(StatementKey.bytes) ?? StatementKey.new()
                $0.expectedVersion = version ?? 0
                $0.event = self.statement.event
                $0.text = text
                $0.rating = self.level ?? 0
            }
        }
        return try TrackingOutput.show(
            try await OutboxAccess.ask(statement, settings),
            settings,
            isTaken: true,
            asJSON: self.json
        )
    }
}

/// The idempotency keys of what citizens say.
enum StatementKey {
    /// 16 bytes that nobody chose before.
    static func new() -> Data { Data((0..<16).map { _ in UInt8.random(in: .min ... .max) }) }

    /// The bytes of 32 hexadecimal digits, or `nil`.
    static func bytes(_ text: String) -> Data? {
        let digits = text.compactMap(\.hexDigitValue)
        guard text.count == 32, digits.count == 32 else { return nil }
        return Data(stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
    }
}

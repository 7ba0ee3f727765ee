import ArgumentParser
import FeedbackProtocol
import KioskAgent
import Settings

/// `langnghe-kiosk rate`.
struct RateCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… rate",
        abstract: "Keep one satisfaction rating on the kiosk's disk and have it delivered.",
        discussion: KeptOutput.exitCodes
    )

    @Option(help: "How satisfied: 1 (worst) up to the scale's highest level.")
    var level: UInt32
    @Option(help: "Code of the scale: faces-5, faces-4, faces-3 or points-10.")
    var scale = "faces-5"
    @Option(help: "Code of the field of service, such as civil-status.")
    var field: String?
    @Option(help: "Whether a criterion was met, such as always-smiles=yes; may be given several times.")
    var criterion: [CriterionArgument] = []
    @Option(help: "Code of a reason, such as late-result; may be given several times.")
    var reason: [String] = []
    @Flag(help: "Print JSON for programs.")
    var json = false

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let record = WireRecord.make {
            $0.submission.field = self.field ?? ""
            $0.submission.rating = .make {
                $0.scale = self.scale
                $0.level = self.level
                $0.reasons = self.reason
                $0.criteria = self.criterion.map { argument in
                    .make {
                        $0.criterion = argument.code
                        $0.met = argument.isMet
                    }
                }
            }
        }
        let (kept, keeper) = try await OutboxAccess.record(record, settings)
        try KeptOutput.show(kept, keeper, asJSON: self.json)
        return .success
    }
}

/// `CODE=yes` or `CODE=no`.
struct CriterionArgument: ExpressibleByArgument {
    let code: String
    let isMet: Bool

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        switch parts[1].lowercased() {
        case "yes", "true", "1", "có": self.isMet = true
        case "no", "false", "0", "không": self.isMet = false
        default: return nil
        }
        self.code = String(parts[0])
    }
}

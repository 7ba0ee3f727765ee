import ArgumentParser
import FeedbackProtocol
import KioskAgent
import Settings

/// `langnghe-kiosk complain`.
struct ComplainCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… complain",
        abstract: "Keep one entry: feedback, complaint or denunciation.",
        discussion: """
            Without TEXT the text is read from standard input. Name, address and telephone are sealed before anything is \
            written; but flags show in the machine's list of processes, so a front end gives them with --contact-file, \
            as JSON: {"name": "…", "address": "…", "telephone": "…"}.

            \(KeptOutput.exitCodes)
            """
    )

    /// The lanes a citizen may choose.
    enum LaneArgument: String, ExpressibleByArgument, CaseIterable {
        case feedback
        case complaint
        case denunciation

        var lane: WireLane {
            switch self {
            case .feedback: .feedback
            case .complaint: .complaint
            case .denunciation: .denunciation
            }
        }
    }

    @Option(help: "Phản ánh, kiến nghị: feedback; khiếu nại: complaint; tố cáo: denunciation.")
    var lane = LaneArgument.feedback
    @Option(help: "Code of the subject, such as late-result.")
    var subject: String
    @Option(help: "Register code or name of the unit it is about; the office itself when left out.")
    var unit: String?
    @Option(help: "Code of the field of service, such as civil-status.")
    var field: String?
    @Option(help: "The citizen's name; seen in the list of processes, see --contact-file.")
    var name: String?
    @Option(help: "The citizen's address; seen in the list of processes, see --contact-file.")
    var address: String?
    @Option(help: "The citizen's telephone; seen in the list of processes, see --contact-file.")
    var phone: String?
    @Option(help: "A file with the contact as JSON; - for standard input.")
    var contactFile: String?
    @Flag(help: "Print JSON for programs.")
    var json = false
    @Argument(help: "The citizen's own words.")
    var text: String?

    func validate() throws {
        if self.text == nil, self.contactFile == "-" {
            throw ValidationError("Standard input can't be both text and contact: give TEXT as an argument.")
        }
        if self.contactFile != nil, self.name != nil || self.address != nil || self.phone != nil {
            throw ValidationError("Give the contact either with --contact-file or with --name, --address and --phone.")
        }
    }

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let text = try self.text ?? TextInput.standardInput()
        let unit = try UnitArgument.code(self.unit, settings)
        let contact =
            try self.contactFile.map(ContactInput.read)
            ?? .make {
                $0.name = self.name ?? ""
                $0.address = self.address ?? ""
                $0.telephone = self.phone ?? ""
            }
        let record = WireRecord.make {
            $0.submission.field = self.field ?? ""
            $0.submission.entry = .make {
                $0.lane = self.lane.lane
                $0.subject = self.subject
                $0.unitComplainedAbout = unit
                $0.text = text
            }
            $0.contact = contact
        }
        let (kept, keeper) = try await OutboxAccess.record(record, settings)
        try KeptOutput.show(kept, keeper, asJSON: self.json)
        return .success
    }
}

/// `langnghe-kiosk commend`.
struct CommendCommand: KioskCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe-kiosk [SETTING]… commend",
        abstract: "Keep one commendation.",
        discussion: "Without TEXT the text is read from standard input.\n\n\(KeptOutput.exitCodes)"
    )

    @Option(help: "Register code or name of the unit it is about; the office itself when left out.")
    var unit: String?
    @Option(help: "Code of the field of service, such as civil-status.")
    var field: String?
    @Flag(help: "Print JSON for programs.")
    var json = false
    @Argument(help: "The citizen's own words.")
    var text: String?

    func execute(_ settings: EffectiveSettings) async throws -> ExitStatus {
        let text = try self.text ?? TextInput.standardInput()
        let unit = try UnitArgument.code(self.unit, settings)
        let record = WireRecord.make {
            $0.submission.field = self.field ?? ""
            $0.submission.commendation = .make {
                $0.unitCommended = unit
                $0.text = text
            }
        }
        let (kept, keeper) = try await OutboxAccess.record(record, settings)
        try KeptOutput.show(kept, keeper, asJSON: self.json)
        return .success
    }
}

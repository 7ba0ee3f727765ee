import AdministrativeRegister
import ArgumentParser
import CaseLifecycle
import FeedbackProtocol
import OperatorClient

extension CaseCommands {
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a case on (thụ lý).")
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @Option(help: "Why, for the history.")
        var reason = ""
        @OptionGroup var change: CaseChange

        func run() async throws {
            try await self.change.run(.accept, self.reference, reason: self.reason)
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a case (giải quyết).",
            discussion:
                "'langnghe case show' says what resolving the case needs: an answer and an outcome, or a reason."
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @Option(help: "How it was answered, for the history.")
        var reason = ""
        @OptionGroup var details: EventDetails
        @OptionGroup var change: CaseChange

        func run() async throws {
            try await self.change.run(.resolve, self.reference, reason: self.reason, self.details)
        }
    }

    struct Act: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "do",
            abstract: "Make any event of a case's life cycle, such as assign-officer or extend.",
            discussion: "'langnghe case show' lists what your key can do with the case now, and what it needs."
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @Argument(help: "The event's name.")
        var event: String
        @Option(help: "Why, for the history.")
        var reason = ""
        @OptionGroup var details: EventDetails
        @OptionGroup var change: CaseChange

        func validate() throws {
            guard CaseEventKind(rawValue: self.event).isWellFormed else {
                throw ValidationError("An event is named like 'assign-officer'; 'langnghe case show' lists them.")
            }
        }

        func run() async throws {
            try await self.change.run(
                CaseEventKind(rawValue: self.event),
                self.reference,
                reason: self.reason,
                self.details
            )
        }
    }
}

/// What an event may need besides a reason.
struct EventDetails: ParsableArguments {
    @Option(help: ArgumentHelp("The unit to be responsible, by code or name.", valueName: "unit"))
    var unit: String?
    @Option(help: ArgumentHelp("Who is to handle it, by the name of the officer's key.", valueName: "key"))
    var officer: String?
    @Option(help: ArgumentHelp("The answer, as the citizen will read it.", valueName: "text"))
    var answer: String?
    @Option(help: ArgumentHelp("The outcome, an id of the rules.", valueName: "id"))
    var outcome: String?
    @Option(help: ArgumentHelp("The legal ground, an id of the rules.", valueName: "id"))
    var ground: String?
    @Option(help: ArgumentHelp("The other case.", valueName: "number"))
    var related: UInt64?
    @Option(help: ArgumentHelp("The time limit that is extended, or that --variant is of.", valueName: "id"))
    var deadline: String?
    @Option(help: ArgumentHelp("What sort of case it is for that time limit, such as complex.", valueName: "id"))
    var variant: String?
    @Option(help: ArgumentHelp("The unit that is to help, by code or name.", valueName: "unit"))
    var helper: String?
    @Option(help: ArgumentHelp("The unit that need not help any more, by code or name.", valueName: "unit"))
    var released: String?

    /// The details, with units by their codes.
    func details(_ lookup: RegisterLookup) throws(OperatorError) -> CaseEventDetails {
        var helper: String?
        var released: String?
        if let name = self.helper { helper = try lookup.unit(name).code.text }
        if let name = self.released { released = try lookup.unit(name).code.text }
        return CaseEventDetails(
            officer: self.officer,
            legalGround: self.ground.map(LegalGroundID.init(rawValue:)),
            answer: self.answer,
            outcome: self.outcome.map(CaseOutcomeID.init(rawValue:)),
            relatedCase: self.related,
            deadline: self.deadline.map(DeadlineRuleID.init(rawValue:)),
            variant: self.variant.map(DeadlineVariantID.init(rawValue:)),
            coordinatingUnit: helper,
            releasedUnit: released
        )
    }
}

/// What all changes of a case take.
struct CaseChange: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The version you last saw; the case is left alone when it has moved on (default: the present one).",
            valueName: "version"
        )
    )
    var expectVersion: UInt32?
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var edition: EditionOptions
    @OptionGroup var output: OutputOptions

    func run(
        _ event: CaseEventKind,
        _ reference: String,
        reason: String,
        _ details: EventDetails? = nil,
        parts: [CasePart] = []
    ) async throws(OperatorError) {
        let lookup = try self.edition.lookup()
        let text = CaseText(lookup)
        let parsed = try CaseReference.parse(reference)
        var unit = ""
        if let name = details?.unit { unit = try lookup.unit(name).code.text }
        var known = try details?.details(lookup) ?? .none
        known.parts = parts
        let given = known
        do throws(OperatorError) {
            let detail = try await self.desk.ask { desk throws(OperatorError) in
                var number: UInt64 = 0
                switch parsed {
                case .number(let given): number = given
                case .trackingCode: number = try await desk.caseDetail(parsed).summary.number
                }
                return try await desk.change(
                    CaseChangeRequest(
                        number: number,
                        event: event,
                        expectedVersion: self.expectVersion,
                        reason: reason,
                        details: given,
                        unit: unit,
                        actor: self.actor.actor,
                        idempotencyKey: Randomness.idempotencyKey()
                    )
                )
            }
            if self.output.json { Terminal.write(text.json(detail)) } else { Terminal.write(text.changed(detail)) }
        } catch {
            guard let refusal = error.cause as? DeskRefusal, let current = refusal.current else { throw error }
            // Of a case that moved on, all there is now, so that the officer can decide again.
            if self.output.json {
                Terminal.write(text.json(current))
            } else if refusal.code == .staleVersion {
                Terminal.write(["The case as it is:"] + text.lines(current))
            }
            throw error
        }
    }
}

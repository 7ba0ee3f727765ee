import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials

extension WireCaseSummary {
    /// A case as it is listed for somebody who may see so much of it.
    init(_ file: CaseFile, _ level: VisibilityLevel) {
        self = .make {
            $0.number = file.number
            // The feed tells as much; state and due date would tell how far a denunciation has come.
            $0.version = file.version
            guard level >= .summary else { return }
            $0.state = file.state.rawValue
            $0.dueAt = file.dueAt?.microseconds ?? 0
            $0.dueProvisional = file.isDueProvisional
            $0.registerEdition = file.registerEdition
            $0.lane = WireLane(file.reception.lane)
            $0.subject = file.reception.subject
            $0.field = file.reception.field
            $0.office = file.reception.officeCode
            $0.responsibleUnit = file.responsibleUnit
            $0.receivedAt = file.reception.receivedAt.microseconds
            $0.changedAt = file.changedAt.microseconds
            $0.officer = file.officer ?? ""
        }
    }
}

extension WireAllowedEvent {
    init(_ transition: TransitionDefinition, under procedure: CaseProcedure) {
        self = .make {
            $0.addChoices(transition, under: procedure)
            $0.event = transition.event.rawValue
            $0.label = transition.vietnameseLabel
            $0.toState = transition.to.rawValue
            // What the desk fills in from the register is nothing to ask a person for.
            $0.requirements = TransitionRequirement.allCases
                .filter { transition.requirements.contains($0) && $0 != .parentUnit && $0 != .triageUnit }
                .map(\.rawValue)
        }
    }
}

extension WireCaseDetail {
    /// A case for somebody who may see so much of it.
    ///
    /// - Parameters:
    ///   - detail: the case.
    ///   - level: how much.
    ///   - letters: its letters as they are listed.
    init(_ detail: CaseDetail, _ level: VisibilityLevel, letters: [WireLetterSummary]) {
        let file = detail.file
        guard level >= .summary else {
            self = .make { $0.summary = WireCaseSummary(file, level) }
            return
        }
        // Only what the journal accepted becomes a case, so it decodes; other software's would show without its text.
        let submission = (try? WireSubmission(decoding: detail.submission)) ?? WireSubmission()
        self = .make {
            $0.summary = WireCaseSummary(file, level)
            switch submission.content {
            case .entry(let entry):
                if level >= .text { $0.text = entry.text }
                if level >= .text, entry.hasSealedText { $0.sealedText = entry.sealedText }
                if level >= .contact, entry.hasSealedContact { $0.sealedContact = entry.sealedContact }
            case .commendation(let commendation): if level >= .text { $0.text = commendation.text }
            case .rating, .none: break
            }
            if $0.hasSealedText || $0.hasSealedContact {
                $0.contactSubmissionID = Data(detail.contactSubmissionID.bytes)
            }
            if level >= .text { $0.reads = detail.reads.map { WireCaseRead($0) } }
            $0.trackingCode = file.reception.trackingCode.symbols
            $0.capturedAt = file.reception.capturedAt.microseconds
            $0.counter = file.counter
            $0.language = file.language
            $0.unitComplainedAbout = file.unitConcerned
            $0.routingRule = file.routing.ruleID
            $0.routingRuleSet = file.routing.ruleSetID
            $0.routingEdition = file.routing.editionID
            $0.history = detail.history.map { WireCaseHistoryEntry($0, level) }
            $0.kiosk = file.kiosk
            $0.deadlines = detail.deadlines.map { WireCaseDeadline($0) }
            $0.notices = detail.notices.map { WireCaseNotice($0) }
            $0.dueDateChanges = detail.dueDateChanges.map { WireDueDateChange($0) }
            $0.partOf = file.partOf ?? 0
            $0.partNumbers = detail.partNumbers
            $0.coordinatingUnits = file.coordinatingUnits
            if level >= .text { $0.letters = letters }
            $0.lifecycle = file.lifecycle.rawValue
            $0.caseRules = file.ruleSet?.rawValue ?? ""
        }
    }

    /// A case without its history and text, as an answer to a command.
    init(_ file: CaseFile) {
        self = .make { $0.summary = WireCaseSummary(file, .summary) }
    }
}

extension WireDueDateChange {
    init(_ change: DueDateChange) {
        self = .make {
            $0.rule = change.rule.rawValue
            $0.run = change.run
            $0.fromDueAt = change.from?.microseconds ?? 0
            $0.toDueAt = change.to?.microseconds ?? 0
            $0.cause = change.cause.rawValue
            $0.version = change.version
            $0.at = change.at.microseconds
        }
    }
}

extension WireCaseNotice {
    init(_ notice: GivenNotice) {
        self = .make {
            $0.rule = notice.rule.rawValue
            $0.run = notice.run
            $0.notice = notice.notice
            $0.dueAt = notice.dueAt.microseconds
            $0.level = notice.level.rawValue
            $0.role = notice.role.rawValue
            $0.unit = notice.unit
            $0.at = notice.at.microseconds
        }
    }
}

extension WireCaseHistoryEntry {
    /// An entry for somebody who may see so much of the case: free text is for those who see the case's.
    init(_ record: CaseHistoryRecord, _ level: VisibilityLevel) {
        self = .make {
            $0.version = record.event.version
            $0.event = record.event.kind.rawValue
            $0.state = record.event.to.rawValue
            $0.actor = record.actorName.isEmpty ? record.event.actor.identifier : record.actorName
            $0.at = record.event.at.microseconds
            $0.unit = record.event.unit
            $0.role = record.event.actor.role.rawValue
            guard level >= .text || record.event.actor.kind == .system else { return }
            $0.reason = record.event.reason ?? ""
            if record.event.details != .none { $0.details = WireCaseEventDetails(record.event.details) }
        }
    }
}

extension WireQuarantinedSubmission {
    init(_ record: QuarantinedRecord) {
        self = .make {
            $0.number = record.number
            $0.kiosk = record.kiosk
            $0.epoch = record.epoch
            $0.sequence = record.sequence
            $0.reason = record.reason
            $0.recordedAt = record.recordedAt.microseconds
            $0.size = UInt32(clamping: record.size)
            $0.state = record.state.rawValue
            if let decision = record.decision {
                $0.decidedBy = decision.decidedBy
                $0.decidedAt = decision.decidedAt.microseconds
                $0.decisionReason = decision.reason
            }
        }
    }
}

extension WireDeskReply {
    /// The answer to a wish to write, once its commit has ended.
    static func answering(_ result: Result<CommitResult, StoreError>) -> WireDeskReply {
        switch result {
        case .failure(let error):
            return DeskRefusal(.busy, "Nothing was changed: \(error.message)").reply(to: 0)
        case .success(let committed):
            guard let outcome = committed.outcomes.first else {
                return DeskRefusal(.busy, "Nothing was changed. Try again.").reply(to: 0)
            }
            return self.answering(outcome)
        }
    }

    private static func answering(_ outcome: WriteOutcome) -> WireDeskReply {
        switch outcome {
        case .caseChanged(let file, _): return .make { $0.caseDetail = WireCaseDetail(file) }
        case .quarantineDecided(let record, _, _): return .make { $0.quarantined = WireQuarantinedSubmission(record) }
        case .letterChanged(let letter, _):
            return .make { $0.letter = .make { $0.summary = WireLetterSummary(letter) } }
        case .letterRefused(let refusal): return DeskRefusal(refusal).reply(to: 0)
        case .caseRefused(let refusal): return DeskRefusal(refusal).reply(to: 0)
        case .quarantineRefused(let refusal): return DeskRefusal(refusal).reply(to: 0)
        case .casesImported(let outcomes):
            return .make { $0.importedCases = .make { $0.outcomes = outcomes.map { WireImportOutcome($0) } } }
        case .entriesKept, .entriesRefused, .noticeGiven, .noticeNotDue, .deadlinesRecounted, .caseSucceeded,
            .caseReadNoted:
            return DeskRefusal(.malformed, "The request is of another kind than its answer.").reply(to: 0)
        }
    }
}

extension DeskRefusal {
    init(_ refusal: CaseRefusal) {
        switch refusal {
        case .unknownCase: self.init(.notFound, "There is no such case, or it is another unit's.")
        case .badIdempotencyKey: self.init(.malformed, "An idempotency key has 16 bytes, chosen at random.")
        case .relatedCaseUnfit:
            self.init(.notAllowed, "A case is merged into another one that is open. Check the other case's number.")
        case .partUnfit(let number):
            self.init(.notAllowed, "Part \(number) cannot be a case under the rules here. Check its lane and its unit.")
        case .deadlinePassed:
            self.init(.notAllowed, "The time limit has passed; it can no longer be changed. Answer, and apologise.")
        case .notApplied(let error, let current):
            let code: WireDeskErrorCode =
                switch error {
                case .staleVersion: .staleVersion
                case .reasonMissing, .reasonTooLong: .reason
                case .roleNotAllowed: .notAuthorised
                default: .notAllowed
                }
            self.init(code, error.description, current: WireCaseDetail(current))
        }
    }

    init(_ refusal: QuarantineRefusal) {
        switch refusal {
        case .unknownNumber:
            self.init(.notFound, "Nothing with that number is in quarantine. See 'langnghe quarantine list'.")
        case .alreadyDecided(let record):
            self.init(.notAllowed, "It was \(record.state.rawValue) before.")
        case .reasonMissing: self.init(.reason, "A decision needs a reason. Say why.")
        case .badIdempotencyKey: self.init(.malformed, "An idempotency key has 16 bytes, chosen at random.")
        case .malformed: self.init(.notAllowed, "It is no valid Submission. Give a mended one with --submission.")
        case .alreadyReceived: self.init(.notAllowed, "A case has the same submission. Discard this one.")
        case .trackingCodeTaken:
            self.init(.notAllowed, "Another case has the same tracking code. Mend it with a new one, or discard it.")
        case .notWhatIsHeld:
            self.init(
                .notAllowed,
                "It has another id or another tracking code than what is held, and the slip has the held one. Keep both."
            )
        }
    }
}

import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FoundationEssentials

/// Divides what a kiosk published into what the journal accepts, with its routing, and what goes to quarantine.
///
/// A pure function of the submissions, the register and the rules.
struct SubmissionSorter: Sendable {
    /// Journal entries in the order of the submissions, and what of them was rejected.
    struct Sorted {
        var entries: [WireJournalEntry] = []
        var rejected: [Rejection] = []
        var lastID: Delivery.SubmissionID?
        var byteCount = 0
    }

    private let register: Register
    private let defaultEdition: Edition
    private let rules: RoutingRules
    private let lifecycle: LifecycleDefinition

    /// Makes a sorter; `defaultEdition` is the one that codes without an edition belong to.
    init(
        register: Register,
        defaultEdition: Edition,
        rules: RoutingRules,
        lifecycle: LifecycleDefinition
    ) {
        self.register = register
        self.defaultEdition = defaultEdition
        self.rules = rules
        self.lifecycle = lifecycle
    }

    /// Sorts the tail of a `Publish` that the ledger admitted.
    func sort(_ submissions: [Data], _ admission: Admission, of session: KioskSession, on day: Day) -> Sorted {
        var sorted = Sorted()
        sorted.entries.reserveCapacity(1)
        if admission.startsEpoch {
            sorted.entries.append(
                .epochStarted(admission.epoch, after: session.knownEpochs.last ?? 0, of: session.name)
            )
        }
        var run = OpenRun(kiosk: session.name, epoch: admission.epoch)
        for (offset, bytes) in submissions[admission.dropLeading...].enumerated() {
            let sequence = admission.firstSequence + UInt64(offset)
            sorted.byteCount += bytes.count
            switch self.judge(bytes, of: session, on: day) {
            case .success(let accepted):
                if !run.continues(in: accepted.office.edition.id) { run.close(into: &sorted.entries) }
                run.append(bytes, accepted, sequence: sequence)
                sorted.lastID = Delivery.SubmissionID(high: accepted.id.high, low: accepted.id.low)
            case .failure(let rejection):
                run.close(into: &sorted.entries)
                sorted.entries.append(
                    .quarantined(bytes, rejection.reason, of: session.name, epoch: admission.epoch, sequence: sequence)
                )
                sorted.rejected.append(Rejection(sequence: sequence, code: UInt32(rejection.reason.rawValue)))
                sorted.lastID = nil
            }
        }
        run.close(into: &sorted.entries)
        return sorted
    }

    /// A submission that keeps all rules.
    struct Accepted {
        let id: CaseLifecycle.SubmissionID
        let office: OfficeOfKiosk
        /// Where it goes; `nil` for a rating.
        let routing: WireRoutingDecided?
    }

    private func judge(
        _ bytes: Data,
        of session: KioskSession,
        on day: Day
    ) -> Result<Accepted, SubmissionRejection> {
        let submission: ValidatedSubmission
        do throws(SubmissionRejection) {
            submission = try SubmissionValidator.validate(bytes.span)
        } catch {
            return .failure(error)
        }
        guard let edition = self.edition(submission.registerEdition) else {
            return .failure(SubmissionRejection(.unknownOffice, .registerEdition))
        }
        guard submission.office == session.office else {
            let isKnown = UnitCode(submission.office).map(edition.contains) ?? false
            return .failure(SubmissionRejection(isKnown ? .officeNotOfThisKiosk : .unknownOffice, .office))
        }
        guard let office = session.office(in: edition) else {
            return .failure(SubmissionRejection(.unknownOffice, .office))
        }
        guard case .opensCase(let opening) = submission.content else {
            return .success(Accepted(id: submission.id, office: office, routing: nil))
        }
        return .success(
            Accepted(id: submission.id, office: office, routing: self.route(opening, at: office, on: day))
        )
    }

    private func edition(_ id: String) -> Edition? {
        id.isEmpty || id == self.defaultEdition.id ? self.defaultEdition : self.register.edition(id: id)
    }

    /// Decides which unit is responsible for what a citizen gave at an office.
    func route(
        _ opening: ValidatedSubmission.CaseOpening,
        at office: OfficeOfKiosk,
        on day: Day
    ) -> WireRoutingDecided {
        let query = RoutingQuery(
            lane: AdministrativeRegister.Lane(rawValue: opening.lane.rawValue) ?? .feedback,
            subject: opening.subject,
            field: opening.field,
            office: office.code,
            unitComplainedAbout: UnitCode(opening.unit),
            on: day
        )
        let decision = self.rules.route(query, in: office.edition)
        let path = office.edition.path(of: decision.unit) ?? []
        return .make {
            $0.responsibleUnit = decision.unit.text
            $0.rule = decision.ruleID
            $0.ruleSet = decision.ruleSetID
            $0.registerEdition = decision.editionID
            $0.unitPath = path.map(\.text)
            $0.lifecycle = self.lifecycle.id.rawValue
        }
    }

    /// Judges a submission an operator wants to release from quarantine, whatever kiosk it came from.
    ///
    /// - Parameters:
    ///   - bytes: the submission, as received or mended.
    ///   - day: the day whose rules count.
    /// - Returns: the submission's routing; for a rating, its path and edition alone.
    /// - Throws: ``SubmissionRejection`` with the rule that it still breaks.
    func routeReleased(_ bytes: Data, on day: Day) throws(SubmissionRejection) -> WireRoutingDecided {
        let submission = try SubmissionValidator.validate(bytes.span)
        guard let edition = self.edition(submission.registerEdition), let code = UnitCode(submission.office),
            let office = OfficeOfKiosk(code, in: edition)
        else { throw SubmissionRejection(.unknownOffice, .office) }
        switch submission.content {
        case .opensCase(let opening): return self.route(opening, at: office, on: day)
        case .rating:
            return .make {
                $0.unitPath = office.path
                $0.registerEdition = edition.id
            }
        }
    }
}

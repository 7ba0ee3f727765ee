import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials

/// Divides what a kiosk published into what the journal accepts, with its routing, and what goes to quarantine.
///
/// A pure function of the submissions, the register and the rules.
struct SubmissionSorter: Sendable {
    let register: Register
    let defaultEdition: Edition
    private let rules: RoutingRules
    private let law: CaseLaw

    /// Makes a sorter; `defaultEdition` is the one that codes without an edition belong to.
    init(
        register: Register,
        defaultEdition: Edition,
        rules: RoutingRules,
        law: CaseLaw
    ) {
        self.register = register
        self.defaultEdition = defaultEdition
        self.rules = rules
        self.law = law
    }

    /// Sorts the tail of a `Publish` that the ledger admitted into its kiosk's part of a batch.
    ///
    /// - Returns: the size of what was sorted, in bytes.
    func sort(_ submissions: [Data], _ admission: Admission, into part: inout BatchPart, on day: Day) -> Int {
        let session = part.session
        var byteCount = 0
        if admission.startsEpoch {
            part.entries.append(.epochStarted(admission.epoch, after: session.knownEpochs.last ?? 0, of: session.name))
        }
        for (offset, bytes) in submissions[admission.dropLeading...].enumerated() {
            let sequence = admission.firstSequence + UInt64(offset)
            byteCount += bytes.count
            switch self.judge(bytes, of: session, on: day) {
            case .success(let accepted):
                if !part.run.continues(in: accepted.office.edition.id) { part.run.close(into: &part.entries) }
                part.run.append(bytes, accepted, sequence: sequence)
                part.lastID = Delivery.SubmissionID(high: accepted.id.high, low: accepted.id.low)
            case .failure(let rejection):
                part.run.close(into: &part.entries)
                part.entries.append(
                    .quarantined(bytes, rejection.reason, of: session.name, epoch: admission.epoch, sequence: sequence)
                )
                part.rejected.append(Rejection(sequence: sequence, code: UInt32(rejection.reason.rawValue)))
                part.lastID = submissionIdentifier(of: bytes)
            }
        }
        return byteCount
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
            return .success(Accepted(id: submission.id, office: self.place("", at: office).office, routing: nil))
        }
        let place = self.place(opening.unit, at: office)
        return .success(
            Accepted(id: submission.id, office: place.office, routing: self.route(opening, from: place, on: day))
        )
    }

    /// Decides which unit is responsible for what a citizen gave, in the lane that the citizen chose.
    private func route(
        _ opening: ValidatedSubmission.CaseOpening,
        from place: RoutedPlace,
        on day: Day
    ) -> WireRoutingDecided {
        self.route(
            opening.lane,
            subject: opening.subject,
            field: opening.field,
            about: place.concerned,
            at: place.office,
            on: day
        )
    }

    func edition(_ id: String) -> Edition? {
        id.isEmpty || id == self.defaultEdition.id ? self.defaultEdition : self.register.edition(id: id)
    }

    /// Decides which unit is responsible for an entry of a lane, whoever chose the lane.
    ///
    /// - Parameters:
    ///   - lane: the lane.
    ///   - subject: the code of the subject; empty for none.
    ///   - field: the code of the field of service; empty for none.
    ///   - unit: the register code of the unit it is about; empty for the office.
    ///   - office: where it was given.
    ///   - day: the day whose rules count.
    /// - Returns: where it goes and why.
    func route(
        _ lane: CaseLifecycle.Lane,
        subject: String,
        field: String,
        about unit: String,
        at office: OfficeOfKiosk,
        on day: Day
    ) -> WireRoutingDecided {
        let query = RoutingQuery(
            lane: AdministrativeRegister.Lane(rawValue: lane.rawValue) ?? .feedback,
            subject: subject,
            field: field,
            office: office.code,
            unitComplainedAbout: UnitCode(unit),
            on: day
        )
        let decision = self.rules.route(query, in: office.edition)
        let path = office.edition.path(of: decision.unit) ?? []
        let ruleSet = self.law.ruleSet(on: day)
        let lifecycle = ruleSet?.lifecycle(for: lane)
        return .make {
            $0.responsibleUnit = decision.unit.text
            $0.rule = decision.ruleID
            $0.ruleSet = decision.ruleSetID
            $0.registerEdition = decision.editionID
            $0.unitPath = path.map(\.text)
            $0.lifecycle = (lifecycle ?? .smallest).id.rawValue
            if let ruleSet, lifecycle != nil { $0.caseRules = ruleSet.id.rawValue }
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
        case .opensCase(let opening):
            return self.route(opening, from: self.place(opening.unit, at: office), on: day)
        case .rating:
            let current = self.place("", at: office).office
            return .make {
                $0.unitPath = current.path
                $0.registerEdition = current.edition.id
            }
        }
    }
}

import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

/// Splitting a mixed entry into the cases of its parts (tách đơn có nhiều nội dung).
extension DeskService {
    /// The cases that the parts of a mixed entry are to be: each given where the entry was, and routed by itself, under
    /// the rules of the day on which the citizen was received.
    ///
    /// - Parameters:
    ///   - parts: What a person at the screening desk made of the entry; none for other commands.
    ///   - found: The entry's case.
    /// - Returns: The cases, in the order of the parts.
    /// - Throws: ``DeskRefusal`` when a part names a unit that is not there, or the case has no entry to split.
    func parts(_ parts: [CasePart], of found: CaseDetail) throws(DeskRefusal) -> [CasePartRequest] {
        guard !parts.isEmpty else { return [] }
        let file = found.file
        guard let whole = try? WireSubmission(decoding: found.submission), !found.submission.isEmpty else {
            throw DeskRefusal(.notAllowed, "Only what was given at a kiosk can be split. Open new cases instead.")
        }
        var requests: [CasePartRequest] = []
        for (index, part) in parts.enumerated() {
            try self.check(subjectOf: part, number: index + 1)
            if let named = part.unitConcerned { try self.units.check(named, in: file) }
            let place = self.sorter.place(
                ofPartOf: file,
                givenEdition: whole.registerEdition,
                about: part.unitConcerned
            )
            guard let place else {
                throw DeskRefusal(.notAllowed, "The register knows neither the case's office nor its unit.")
            }
            var submission = Self.submission(of: part, concerning: place.concerned, from: whole)
            if self.isSealed(part.lane, in: file) { try self.seal(part.text, in: &submission, of: found) }
            let routing = self.sorter.route(
                part.lane,
                subject: part.subject,
                field: whole.field,
                about: place.concerned,
                at: place.office,
                on: file.reception.receivedAt.localDay
            )
            requests.append(CasePartRequest(submission: submission, routing: routing))
        }
        return requests
    }

    /// Refuses a subject that no list has: nobody would find the case by it.
    private func check(subjectOf part: CasePart, number: Int) throws(DeskRefusal) {
        guard !part.subject.isEmpty, self.subjects[part.subject] == nil else { return }
        let known = self.subjects.items.map(\.code).joined(separator: ", ")
        throw DeskRefusal(.notAllowed, "Part \(number) has a subject that no list has. Subjects: \(known).")
    }

    /// The details of a command as they may stand in the journal in clear: without the words of sealed parts.
    func withoutSealedWords(_ details: CaseEventDetails, of file: CaseFile) -> CaseEventDetails {
        var details = details
        details.parts = details.parts.map { part in
            guard self.isSealed(part.lane, in: file) else { return part }
            return CasePart(
                lane: part.lane,
                subject: part.subject,
                text: "(nội dung được niêm phong)",
                unitConcerned: part.unitConcerned
            )
        }
        return details
    }

    private func isSealed(_ lane: CaseLifecycle.Lane, in file: CaseFile) -> Bool {
        let rules =
            file.ruleSet.flatMap { self.law.ruleSet($0) }
            ?? self.law.ruleSet(on: file.reception.receivedAt.localDay)
        return rules?.rule(for: lane).map { $0.confidentiality == .sealed } ?? (lane == .denunciation)
    }

    /// Seals a part's words to the inspectorate; what opens the contact opens them.
    private func seal(
        _ text: String,
        in submission: inout WireSubmission,
        of found: CaseDetail
    ) throws(DeskRefusal) {
        do throws(IdentityError) {
            let sealed = try TextSeal.seal(
                text,
                submissionID: Array(found.contactSubmissionID.bytes),
                to: self.inspectorateKey
            )
            submission.counter = ""
            submission.entry.text = ""
            submission.entry.sealedText = .make {
                $0.keyID = Data(sealed.keyID)
                $0.encapsulatedKey = Data(sealed.encapsulatedKey)
                $0.ciphertext = Data(sealed.ciphertext)
            }
        } catch {
            throw DeskRefusal(.notAllowed, "A sealed part can't be sealed to the inspectorate's key: \(error.message)")
        }
    }

    /// A part as if it had been given by itself; of the whole it keeps where and when, and how to reach the citizen.
    private static func submission(
        of part: CasePart,
        concerning unit: String,
        from whole: WireSubmission
    ) -> WireSubmission {
        var submission = whole
        submission.visitID = Data()
        if part.lane == .commendation {
            submission.commendation = .make {
                $0.unitCommended = unit
                $0.text = part.text
            }
            return submission
        }
        let contact = whole.entry.hasSealedContact ? whole.entry.sealedContact : nil
        submission.entry = .make {
            $0.lane = WireLane(part.lane)
            $0.subject = part.subject
            $0.unitComplainedAbout = unit
            $0.text = part.text
            if let contact { $0.sealedContact = contact }
        }
        return submission
    }

    /// Why a step is not for the people of a unit.
    static func refusal(of step: TransitionDefinition, to party: ActingParty?) -> DeskRefusal {
        switch party {
        case .coordinatingUnit?:
            DeskRefusal(.notAuthorised, "'\(step.event)' is for the unit that leads. A unit that helps can contribute.")
        case .responsibleUnit?, nil:
            DeskRefusal(.notAuthorised, "'\(step.event)' is for the units that help, not for the one that leads.")
        }
    }
}

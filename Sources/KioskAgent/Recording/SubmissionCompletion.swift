import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity

/// Makes of what a front end gives a submission that is fit to be kept: filled in, sealed and validated.
struct SubmissionCompletion {
    /// Register code of the office where the kiosk stands.
    let office: String
    /// The register edition of `office`.
    let registerEdition: String
    /// The counter, or empty.
    let counter: String
    /// The codes a front end may use.
    let vocabulary: CodeVocabulary
    /// Whom contacts are sealed to; `nil` when the key file names nobody.
    let contactKey: ContactPublicKey?
    /// Whom denunciations are sealed to, text and contact; `nil` when the key file names nobody: none is kept then.
    let inspectorateKey: ContactPublicKey?

    /// Completes a record.
    ///
    /// - Parameters:
    ///   - record: What the front end gave.
    ///   - time: Now, by the kiosk's clock.
    ///   - generator: Randomness that cannot be guessed, for the identifier and the tracking code.
    /// - Returns: The submission as it is kept; the contact is in it sealed alone, as is the text of a denunciation.
    /// - Throws: ``AgentError`` with `invalid`; its text names the part and the rule, never the value.
    func complete(
        _ record: WireRecord,
        at time: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) throws(AgentError) -> CompletedSubmission {
        var submission = record.submission
        if submission.id.isEmpty { submission.id = Data(UUIDv7.make(at: time, using: &generator).bytes) }
        if submission.capturedAt == 0 { submission.capturedAt = time.microseconds }
        if submission.counter.isEmpty { submission.counter = self.counter }
        try self.checkCodes(of: submission)
        try self.fillInOffice(&submission)
        let kind = try self.fillInTrackingCode(&submission, using: &generator)
        try self.sealDenunciation(&submission)
        if record.hasContact { try self.seal(record.contact, in: &submission) }
        guard let bytes = try? submission.encodedData() else {
            throw AgentError(.invalid, "The submission is too large. Shorten its text.")
        }
        let validated: ValidatedSubmission
        do throws(SubmissionRejection) {
            validated = try SubmissionValidator.validate(bytes.span)
        } catch {
            throw AgentError(.invalid, "\(Self.explanation(of: error, submission)) Nothing was kept.")
        }
        return CompletedSubmission(
            id: validated.id,
            trackingCode: validated.trackingCode,
            row: OutboxRow(
                id: .init(high: validated.id.high, low: validated.id.low),
                capturedAt: validated.capturedAt,
                kind: kind,
                bytes: bytes
            )
        )
    }

    /// What is wrong with a submission, in words where it is easily mended.
    private static func explanation(of error: SubmissionRejection, _ submission: WireSubmission) -> String {
        if error.part == .level, case .rating(let rating) = submission.content,
            let scale = SubmissionLimits.standard.scales.first(where: { $0.code == rating.scale })
        {
            return "\(scale.code) has levels 1 to \(scale.levels)."
        }
        return "The submission breaks a rule of the protocol: \(error)."
    }

    /// Refuses codes that are in no list: they would be told on no feed, and might be a name or a number.
    private func checkCodes(of submission: WireSubmission) throws(AgentError) {
        try self.check(submission.field, in: self.vocabulary.fields, called: "field of service")
        switch submission.content {
        case .entry(let entry): try self.check(entry.subject, in: self.vocabulary.subjects, called: "subject")
        case .rating(let rating):
            for answer in rating.criteria {
                try self.check(answer.criterion, in: self.vocabulary.criteria, called: "criterion")
            }
            for reason in rating.reasons { try self.check(reason, in: self.vocabulary.reasons, called: "reason") }
        case .commendation, .none: break
        }
    }

    private func check(_ code: String, in list: CodeList, called name: String) throws(AgentError) {
        guard code.isEmpty || list[code] != nil else {
            let codes = list.items.map(\.code).joined(separator: ", ")
            throw AgentError(.invalid, "That \(name) is not in the list. Use one of: \(codes).")
        }
    }

    private func fillInOffice(_ submission: inout WireSubmission) throws(AgentError) {
        if submission.office.isEmpty {
            submission.office = self.office
            submission.registerEdition = self.registerEdition
        }
        guard submission.office == self.office else {
            throw AgentError(.invalid, "This kiosk stands in office \(self.office); leave the office out.")
        }
    }

    private func fillInTrackingCode(
        _ submission: inout WireSubmission,
        using generator: inout some RandomNumberGenerator
    ) throws(AgentError) -> OutboxRow.Kind {
        switch submission.content {
        case .rating: return .rating
        case .entry(let entry):
            if entry.trackingCode.isEmpty {
                submission.entry.trackingCode = TrackingCode(using: &generator).symbols
            }
            return .entry
        case .commendation(let commendation):
            if commendation.trackingCode.isEmpty {
                submission.commendation.trackingCode = TrackingCode(using: &generator).symbols
            }
            return .commendation
        case .none: throw AgentError(.invalid, "The submission is neither rating, entry nor commendation.")
        }
    }

    private func seal(_ contact: WireContact, in submission: inout WireSubmission) throws(AgentError) {
        if contact.name.isEmpty, contact.address.isEmpty, contact.telephone.isEmpty { return }
        guard case .entry(let entry) = submission.content, !entry.hasSealedContact else {
            throw AgentError(.invalid, "Only an entry without a sealed contact can carry name, address and telephone.")
        }
        let isDenunciation = entry.lane == .denunciation
        guard let recipient = isDenunciation ? self.inspectorateKey : self.contactKey else {
            throw AgentError(
                .invalid,
                "This kiosk's key file has no contact-key, so a contact can't be sealed and isn't kept. Ask the "
                    + "province for a new key file, or leave the contact out."
            )
        }
        do {
            let sealed = try ContactSeal.seal(
                contact.encoded(),
                submissionID: Array(submission.id),
                to: recipient
            )
            submission.entry.sealedContact = WireSealedContact(sealed)
        } catch {
            throw AgentError(
                .invalid,
                "The contact can't be sealed: it is too long, the id isn't 16 bytes, or the key to seal to in the "
                    + "key file is wrong. Nothing was kept."
            )
        }
    }
}

/// A submission that keeps every rule and holds nothing personal in clear besides the citizen's own words.
struct CompletedSubmission {
    let id: CaseLifecycle.SubmissionID
    let trackingCode: TrackingCode?
    let row: OutboxRow
}

extension ValidatedSubmission {
    /// The tracking code of what opens a case.
    fileprivate var trackingCode: TrackingCode? {
        guard case .opensCase(let opening) = self.content else { return nil }
        return opening.trackingCode
    }
}

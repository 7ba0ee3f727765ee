package import CaseLifecycle
package import CivilTime
import FoundationEssentials

/// The circumstances in which a citizen gives something at a kiosk.
package struct SubmissionCircumstances: Sendable, Hashable {
    /// The submission's identifier; see ``UUIDv7``.
    package var id: SubmissionID

    /// When, by the kiosk's clock.
    package var capturedAt: Timestamp

    /// Register code of the office where the kiosk stands.
    package var office: String

    /// The counter in that office; empty when there is one or none is known.
    package var counter: String

    /// Code of the field of service (lĩnh vực); empty when not asked.
    package var field: String

    /// Ties a rating and an entry of the same visit together.
    package var visit: SubmissionID?

    /// BCP 47 tag of the language the citizen used; empty means Vietnamese.
    package var language: String

    /// The register edition `office` is a code of; empty means the one in force on the day of `capturedAt`.
    package var registerEdition: String

    /// Gathers the circumstances; what is not given is absent.
    package init(
        id: SubmissionID,
        capturedAt: Timestamp,
        office: String,
        counter: String = "",
        field: String = "",
        visit: SubmissionID? = nil,
        language: String = "",
        registerEdition: String = ""
    ) {
        self.id = id
        self.capturedAt = capturedAt
        self.office = office
        self.counter = counter
        self.field = field
        self.visit = visit
        self.language = language
        self.registerEdition = registerEdition
    }
}

extension WireSubmission {
    /// A rating (đánh giá mức độ hài lòng).
    ///
    /// - Parameters:
    ///   - circumstances: Where, when and in which language.
    ///   - scale: Code of the scale.
    ///   - level: 1, the worst, up to the scale's number of levels.
    ///   - criteria: Codes of the criteria asked about, and whether each was met.
    ///   - reasons: Codes of the reasons for a low score.
    /// - Returns: The submission, not yet validated.
    package static func rating(
        _ circumstances: SubmissionCircumstances,
        scale: String,
        level: UInt32,
        criteria: [(code: String, isMet: Bool)] = [],
        reasons: [String] = []
    ) -> WireSubmission {
        var submission = WireSubmission(circumstances)
        submission.rating = .make {
            $0.scale = scale
            $0.level = level
            $0.criteria = criteria.map { criterion in
                .make {
                    $0.criterion = criterion.code
                    $0.met = criterion.isMet
                }
            }
            $0.reasons = reasons
        }
        return submission
    }

    /// An entry (phản ánh, kiến nghị, khiếu nại, tố cáo).
    ///
    /// - Parameters:
    ///   - circumstances: Where, when and in which language.
    ///   - lane: The lane the citizen chose, one of ``WireLane/citizensChoices``.
    ///   - subject: Code of the subject; empty when none was chosen.
    ///   - unit: Register code of the unit complained about; empty means the office itself.
    ///   - text: The citizen's words, kept exactly as typed: neither trimmed nor normalised.
    ///   - sealedContact: Name, address and telephone, sealed; `nil` when the citizen stays anonymous.
    ///   - trackingCode: The code on the citizen's slip.
    /// - Returns: The submission, not yet validated.
    package static func entry(
        _ circumstances: SubmissionCircumstances,
        lane: Lane,
        subject: String,
        unitComplainedAbout unit: String = "",
        text: String,
        sealedContact: WireSealedContact? = nil,
        trackingCode: TrackingCode
    ) -> WireSubmission {
        var submission = WireSubmission(circumstances)
        submission.entry = .make {
            $0.lane = WireLane(lane)
            $0.subject = subject
            $0.unitComplainedAbout = unit
            $0.text = text
            if let sealedContact { $0.sealedContact = sealedContact }
            $0.trackingCode = trackingCode.symbols
        }
        return submission
    }

    /// A commendation (khen ngợi).
    ///
    /// - Parameters:
    ///   - circumstances: Where, when and in which language.
    ///   - unit: Register code of the unit commended; empty means the office itself.
    ///   - text: The citizen's words, kept exactly as typed: neither trimmed nor normalised.
    ///   - trackingCode: The code on the citizen's slip.
    /// - Returns: The submission, not yet validated.
    package static func commendation(
        _ circumstances: SubmissionCircumstances,
        unitCommended unit: String = "",
        text: String,
        trackingCode: TrackingCode
    ) -> WireSubmission {
        var submission = WireSubmission(circumstances)
        submission.commendation = .make {
            $0.unitCommended = unit
            $0.text = text
            $0.trackingCode = trackingCode.symbols
        }
        return submission
    }

    private init(_ circumstances: SubmissionCircumstances) {
        self.init()
        self.id = Data(circumstances.id.bytes)
        self.capturedAt = circumstances.capturedAt.microseconds
        self.office = circumstances.office
        self.counter = circumstances.counter
        self.field = circumstances.field
        if let visit = circumstances.visit { self.visitID = Data(visit.bytes) }
        self.language = circumstances.language
        self.registerEdition = circumstances.registerEdition
    }
}

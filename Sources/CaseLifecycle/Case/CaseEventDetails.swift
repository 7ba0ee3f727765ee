package import CivilTime

/// What an event brings besides actor, time, reason and unit (nội dung kèm theo).
///
/// Which of it an event needs is its transition's ``TransitionDefinition/requirements``.
package struct CaseEventDetails: Sendable, Hashable {
    /// The longest answer, in Unicode scalars.
    package static let maximumAnswerLength = 8000

    /// The longest text of a part, in Unicode scalars.
    package static let maximumPartLength = 4000

    /// The longest code or name, in UTF-8.
    package static let maximumNameLength = 64

    /// The most parts a mixed entry is split into.
    package static let maximumPartCount = 10

    /// The ratings of the handling.
    package static let ratings: ClosedRange<UInt32> = 1...5

    /// Cán bộ: who is to handle the case, by the name of the officer's key.
    package var officer: String?

    /// Căn cứ pháp luật: one of the rule set's grounds.
    package var legalGround: LegalGroundID?

    /// Nội dung trả lời: the answer, as the citizen will read it.
    package var answer: String?

    /// Kết quả giải quyết: one of the rule set's outcomes.
    package var outcome: CaseOutcomeID?

    /// Vụ việc liên quan: the number of another case.
    package var relatedCase: UInt64?

    /// Các nội dung tách: what a mixed entry is split into.
    package var parts: [CasePart]

    /// Thời hạn: the time limit that `variant`, or an extension, is of.
    package var deadline: DeadlineRuleID?

    /// Tính chất vụ việc: the variant of the time limit.
    package var variant: DeadlineVariantID?

    /// Hạn xử lý ghi trong sổ cũ: the first instant that is too late, as the source of an imported case had it; no
    /// command can bring one.
    package var importedDueAt: Timestamp?

    /// Đơn vị phối hợp: the register code of a unit that is to help, under the lead of the responsible one.
    package var coordinatingUnit: String?

    /// Đơn vị thôi phối hợp: the register code of a unit that need not help any more.
    package var releasedUnit: String?

    /// Các đơn vị phối hợp sau khi chuyển: the register codes of the units that help after a move to a successor.
    ///
    /// `nil` leaves them as they are. No command can bring them.
    package var coordinatingUnits: [String]?

    /// Đánh giá việc giải quyết: the citizen's rating of the handling, 1 (worst) to 5.
    package var rating: UInt32?

    /// Makes details; without arguments, none.
    package init(
        officer: String? = nil,
        legalGround: LegalGroundID? = nil,
        answer: String? = nil,
        outcome: CaseOutcomeID? = nil,
        relatedCase: UInt64? = nil,
        parts: [CasePart] = [],
        deadline: DeadlineRuleID? = nil,
        variant: DeadlineVariantID? = nil,
        importedDueAt: Timestamp? = nil,
        coordinatingUnit: String? = nil,
        releasedUnit: String? = nil,
        coordinatingUnits: [String]? = nil,
        rating: UInt32? = nil
    ) {
        self.officer = officer
        self.legalGround = legalGround
        self.answer = answer
        self.outcome = outcome
        self.relatedCase = relatedCase
        self.parts = parts
        self.deadline = deadline
        self.variant = variant
        self.importedDueAt = importedDueAt
        self.coordinatingUnit = coordinatingUnit
        self.releasedUnit = releasedUnit
        self.coordinatingUnits = coordinatingUnits
        self.rating = rating
    }

    /// No details.
    package static let none = CaseEventDetails()
}

/// One of the cases that a mixed entry is split into (nội dung tách).
///
/// Law 42/2013/QH13 on reception of citizens, Art. 25(3), has the citizen write separate ones; at a kiosk a person at
/// the screening desk does it for them.
package struct CasePart: Sendable, Hashable {
    /// The part's lane.
    package let lane: Lane

    /// The code of its subject.
    package let subject: String

    /// What the citizen wrote about it.
    package let text: String

    /// The register code of the unit it is about, or `nil` for the one the whole entry is about.
    package let unitConcerned: String?

    /// Makes a part.
    package init(lane: Lane, subject: String, text: String, unitConcerned: String? = nil) {
        self.lane = lane
        self.subject = subject
        self.text = text
        self.unitConcerned = unitConcerned
    }
}

package import CaseLifecycle
import CivilTime

extension WireCaseEventDetails {
    /// The details on the wire.
    package init(_ details: CaseEventDetails) {
        self = .make {
            $0.officer = details.officer ?? ""
            $0.legalGround = details.legalGround?.rawValue ?? ""
            $0.answer = details.answer ?? ""
            $0.outcome = details.outcome?.rawValue ?? ""
            $0.relatedCase = details.relatedCase ?? 0
            $0.parts = details.parts.map { part in
                .make {
                    $0.lane = WireLane(part.lane)
                    $0.subject = part.subject
                    $0.text = part.text
                    $0.unitConcerned = part.unitConcerned ?? ""
                }
            }
            $0.deadline = details.deadline?.rawValue ?? ""
            $0.variant = details.variant?.rawValue ?? ""
            $0.importedDueAt = details.importedDueAt?.microseconds ?? 0
            $0.coordinatingUnit = details.coordinatingUnit ?? ""
            $0.releasedUnit = details.releasedUnit ?? ""
            if let units = details.coordinatingUnits { $0.coordinatingUnits = .make { $0.units = units } }
            $0.rating = details.rating ?? 0
        }
    }

    /// The details as the case knows them; `nil` when a part's lane is unknown to this version.
    package var details: CaseEventDetails? {
        var parts: [CasePart] = []
        for part in self.parts {
            guard let lane = part.lane.lane else { return nil }
            parts.append(
                CasePart(
                    lane: lane,
                    subject: part.subject,
                    text: part.text,
                    unitConcerned: part.unitConcerned.nonEmpty
                )
            )
        }
        return CaseEventDetails(
            officer: self.officer.nonEmpty,
            legalGround: self.legalGround.nonEmpty.map(LegalGroundID.init(rawValue:)),
            answer: self.answer.nonEmpty,
            outcome: self.outcome.nonEmpty.map(CaseOutcomeID.init(rawValue:)),
            relatedCase: self.relatedCase == 0 ? nil : self.relatedCase,
            parts: parts,
            deadline: self.deadline.nonEmpty.map(DeadlineRuleID.init(rawValue:)),
            variant: self.variant.nonEmpty.map(DeadlineVariantID.init(rawValue:)),
            importedDueAt: self.importedDueAt == 0 ? nil : Timestamp(microseconds: self.importedDueAt),
            coordinatingUnit: self.coordinatingUnit.nonEmpty,
            releasedUnit: self.releasedUnit.nonEmpty,
            coordinatingUnits: self.hasCoordinatingUnits ? self.coordinatingUnits.units : nil,
            rating: self.rating == 0 ? nil : self.rating
        )
    }
}

extension String {
    /// The text, or `nil` when it is empty, as proto3 leaves out what is absent.
    fileprivate var nonEmpty: String? { self.isEmpty ? nil : self }
}

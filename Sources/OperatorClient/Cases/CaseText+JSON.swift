package import FeedbackProtocol

/// Cases as JSON.
extension CaseText {
    /// A line of a list as a JSON object.
    package func json(_ summary: WireCaseSummary) -> JSONValue {
        .object(self.members(summary))
    }

    private func members(_ summary: WireCaseSummary) -> [JSONValue.Member] {
        [
            .init("number", .natural(summary.number)),
            .init("state", .text(summary.state)),
            .init("version", .natural(UInt64(summary.version))),
            .init("lane", .text(Labels.code(summary.lane))),
            .init("subject", .optional(summary.subject)),
            .init("field", .optional(summary.field)),
            .init("office", .text(summary.office)),
            .init("responsible_unit", .text(summary.responsibleUnit)),
            .init(
                "responsible_unit_name",
                .optional(self.lookup.displayName(of: summary.responsibleUnit, in: summary.registerEdition))
            ),
            .init("received_at", LocalTime.json(summary.receivedAt)),
            .init("due_at", LocalTime.json(summary.dueAt)),
            .init("due_provisional", .bool(summary.dueProvisional)),
            .init("officer", .optional(summary.officer)),
            .init("changed_at", LocalTime.json(summary.changedAt)),
            .init("register_edition", .text(summary.registerEdition)),
        ]
    }

    /// A whole case as a JSON object, with what was opened of it if anything.
    package func json(_ detail: WireCaseDetail, opened: OpenedCase? = nil) -> JSONValue {
        let history = detail.history.map { entry -> JSONValue in
            [
                "version": .natural(UInt64(entry.version)),
                "event": .text(entry.event),
                "state": .text(entry.state),
                "actor": .optional(entry.actor),
                "at": LocalTime.json(entry.at),
                "reason": .optional(entry.reason),
                "unit": .optional(entry.unit),
                "role": .optional(entry.role),
                "answer": .optional(entry.details.answer),
                "outcome": .optional(entry.details.outcome),
                "legal_ground": .optional(entry.details.legalGround),
                "officer": .optional(entry.details.officer),
                "rating": entry.details.rating == 0 ? .null : .natural(UInt64(entry.details.rating)),
                "coordinating_unit": .optional(entry.details.coordinatingUnit),
                "released_unit": .optional(entry.details.releasedUnit),
            ]
        }
        return .object(
            self.members(detail.summary) + [
                .init("text", .text(opened?.text ?? detail.text)),
                .init("has_sealed_text", .bool(detail.hasSealedText)),
                .init("contact", opened?.contact.map { CaseReadText.json($0) } ?? .null),
                .init("reads", .array(detail.reads.map { CaseReadText.json($0) })),
                .init("tracking_code", .optional(detail.trackingCode)),
                .init("captured_at", LocalTime.json(detail.capturedAt)),
                .init("counter", .optional(detail.counter)),
                .init("language", .optional(detail.language)),
                .init("unit_complained_about", .optional(detail.unitComplainedAbout)),
                .init("has_sealed_contact", .bool(detail.hasSealedContact)),
                .init("routing_rule", .optional(detail.routingRule)),
                .init("routing_rule_set", .optional(detail.routingRuleSet)),
                .init("routing_edition", .optional(detail.routingEdition)),
                .init("kiosk", .optional(detail.kiosk)),
                .init("letters", .array(detail.letters.map { LetterText.json($0) })),
                .init("part_of", detail.partOf == 0 ? .null : .natural(detail.partOf)),
                .init("part_numbers", .array(detail.partNumbers.map { .natural($0) })),
                .init("coordinating_units", .array(detail.coordinatingUnits.map { .text($0) })),
                .init("due_date_changes", DueDateText.json(detail)),
                .init("history", .array(history)),
                .init("deadlines", .array(detail.deadlines.map { .object(DeadlineText.members($0)) })),
                .init(
                    "notices",
                    .array(
                        detail.notices.map { notice in
                            [
                                "rule": .text(notice.rule), "notice": .text(notice.notice),
                                "due_at": LocalTime.json(notice.dueAt), "level": .text(notice.level),
                                "role": .text(notice.role), "unit": .text(notice.unit),
                                "at": LocalTime.json(notice.at),
                            ]
                        }
                    )
                ),
                .init(
                    "allowed",
                    .array(
                        detail.allowed.map { event in
                            [
                                "event": .text(event.event), "label": .text(event.label),
                                "requirements": .array(event.requirements.map { .text($0) }),
                            ]
                        }
                    )
                ),
            ]
        )
    }
}

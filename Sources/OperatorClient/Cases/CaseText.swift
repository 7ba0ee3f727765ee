import CaseLifecycle
package import FeedbackProtocol

/// Cases as tables, sheets and JSON.
package struct CaseText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// A page of cases.
    package func table(_ list: WireCaseList) -> Table {
        var table = Table([
            .number("CASE"), .text("RECEIVED"), .text("DUE"), .wrapping("STATE"), .wrapping("LANE"),
            .wrapping("RESPONSIBLE UNIT"),
        ])
        for file in list.cases {
            let unit = self.lookup.displayName(of: file.responsibleUnit, in: file.registerEdition)
            table.add([
                "\(file.number)", String(LocalTime.short(file.receivedAt).prefix(10)),
                DeadlineText.due(file.dueAt, isProvisional: file.dueProvisional), Labels.stateLabel(file.state),
                file.lane.lane?.vietnameseName ?? "", "\(file.responsibleUnit) \(unit)",
            ])
        }
        return table
    }

    /// Everything of one case, in lines.
    ///
    /// - Parameters:
    ///   - detail: The case as the desk gave it.
    ///   - opened: What was opened of it with a secret key, if anything.
    /// - Returns: Lines of at most 80 columns.
    package func lines(_ detail: WireCaseDetail, opened: OpenedCase? = nil) -> [String] {
        let summary = detail.summary
        var sheet = FactSheet()
        sheet.add("Case", "\(summary.number), version \(summary.version)")
        sheet.add("State", Labels.state(summary.state))
        guard summary.lane != .unspecified else { return sheet.lines + ["", "Your key sees no more of it."] }
        sheet.add("Due", self.due(detail))
        sheet.add("Officer", summary.officer)
        sheet.add("Lane", Labels.lane(summary.lane))
        sheet.add("Subject", Labels.subject(summary.subject))
        sheet.add("Field", Labels.field(summary.field))
        sheet.add("Responsible", self.unit(summary.responsibleUnit, summary))
        sheet.add("Helped by", detail.coordinatingUnits.map { self.unit($0, summary) }.joined(separator: "; "))
        sheet.add("Part of", detail.partOf == 0 ? "" : "case \(detail.partOf)")
        sheet.add("Split into", detail.partNumbers.map { "case \($0)" }.joined(separator: ", "))
        sheet.add(
            "Given at",
            self.unit(summary.office, summary) + (detail.counter.isEmpty ? "" : ", \(detail.counter)")
        )
        sheet.add("About", self.unit(detail.unitComplainedAbout, summary))
        sheet.add("Given", LocalTime.text(detail.capturedAt))
        sheet.add("Received", LocalTime.text(summary.receivedAt))
        sheet.add("Kiosk", detail.kiosk)
        sheet.add("Language", detail.language)
        sheet.add("Tracking", (try? TrackingCode(parsing: detail.trackingCode))?.description ?? detail.trackingCode)
        sheet.add("Routed by", self.rule(detail))
        if let contact = opened?.contact {
            sheet.add("Name", contact.name)
            sheet.add("Address", contact.address)
            sheet.add("Telephone", contact.telephone)
        } else if detail.hasSealedContact {
            let key = VerificationText.hexadecimal(detail.sealedContact.keyID)
            sheet.add("Contact", "sealed to key \(key); only its holder can read it")
        }
        if detail.hasSealedText, opened?.text == nil {
            let key = VerificationText.hexadecimal(detail.sealedText.keyID)
            sheet.add("Text", "sealed to key \(key); read it with --open-with FILE")
        }
        var lines = sheet.lines
        let words = opened?.text ?? detail.text
        if !words.isEmpty { lines += ["", "Text"] + TextLayout.wrap(words, indent: "  ") }
        if !detail.history.isEmpty { lines += ["", "History"] + self.history(detail).lines() }
        if !detail.deadlines.isEmpty {
            lines += ["", "Time limits (more: langnghe deadline explain)"] + self.deadlines(detail)
        }
        if !detail.dueDateChanges.isEmpty { lines += ["", "Due dates that moved"] + DueDateText.table(detail).lines() }
        if !detail.letters.isEmpty {
            lines += ["", "Letters (more: langnghe letter show)"] + LetterText.table(detail.letters).lines()
        }
        if !detail.reads.isEmpty { lines += ["", "Read by (newest first)"] + CaseReadText.table(detail.reads).lines() }
        if !detail.allowed.isEmpty { lines += ["", "What your key can do now"] + self.allowed(detail) }
        return lines
    }

    private func due(_ detail: WireCaseDetail) -> String {
        if detail.summary.dueAt != 0 {
            return DeadlineText.due(detail.summary.dueAt, isProvisional: detail.summary.dueProvisional)
        }
        return detail.deadlines.contains { $0.state == .paused } ? "the clock stands still" : ""
    }

    private func deadlines(_ detail: WireCaseDetail) -> [String] {
        var table = Table([.text("LIMIT"), .text("STATE"), .text("DUE"), .text("TOLD")])
        for deadline in detail.deadlines {
            let told = detail.notices.count { $0.rule == deadline.rule && $0.run == deadline.run }
            table.add([
                deadline.rule, DeadlineText.state(deadline.state),
                DeadlineText.due(deadline.dueAt, isProvisional: deadline.provisional), told == 0 ? "" : "\(told)",
            ])
        }
        return table.lines()
    }

    private func allowed(_ detail: WireCaseDetail) -> [String] {
        var table = Table([.text("EVENT"), .wrapping("LABEL"), .wrapping("NEEDS")])
        for event in detail.allowed {
            table.add([event.event, event.label, event.requirements.joined(separator: ", ")])
        }
        return table.lines()
    }

    private func history(_ detail: WireCaseDetail) -> Table {
        var table = Table([
            .number("#"), .text("AT (+07)"), .wrapping("EVENT"), .wrapping("STATE"), .wrapping("BY"),
            .wrapping("REASON"),
        ])
        for entry in detail.history {
            table.add([
                "\(entry.version)", LocalTime.short(entry.at), Labels.event(entry.event), Labels.state(entry.state),
                entry.actor, entry.reason,
            ])
        }
        return table
    }

    private func unit(_ code: String, _ summary: WireCaseSummary) -> String {
        code.isEmpty ? "" : "\(code) \(self.lookup.displayName(of: code, in: summary.registerEdition))"
    }

    private func rule(_ detail: WireCaseDetail) -> String {
        guard !detail.routingRule.isEmpty else { return "" }
        return "\(detail.routingRule) of \(detail.routingRuleSet), edition \(detail.summary.registerEdition)"
    }

    /// One line on a case after it changed.
    package func changed(_ detail: WireCaseDetail) -> String {
        let summary = detail.summary
        return "Case \(summary.number) is \(Labels.state(summary.state)), version \(summary.version)."
    }

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

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
            .number("CASE"), .text("RECEIVED (+07)"), .wrapping("STATE"), .wrapping("LANE"),
            .wrapping("RESPONSIBLE UNIT"),
        ])
        for file in list.cases {
            let unit = self.lookup.displayName(of: file.responsibleUnit, in: file.registerEdition)
            table.add([
                "\(file.number)", LocalTime.short(file.receivedAt), Labels.state(file.state), Labels.lane(file.lane),
                "\(file.responsibleUnit) \(unit)",
            ])
        }
        return table
    }

    /// Everything of one case, in lines.
    package func lines(_ detail: WireCaseDetail) -> [String] {
        let summary = detail.summary
        var sheet = FactSheet()
        sheet.add("Case", "\(summary.number), version \(summary.version)")
        sheet.add("State", Labels.state(summary.state))
        sheet.add("Lane", Labels.lane(summary.lane))
        sheet.add("Subject", Labels.subject(summary.subject))
        sheet.add("Field", Labels.field(summary.field))
        sheet.add("Responsible", self.unit(summary.responsibleUnit, summary))
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
        if detail.hasSealedContact {
            let key = VerificationText.hexadecimal(detail.sealedContact.keyID)
            sheet.add("Contact", "sealed to key \(key); only its holder can read it")
        }
        var lines = sheet.lines
        if !detail.text.isEmpty {
            lines += ["", "Text"] + TextLayout.wrap(detail.text, indent: "  ")
        }
        if !detail.history.isEmpty { lines += ["", "History"] + self.history(detail).lines() }
        return lines
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
            .init("changed_at", LocalTime.json(summary.changedAt)),
            .init("register_edition", .text(summary.registerEdition)),
        ]
    }

    /// A whole case as a JSON object.
    package func json(_ detail: WireCaseDetail) -> JSONValue {
        let history = detail.history.map { entry -> JSONValue in
            [
                "version": .natural(UInt64(entry.version)),
                "event": .text(entry.event),
                "state": .text(entry.state),
                "actor": .optional(entry.actor),
                "at": LocalTime.json(entry.at),
                "reason": .optional(entry.reason),
                "unit": .optional(entry.unit),
            ]
        }
        return .object(
            self.members(detail.summary) + [
                .init("text", .text(detail.text)),
                .init("tracking_code", .optional(detail.trackingCode)),
                .init("captured_at", LocalTime.json(detail.capturedAt)),
                .init("counter", .optional(detail.counter)),
                .init("language", .optional(detail.language)),
                .init("unit_complained_about", .optional(detail.unitComplainedAbout)),
                .init("has_sealed_contact", .bool(detail.hasSealedContact)),
                .init("routing_rule", .optional(detail.routingRule)),
                .init("routing_rule_set", .optional(detail.routingRuleSet)),
                .init("kiosk", .optional(detail.kiosk)),
                .init("history", .array(history)),
            ]
        )
    }
}

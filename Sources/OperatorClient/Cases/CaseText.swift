import CaseLifecycle
package import FeedbackProtocol

/// Cases as tables, sheets and JSON.
package struct CaseText: Sendable {
    let lookup: RegisterLookup

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
                file.lane.lane?.vietnameseName ?? "(sealed)", "\(file.responsibleUnit) \(unit)",
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
            self.given(summary.office, detail) + (detail.counter.isEmpty ? "" : ", \(detail.counter)")
        )
        sheet.add("About", self.given(detail.unitComplainedAbout, detail))
        sheet.add("Given", LocalTime.text(detail.capturedAt))
        sheet.add("Received", LocalTime.text(summary.receivedAt))
        sheet.add("Kiosk", detail.kiosk)
        sheet.add("Language", detail.language)
        sheet.add("Tracking", (try? TrackingCode(parsing: detail.trackingCode))?.description ?? detail.trackingCode)
        sheet.add("Routed by", self.rule(detail))
        sheet.add("Outcome", CaseHistoryText.outcome(detail))
        sheet.add("Rated", CaseHistoryText.rating(detail))
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
        let answer = CaseHistoryText.answer(detail)
        if !answer.isEmpty { lines += ["", "Answer"] + TextLayout.wrap(answer, indent: "  ") }
        if !detail.history.isEmpty { lines += ["", "History"] + CaseHistoryText.table(detail).lines() }
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
            table.add([event.event, event.label, event.requirements.map(Self.option).joined(separator: " ")])
        }
        return table.lines()
    }

    /// What a person types for something an event needs.
    private static func option(_ requirement: String) -> String {
        switch TransitionRequirement(rawValue: requirement) {
        case .reason?: "--reason"
        case .unit?, .parentUnit?, .triageUnit?: "--unit"
        case .officer?: "--officer"
        case .legalGround?: "--ground"
        case .answer?: "--answer"
        case .outcome?: "--outcome"
        case .relatedCase?: "--related"
        case .parts?: "'case split'"
        case .variant?: "--deadline --variant"
        case .limitExtension?: "--deadline"
        case .coordinatingUnit?: "--helper"
        case .releasedUnit?: "--released"
        case .rating?, nil: requirement
        }
    }

    private func unit(_ code: String, _ summary: WireCaseSummary) -> String {
        code.isEmpty ? "" : "\(code) \(self.lookup.displayName(of: code, in: summary.registerEdition))"
    }

    /// A unit as the citizen's kiosk knew it, whatever took over from it since.
    private func given(_ code: String, _ detail: WireCaseDetail) -> String {
        guard !code.isEmpty else { return "" }
        let name = self.lookup.displayName(of: code, in: detail.routingEdition)
        return "\(code) \(name.isEmpty ? self.lookup.nameInAnyEdition(of: code) : name)"
    }

    private func rule(_ detail: WireCaseDetail) -> String {
        guard !detail.routingRule.isEmpty else { return "" }
        return "\(detail.routingRule) of \(detail.routingRuleSet), edition \(detail.routingEdition)"
    }

    /// One line on a case after it changed.
    package func changed(_ detail: WireCaseDetail) -> String {
        let summary = detail.summary
        return "Case \(summary.number) is \(Labels.state(summary.state)), version \(summary.version)."
    }
}

package import FeedbackProtocol

/// Letters as tables, sheets and JSON.
package enum LetterText {
    /// Letters in a table of at most 80 columns.
    package static func table(_ letters: [WireLetterSummary]) -> Table {
        var table = Table([
            .number("CASE"), .number("NO"), .wrapping("LETTER"), .text("STATE"), .text("NUMBER"), .text("DRAFTED"),
            .wrapping("BY"),
        ])
        for letter in letters {
            table.add([
                "\(letter.caseNumber)", "\(letter.letter)", letter.name, self.state(letter), letter.printedNumber,
                String(LocalTime.short(letter.draftedAt).prefix(10)),
                self.actor(letter),
            ])
        }
        return table
    }

    /// Who signed or discarded a letter; of a draft, who may sign it.
    private static func actor(_ letter: WireLetterSummary) -> String {
        guard letter.state == .draft else { return letter.actor }
        return letter.signedBy.isEmpty ? "goes out by itself" : "for: \(letter.signedBy.joined(separator: ", "))"
    }

    /// A letter's state in a word; what went out without a signature was issued (phát hành), not signed.
    package static func state(_ letter: WireLetterSummary) -> String {
        switch letter.state {
        case .signed where letter.actor.isEmpty: "issued"
        case .draft: "draft"
        case .signed: "signed"
        case .discarded: "discarded"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }

    /// A letter as it reads, with what a draft lacks.
    package static func lines(_ letter: WireLetter) -> [String] {
        let summary = letter.summary
        var sheet = FactSheet()
        sheet.add("Letter", "\(summary.letter) of case \(summary.caseNumber): \(summary.name)")
        sheet.add("State", self.state(summary))
        sheet.add("To sign", summary.signedBy.isEmpty ? "" : "the unit's \(summary.signedBy.joined(separator: " or "))")
        sheet.add("Number", summary.printedNumber)
        sheet.add("Rule", summary.rule)
        sheet.add("Drafted", LocalTime.text(summary.draftedAt))
        if summary.endedAt != 0 { sheet.add("Ended", LocalTime.text(summary.endedAt)) }
        sheet.add("Why", letter.discardReason)
        var lines = sheet.lines
        if !letter.missing.isEmpty {
            lines +=
                ["", "To be filled in when signing"]
                + letter.missing.flatMap { TextLayout.wrap("- \($0)", indent: "  ") }
        }
        if !letter.text.isEmpty {
            // Laid out for 80 columns already; only what could steer the terminal is taken out.
            lines +=
                [""]
                + letter.text.split(separator: "\n", omittingEmptySubsequences: false).map { TextLayout.oneLine($0) }
        }
        return lines
    }

    /// A register in a table.
    package static func register(_ page: WireLetterRegisterPage) -> Table {
        var table = Table([
            .number("NO"), .text("DAY"), .text("NUMBER"), .number("CASE"), .number("LETTER"), .wrapping("RULE"),
        ])
        for entry in page.entries {
            table.add([
                "\(entry.number)", entry.day, entry.printedNumber, "\(entry.caseNumber)", "\(entry.letter)", entry.rule,
            ])
        }
        return table
    }

    /// A letter's summary as a JSON object.
    package static func json(_ letter: WireLetterSummary) -> JSONValue { .object(self.members(letter)) }

    private static func code(_ state: WireLetterState) -> String {
        switch state {
        case .draft: "draft"
        case .signed: "signed"
        case .discarded: "discarded"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }

    private static func members(_ letter: WireLetterSummary) -> [JSONValue.Member] {
        [
            .init("case_number", .natural(letter.caseNumber)),
            .init("letter", .natural(UInt64(letter.letter))),
            .init("rule", .text(letter.rule)),
            .init("name", .text(letter.name)),
            .init("state", .text(self.code(letter.state))),
            .init("drafted_at", LocalTime.json(letter.draftedAt)),
            .init("ended_at", LocalTime.json(letter.endedAt)),
            .init("printed_number", .optional(letter.printedNumber)),
            .init("unit", .text(letter.unit)),
            .init("actor", .optional(letter.actor)),
            .init("signed_by", .array(letter.signedBy.map { .text($0) })),
        ]
    }

    /// A whole letter as a JSON object.
    package static func json(_ letter: WireLetter) -> JSONValue {
        .object(
            self.members(letter.summary) + [
                .init("missing", .array(letter.missing.map { .text($0) })),
                .init("due_day", .optional(letter.content.dueDay)),
                .init("new_due_day", .optional(letter.content.newDueDay)),
                .init("series", .optional(letter.content.series)),
                .init("discard_reason", .optional(letter.discardReason)),
                .init("text", .text(letter.text)),
            ]
        )
    }

    /// A line of a register as a JSON object.
    package static func json(_ entry: WireLetterRegisterEntry) -> JSONValue {
        [
            "number": .natural(UInt64(entry.number)), "day": .text(entry.day),
            "printed_number": .text(entry.printedNumber), "case_number": .natural(entry.caseNumber),
            "letter": .natural(UInt64(entry.letter)), "rule": .text(entry.rule),
        ]
    }
}

package import FeedbackProtocol

/// Quarantined submissions for people and programs.
package enum QuarantineText {
    /// A page of the quarantine.
    package static func table(_ list: WireQuarantineList) -> Table {
        var table = Table([
            .number("NUMBER"), .text("RECORDED (+07)"), .wrapping("KIOSK"), .wrapping("REASON"), .number("BYTES"),
            .text("STATE"), .wrapping("DECIDED"),
        ])
        for item in list.submissions {
            let decision = item.decidedAt == 0 ? "" : "\(item.decidedBy): \(item.decisionReason)"
            table.add([
                "\(item.number)", LocalTime.short(item.recordedAt), item.kiosk, Labels.code(item.reason),
                "\(item.size)",
                item.state, decision,
            ])
        }
        return table
    }

    /// One with its content, decoded as far as it can be.
    package static func lines(_ item: WireQuarantinedSubmission) -> [String] {
        var sheet = FactSheet()
        sheet.add("Number", "\(item.number)")
        sheet.add("State", item.state)
        sheet.add("Reason", Labels.code(item.reason))
        sheet.add("Recorded", LocalTime.text(item.recordedAt))
        sheet.add("Kiosk", "\(item.kiosk), epoch \(item.epoch), sequence \(item.sequence)")
        sheet.add("Size", "\(item.size) bytes")
        if item.decidedAt != 0 {
            sheet.add("Decided", "\(LocalTime.text(item.decidedAt)) by \(item.decidedBy): \(item.decisionReason)")
        }
        var lines = sheet.lines + [""]
        if let submission = try? WireSubmission(decoding: item.submission) {
            lines += self.lines(submission)
        } else {
            lines += ["It cannot be decoded. Its bytes:"] + HexDump.lines(Array(item.submission))
        }
        return lines
    }

    private static func lines(_ submission: WireSubmission) -> [String] {
        var sheet = FactSheet()
        sheet.add("Id", VerificationText.hexadecimal(submission.id))
        sheet.add("Given", LocalTime.text(submission.capturedAt))
        sheet.add("Office", submission.office)
        sheet.add("Edition", submission.registerEdition)
        sheet.add("Counter", submission.counter)
        sheet.add("Field", Labels.field(submission.field))
        sheet.add("Language", submission.language)
        var text = ""
        switch submission.content {
        case .rating(let rating):
            sheet.add("Rating", "\(rating.scale) \(rating.level)")
            sheet.add(
                "Criteria",
                rating.criteria.map { "\($0.criterion): \($0.met ? "yes" : "no")" }.joined(separator: ", ")
            )
            sheet.add("Reasons", rating.reasons.joined(separator: ", "))
        case .entry(let entry):
            sheet.add("Lane", Labels.lane(entry.lane))
            sheet.add("Subject", Labels.subject(entry.subject))
            sheet.add("About", entry.unitComplainedAbout)
            sheet.add("Tracking", entry.trackingCode)
            if entry.hasSealedContact { sheet.add("Contact", "sealed") }
            text = entry.text
        case .commendation(let commendation):
            sheet.add("Commends", commendation.unitCommended.isEmpty ? "the office" : commendation.unitCommended)
            sheet.add("Tracking", commendation.trackingCode)
            text = commendation.text
        case .none: sheet.add("Content", "none that this version knows")
        }
        return sheet.lines + (text.isEmpty ? [] : ["", "Text"] + TextLayout.wrap(text, indent: "  "))
    }

    /// One as a JSON object.
    package static func json(_ item: WireQuarantinedSubmission, withContent: Bool = false) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("number", .natural(item.number)),
            .init("state", .text(item.state)),
            .init("reason", .text(Labels.code(item.reason))),
            .init("kiosk", .text(item.kiosk)),
            .init("epoch", .natural(item.epoch)),
            .init("sequence", .natural(item.sequence)),
            .init("recorded_at", LocalTime.json(item.recordedAt)),
            .init("size", .natural(UInt64(item.size))),
            .init("decided_by", .optional(item.decidedBy)),
            .init("decided_at", LocalTime.json(item.decidedAt)),
            .init("decision_reason", .optional(item.decisionReason)),
        ]
        if withContent { members.append(.init("submission_hex", .text(VerificationText.hexadecimal(item.submission)))) }
        return .object(members)
    }
}

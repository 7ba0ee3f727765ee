import CaseLifecycle
package import FeedbackProtocol

/// Time limits for people and programs.
package enum DeadlineText {
    /// One time limit with its derivation, in lines.
    package static func lines(_ explanation: WireDeadlineExplanation) -> [String] {
        let deadline = explanation.deadline
        let title = TextLayout.wrap("\(explanation.name) (\(deadline.rule))")
        let source = TextLayout.wrap(
            "Căn cứ: \(explanation.legalSource); độ tin cậy \(explanation.confidence)",
            indent: "  "
        )
        return title + source + explanation.lines + [""]
    }

    /// One time limit with its derivation as a JSON object.
    package static func json(_ explanation: WireDeadlineExplanation) -> JSONValue {
        .object(
            self.members(explanation.deadline) + [
                .init("name", .text(explanation.name)),
                .init("legal_source", .text(explanation.legalSource)),
                .init("confidence", .text(explanation.confidence)),
                .init("derivation", .array(explanation.lines.map { .text($0) })),
            ]
        )
    }

    /// A time limit as the members of a JSON object.
    static func members(_ deadline: WireCaseDeadline) -> [JSONValue.Member] {
        [
            .init("rule", .text(deadline.rule)),
            .init("kind", .text(deadline.kind)),
            .init("run", .natural(UInt64(deadline.run))),
            .init("state", .text(self.state(deadline.state))),
            .init("started_at", LocalTime.json(deadline.startedAt)),
            .init("due_at", LocalTime.json(deadline.dueAt)),
            .init("provisional", .bool(deadline.provisional)),
            .init("ended_at", LocalTime.json(deadline.endedAt)),
        ]
    }

    /// A state as a word.
    static func state(_ state: WireDeadlineState) -> String {
        state.deadlineState?.rawValue ?? "unknown"
    }

    /// When something is due, as people read it: the last day for a limit that ends at midnight.
    package static func due(_ microseconds: Int64, isProvisional: Bool) -> String {
        guard microseconds != 0 else { return "" }
        let text = LocalTime.short(microseconds)
        let isMidnight = text.hasSuffix(" 00:00")
        // Midnight after the last day is the end of that day.
        let shown = isMidnight ? String(LocalTime.short(microseconds - 1).prefix(10)) : text
        return isProvisional ? "\(shown)?" : shown
    }
}

import FeedbackProtocol

/// The due dates of a case that moved, as a table and as JSON.
enum DueDateText {
    /// What moved, when, from where to where and why.
    static func table(_ detail: WireCaseDetail) -> Table {
        var table = Table([.text("AT (+07)"), .wrapping("LIMIT"), .text("FROM"), .text("TO"), .wrapping("WHY")])
        for change in detail.dueDateChanges {
            table.add([
                LocalTime.short(change.at), change.rule, self.day(change.fromDueAt), self.day(change.toDueAt),
                self.cause(change, in: detail),
            ])
        }
        return table
    }

    /// The same for programs.
    static func json(_ detail: WireCaseDetail) -> JSONValue {
        .array(
            detail.dueDateChanges.map { change in
                [
                    "rule": .text(change.rule), "run": .natural(UInt64(change.run)),
                    "from_due_at": LocalTime.json(change.fromDueAt), "to_due_at": LocalTime.json(change.toDueAt),
                    "cause": .text(change.cause), "version": .natural(UInt64(change.version)),
                    "at": LocalTime.json(change.at),
                ]
            }
        )
    }

    private static func day(_ dueAt: Int64) -> String {
        dueAt == 0 ? "stands still" : DeadlineText.due(dueAt, isProvisional: false)
    }

    /// The entry of the history that moved it, or that it was counted anew.
    private static func cause(_ change: WireDueDateChange, in detail: WireCaseDetail) -> String {
        guard change.cause == "event" else { return "counted anew: another calendar or other rules" }
        let entry = detail.history.first { $0.version == change.version }
        return entry.map { "\($0.version) \(Labels.event($0.event))" } ?? "version \(change.version)"
    }
}
